/** Moves as the read model holds them: a page at a time, by key, so that no page costs more because of where it lies. */
import type { Knex } from 'knex';
import { isPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import { parseSchoolYear, type SchoolYear } from '../../events/calendar/school-year.js';
import {
  asPupilId,
  asUrn,
  urnShape,
  uuidShape,
  type AuthorityCode,
  type EventId,
  type PupilId,
  type Urn,
} from '../../events/identifiers.js';
import type { MoveClass } from '../../projections/moves/method.js';
import type { OwnClass } from '../../projections/moves/profiles/authority-own.js';
import { moves } from '../../projections/moves/projection.js';
import type { EndKind, MoveKind, Whereabouts } from '../../projections/trajectory/trajectory.js';
import type { View } from '../projecting/read-models.js';

/** All that is given must hold. */
export interface MoveFilter {
  /** The authority that the school left was in that school year. */
  readonly authority: AuthorityCode | null;
  /** The school left. */
  readonly school: Urn | null;
  readonly year: SchoolYear | null;
  readonly class: MoveClass | 'all';
  readonly rule: string | null;
  readonly whereabouts: Whereabouts | null;
}

export interface MoveRow {
  readonly pupil: PupilId;
  readonly school: Urn;
  readonly leftOn: PlainDate;
  readonly schoolYear: SchoolYear;
  readonly schoolYearByDefault: boolean;
  readonly yearGroup: number | null;
  readonly kind: MoveKind;
  /** Null where the name stayed on the roll with another status. */
  readonly endedHow: EndKind | null;
  readonly regime: string | null;
  readonly ground: string | null;
  readonly destination: string | null;
  readonly joinedSchool: Urn | null;
  readonly joinedOn: PlainDate | null;
  readonly gapDays: number | null;
  readonly gapDaysOutsideHolidays: number | null;
  readonly holidaysByDefault: boolean;
  readonly whereabouts: Whereabouts;
  readonly class: MoveClass;
  readonly rule: string;
  /** Under the authority's own profile. */
  readonly ownClass: OwnClass;
  readonly evidence: readonly EventId[];
}

/** The last row of the page before. */
export type MoveCursor = Pick<MoveRow, 'schoolYear' | 'leftOn' | 'pupil' | 'school'>;

/**
 * The last to leave first. The order begins with the school year, so that the indexes (which have class between year
 * and day) serve a page without a year too: where the class is given, nothing is sorted but moves of one day.
 */
export async function moveRows(
  view: View,
  filter: MoveFilter,
  after: MoveCursor | null,
  limit: number,
): Promise<MoveRow[]> {
  const query = matching(view, filter);
  if (after) {
    const { schoolYear, leftOn, pupil, school } = after;
    void query.whereRaw(`(${inOrder.join(', ')}) < (?, ?, ?, ?)`, [schoolYear, leftOn, pupil, school]);
  }
  return query
    .select<MoveRow[]>(columns)
    .orderBy(inOrder.map((column) => ({ column, order: 'desc' })))
    .limit(limit);
}

/** How many moves there are of each class, whatever class the filter names. */
export async function movesByClass(
  view: View,
  filter: MoveFilter,
): Promise<Readonly<Record<MoveClass, number>>> {
  const rows = await matching(view, { ...filter, class: 'all' })
    .select<{ class: MoveClass; moves: number }[]>('class', view.db.raw('count(*) as moves'))
    .groupBy('class');
  const moves = (of: MoveClass): number => rows.find((row) => row.class === of)?.moves ?? 0;
  return {
    unexplained: moves('unexplained'),
    'family-reason': moves('family-reason'),
    'out-of-scope': moves('out-of-scope'),
  };
}

/** How many moves that the method leaves unexplained are explained under the authority's own profile. */
export async function explainedMoves(view: View, filter: MoveFilter): Promise<number> {
  const [row] = await matching(view, { ...filter, class: 'unexplained' })
    .where('own_class', 'explained' satisfies OwnClass)
    .select<{ moves: number }[]>(view.db.raw('count(*) as moves'));
  return row?.moves ?? 0;
}

const inOrder = ['school_year', 'left_on', 'pupil_id', 'school'] as const;

const columns: Readonly<Record<keyof MoveRow, string>> = {
  pupil: 'pupil_id',
  school: 'school',
  leftOn: 'left_on',
  schoolYear: 'school_year',
  schoolYearByDefault: 'school_year_by_default',
  yearGroup: 'year_group',
  kind: 'kind',
  endedHow: 'ended_how',
  regime: 'regime',
  ground: 'ground',
  destination: 'destination',
  joinedSchool: 'joined_school',
  joinedOn: 'joined_on',
  gapDays: 'gap_days',
  gapDaysOutsideHolidays: 'gap_days_outside_holidays',
  holidaysByDefault: 'holidays_by_default',
  whereabouts: 'whereabouts',
  class: 'class',
  rule: 'rule',
  ownClass: 'own_class',
  evidence: 'evidence',
};

function matching(view: View, filter: MoveFilter): Knex.QueryBuilder {
  const query = view.from(moves, 'move');
  const wanted: readonly (readonly [column: string, value: string | null])[] = [
    ['authority', filter.authority],
    ['school', filter.school],
    ['school_year', filter.year],
    ['class', filter.class === 'all' ? null : filter.class],
    ['rule', filter.rule],
    ['whereabouts', filter.whereabouts],
  ];
  for (const [column, value] of wanted) if (value !== null) void query.where(column, value);
  return query;
}

export function writeCursor({ schoolYear, leftOn, pupil, school }: MoveCursor): string {
  return Buffer.from([schoolYear, leftOn, pupil, school].join(' ')).toString('base64url');
}

/** Undefined for what `writeCursor` did not write. */
export function readCursor(text: string): MoveCursor | undefined {
  const [year = '', leftOn = '', pupil = '', school = '', ...more] = Buffer.from(text, 'base64url')
    .toString()
    .split(' ');
  const schoolYear = parseSchoolYear(year);
  const isWhole = isPlainDate(leftOn) && uuidShape.test(pupil) && urnShape.test(school) && more.length === 0;
  return schoolYear && isWhole
    ? { schoolYear, leftOn, pupil: asPupilId(pupil), school: asUrn(school) }
    : undefined;
}
