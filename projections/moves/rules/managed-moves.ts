/** Moves that somebody recorded as managed. EPI has no such class: there it is an overlay on what it counts. */
import { daysBetween } from '../../../events/calendar/plain-date.js';
import type { EventId } from '../../../events/identifiers.js';
import type { Case, Rule } from '../method.js';
import { managedMoveWindowDays } from './parameters.js';

/** The entries of the managed move that a leaving is; undefined where none is recorded. */
export function recordedManagedMove({ move, trajectory }: Case): readonly EventId[] | undefined {
  if (trajectory.managedMoves.length === 0) return undefined;
  return trajectory.managedMoves.find(({ homeSchool, receivingSchool, state, rolls, decidedOn }) => {
    if (state !== 'succeeded' || homeSchool !== move.from) return false;
    if (move.to !== null && receivingSchool !== null && receivingSchool !== move.to) return false;
    const days = [rolls?.leftHomeOn, decidedOn].filter((day) => day !== null && day !== undefined);
    return days.some((day) => Math.abs(daysBetween(day, move.leftOn)) <= managedMoveWindowDays);
  })?.evidence;
}

export const managedMove: Rule<'managed-move'> = {
  name: 'managed-move',
  says: `A managed move was recorded as made, decided within ${managedMoveWindowDays} days of leaving`,
  changedBy: 'The withdrawal of the managed move, or a report that it failed',
  class: 'managed-move',
  applies: recordedManagedMove,
};
