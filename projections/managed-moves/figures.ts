/** Figures of managed moves, told for a day from their rows. A figure is no verdict: a failed move may have been right. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { counted, ledger, own, rate, type Measure, type Part } from '../measures/measure.js';
import { heldAsAt, monthsFollowed, type MonthsFollowed } from './outcomes.js';
import type { MoveOutcome } from './read.js';
import type { FollowUp } from './managed-move.js';
import { managedMoves, readMoveRow, type StoredMove } from './projection.js';

type Counted =
  | 'referred'
  | 'placed'
  | 'on-trial'
  | 'overdue'
  | 'decided'
  | MoveOutcome
  | `${'sustained' | 'not-sustained' | 'followed' | 'not-known'}-${MonthsFollowed}`;

const moves = (of: Counted, name: string, says: string): Measure<Counted> =>
  counted(name, of, `managed moves ${says}`, 'managed moves');

const succeeded: Part<Counted> = { count: 'succeeded', says: 'managed moves that had succeeded by the day' };

const measures: readonly Measure<Counted>[] = [
  moves('referred', 'managed-moves-referred-by-day', 'that were referred by the day'),
  moves(
    'placed',
    'managed-moves-placed-by-day',
    'that came to a trial, or were made without one, by the day',
  ),
  moves('on-trial', 'managed-moves-on-trial', 'on trial on the day, the overdue ones too'),
  moves('overdue', 'managed-moves-overdue', 'on trial past their day of decision'),
  counted('managed-moves-succeeded-by-day', succeeded.count, succeeded.says, 'managed moves'),
  moves('failed', 'managed-moves-failed-by-day', 'that had failed by the day'),
  moves('withdrawn', 'managed-moves-withdrawn-by-day', 'that had been withdrawn by the day'),
  rate(
    'managed-move-success-rate-by-day',
    succeeded,
    { count: 'decided', says: 'managed moves that had succeeded or failed by the day, all year groups' },
    own,
    ledger,
    'per 100 managed moves decided',
  ),
  ...monthsFollowed.flatMap((months): Measure<Counted>[] => {
    const sustained: Part<Counted> = {
      count: `sustained-${months}`,
      says: `managed moves made whose pupils were still at the receiving school ${months} months later`,
    };
    const followed: Part<Counted> = {
      count: `followed-${months}`,
      says: `managed moves made ${months} months before the day or earlier of which it is known, ends of schooling left out, all year groups`,
    };
    return [
      counted(`managed-moves-sustained-${months}-months`, sustained.count, sustained.says, 'managed moves'),
      moves(
        `not-sustained-${months}`,
        `managed-moves-not-sustained-${months}-months`,
        `made whose pupils had left the receiving school within ${months} months`,
      ),
      moves(
        `not-known-${months}`,
        `managed-moves-not-known-${months}-months`,
        `made ${months} months before the day or earlier, the receiving school’s roll out of sight and nobody having reported`,
      ),
      rate(
        `managed-moves-sustained-${months}-months-share`,
        sustained,
        followed,
        own,
        ledger,
        'per 100 managed moves followed',
      ),
    ];
  }),
];

export const managedMoveFigures = dayReport<StoredMove, Counted>({
  name: 'managed-moves',
  notes: [
    'Moves by their home school. Success at the decision is not the end: see what was sustained. No figure is a verdict on a move',
  ],
  measures,
  from: { projection: managedMoves, table: 'managed_move', school: 'home_school' },
  counts: moveCounts,
});

function moveCounts(stored: readonly StoredMove[], { day, year, schoolYearOf }: AskedOnDay): Counts<Counted> {
  const counts = new Counts<Counted>();
  const by = (on: PlainDate | null): boolean => on !== null && on <= day;
  for (const row of stored.map(readMoveRow)) {
    const { referredOn, placedOn, decidedOn, decisionDays, outcome, followUps } = row;
    const beganOn = placedOn ?? referredOn ?? decidedOn;
    if (year !== null && (beganOn === null || schoolYearOf(beganOn) !== year)) continue;
    if (by(referredOn)) counts.add('referred');
    if (by(placedOn)) counts.add('placed');
    if (by(decidedOn) && outcome !== null) {
      counts.add(outcome);
      if (outcome !== 'withdrawn') counts.add('decided');
      if (outcome === 'succeeded') countFollowUps(followUps, day, counts);
    } else if (by(placedOn) && decisionDays.length > 0) {
      counts.add('on-trial');
      const { dueOn } = decisionDays.findLast(({ agreedOn }) => agreedOn <= day) ?? {};
      if (dueOn !== undefined && dueOn < day) counts.add('overdue');
    }
  }
  return counts;
}

function countFollowUps(followUps: readonly FollowUp[], day: PlainDate, counts: Counts<Counted>): void {
  for (const followUp of followUps.filter(({ dueOn }) => dueOn <= day)) {
    const held = heldAsAt(followUp, day);
    if (held === 'schooling-ended' || held === 'not-yet') continue;
    counts.add(`${held}-${followUp.months}`);
    if (held !== 'not-known') counts.add(`followed-${followUp.months}`);
  }
}
