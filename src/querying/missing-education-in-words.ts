/** Missing education, fair access and refusals of a trajectory as documents tell them. */
import { reporter } from '../../events/codes/concern.js';
import { fairAccessCategory } from '../../events/codes/fair-access-category.js';
import { missingEducationReason } from '../../events/codes/missing-education-reason.js';
import { fairAccessLifecycle } from '../../projections/missing-education/fair-access-lifecycle.js';
import { missingEducationLifecycle } from '../../projections/missing-education/lifecycle.js';
import type { FairAccess, MissingEducation } from '../../projections/missing-education/missing-education.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { FairAccessTold, MissingEducationTold } from './documents/missing-education.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { courseInWords } from './lifecycle-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

export type MissingEducationInWords = Pick<
  TrajectoryDocument,
  'missingEducation' | 'fairAccess' | 'admissionRefusals'
>;

/** @param register as of the same position as the trajectory */
export function missingEducationInWords(
  { missingEducation, fairAccess, admissionRefusals }: Trajectory,
  register: Register,
): MissingEducationInWords {
  return {
    missingEducation: missingEducation.map((each) => episodeInWords(each, register)),
    fairAccess: fairAccess.map((each) => referralInWords(each, register)),
    admissionRefusals: admissionRefusals.map((refusal) => ({
      ...refusal,
      school: schoolName(register, refusal.school),
    })),
  };
}

function episodeInWords(each: MissingEducation, register: Register): MissingEducationTold {
  const { because, school, from, to, reportedBy, reason, enquiries, located } = each;
  return {
    because,
    ...courseInWords(missingEducationLifecycle, each),
    school: school && schoolName(register, school),
    from,
    to,
    reportedBy: reportedBy === null ? null : codeInWords(reporter, reportedBy),
    reason: reason === null ? null : codeInWords(missingEducationReason, reason),
    enquiries: enquiries.map((enquiry) => ({ ...enquiry })),
    located: located && {
      on: located.on,
      destination: located.destination.kind,
      school: located.destination.school ? schoolName(register, located.destination.school) : null,
      inEducation: located.inEducation,
      suitable: located.suitable,
      evidence: located.evidence,
    },
    evidence: [...each.evidence],
  };
}

function referralInWords(each: FairAccess, register: Register): FairAccessTold {
  const { route, category, authority, referringSchool, placedAt } = each;
  return {
    ...courseInWords(fairAccessLifecycle, each),
    route,
    category: category === null ? null : codeInWords(fairAccessCategory, category),
    authority: authority && authorityName(register, authority),
    referringSchool: referringSchool && schoolName(register, referringSchool),
    referredOn: each.referredOn,
    acceptedOn: each.acceptedOn,
    placementDue: each.placementDue && { ...each.placementDue },
    placedOn: each.placedOn,
    placedAt: placedAt && schoolName(register, placedAt),
    directed: each.directed,
    admittedOn: each.admittedOn,
    evidence: [...each.evidence],
  };
}
