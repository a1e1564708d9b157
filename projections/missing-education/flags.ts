/** What missing education and fair access show that a rule forbids. */
import { thirteenCategoriesFrom } from '../../events/codes/fair-access-category.js';
import { senProvisionCounted } from '../../events/codes/sen-provision.js';
import { outOfCourse } from '../lifecycle.js';
import { asOf, type Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import type { FairAccess, MissingEducation } from './missing-education.js';

export const missingEducationFlagCatalogue = {
  'missing-education-out-of-course':
    'A step of missing education that cannot follow on those before it (Education Act 1996 s.436A)',
  'fair-access-out-of-course':
    'A step of fair access that cannot follow on those before it (School Admissions Code 2021, 3.14 to 3.22)',
  'fair-access-without-category':
    'A child without a place put forward in none of the thirteen categories (School Admissions Code 2021, 3.17)',
  'fair-access-outside-protocol':
    'A looked-after child, or one with an EHC plan, put forward: neither comes under the protocol (School Admissions Code 2021, 3.15)',
  'rated-beyond-capacity-rule':
    'More year groups of a primary school rated red, or amber, than the local protocol lets one rate',
} as const;

export function missingEducationFlags(
  episodes: readonly MissingEducation[],
  referrals: readonly FairAccess[],
  circumstances: Circumstances,
): Flag[] {
  return [
    ...episodes.flatMap(({ course }) => outOfCourse('missing-education-out-of-course', course)),
    ...referrals.flatMap(({ course }) => outOfCourse('fair-access-out-of-course', course)),
    ...referrals.flatMap((each) => ofReferral(each, circumstances)),
  ];
}

function ofReferral(
  { course, route, category, evidence }: FairAccess,
  { socialCare, senProvision }: Circumstances,
): Flag[] {
  const on = course[0]?.on;
  // A child whose place is at risk is the panel's by local protocol: the Code's categories are for those without.
  if (on === undefined || route === 'at-risk') return [];
  const flags: Flag[] = [];
  if (category === null && on >= thirteenCategoriesFrom)
    flags.push({ flag: 'fair-access-without-category', on, evidence });
  const [care, provision] = [asOf(socialCare, on), asOf(senProvision, on)];
  const outside = [
    { about: 'looked-after', since: care?.value === 'CLA' && care },
    { about: 'ehc-plan', since: provision && senProvisionCounted(provision.value) === 'E' && provision },
  ];
  for (const { about, since } of outside)
    if (since)
      flags.push({
        flag: 'fair-access-outside-protocol',
        on,
        about,
        evidence: [...evidence, since.evidence],
      });
  return flags;
}
