/** Duties for people, and as CSV. */
import type { DutiesDocument, DutyTold } from '../../querying/documents/duties.js';
import type { TrajectoryDocument } from '../../querying/documents/trajectory.js';
import { paragraph } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords, section, tableOf } from './words.js';

export function printDuties(document: DutiesDocument): string {
  const { asKnown, asAt, asked, totals, duties, nextAfter, notes } = document;
  const rows = duties.map((duty) => [
    duty.dueOn,
    duty.pupil,
    `${duty.meaning}${duty.staleSince === null ? '' : ' (stale)'}`,
    duty.owedBy,
    stateInWords(duty),
  ]);
  const titles = ['Due', 'Pupil', 'What', 'Owed by', 'State'];
  return [
    paragraph(`Duties (${asked.state}) of ${placeInWords(document)} on ${asAt}, ${asKnownInWords(asKnown)}`),
    `Owed ${totals.owed}, overdue ${totals.overdue}, met ${totals.met}, no longer owed ${totals.noLongerOwed}`,
    '',
    ...tableOf(titles, rows),
    ...(nextAfter === null ? [] : [`More follow: --after ${nextAfter}, or --all`]),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

/** What is done in time, or not owed any more, is not printed: `--json` has it. */
export function openDuties({ duties }: TrajectoryDocument): string {
  const open = duties.filter(({ state, late }) => state === 'owed' || state === 'overdue' || late > 0);
  if (open.length === 0) return '';
  const rows = open.map((duty) => [
    duty.dueOn,
    duty.meaning,
    `${duty.owedBy} to ${duty.owedTo}`,
    duty.standing,
    stateInWords(duty),
  ]);
  return section('Owed, or done late', ['Due', 'What', 'By', 'Standing', 'State'], rows);
}

const stateInWords = ({ state, late, clock }: DutyTold): string =>
  late === 0 ? state : `${state}, ${late} ${late === 1 ? clock.unit.slice(0, -1) : clock.unit} late`;

export function dutiesAsCsv({ asAt, asKnown, duties }: DutiesDocument): string {
  return csv(
    duties.map((duty) => ({
      pupil: duty.pupil,
      kind: duty.kind,
      regime: duty.regime,
      standing: duty.standing,
      source: duty.source,
      owed_by: duty.owedBy,
      owed_to: duty.owedTo,
      recipient_authority: duty.recipientAuthority?.code,
      school_urn: duty.school?.urn,
      authority_code: duty.authority?.code,
      triggered_by: duty.triggeredBy.event,
      triggered_on: duty.triggeredBy.on,
      due_on: duty.dueOn,
      by_default_calendar: duty.byDefaultCalendar,
      state: duty.state,
      late: duty.late,
      unit: duty.clock.unit,
      met_by: duty.metBy?.event,
      met_on: duty.metBy?.on,
      ended_on: duty.ended?.on,
      ended_because: duty.ended?.because,
      stale_since: duty.staleSince,
      as_at: asAt,
      position: asKnown.position,
    })),
    header,
  );
}

const header =
  'pupil kind regime standing source owed_by owed_to recipient_authority school_urn authority_code triggered_by triggered_on due_on by_default_calendar state late unit met_by met_on ended_on ended_because stale_since as_at position'.split(
    ' ',
  );
