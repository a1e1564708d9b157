/** Notice and review of off-site directions. */
import { addDays } from '../../../events/calendar/plain-date.js';
import type { Placement } from '../../off-site-directions/placement.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { directionsForAllFrom } from '../catalogue/moves.js';
import { owe, type Duty } from '../duty.js';

export function addDirectionDuties({ placements }: Trajectory, register: Register, duties: Duty[]): void {
  for (const placement of placements) {
    if (placement.kind !== 'direction') continue;
    addNotice(placement, register, duties);
    addReviews(placement, register, duties);
  }
}

/**
 * A direction that is live on 26 July 2026 stays under the rule that it began under. Before that day the regulations
 * bind maintained schools alone.
 */
function regimeOf({ school, startedOn, notice, knownFrom }: Placement, register: Register): string {
  const begins = startedOn ?? notice?.startsOn ?? knownFrom;
  if (begins >= directionsForAllFrom) return 'SI2010/1156-for-all';
  const isAcademy = school !== null && register.trusts.of(school, begins) !== undefined;
  return isAcademy ? 'academies-before-2026' : 'SI2010/1156';
}

function addNotice(direction: Placement, register: Register, duties: Duty[]): void {
  const { school, notice, startedOn, endedOn, evidence } = direction;
  const isFirst = notice !== null && (startedOn === null || notice.on <= startedOn);
  const trigger = isFirst
    ? { event: notice.evidence, on: notice.on }
    : startedOn !== null
      ? { event: evidence[0], on: startedOn }
      : undefined;
  if (!trigger) return;
  owe(
    duties,
    {
      kind: 'direction-notice',
      regime: regimeOf(direction, register),
      owedBy: 'governing-board',
      owedTo: 'parent',
      school,
      trigger,
      ...(startedOn !== null && { from: startedOn }),
      ...(notice && { due: { on: notice.latestOn, byDefaultCalendar: notice.byDefaultCalendar } }),
      met: notice?.parentTold ? { event: notice.evidence, on: notice.on } : null,
      ended: endOf(endedOn),
    },
    register,
  );
}

/** No number in law: the authority's own standard says how long a review may take. */
function addReviews(direction: Placement, register: Register, duties: Duty[]): void {
  const { school, reviewRequests, reviews, endedOn } = direction;
  for (const { on, by, binds, heldOn, evidence: event } of reviewRequests) {
    if (!binds) continue;
    const review = reviews.find((each) => each.on === heldOn);
    owe(
      duties,
      {
        kind: 'direction-review',
        regime: regimeOf(direction, register),
        owedBy: 'governing-board',
        owedTo: by,
        school,
        trigger: { event, on },
        met: review && { event: review.evidence, on: review.on },
        ended: endOf(endedOn),
      },
      register,
    );
  }
}

const endOf = (endedOn: Placement['endedOn']): Duty['ended'] =>
  endedOn === null ? null : { on: addDays(endedOn, 1), because: 'placement-ended' };
