/** Figures of managed moves, told for a day from their rows. A figure is no verdict: a failed move may have been right. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { heldAsAt, monthsFollowed } from './outcomes.js';
import type { ManagedMoveRow } from './projection.js';

export interface ManagedMoveFigures {
  readonly referred: number;
  /** Came to a trial, or were made. */
  readonly placed: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly withdrawn: number;
  /** On trial, with the decision not yet due or overdue on that day. */
  readonly onTrial: number;
  readonly overdue: number;
  /** Of those that succeeded or failed, the share that succeeded, in hundredths; null where none was decided. */
  readonly successRate: number | null;
  readonly sustained: readonly SustainedFigures[];
}

export interface SustainedFigures {
  readonly months: number;
  /** Made so many months ago, the ends of schooling left out. */
  readonly due: number;
  readonly sustained: number;
  readonly notSustained: number;
  readonly notKnown: number;
}

/** @param rows of those that are asked about: an authority's, a school's, a year's */
export function managedMoveFigures(rows: readonly ManagedMoveRow[], day: PlainDate): ManagedMoveFigures {
  const by = (on: PlainDate | null): boolean => on !== null && on <= day;
  const decided = rows.filter(({ decidedOn }) => by(decidedOn));
  const withOutcome = (outcome: ManagedMoveRow['outcome']) =>
    decided.filter((row) => row.outcome === outcome);
  const [succeeded, failed] = [withOutcome('succeeded'), withOutcome('failed').length];
  const onTrial = rows.filter((row) => row.decisionDueOn !== null && by(row.placedOn) && !by(row.decidedOn));
  const ended = succeeded.length + failed;
  return {
    referred: rows.filter(({ referredOn }) => by(referredOn)).length,
    placed: rows.filter((row) => by(row.placedOn)).length,
    succeeded: succeeded.length,
    failed,
    withdrawn: withOutcome('withdrawn').length,
    onTrial: onTrial.length,
    overdue: onTrial.filter(({ decisionDueOn }) => decisionDueOn !== null && decisionDueOn < day).length,
    successRate: ended === 0 ? null : (100 * succeeded.length) / ended,
    sustained: monthsFollowed.map((months) => sustainedAfter(succeeded, months, day)),
  };
}

function sustainedAfter(rows: readonly ManagedMoveRow[], months: number, day: PlainDate): SustainedFigures {
  const held = rows
    .flatMap(({ followUps }) => followUps.find((each) => each.months === months) ?? [])
    .filter(({ dueOn }) => dueOn <= day)
    .map((followUp) => heldAsAt(followUp, day))
    .filter((each) => each !== 'schooling-ended');
  const count = (what: string): number => held.filter((each) => each === what).length;
  return {
    months,
    due: held.length,
    sustained: count('sustained'),
    notSustained: count('not-sustained'),
    notKnown: count('not-known'),
  };
}
