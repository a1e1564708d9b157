/**
 * What a reader can find out of hidden cells who knows every sum of the table: the least and the most that each can be,
 * by linear programming over the sums as they are printed. It knows nothing of how cells are chosen to be hidden.
 */
import type { PublishedRow } from '../../projections/publication/policies/policy.js';

type CountName = keyof PublishedRow['counts'];

export interface Bounds {
  readonly row: PublishedRow;
  readonly count: CountName;
  readonly least: number;
  readonly most: number;
}

/** A sum of unknowns that comes to something. */
interface Equation {
  readonly terms: Map<number, number>;
  readonly equals: number;
}

/** @param counts that are looked at together: pupils suspended are no more than suspensions */
export function boundsOfHidden(rows: readonly PublishedRow[], counts: readonly CountName[]): Bounds[] {
  const unknowns: { row: PublishedRow; count: CountName }[] = [];
  const index = new Map<string, number>();
  const unknownOf = (row: PublishedRow, count: CountName): number => {
    const key = `${rows.indexOf(row)} ${count}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    unknowns.push({ row, count });
    index.set(key, unknowns.length - 1);
    return unknowns.length - 1;
  };
  for (const row of rows) for (const count of counts) if (row.counts[count] === 'c') unknownOf(row, count);
  const hidden = unknowns.length;

  /** The parts add up to the whole. A hidden cell is 1 more than its unknown: noughts are printed. */
  const equations: Equation[] = [];
  const addUp = (whole: PublishedRow, parts: readonly PublishedRow[], count: CountName): void => {
    const terms = new Map<number, number>();
    let equals = 0;
    const cell = (row: PublishedRow, sign: number): void => {
      const printed = row.counts[count];
      if (typeof printed === 'number') equals -= sign * printed;
      else {
        terms.set(unknownOf(row, count), sign);
        equals -= sign;
      }
    };
    cell(whole, -1);
    for (const part of parts) cell(part, 1);
    if (terms.size > 0) equations.push({ terms, equals });
  };
  for (const whole of rows)
    for (const parts of partsOf(whole, rows))
      if (parts.length > 0) for (const count of counts) addUp(whole, parts, count);
  let slacks = hidden;
  const bounded = counts.includes('suspensions') && counts.includes('pupilsSuspended') ? rows : [];
  for (const row of bounded) {
    // Suspensions less pupils suspended less a slack, which is no less than nought, come to nought.
    const terms = new Map([[slacks, -1]]);
    let equals = 0;
    for (const [count, sign] of [['suspensions', 1] as const, ['pupilsSuspended', -1] as const]) {
      const printed = row.counts[count];
      if (typeof printed === 'number') equals -= sign * printed;
      else {
        terms.set(unknownOf(row, count), sign);
        equals -= sign;
      }
    }
    if (terms.size === 1) continue;
    slacks++;
    equations.push({ terms, equals });
  }

  return unknowns.slice(0, hidden).map(({ row, count }, at) => ({
    row,
    count,
    least: 1 - maximum(equations, slacks, at, -1),
    most: 1 + maximum(equations, slacks, at, 1),
  }));
}

/** School types of a place's total; authorities of a region; regions of the nation, or its authorities without them. */
function partsOf(whole: PublishedRow, rows: readonly PublishedRow[]): PublishedRow[][] {
  const samePlace = (row: PublishedRow): boolean =>
    row.level === whole.level &&
    row.place.region?.code === whole.place.region?.code &&
    row.place.authority?.code === whole.place.authority?.code;
  const sameType = rows.filter((row) => row.schoolType === whole.schoolType);
  const types = rows.filter((row) => samePlace(row) && row.schoolType !== 'Total');
  const authorities = sameType.filter(
    (row) =>
      row.level === 'local-authority' &&
      (whole.level === 'national' || row.place.region?.code === whole.place.region?.code),
  );
  const regions = sameType.filter((row) => row.level === 'regional');
  return [
    ...(whole.schoolType === 'Total' ? [types] : []),
    ...(whole.level === 'regional' ? [authorities] : []),
    ...(whole.level === 'national' ? [authorities, regions] : []),
  ];
}

const tiny = 1e-7;

/** The simplex method in two phases, by Bland's rule. @returns the most of `sign` times the unknown; Infinity without end */
function maximum(equations: readonly Equation[], unknowns: number, target: number, sign: 1 | -1): number {
  const width = unknowns + equations.length;
  const tableau = equations.map(({ terms, equals }, at) => {
    const row = new Array<number>(width + 1).fill(0);
    const flip = equals < 0 ? -1 : 1;
    for (const [unknown, factor] of terms) row[unknown] = flip * factor;
    row[unknowns + at] = 1;
    row[width] = flip * equals;
    return row;
  });
  const basis = equations.map((_, at) => unknowns + at);
  const artificial = Array.from({ length: width }, (_, at) => (at < unknowns ? 0 : -1));
  const feasible = optimise(tableau, basis, artificial, width);
  if (feasible < -1e-5) throw new Error('no counts fit the table');
  const objective = Array.from({ length: width }, (_, at) => (at === target ? sign : 0));
  return optimise(tableau, basis, objective, unknowns);
}

/** @param columns that may enter the basis: the first so many */
function optimise(
  tableau: number[][],
  basis: number[],
  objective: readonly number[],
  columns: number,
): number {
  const right = (row: readonly number[]): number => row.at(-1) ?? 0;
  for (;;) {
    const gain = (column: number): number =>
      tableau.reduce(
        (sum, row, at) => sum - (objective[basis[at] ?? 0] ?? 0) * (row[column] ?? 0),
        objective[column] ?? 0,
      );
    let entering = -1;
    for (let column = 0; column < columns && entering === -1; column++)
      if (!basis.includes(column) && gain(column) > tiny) entering = column;
    if (entering === -1)
      return tableau.reduce((sum, row, at) => sum + (objective[basis[at] ?? 0] ?? 0) * right(row), 0);
    let leaving = -1;
    for (const [at, row] of tableau.entries()) {
      const factor = row[entering] ?? 0;
      // What is left of an artificial unknown stays at nought: it leaves first.
      const isArtificial = (basis[at] ?? 0) >= columns && Math.abs(factor) > tiny;
      if (factor <= tiny && !isArtificial) continue;
      const ratio = isArtificial ? 0 : right(row) / factor;
      const best = leaving === -1 ? Infinity : ratioOf(tableau[leaving], entering, basis[leaving], columns);
      if (ratio < best - tiny || (ratio < best + tiny && (basis[at] ?? 0) < (basis[leaving] ?? Infinity)))
        leaving = at;
    }
    if (leaving === -1) return Infinity;
    pivot(tableau, leaving, entering);
    basis[leaving] = entering;
  }
}

const ratioOf = (row: readonly number[] = [], column: number, basic = 0, columns: number): number =>
  basic >= columns ? 0 : (row.at(-1) ?? 0) / (row[column] ?? 1);

function pivot(tableau: number[][], at: number, column: number): void {
  const row = tableau[at] ?? [];
  const divisor = row[column] ?? 1;
  for (let each = 0; each < row.length; each++) row[each] = (row[each] ?? 0) / divisor;
  for (const [other, changed] of tableau.entries()) {
    const factor = changed[column] ?? 0;
    if (other === at || Math.abs(factor) < 1e-12) continue;
    for (let each = 0; each < changed.length; each++)
      changed[each] = (changed[each] ?? 0) - factor * (row[each] ?? 0);
  }
}
