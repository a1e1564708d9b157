/** What rules found, as the read models hold it: what shows on a day, of a place. */
import type { Knex } from 'knex';
import { isPlainDate, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { asPupilId, uuidShape, type EventId, type PupilId, type Urn } from '../../events/identifiers.js';
import { earlyWarnings } from '../../projections/early-warning/projection.js';
import { reconciliation } from '../../projections/reconciliation/projection.js';
import { reportingLag, type LagCount } from '../../projections/reconciliation/reporting-lag.js';
import type { View } from '../projecting/read-models.js';
import type { Place } from './places.js';

/** All that is given must hold. */
export interface FindingFilter {
  readonly place: Place;
  /** The day on which it shows. */
  readonly day: PlainDate;
  readonly rules: readonly string[];
}

export interface FindingRow {
  readonly pupil: PupilId;
  readonly rule: string;
  readonly school: Urn | null;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly reason: string;
  readonly evidence: readonly EventId[];
}

/** The last pupil of the page before, with how many warnings that one has. */
export interface PupilCursor {
  readonly warnings: number;
  readonly pupil: PupilId;
}

/** Who has most warnings first. */
export function warnedPupils(
  view: View,
  filter: FindingFilter,
  after: PupilCursor | null,
  limit: number,
): Promise<PupilCursor[]> {
  const query = showing(view.from(earlyWarnings, 'early_warning'), filter)
    .select<PupilCursor[]>({ pupil: 'pupil_id' }, view.db.raw('count(*)::int as warnings'))
    .groupBy('pupil_id')
    .orderByRaw('count(*) desc, pupil_id')
    .limit(limit);
  if (after)
    void query.havingRaw('count(*) < ? or (count(*) = ? and pupil_id > ?)', [
      after.warnings,
      after.warnings,
      after.pupil,
    ]);
  return query;
}

/** Of these pupils, in the order in which they began to show. */
export function warningsOf(
  view: View,
  filter: FindingFilter,
  pupils: readonly PupilId[],
): Promise<FindingRow[]> {
  return showing(view.from(earlyWarnings, 'early_warning'), filter)
    .whereIn('pupil_id', [...pupils])
    .select<FindingRow[]>(columns)
    .orderBy(['pupil_id', 'shows_from', 'ordinal']);
}

export interface WarningCount {
  readonly rule: string;
  readonly pupils: number;
}

export const warningCounts = (view: View, filter: FindingFilter): Promise<WarningCount[]> =>
  showing(view.from(earlyWarnings, 'early_warning'), filter)
    .select<WarningCount[]>('rule', view.db.raw('count(distinct pupil_id)::int as pupils'))
    .groupBy('rule');

export interface DisagreementCount {
  readonly school: Urn | null;
  readonly rule: string;
  readonly disagreements: number;
}

export const disagreementCounts = (view: View, filter: FindingFilter): Promise<DisagreementCount[]> =>
  showing(view.from(reconciliation, 'disagreement'), filter)
    .select<DisagreementCount[]>('school', 'rule', view.db.raw('count(*)::int as disagreements'))
    .groupBy('school', 'rule')
    .orderBy(['school', 'rule']);

export interface DisagreementRow extends FindingRow {
  readonly ordinal: number;
}

/** The last row of the page before. */
export type DisagreementCursor = Pick<DisagreementRow, 'from' | 'pupil' | 'ordinal'>;

/** The newest first. */
export function disagreementRows(
  view: View,
  filter: FindingFilter,
  after: DisagreementCursor | null,
  limit: number,
): Promise<DisagreementRow[]> {
  const inOrder = ['shows_from', 'pupil_id', 'ordinal'];
  const query = showing(view.from(reconciliation, 'disagreement'), filter)
    .select<DisagreementRow[]>({ ...columns, ordinal: 'ordinal' })
    .orderBy(inOrder.map((column) => ({ column, order: 'desc' })))
    .limit(limit);
  if (after)
    void query.whereRaw(`(${inOrder.join(', ')}) < (?, ?, ?)`, [after.from, after.pupil, after.ordinal]);
  return query;
}

/** Of what was recorded in the year of the day and the one before, in the order of school, family and days. */
export function lagCounts(view: View, place: Place, day: PlainDate): Promise<LagCount[]> {
  return lately(view, place, day)
    .select<LagCount[]>('school', 'family', ...lagColumns(view))
    .groupByRaw('school, family, days::int')
    .orderByRaw('school, family, days::int');
}

/** The same of all schools of the place together, in the order of family and days. */
export function lagCountsOfPlace(
  view: View,
  place: Place,
  day: PlainDate,
): Promise<Omit<LagCount, 'school'>[]> {
  return lately(view, place, day)
    .select<Omit<LagCount, 'school'>[]>('family', ...lagColumns(view))
    .groupByRaw('family, days::int')
    .orderByRaw('family, days::int');
}

function lately(view: View, { schools }: Place, day: PlainDate): Knex.QueryBuilder {
  const year = yearOf(day);
  return view
    .from(reportingLag, 'reporting_lag')
    .whereIn(
      'school',
      schools.map(({ urn }) => urn),
    )
    .whereIn('year_recorded', [String(year - 1), String(year)]);
}

const lagColumns = ({ db }: View): Knex.Raw[] => [
  db.raw('days::int as days'),
  db.raw('sum(reports)::int as reports'),
];

const columns: Readonly<Record<keyof FindingRow, string>> = {
  pupil: 'pupil_id',
  rule: 'rule',
  school: 'school',
  from: 'shows_from',
  to: 'shows_to',
  reason: 'reason',
  evidence: 'evidence',
};

/** A school that changed its authority keeps what shows at it: it is looked for by the school alone. */
function showing(table: Knex.QueryBuilder, { place, day, rules }: FindingFilter): Knex.QueryBuilder {
  const { authority, school } = place;
  return table
    .where(school === null ? { authority: authority?.code ?? '' } : { school: school.urn })
    .whereIn('rule', [...rules])
    .where('shows_from', '<=', day)
    .where((either) => void either.whereNull('shows_to').orWhere('shows_to', '>=', day));
}

export const writePupilCursor = ({ warnings, pupil }: PupilCursor): string => written(warnings, pupil);

/** Undefined for what `writePupilCursor` did not write. */
export function readPupilCursor(text: string): PupilCursor | undefined {
  const [warnings = '', pupil = '', ...more] = partsOf(text);
  return wholeNumber.test(warnings) && uuidShape.test(pupil) && more.length === 0
    ? { warnings: Number(warnings), pupil: asPupilId(pupil) }
    : undefined;
}

export const writeDisagreementCursor = ({ from, pupil, ordinal }: DisagreementCursor): string =>
  written(from, pupil, ordinal);

/** Undefined for what `writeDisagreementCursor` did not write. */
export function readDisagreementCursor(text: string): DisagreementCursor | undefined {
  const [from = '', pupil = '', ordinal = '', ...more] = partsOf(text);
  return isPlainDate(from) && uuidShape.test(pupil) && wholeNumber.test(ordinal) && more.length === 0
    ? { from, pupil: asPupilId(pupil), ordinal: Number(ordinal) }
    : undefined;
}

const wholeNumber = /^\d{1,9}$/;
const written = (...parts: readonly (string | number)[]): string =>
  Buffer.from(parts.join(' ')).toString('base64url');
const partsOf = (text: string): string[] => Buffer.from(text, 'base64url').toString().split(' ');
