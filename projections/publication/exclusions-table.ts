/**
 * DfE's table of permanent exclusions and suspensions by geographic level and school type, in exact counts: what a
 * policy then discloses, and a layout writes down. Authorities' rows add up their schools, by the location of the school.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Authority, School } from '../register/register.js';
import { listedAuthority } from './lists/authorities.js';
import { regionOf, type LondonAs, type Region } from './lists/regions.js';
import { schoolTypesOfTables, type SchoolTypeOfTables } from './school-type.js';

export const levels = ['national', 'regional', 'local-authority', 'school'] as const;
export type Level = (typeof levels)[number];

export const countsOfTables = [
  'schools',
  'headcount',
  'permanentExclusions',
  'suspensions',
  'pupilsSuspended',
] as const;
export type CountOfTables = (typeof countsOfTables)[number];
export type Counts = Readonly<Record<CountOfTables, number>>;

/** @param sum undefined before the first */
export const addedCounts = (sum: Counts | undefined, counts: Counts): Counts =>
  sum === undefined
    ? counts
    : {
        schools: sum.schools + counts.schools,
        headcount: sum.headcount + counts.headcount,
        permanentExclusions: sum.permanentExclusions + counts.permanentExclusions,
        suspensions: sum.suspensions + counts.suspensions,
        pupilsSuspended: sum.pupilsSuspended + counts.pupilsSuspended,
      };

/** One school in one year: what the rows are added up from. */
export interface SchoolFigures {
  readonly school: School;
  readonly authority: Authority;
  readonly type: SchoolTypeOfTables;
  readonly counts: Counts;
}

/** An authority as a published file names it. */
export interface PublishedAuthority {
  readonly code: string;
  readonly oldCode: string;
  readonly name: string;
}

/** Null at levels above. */
export interface PlaceOfRow {
  readonly region: Region | null;
  readonly authority: PublishedAuthority | null;
  readonly school: School | null;
}

export interface TableRow {
  readonly schoolYear: SchoolYear;
  readonly level: Level;
  readonly place: PlaceOfRow;
  readonly schoolType: SchoolTypeOfTables | 'Total';
  readonly counts: Counts;
}

export interface Scope {
  readonly levels: readonly Level[];
  readonly london: LondonAs;
  /** Whether each school has a `Total` row beside that of its type, as every filter needs one. */
  readonly schoolTotals: boolean;
}

/**
 * The rows of one school year: of each place its `Total` and then its school types, those without schools left out;
 * places in order of their codes, the nation first.
 */
export function exclusionsTable(
  figures: readonly SchoolFigures[],
  schoolYear: SchoolYear,
  { levels: asked, london, schoolTotals }: Scope,
): TableRow[] {
  const places = new Map<string, Sums>();
  const add = (level: Level, key: string, place: PlaceOfRow, { type, counts }: SchoolFigures): void => {
    if (!asked.includes(level)) return;
    let sums = places.get(`${level} ${key}`);
    if (!sums) places.set(`${level} ${key}`, (sums = { level, key, place, byType: new Map() }));
    for (const each of level === 'school' && !schoolTotals ? [type] : (['Total', type] as const))
      sums.byType.set(each, addedCounts(sums.byType.get(each), counts));
  };
  for (const each of figures) {
    const { school, authority } = each;
    const published = publishedAuthority(authority);
    const region = regionOf(
      authority.code,
      authority.region ?? listedAuthority(authority.code)?.region,
      london,
    );
    const ofAuthority = { region: region ?? null, authority: published, school: null };
    add('national', '', { region: null, authority: null, school: null }, each);
    if (region) add('regional', region.code, { region, authority: null, school: null }, each);
    add('local-authority', authority.code, ofAuthority, each);
    add('school', `${authority.code} ${school.urn}`, { ...ofAuthority, school }, each);
  }
  return [...places.values()].sort(byPlace).flatMap(({ level, place, byType }) =>
    (['Total', ...schoolTypesOfTables] as const).flatMap((schoolType) => {
      const counts = byType.get(schoolType);
      return counts === undefined ? [] : { schoolYear, level, place, schoolType, counts };
    }),
  );
}

interface Sums {
  readonly level: Level;
  readonly key: string;
  readonly place: PlaceOfRow;
  readonly byType: Map<SchoolTypeOfTables | 'Total', Counts>;
}

const byPlace = (a: Sums, b: Sums): number =>
  a.level === b.level ? (a.key < b.key ? -1 : 1) : levels.indexOf(a.level) - levels.indexOf(b.level);

/** As the register describes it, and as DfE lists it where the register is silent. */
export function publishedAuthority({ code, name, oldCode }: Authority): PublishedAuthority {
  const listed = listedAuthority(code);
  return { code, oldCode: oldCode ?? listed?.oldCode ?? '', name: name ?? listed?.name ?? code };
}
