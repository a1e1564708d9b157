/** DfE's exclusions tables from the read models: the whole of what is published of each school year, in memory. */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { coverageOf } from '../../projections/measures/coverage.js';
import { authorityIn } from '../../projections/measures/school-authority.js';
import { exclusionsTable, type Level } from '../../projections/publication/exclusions-table.js';
import { heldFigures, wholePlaces } from '../../projections/publication/known-levels.js';
import type { Layout, TableFile } from '../../projections/publication/layouts/layout.js';
import type { DisclosurePolicy, PublishedRow } from '../../projections/publication/policies/policy.js';
import {
  figuresOfYear,
  type FiguresOfYear,
  type LeftOut,
  type SchoolCounted,
} from '../../projections/publication/school-figures.js';
import type { Register } from '../../projections/register/register.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { Problem } from '../platform/errors/problem.js';
import type { View } from '../projecting/read-models.js';
import type { AsKnown } from '../querying/documents/common.js';
import { knownOn } from '../querying/moment.js';
import { placeIn } from '../querying/places.js';
import type { ReportView } from '../querying/report-views.js';

export interface ExclusionsAsked {
  readonly years: readonly SchoolYear[];
  /** Nine characters or the old three digits; null for all that the ledger holds a January census of. */
  readonly authority: string | null;
  readonly policy: DisclosurePolicy;
  /** Null: authorities, and the regions and the nation where the ledger holds all their authorities. */
  readonly levels: readonly Level[] | null;
  readonly layout: Layout;
}

/** One file's rows, before they are written. */
export interface PublishedTable {
  readonly file: TableFile;
  readonly rows: readonly PublishedRow[];
}

export interface YearPublished {
  readonly schoolYear: SchoolYear;
  readonly levels: readonly Level[];
  /** What the table rests on where the ledger lacks something, in words. */
  readonly coverage: readonly string[];
  /** Counts that no row of the table has, in exact numbers: they are for whoever publishes, and not for publishing. */
  readonly leftOut: readonly LeftOut[];
}

export interface ExclusionsTables {
  readonly asKnown: AsKnown;
  readonly years: readonly YearPublished[];
  /** Pupils, of the whole ledger, whose histories cannot be read to their end: they count as before. */
  readonly stalePupils: number;
  /** Of areas and, where they were asked for, of schools. */
  readonly tables: readonly PublishedTable[];
}

/**
 * @throws Problem 422 for a level that the policy does not protect or that the ledger cannot speak for, for a year whose
 *   January the ledger does not know; 404 for an authority that the register lacks
 */
export async function exclusionsTables(view: ReportView, asked: ExclusionsAsked): Promise<ExclusionsTables> {
  const { models, known, register } = view;
  refuseUnprotected(asked);
  for (const year of asked.years) refuseUnknown(year, known.told);
  const authority =
    asked.authority === null
      ? null
      : (placeIn(register, { authority: asked.authority, school: null }).authority?.code ?? null);
  const counted = await countedByYear(models, asked.years);
  const years = asked.years.map((schoolYear) => {
    const schools = (counted.get(schoolYear) ?? []).filter(
      ({ school }) => authority === null || authorityIn(school, schoolYear, register) === authority,
    );
    const year = publishedYear(schoolYear, figuresOfYear(schools, schoolYear, register), asked, register);
    return { ...year, coverage: [...underWay(schoolYear, known.told), ...year.coverage] };
  });
  const rows = years.flatMap((year) => year.rows);
  const areas = rows.filter(({ level }) => level !== 'school');
  const schools = rows.filter(({ level }) => level === 'school');
  const { layout } = asked;
  return {
    asKnown: known.told,
    years: years.map(({ rows: _, ...year }) => year),
    stalePupils: await models.staleCount(schoolCounts),
    tables: [
      ...(areas.length > 0 ? [{ file: layout.areas, rows: areas }] : []),
      ...(schools.length > 0 ? [{ file: layout.schools, rows: schools }] : []),
    ],
  };
}

/** The rate is of a whole school year (DfE's data dictionary): one that is not over yet says so. */
function underWay(schoolYear: SchoolYear, asKnown: AsKnown): string[] {
  const day = knownOn(asKnown) ?? '';
  return day > `${startYearOf(schoolYear) + 1}-08-31`
    ? []
    : [`the school year was not over: exclusions are those known by ${day}`];
}

