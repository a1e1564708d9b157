/**
 * Names of streams as PostgreSQL can hold them, and people can read them. Whoever writes to the server may put anything into a
 * name that begins as the ledger's do, and PostgreSQL's text holds no NUL. Ledger names stand as they are.
 */

/** Control characters, and the backslash that writes them here, as JSON writes them: `\u0000`. */
export const keptName = (name: string): string =>
  name.replace(/[\\\p{Cc}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The name on the server again. */
export const nameOfKept = (kept: string): string =>
  kept.replace(/\\u([0-9a-f]{4})/g, (_escape, code: string) => String.fromCharCode(parseInt(code, 16)));
