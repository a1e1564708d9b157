import pg from 'pg';

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseInt8],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, parseTimestamp],
]);

type Parser = (text: string) => unknown;
const standard: (oid: number, format?: 'text' | 'binary') => Parser = pg.types.getTypeParser;

/**
 * How column values become JavaScript values on every connection of this application:
 * `bigint` a number, `date` its text `YYYY-MM-DD`, `timestamptz` its ISO text in UTC; all else as `pg` does it.
 */
export const types = {
  getTypeParser: (oid: number, format?: string): Parser =>
    format === 'binary' ? standard(oid, format) : (parsers.get(oid) ?? standard(oid)),
};

/** @throws RangeError beyond 2^53, where a number would silently be another one. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond 2^53 does not fit a number');
  return value;
}

/**
 * `2025-01-09 08:00:00.12+00` → `2025-01-09T08:00:00.120Z`: what Date.toISOString() writes, but with the microseconds
 * kept where there are any. Connections run with TimeZone UTC, so the offset is always +00.
 */
function parseTimestamp(text: string): string {
  const match = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!match) throw new RangeError('not a timestamp in UTC');
  const [, date = '', time = '', fraction = ''] = match;
  return `${date}T${time}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`;
}
