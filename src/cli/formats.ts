import { WrongUse } from './exit-codes.js';

const formats = ['table', 'csv', 'json'] as const;
export type Format = (typeof formats)[number];

/** `--json` is short for `--format json`. @throws WrongUse for a format that there is not */
export function formatOf({
  format = 'table',
  json,
}: {
  readonly format?: string;
  readonly json?: boolean;
}): Format {
  const named = json ? 'json' : formats.find((each) => each === format);
  if (named === undefined) throw new WrongUse(`--format is one of ${formats.join(', ')}`);
  return named;
}
