/** How a table is written down: which columns, in which words, and the file that describes them. */
import { quotientHalfUp } from '../../measures/half-up.js';
import type { TableRow } from '../exclusions-table.js';
import type { LondonAs } from '../lists/regions.js';
import {
  isSymbol,
  type CellSymbol,
  type CountCell,
  type PublishedRow,
  type RateCell,
} from '../policies/policy.js';

export interface Column {
  readonly name: string;
  readonly cell: (row: PublishedRow) => string;
}

/** A row of the `.meta.csv`. */
export type MetaRow = Readonly<Record<string, string>>;

/** One pair of files. */
export interface TableFile {
  /** Without `.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly metaColumns: readonly string[];
  readonly meta: readonly MetaRow[];
}

export interface Layout {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  readonly london: LondonAs;
  /** Whether a school's row of its type has a `Total` beside it. */
  readonly schoolTotals: boolean;
  /** Of the nation, regions and authorities. */
  readonly areas: TableFile;
  /** Schools stand in a file of their own. */
  readonly schools: TableFile;
}

export const inWordsOfLevel: Readonly<Record<TableRow['level'], string>> = {
  national: 'National',
  regional: 'Regional',
  'local-authority': 'Local authority',
  school: 'School',
};

/** `2015/16` is `201516`. */
export const timePeriod = ({ schoolYear }: TableRow | PublishedRow): string => schoolYear.replace('/', '');

export const countText = (cell: CountCell, symbolText: (symbol: CellSymbol) => string): string =>
  isSymbol(cell) ? symbolText(cell) : String(cell);

/** Per 100, rounded half up, without the noughts that end it: `4.7`, `0`. */
export function rateText(
  cell: RateCell,
  decimalPlaces: number,
  symbolText: (symbol: CellSymbol) => string,
): string {
  if (isSymbol(cell)) return symbolText(cell);
  const text = quotientHalfUp(cell.numerator, cell.denominator, 100, decimalPlaces) ?? symbolText('z');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
