/** An exported table against the published one: authority by authority and school type by school type, cell by cell. */
import { figureColumns, type AreaRow } from './published-files.js';

export interface Difference {
  readonly row: string;
  readonly column: string;
  readonly published: string;
  readonly exported: string;
}

export interface Comparison {
  readonly rows: number;
  /** Of `figureColumns`: numbers that are equal at the published precision, and cells that are not applicable in both. */
  readonly equal: number;
  /** Suppressed in both. */
  readonly suppressed: number;
  /** Also the cells of a row that only one table has. */
  readonly differences: readonly Difference[];
  /** Of the number of schools, which is no figure of theirs: a school without pupils and exclusions counts as DfE has it. */
  readonly otherSchools: readonly Difference[];
}

/** A suppressed cell is equal to a suppressed one alone: it is not nought. */
export function compareTables(published: readonly AreaRow[], exported: readonly AreaRow[]): Comparison {
  const standing = new Map(exported.map((row) => [keyOf(row), row]));
  const differences: Difference[] = [];
  const otherSchools: Difference[] = [];
  let equal = 0;
  let suppressed = 0;
  for (const row of published) {
    const other = standing.get(keyOf(row));
    standing.delete(keyOf(row));
    for (const column of figureColumns) {
      const [wanted, found] = [row.texts[column], other?.texts[column] ?? 'no row'];
      if (!isSame(wanted, found))
        differences.push({ row: nameOf(row), column, published: wanted, exported: found });
      else if (wanted === 'x') suppressed += 1;
      else equal += 1;
    }
    if (other !== undefined && other.schools !== row.schools)
      otherSchools.push({
        row: nameOf(row),
        column: 'num_schools',
        published: row.schools,
        exported: other.schools,
      });
  }
  for (const row of standing.values())
    for (const column of figureColumns)
      differences.push({ row: nameOf(row), column, published: 'no row', exported: row.texts[column] });
  return { rows: published.length, equal, suppressed, differences, otherSchools };
}

const keyOf = ({ period, authority, schoolType }: AreaRow): string => `${period} ${authority} ${schoolType}`;

const nameOf = ({ period, authority, name, schoolType }: AreaRow): string =>
  `${period} ${authority} ${name}, ${schoolType}`;

/** `4.7` is `4.70`. */
const isSame = (a: string, b: string): boolean =>
  a === b || (isNumber(a) && isNumber(b) && Number(a) === Number(b));

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);
