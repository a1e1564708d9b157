/** A placement as it stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { toldUpTo } from '../up-to.js';
import type { Placement } from './placement.js';

/** What had begun by then, and what had not ended yet. */
export function placementsAt(placements: readonly Placement[], day: PlainDate): Placement[] {
  return placements
    .filter(({ knownFrom }) => knownFrom <= day)
    .map((placement) => placementAt(placement, day));
}

function placementAt(placement: Placement, day: PlainDate): Placement {
  const course = toldUpTo(placement.course, day);
  const hasEnded = placement.endedOn !== null && placement.endedOn <= day;
  const hasStarted = placement.startedOn !== null && placement.startedOn <= day;
  const { notice } = placement;
  return {
    ...placement,
    course,
    state: course.at(-1)?.to ?? (placement.kind === 'direction' ? 'not-notified' : 'arranged'),
    notice: notice && notice.on <= day ? notice : null,
    patterns: placement.patterns.filter(({ from }) => from <= day),
    reviews: toldUpTo(placement.reviews, day),
    reviewRequests: toldUpTo(placement.reviewRequests, day).map((each) =>
      each.heldOn !== null && each.heldOn > day ? { ...each, heldOn: null } : each,
    ),
    disputes: toldUpTo(placement.disputes, day),
    attendance: placement.attendance.filter(({ until }) => until <= day),
    ...(!hasStarted && { startedOn: null, check: null, system: null }),
    ...(!hasEnded && { endedOn: null, followedBy: null, objectivesMet: null, managedMove: null }),
  };
}
