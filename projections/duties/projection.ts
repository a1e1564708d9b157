/** A row for each duty, in dates: whether it is owed, overdue or met is told for the day asked for. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { Projection, Row } from '../projection.js';
import type { DutyKind } from './catalogue.js';
import type { Duty, DutyBearer, DutyRecipient, Ending } from './duty.js';
import { dutiesOf } from './duties.js';
import type { ClockUnit } from './clocks.js';

/** A row as the read model holds it. */
export interface StoredDuty {
  readonly kind: DutyKind;
  readonly regime: string;
  readonly owed_by: DutyBearer;
  readonly owed_to: DutyRecipient;
  readonly recipient_authority: AuthorityCode | null;
  readonly school: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly triggered_by: EventId;
  readonly triggered_on: PlainDate;
  readonly clock_length: number | null;
  readonly clock_unit: ClockUnit;
  readonly clock_is_default: boolean;
  readonly due_on: PlainDate;
  readonly by_default_calendar: boolean;
  readonly sum_sessions: number | null;
  readonly limit_sessions: number | null;
  readonly met_by: EventId | null;
  readonly met_on: PlainDate | null;
  readonly ended_on: PlainDate | null;
  readonly ended_because: Ending['because'] | null;
}

export function readDutyRow(stored: StoredDuty): Duty {
  const { sum_sessions: sessions, limit_sessions: limitSessions } = stored;
  const { met_by: event, met_on: metOn, ended_on: endedOn, ended_because: because } = stored;
  return {
    kind: stored.kind,
    regime: stored.regime,
    owedBy: stored.owed_by,
    owedTo: stored.owed_to,
    recipientAuthority: stored.recipient_authority,
    school: stored.school,
    authority: stored.authority,
    trigger: { event: stored.triggered_by, on: stored.triggered_on },
    clock: { length: stored.clock_length, unit: stored.clock_unit, isDefault: stored.clock_is_default },
    dueOn: stored.due_on,
    byDefaultCalendar: stored.by_default_calendar,
    sum: sessions === null || limitSessions === null ? null : { sessions, limitSessions },
    met: event === null || metOn === null ? null : { event, on: metOn },
    ended: endedOn === null || because === null ? null : { on: endedOn, because },
  };
}

export const duties: Projection = {
  name: 'duties',
  version: 4,
  rowTables: [
    {
      name: 'duty',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'ordinal', type: 'smallint' },
        { name: 'kind', type: 'text' },
        { name: 'regime', type: 'text' },
        { name: 'owed_by', type: 'text' },
        { name: 'owed_to', type: 'text' },
        { name: 'recipient_authority', type: 'text' },
        { name: 'school', type: 'text' },
        { name: 'authority', type: 'text' },
        { name: 'triggered_by', type: 'uuid' },
        { name: 'triggered_on', type: 'date' },
        { name: 'clock_length', type: 'smallint' },
        { name: 'clock_unit', type: 'text' },
        { name: 'clock_is_default', type: 'boolean' },
        { name: 'due_on', type: 'date' },
        { name: 'by_default_calendar', type: 'boolean' },
        { name: 'sum_sessions', type: 'integer' },
        { name: 'limit_sessions', type: 'integer' },
        { name: 'met_by', type: 'uuid' },
        { name: 'met_on', type: 'date' },
        { name: 'ended_on', type: 'date' },
        { name: 'ended_because', type: 'text' },
      ],
      key: ['pupil_id', 'ordinal'],
      indexes: [
        ['authority', 'due_on'],
        ['school', 'due_on'],
      ],
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) => [
    dutiesOf(trajectory, register).map((duty, at): Row => [
      trajectory.pupil,
      at + 1,
      duty.kind,
      duty.regime,
      duty.owedBy,
      duty.owedTo,
      duty.recipientAuthority,
      duty.school,
      duty.authority,
      duty.trigger.event,
      duty.trigger.on,
      duty.clock.length,
      duty.clock.unit,
      duty.clock.isDefault,
      duty.dueOn,
      duty.byDefaultCalendar,
      duty.sum?.sessions ?? null,
      duty.sum?.limitSessions ?? null,
      duty.met?.event ?? null,
      duty.met?.on ?? null,
      duty.ended?.on ?? null,
      duty.ended?.because ?? null,
    ]),
  ],
  tallies: () => [],
};