function publishedYear(
  schoolYear: SchoolYear,
  { figures: known, leftOut }: FiguresOfYear,
  { authority, levels: asked, policy, layout }: ExclusionsAsked,
  register: Register,
): YearPublished & { readonly rows: readonly PublishedRow[] } {
  const those = heldFigures(known, schoolYear, register);
  // Who names an authority answers for it: its coverage says that no census is held.
  const figures = authority === null ? those.figures : known;
  const { london, schoolTotals } = layout;
  const day = januaryCensusDay(schoolYear);
  const whole =
    authority !== null || day === undefined ? nowhere : wholePlaces(those.held, register, day, london);
  const levels = asked ?? [
    ...(whole.nation ? (['national'] as const) : []),
    ...(whole.regions.size > 0 ? (['regional'] as const) : []),
    'local-authority' as const,
  ];
  if (levels.includes('national') && !whole.nation) throw notWhole('national', schoolYear);
  if (levels.includes('regional') && whole.regions.size === 0) throw notWhole('regional', schoolYear);
  const rows = exclusionsTable(figures, schoolYear, { levels, london, schoolTotals }).filter(
    ({ level, place }) => level !== 'regional' || whole.regions.has(place.region?.code ?? ''),
  );
  const schools = coverageOf(
    figures.map(({ school }) => school),
    register,
  );
  const others = authority === null ? those.leftOut : null;
  return {
    schoolYear,
    levels,
    coverage: [
      ...schools.ofSchoolYear(schoolYear),
      ...schools.ofHeadcount(schoolYear),
      ...(rows.length === 0 ? ['it has no row: nothing of it is recorded that the table is of'] : []),
      ...(others === null ? [] : [notHeldInWords(those.notHeld, schoolYear)]),
    ],
    leftOut: [
      ...leftOut,
      ...(others === null ? [] : [{ reason: 'authority-not-held', counts: others } as const]),
    ],
    rows: policy.publish(rows),
  };
}

const notHeldInWords = (names: readonly string[], schoolYear: SchoolYear): string =>
  `No row is of ${names.join(', ')}: of none of their schools a census of January ${startYearOf(schoolYear) + 1} is held`;

const nowhere = { nation: false, regions: new Set<string>() } as const;

/** The counts of every school that has any, in each of the years. */
async function countedByYear(
  models: View,
  years: readonly SchoolYear[],
): Promise<ReadonlyMap<SchoolYear, readonly SchoolCounted[]>> {
  const last = years.reduce((latest, year) => (year > latest ? year : latest));
  const stored = await models
    .from(schoolCounts, 'school_year_count')
    .select<StoredCounts[]>(
      'school',
      'school_year',
      'january_on_roll_change',
      'permanent_exclusions',
      'suspensions',
      'pupils_suspended',
    )
    .where('school_year', '<=', last)
    .orderBy('school');
  const bySchool = new Map<Urn, StoredCounts[]>();
  for (const row of stored) {
    const rows = bySchool.get(row.school);
    if (rows) rows.push(row);
    else bySchool.set(row.school, [row]);
  }
  return new Map(
    years.map((year) => [year, [...bySchool].flatMap(([school, rows]) => countedIn(year, school, rows))]),
  );
}

interface StoredCounts {
  readonly school: Urn;
  readonly school_year: SchoolYear;
  readonly january_on_roll_change: number;
  readonly permanent_exclusions: number;
  readonly suspensions: number;
  readonly pupils_suspended: number;
}

function countedIn(year: SchoolYear, school: Urn, rows: readonly StoredCounts[]): SchoolCounted[] {
  const ofYear = rows.find((row) => row.school_year === year);
  const headcount = rows.reduce(
    (sum, row) => (row.school_year <= year ? sum + row.january_on_roll_change : sum),
    0,
  );
  const counts = {
    schools: 1,
    headcount,
    permanentExclusions: ofYear?.permanent_exclusions ?? 0,
    suspensions: ofYear?.suspensions ?? 0,
    pupilsSuspended: ofYear?.pupils_suspended ?? 0,
  };
  const { permanentExclusions, suspensions } = counts;
  return headcount + permanentExclusions + suspensions > 0 ? [{ school, counts }] : [];
}

function refuseUnprotected({ policy, levels }: ExclusionsAsked): void {
  const unprotected = (levels ?? []).filter((level) => !policy.levels.includes(level));
  if (unprotected.length === 0) return;
  throw new Problem({
    status: 422,
    code: 'level-not-protected',
    title: 'The disclosure policy does not protect that level',
    detail: `${policy.name} is for ${policy.levels.join(', ')}.`,
    members: { policy: policy.name, levels: unprotected },
  });
}

function refuseUnknown(schoolYear: SchoolYear, asKnown: AsKnown): void {
  const census = januaryCensusDay(schoolYear);
  const day = knownOn(asKnown);
  if (census !== undefined && day !== null && census <= day) return;
  throw new Problem({
    status: 422,
    code: 'january-not-known',
    title: 'The pupils on roll in January of that school year are not known',
    detail:
      census === undefined
        ? `No January census took place in ${schoolYear}.`
        : `January census day of ${schoolYear}, ${census}, lies after what was known.`,
  });
}

const notWhole = (level: Level, schoolYear: SchoolYear): Problem =>
  new Problem({
    status: 422,
    code: 'places-not-whole',
    title: 'The ledger cannot speak for that level',
    detail: `A ${level} row adds up its authorities, and the ledger does not hold a January census of all of them in ${schoolYear}. --levels local-authority publishes those that it holds.`,
    members: { level, schoolYear },
  });
