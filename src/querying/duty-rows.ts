/** Duties as the read model holds them, by their state on a day: a page at a time, by key. */
import type { Knex } from 'knex';
import { isPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import {
  asPupilId,
  uuidShape,
  type AuthorityCode,
  type PupilId,
  type Urn,
} from '../../events/identifiers.js';
import type { DutyKind } from '../../projections/duties/catalogue.js';
import type { Duty, DutyState } from '../../projections/duties/duty.js';
import { duties, readDutyRow, type StoredDuty } from '../../projections/duties/projection.js';
import type { View } from '../projecting/read-models.js';

/** All that is given must hold. */
export interface DutyFilter {
  readonly authority: AuthorityCode | null;
  readonly school: Urn | null;
  readonly kind: DutyKind | null;
  /** What was triggered later is not told. */
  readonly day: PlainDate;
}

/** `open` is owed or overdue. */
export type DutyStateAsked = DutyState | 'open' | 'all';

export interface DutyRow {
  readonly pupil: PupilId;
  readonly ordinal: number;
  readonly duty: Duty;
}

/** The last row of the page before. */
export interface DutyCursor {
  readonly dueOn: PlainDate;
  readonly pupil: PupilId;
  readonly ordinal: number;
}

/** The first to fall due first: the order that the indexes of place and day give. */
export async function dutyRows(
  view: View,
  filter: DutyFilter,
  state: DutyStateAsked,
  after: DutyCursor | null,
  limit: number,
): Promise<DutyRow[]> {
  const query = matching(view, filter).select<(StoredDuty & { pupil_id: PupilId; ordinal: number })[]>('*');
  if (state === 'open') void query.whereRaw(`${stateOn} in ('owed', 'overdue')`, daysOf(filter));
  else if (state !== 'all') void query.whereRaw(`${stateOn} = ?`, [...daysOf(filter), state]);
  if (after)
    void query.whereRaw(`(${inOrder.join(', ')}) > (?, ?, ?)`, [after.dueOn, after.pupil, after.ordinal]);
  const rows = await query.orderBy([...inOrder]).limit(limit);
  return rows.map((row) => ({ pupil: row.pupil_id, ordinal: row.ordinal, duty: readDutyRow(row) }));
}

/** How many duties there are of each state. */
export async function dutiesByState(view: View, filter: DutyFilter): Promise<ReadonlyMap<DutyState, number>> {
  const rows = await matching(view, filter)
    .select<{ state: DutyState; duties: number }[]>(
      view.db.raw(`${stateOn} as state`, daysOf(filter)),
      view.db.raw('count(*) as duties'),
    )
    .groupBy('state');
  return new Map(rows.map((row) => [row.state, row.duties]));
}

const inOrder = ['due_on', 'pupil_id', 'ordinal'] as const;

/** As `dutyOn` tells it. */
const stateOn = `case when met_on <= ?::date then 'met' when ended_on <= ?::date then 'no-longer-owed'
  when due_on < ?::date then 'overdue' else 'owed' end`;

const daysOf = ({ day }: DutyFilter): PlainDate[] => [day, day, day];

function matching(view: View, { authority, school, kind, day }: DutyFilter): Knex.QueryBuilder {
  const query = view.from(duties, 'duty').where('triggered_on', '<=', day);
  if (authority !== null) void query.where('authority', authority);
  if (school !== null) void query.where('school', school);
  if (kind !== null) void query.where('kind', kind);
  return query;
}

export function writeDutyCursor({ dueOn, pupil, ordinal }: DutyCursor): string {
  return Buffer.from([dueOn, pupil, ordinal].join(' ')).toString('base64url');
}

/** Undefined for what `writeDutyCursor` did not write. */
export function readDutyCursor(text: string): DutyCursor | undefined {
  const [dueOn = '', pupil = '', ordinal = '', ...more] = Buffer.from(text, 'base64url')
    .toString()
    .split(' ');
  const isWhole =
    isPlainDate(dueOn) && uuidShape.test(pupil) && /^\d{1,5}$/.test(ordinal) && more.length === 0;
  return isWhole ? { dueOn, pupil: asPupilId(pupil), ordinal: Number(ordinal) } : undefined;
}
