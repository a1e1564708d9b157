/** A managed move as it stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { stateAfter } from '../lifecycle.js';
import { toldUpTo, upTo } from '../up-to.js';
import { decisionIn, managedMoveLifecycle } from './lifecycle.js';
import type { Failure, ManagedMove } from './managed-move.js';
import { missingStepsOf, placedOn } from './steps.js';
import { trialAt } from './trial.js';

/** What had begun by then, and what had not ended yet. */
export function managedMovesAt(managedMoves: readonly ManagedMove[], day: PlainDate): ManagedMove[] {
  return managedMoves.filter(({ knownFrom }) => knownFrom <= day).map((move) => managedMoveAt(move, day));
}

function managedMoveAt(move: ManagedMove, day: PlainDate): ManagedMove {
  const course = toldUpTo(move.course, day);
  const decidedOn = decisionIn(course)?.on ?? null;
  const { trial, failure, agreement } = move;
  const placed = placedOn(move);
  const isPlaced = placed !== null && placed <= day;
  const at = {
    ...move,
    course,
    state: stateAfter(managedMoveLifecycle, course),
    referredOn: upTo(move.referredOn, day),
    parentApprovedOn: upTo(move.parentApprovedOn, day),
    pupilHeardOn: upTo(move.pupilHeardOn, day),
    agreement: agreement && agreement.on <= day ? agreement : null,
    trial: trial && trial.startedOn <= day ? trialAt(trial, day) : null,
    reviews: toldUpTo(move.reviews, day),
    surveys: toldUpTo(move.surveys, day),
    decidedOn,
    failure: failure && decidedOn !== null ? failureAt(failure, day) : null,
    rolls: decidedOn === null ? null : move.rolls,
    followUps:
      decidedOn === null ? [] : move.followUps.map((each) => ({ ...each, leftOn: upTo(each.leftOn, day) })),
    ordinal: isPlaced ? move.ordinal : null,
    daysAfterPrevious: isPlaced ? move.daysAfterPrevious : null,
  };
  return { ...at, missingSteps: missingStepsOf(at) };
}

function failureAt(failure: Failure, day: PlainDate): Failure {
  const consideredOn = upTo(failure.consideredOn, day);
  return consideredOn === null ? { ...failure, consideredOn, headsAccountGiven: null } : failure;
}
