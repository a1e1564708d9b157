/** What a screening check is: one named rule of a published pair of files, what it finds, and how bad that is. */
import type { FilePair } from './file-pair.js';

/** A file that fails is not to be published; one that is warned of wants a second look. */
export type Severity = 'fails' | 'warns';

/** Where a finding stands. */
export interface Where {
  readonly file?: 'data' | 'meta';
  readonly column?: string;
  /** The file's line, counted from 1, the header included. */
  readonly line?: number;
}

export interface Finding extends Where {
  readonly problem: string;
}

export type Find = (problem: string, where?: Where) => void;

/** A row of the data, as it stands in the file. */
export interface DataRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a check does with the rows, which pass by once. */
export interface RowWatch {
  readonly row?: (row: DataRow) => void;
  readonly end?: () => void;
}

export interface Check {
  /** Stable. */
  readonly name: string;
  readonly severity: Severity;
  /** What has to be so. */
  readonly says: string;
  /** Looks at names, columns and metadata at once, and at rows, where it has to, as they come. */
  readonly begin: (pair: FilePair, find: Find) => RowWatch | undefined;
}

/** A check of names, columns and metadata alone. */
export const ofFiles = (
  name: string,
  severity: Severity,
  says: string,
  look: (pair: FilePair, find: Find) => void,
): Check => ({
  name,
  severity,
  says,
  begin: (pair, find) => {
    look(pair, find);
    return undefined;
  },
});

/** A check of rows. */
export const ofRows = (
  name: string,
  severity: Severity,
  says: string,
  begin: (pair: FilePair, find: Find) => RowWatch | undefined,
): Check => ({ name, severity, says, begin });

/** A check of the cells of some columns, one by one. */
export const ofCells = (
  name: string,
  severity: Severity,
  says: string,
  columnsOf: (pair: FilePair) => readonly string[],
  wrong: (cell: string, column: string) => string | undefined,
): Check =>
  ofRows(name, severity, says, (pair, find) => {
    const columns = pair.present(columnsOf(pair));
    if (columns.length === 0) return undefined;
    return {
      row: ({ cells, line }) => {
        for (const { name: column, at } of columns) {
          const problem = wrong(cells[at] ?? '', column);
          if (problem !== undefined) find(problem, { file: 'data', column, line });
        }
      },
    };
  });
