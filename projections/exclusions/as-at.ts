/** The exclusion family as it stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { stateAfter } from '../lifecycle.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { toldUpTo, upTo } from '../up-to.js';
import type { Exclusion, SafeguardingSeparation, SixthDay, TribunalClaim } from './exclusion.js';
import { exclusionLifecycle, isOverturned } from './lifecycle.js';

type Family = Pick<Trajectory, 'exclusions' | 'sixthDays' | 'separations'>;

/** What had begun by then, and what had not ended yet. Sums are those of the whole history. */
export function exclusionsAt({ exclusions, sixthDays, separations }: Family, day: PlainDate): Family {
  return {
    exclusions: exclusions.filter(({ startedOn }) => startedOn <= day).map((each) => exclusionAt(each, day)),
    sixthDays: sixthDays.filter(({ from }) => from <= day).map((each) => sixthDayAt(each, day)),
    separations: separations.filter(({ from }) => from <= day).map((each) => separationAt(each, day)),
  };
}

function exclusionAt(exclusion: Exclusion, day: PlainDate): Exclusion {
  const course = toldUpTo(exclusion.course, day);
  const state = stateAfter(exclusionLifecycle, course);
  return {
    ...exclusion,
    course,
    state,
    cancelledOn: upTo(exclusion.cancelledOn, day),
    reinstatedFrom: isOverturned(state) ? exclusion.reinstatedFrom : null,
    claims: exclusion.claims.flatMap((claim) => claimAt(claim, day)),
    meetings: toldUpTo(exclusion.meetings, day),
    returned: exclusion.returned && exclusion.returned.on <= day ? exclusion.returned : null,
  };
}

function claimAt(claim: TribunalClaim, day: PlainDate): TribunalClaim[] {
  if (claim.decidedOn !== null && claim.decidedOn <= day) return [claim];
  return claim.lodgedOn !== null && claim.lodgedOn <= day
    ? [{ ...claim, decidedOn: null, outcome: null, reinstatementOrdered: false }]
    : [];
}

function sixthDayAt(run: SixthDay, day: PlainDate): SixthDay {
  const arrangements = run.arrangements.filter(({ from }) => from <= day);
  const hasEnded = run.to !== null && run.to <= day;
  return {
    ...run,
    arrangements,
    ...(!hasEnded && { to: null, schoolDays: null, daysWithoutEducation: null }),
  };
}

const separationAt = (separation: SafeguardingSeparation, day: PlainDate): SafeguardingSeparation =>
  separation.to !== null && separation.to <= day ? separation : { ...separation, to: null, outcome: null };
