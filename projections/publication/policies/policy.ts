/** What a disclosure policy is: what of a table of exact counts is published, and what stands in place of the rest. */
import type { CountOfTables, Level, TableRow } from '../exclusions-table.js';

/**
 * What may stand in a cell instead of a number, as the Government Statistical Service has it: not applicable; not
 * available; confidential; rounds to nought and is not; of low reliability.
 */
export const symbols = ['z', 'x', 'c', 'low', 'u'] as const;
export type CellSymbol = (typeof symbols)[number];

export type CountCell = number | CellSymbol;

/** A rate before it is rounded: per 100. */
export interface Quotient {
  readonly numerator: number;
  readonly denominator: number;
}
export type RateCell = Quotient | CellSymbol;

export const isSymbol = (cell: CountCell | RateCell): cell is CellSymbol => typeof cell === 'string';

/** The counts that there is a rate of, per 100 on roll. */
export const rated = ['permanentExclusions', 'suspensions', 'pupilsSuspended'] as const;
export type Rated = (typeof rated)[number];

export interface PublishedRow extends Omit<TableRow, 'counts'> {
  readonly counts: Readonly<Record<CountOfTables, CountCell>>;
  readonly rates: Readonly<Record<Rated, RateCell>>;
}

export interface DisclosurePolicy {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  /** Whose rule it is. */
  readonly source: string;
  /** The levels that it protects; a table of another level is not published under it. */
  readonly levels: readonly Level[];
  /** @param rows everything that is published of one school year: what is hidden depends on what else is shown */
  readonly publish: (rows: readonly TableRow[]) => PublishedRow[];
}

/** A row with these counts, and the rates that they give: a rate on what is hidden is hidden in the same way. */
export function publishedRow(
  row: TableRow,
  counts: PublishedRow['counts'],
  rate: (name: Rated, row: TableRow, counts: PublishedRow['counts']) => RateCell,
): PublishedRow {
  return {
    ...row,
    counts,
    rates: {
      permanentExclusions: rate('permanentExclusions', row, counts),
      suspensions: rate('suspensions', row, counts),
      pupilsSuspended: rate('pupilsSuspended', row, counts),
    },
  };
}

/** The rate of the exact counts, unless one of its parts is hidden; `z` where nobody is on roll. */
export function exactRate(name: Rated, row: TableRow, counts: PublishedRow['counts']): RateCell {
  const { headcount } = row.counts;
  if (isSymbol(counts.headcount)) return counts.headcount;
  if (headcount === 0) return 'z';
  const count = counts[name];
  return isSymbol(count) ? count : { numerator: row.counts[name], denominator: headcount };
}
