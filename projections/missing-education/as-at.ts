/** Missing education and fair access as they stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { stateAfter } from '../lifecycle.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { toldUpTo, upTo } from '../up-to.js';
import { fairAccessLifecycle } from './fair-access-lifecycle.js';
import { missingEducationLifecycle } from './lifecycle.js';
import type { FairAccess, MissingEducation } from './missing-education.js';

type Family = Pick<Trajectory, 'missingEducation' | 'fairAccess' | 'admissionRefusals'>;

/** What had begun by then, and what had not ended yet. */
export function missingEducationAt(family: Family, day: PlainDate): Family {
  const hasBegun = ({ course }: MissingEducation | FairAccess): boolean => course.some(({ on }) => on <= day);
  return {
    missingEducation: family.missingEducation.filter(hasBegun).map((each) => missingAt(each, day)),
    fairAccess: family.fairAccess.filter(hasBegun).map((each) => referralAt(each, day)),
    admissionRefusals: toldUpTo(family.admissionRefusals, day).map((refusal) => ({
      ...refusal,
      referredOn: upTo(refusal.referredOn, day),
    })),
  };
}

function missingAt(each: MissingEducation, day: PlainDate): MissingEducation {
  const course = toldUpTo(each.course, day);
  return {
    ...each,
    to: upTo(each.to, day),
    enquiries: toldUpTo(each.enquiries, day),
    located: each.located && each.located.on <= day ? each.located : null,
    course,
    state: stateAfter(missingEducationLifecycle, course),
  };
}

function referralAt(each: FairAccess, day: PlainDate): FairAccess {
  const course = toldUpTo(each.course, day);
  const isAccepted = each.acceptedOn !== null && each.acceptedOn <= day;
  const isPlaced = each.placedOn !== null && each.placedOn <= day;
  return {
    ...each,
    acceptedOn: upTo(each.acceptedOn, day),
    placementDue: isAccepted ? each.placementDue : null,
    ...(!isPlaced && { placedOn: null, placedAt: null, ncYear: null, directed: false }),
    admittedOn: upTo(each.admittedOn, day),
    course,
    state: stateAfter(fairAccessLifecycle, course),
  };
}
