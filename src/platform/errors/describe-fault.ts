import { errorCode } from './error-code.js';

/** What may be logged of an error that nobody expected. */
export interface FaultDescription {
  readonly name: string;
  readonly code?: string;
  readonly at: readonly string[];
}

/**
 * Kind, code and place of an error, without its message: PostgreSQL's and the parsers' messages quote the values that
 * they stumbled over, and here those are a child's.
 */
export function describeFault(thrown: unknown): FaultDescription {
  if (!(thrown instanceof Error)) return { name: typeof thrown, at: [] };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = errorCode(thrown);
  return {
    name: thrown.name,
    ...(code !== undefined && { code }),
    at: frames.map((line) => line.trim()).slice(0, 12),
  };
}
