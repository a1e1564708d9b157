/** How many children a school put forward for a service in a term, as peer groups of schools agree among themselves. */
import { exclusionTermOf } from '../../events/calendar/exclusion-term.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export interface ReferralsAskedFor {
  readonly school: Urn;
  /** A code of the list support-service. */
  readonly service: string;
  /** Any day of the term. */
  readonly on: PlainDate;
}

/** Children, each once however often. Terms are those of the exclusion thresholds: one ends at Christmas, Easter, July. */
export function referredInTerm(
  trajectories: Iterable<Trajectory>,
  { school, service, on }: ReferralsAskedFor,
  register: Register,
): number {
  const { startsOn, endsOn } = exclusionTermOf(on, register.calendarOf(school));
  let children = 0;
  for (const { supportReferrals } of trajectories) {
    const isReferred = supportReferrals.some(
      (each) =>
        each.school === school && each.service === service && each.on >= startsOn && each.on <= endsOn,
    );
    if (isReferred) children += 1;
  }
  return children;
}
