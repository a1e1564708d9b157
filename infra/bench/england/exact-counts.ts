/**
 * Exact counts of every school that add up to what is published. A school's `x` is 1 or 2, and its authority's remainder
 * goes to its suppressed schools. Where the cell of authority and school type is `x` itself, it is the authority's total less its
 * other types where that is printed, and else any split within 1 and 2.
 */
import { groupedBy } from '../../../projections/groups.js';
import type { CountCell, AreaCounts, PublishedSchool } from './published-files.js';

export interface ExactSchool extends PublishedSchool {
  readonly permanentExclusions: number;
  readonly suspensions: number;
  readonly pupilsSuspended: number;
}

/** The files say of some school or authority what cannot be both. */
export class Contradiction extends Error {}

type Count = 'permanentExclusions' | 'suspensions' | 'pupilsSuspended';

/**
 * @param schools @param areas of one year
 * @throws Contradiction naming authority, type and count
 */
export function exactCounts(
  schools: readonly PublishedSchool[],
  areas: readonly AreaCounts[],
): ExactSchool[] {
  const found: ExactSchool[] = [];
  for (const [authority, ofAuthority] of groupedBy(schools, (school) => school.authority)) {
    const cells = new Map(
      areas.filter((area) => area.authority === authority).map((area) => [area.schoolType, area]),
    );
    const permanent = resolved('permanentExclusions', authority, ofAuthority, cells);
    const suspensions = resolved('suspensions', authority, ofAuthority, cells);
    // No school has more pupils suspended than suspensions: those with the most are the first to have two.
    const most = ofAuthority.toSorted((a, b) => (suspensions.get(b) ?? 0) - (suspensions.get(a) ?? 0));
    const pupils = resolved('pupilsSuspended', authority, most, cells);
    for (const school of ofAuthority) {
      const exact = {
        ...school,
        permanentExclusions: permanent.get(school) ?? 0,
        suspensions: suspensions.get(school) ?? 0,
        pupilsSuspended: pupils.get(school) ?? 0,
      };
      if (exact.pupilsSuspended > exact.suspensions || (exact.suspensions > 0 && exact.pupilsSuspended === 0))
        throw new Contradiction(`${school.laestab}: pupils suspended and suspensions do not fit each other`);
      found.push(exact);
    }
  }
  return found;
}

type Exact = ReadonlyMap<PublishedSchool, number>;

function resolved(
  count: Count,
  authority: string,
  schools: readonly PublishedSchool[],
  cells: ReadonlyMap<string, AreaCounts>,
): Exact {
  const types = [...groupedBy(schools, ({ schoolType }) => schoolType)].map(([type, ofType]) =>
    rangeOf(count, ofType, cells.get(type)?.[count]),
  );
  raise(types, cells.get('Total')?.[count], `${authority}, ${count}`);
  const exact = new Map<PublishedSchool, number>();
  for (const { ofType, known, suppressed, sum } of types) {
    let twos = sum - known - suppressed.length;
    if (twos < 0 || twos > suppressed.length)
      throw new Contradiction(
        `${authority}, ${ofType[0]?.schoolType ?? '?'}, ${count}: its schools come to another sum`,
      );
    for (const school of ofType) {
      const cell = school[count];
      exact.set(school, cell === 'x' ? (twos-- > 0 ? 2 : 1) : cell);
    }
  }
  return exact;
}

interface TypeOfAuthority {
  readonly ofType: readonly PublishedSchool[];
  readonly known: number;
  readonly suppressed: readonly PublishedSchool[];
  /** What its schools come to: the printed cell, else the least they can. */
  sum: number;
  readonly most: number;
}

/** @param cell undefined where no row is printed of that type */
function rangeOf(
  count: Count,
  ofType: readonly PublishedSchool[],
  cell: CountCell | undefined,
): TypeOfAuthority {
  const suppressed = ofType.filter((school) => school[count] === 'x');
  const known = ofType.reduce((sum, { [count]: each }) => (each === 'x' ? sum : sum + each), 0);
  if (typeof cell === 'number') return { ofType, known, suppressed, sum: cell, most: cell };
  const least = known + suppressed.length;
  const most = known + 2 * suppressed.length;
  return { ofType, known, suppressed, sum: least, most: cell === 'x' ? Math.min(2, most) : most };
}

/** Raises what may be more until the types come to the authority's total. */
function raise(types: readonly TypeOfAuthority[], total: CountCell | undefined, of: string): void {
  const sum = types.reduce((all, each) => all + each.sum, 0);
  if (total === undefined) return;
  if (total === 'x') {
    if (sum < 1 || sum > 2) throw new Contradiction(`${of}: the total is 1 or 2, its types come to ${sum}`);
    return;
  }
  let lacking = total - sum;
  for (const each of types) {
    const more = Math.max(0, Math.min(lacking, each.most - each.sum));
    each.sum += more;
    lacking -= more;
  }
  if (lacking !== 0) throw new Contradiction(`${of}: the types do not come to the total`);
}
