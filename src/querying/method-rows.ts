/** What methods count of a place, and the moves that stand otherwise under two of them, as the read models hold it. */
import { isPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import {
  asPupilId,
  asUrn,
  urnShape,
  uuidShape,
  type EventId,
  type PupilId,
  type Urn,
} from '../../events/identifiers.js';
import { authorityRates } from '../../projections/authority-rates/projection.js';
import type { GroupCount } from '../../projections/moves/cohort-groups.js';
import type { CohortCountName } from '../../projections/moves/cohorts.js';
import { pairs, type AlikeMoves, type AlikePupils, type Told } from '../../projections/moves/comparison.js';
import { methods } from '../../projections/moves/catalogue.js';
import type { MethodCountRow } from '../../projections/moves/figures.js';
import type { YearTenLoss } from '../../projections/moves/floor.js';
import type { MethodClass, Standing } from '../../projections/moves/method.js';
import {
  evidenceAt,
  methodCountNames,
  movesUnderEveryMethod,
  type Span,
  type StoredEvidence,
} from '../../projections/moves/methods-projection.js';
import { ofstedFloor } from '../../projections/moves/profiles/ofsted-floor.js';
import { reportingLag } from '../../projections/reconciliation/reporting-lag.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import type { View } from '../projecting/read-models.js';
import type { Place } from './places.js';

/** What the report is made from, in one state of the ledger. */
export const projectionsOfMethods = [
  movesUnderEveryMethod,
  schoolCounts,
  authorityRates,
  reportingLag,
] as const;

const keyOf = ({ authority, school }: Place) =>
  school === null
    ? ({ column: 'authority', code: authority?.code ?? '' } as const)
    : ({ column: 'school', code: school.urn } as const);

interface CountColumns {
  readonly span: Span;
  readonly school_year: SchoolYear;
  readonly method: string;
  readonly class: string;
}

export async function methodCounts(view: View, place: Place): Promise<MethodCountRow[]> {
  const { column, code } = keyOf(place);
  const rows = await view
    .from(movesUnderEveryMethod, `${column}_method_count`)
    .where(column, code)
    .select<(CountColumns & MethodCountRow['counts'])[]>(
      'span',
      'school_year',
      'method',
      'class',
      ...methodCountNames,
    );
  return rows.map(({ span, school_year: schoolYear, method, class: kind, ...counts }) => ({
    span,
    schoolYear,
    method,
    class: kind,
    counts,
  }));
}

type CohortRow = Record<CohortCountName, number> & { readonly cohort: SchoolYear };

export async function cohortCounts(view: View, place: Place): Promise<ReadonlyMap<SchoolYear, CohortRow>> {
  const { column, code } = keyOf(place);
  const rows = await view
    .from(movesUnderEveryMethod, `${column}_cohort_count`)
    .where(column, code)
    .select<CohortRow[]>('*');
  return new Map(rows.map((row) => [row.cohort, row]));
}

/** The groups of an authority's cohorts; of one school there are none. */
export async function groupCounts(
  view: View,
  { authority, school }: Place,
): Promise<readonly (GroupCount & { readonly cohort: SchoolYear })[]> {
  if (school !== null) return [];
  return view
    .from(movesUnderEveryMethod, 'authority_cohort_group')
    .where('authority', authority?.code ?? '')
    .select<(GroupCount & { readonly cohort: SchoolYear })[]>('cohort', 'members', 'pupils', 'upper_pupils', {
      group: 'name',
    });
}

/** Changes of the January headcount of Years 7 to 11, by school year, the earliest first. */
export function onRollChanges(
  view: View,
  place: Place,
): Promise<readonly { readonly schoolYear: SchoolYear; readonly change: number }[]> {
  const { column, code } = keyOf(place);
  return view
    .from(place.school === null ? authorityRates : schoolCounts, `${column}_year_count`)
    .where(column, code)
    .select<{ schoolYear: SchoolYear; change: number }[]>({
      schoolYear: 'school_year',
      change: 'january_on_roll_years_7_to_11_change',
    })
    .orderBy('school_year');
}

/**
 * Of every school of the ledger, in the order of schools and years, and every cohort whose Year 10 somebody told of as it
 * was: before the first move on record, only those are known who were on roll later.
 */
export async function yearTenLosses(view: View): Promise<YearTenLoss[]> {
  const { rows } = await view.db.raw<{ rows: YearTenLoss[] }>(
    `select c.school, c.cohort, c.year_10_secondary::int as "onRoll", coalesce(m.pupils, 0)::int as lost
       from ${view.nameOf(movesUnderEveryMethod, 'school_cohort_count')} c
       left join ${view.nameOf(movesUnderEveryMethod, 'school_method_count')} m
         on m.school = c.school and m.span = 'cohort' and m.school_year = c.cohort and m.method = ? and m.class = ?
      where c.year_10_secondary > 0
        and c.cohort > (select min(school_year) from ${view.nameOf(movesUnderEveryMethod, 'school_method_count')}
                         where span = 'year')
      order by c.school, c.cohort`,
    [ofstedFloor.name, ofstedFloor.counts],
  );
  return rows;
}

interface Filter {
  readonly place: Place;
  /** The school year of leaving. */
  readonly year: SchoolYear | null;
}

/** SQL for the moves of a place and a year, with its values. */
function moveOf({ place, year }: Filter): { readonly where: string; readonly values: readonly string[] } {
  const { column, code } = keyOf(place);
  return {
    where: `m.${column} = ?${year === null ? '' : ' and m.school_year = ?'}`,
    values: year === null ? [code] : [code, year],
  };
}

const table = (view: View): string => view.nameOf(movesUnderEveryMethod, 'method_move');

interface Alike {
  readonly classes: readonly MethodClass[];
  readonly rules: readonly string[];
  readonly standings: readonly Standing[];
}

export async function alikeMoves(view: View, filter: Filter): Promise<AlikeMoves[]> {
  const { where, values } = moveOf(filter);
  const { rows } = await view.db.raw<{ rows: (Alike & { readonly moves: number })[] }>(
    `select classes, rules, standings, count(*)::int as moves from ${table(view)} m
      where ${where} group by classes, rules, standings order by moves desc, rules`,
    [...values],
  );
  return rows.map((row) => ({ told: methods.map((_, at) => toldAt(row, at)), moves: row.moves }));
}

export async function alikePupils(view: View, filter: Filter): Promise<AlikePupils[]> {
  const { where, values } = moveOf(filter);
  const { rows } = await view.db.raw<{ rows: { counted: readonly boolean[]; pupils: number }[] }>(
    `select counted, count(*)::int as pupils from (
       select array[${methods.map((_, at) => `bool_or(standings[${at + 1}] = 'counted')`).join(', ')}] as counted
         from ${table(view)} m where ${where} group by pupil_id) p
      group by counted`,
    [...values],
  );
  return rows;
}

export interface DifferenceRow {
  /** The place of the pair among `pairs`. */
  readonly pair: number;
  readonly pupil: PupilId;
  readonly school: Urn;
  readonly leftOn: PlainDate;
  readonly schoolYear: SchoolYear;
  readonly yearGroup: number | null;
  readonly joinedSchool: Urn | null;
  readonly whereabouts: string;
  readonly first: Told & { readonly evidence: readonly EventId[] };
  readonly second: Told & { readonly evidence: readonly EventId[] };
  /** Whether either method counts any move of the pupil, of those compared. */
  readonly pupilCounted: { readonly first: boolean; readonly second: boolean };
}

/** The last row of the page before. */
export type DifferenceCursor = Pick<DifferenceRow, 'pair' | 'leftOn' | 'pupil' | 'school'>;

interface DifferenceColumns extends Alike {
  readonly pair: number;
  readonly pupil_id: PupilId;
  readonly school: Urn;
  readonly left_on: PlainDate;
  readonly school_year: SchoolYear;
  readonly year_group: number | null;
  readonly joined_school: Urn | null;
  readonly whereabouts: string;
  readonly evidence: StoredEvidence;
}

/** Two by two of the methods, in each pair by the day of leaving. The test is `standsOtherwise`, in SQL. */
export async function differenceRows(
  view: View,
  filter: Filter,
  after: DifferenceCursor | null,
  limit: number,
): Promise<DifferenceRow[]> {
  const { where, values } = moveOf(filter);
  const beyond = after ? 'and (p.pair, m.left_on, m.pupil_id, m.school) > (?, ?::date, ?::uuid, ?)' : '';
  const cursor = after ? [after.pair, after.leftOn, after.pupil, after.school] : [];
  const { rows } = await view.db.raw<{ rows: DifferenceColumns[] }>(
    `select p.pair, m.* from ${table(view)} m
       cross join (values ${pairs.map(([a, b], at) => `(${at}, ${a + 1}, ${b + 1})`).join(', ')}) p (pair, a, b)
      where ${where}
        and (m.standings[p.a] <> m.standings[p.b]
             or (m.standings[p.a] <> 'counted' and m.classes[p.a] <> m.classes[p.b])) ${beyond}
      order by p.pair, m.left_on, m.pupil_id, m.school limit ?`,
    [...values, ...cursor, limit],
  );
  const counted = await countedOf(view, filter, [...new Set(rows.map(({ pupil_id }) => pupil_id))]);
  return rows.map((row) => differenceOf(row, counted));
}

/** For each of the pupils, whether each method counts any move of those compared. */
async function countedOf(
  view: View,
  filter: Filter,
  pupils: readonly PupilId[],
): Promise<ReadonlyMap<PupilId, readonly boolean[]>> {
  const { where, values } = moveOf(filter);
  const { rows } = await view.db.raw<{
    rows: { readonly pupil_id: PupilId; readonly counted: readonly boolean[] }[];
  }>(
    `select pupil_id, array[${methods.map((_, at) => `bool_or(standings[${at + 1}] = 'counted')`).join(', ')}] as counted
       from ${table(view)} m where ${where} and pupil_id = any (?) group by pupil_id`,
    [...values, [...pupils]],
  );
  return new Map(rows.map(({ pupil_id, counted }) => [pupil_id, counted]));
}

function differenceOf(
  row: DifferenceColumns,
  counted: ReadonlyMap<PupilId, readonly boolean[]>,
): DifferenceRow {
  const [first, second] = pairs[row.pair] ?? [0, 0];
  const ofPupil = counted.get(row.pupil_id);
  return {
    pair: row.pair,
    pupil: row.pupil_id,
    school: row.school,
    leftOn: row.left_on,
    schoolYear: row.school_year,
    yearGroup: row.year_group,
    joinedSchool: row.joined_school,
    whereabouts: row.whereabouts,
    first: { ...toldAt(row, first), evidence: evidenceAt(row.evidence, first) },
    second: { ...toldAt(row, second), evidence: evidenceAt(row.evidence, second) },
    pupilCounted: { first: ofPupil?.[first] ?? false, second: ofPupil?.[second] ?? false },
  };
}

/** Rows and catalogue are of one version, so every method has its place. */
function toldAt({ classes, rules, standings }: Alike, at: number): Told {
  const [kind, rule, standing] = [classes[at], rules[at], standings[at]];
  if (kind === undefined || rule === undefined || standing === undefined)
    throw new RangeError('a row has a class, a rule and a standing for each method');
  return { class: kind, rule, standing };
}

export const writeDifferenceCursor = ({ pair, leftOn, pupil, school }: DifferenceCursor): string =>
  Buffer.from([pair, leftOn, pupil, school].join(' ')).toString('base64url');

/** Undefined for what `writeDifferenceCursor` did not write. */
export function readDifferenceCursor(text: string): DifferenceCursor | undefined {
  const [pair = '', leftOn = '', pupil = '', school = '', ...more] = Buffer.from(text, 'base64url')
    .toString()
    .split(' ');
  const isWhole =
    /^\d{1,3}$/.test(pair) && isPlainDate(leftOn) && uuidShape.test(pupil) && urnShape.test(school);
  return isWhole && more.length === 0
    ? { pair: Number(pair), leftOn, pupil: asPupilId(pupil), school: asUrn(school) }
    : undefined;
}
