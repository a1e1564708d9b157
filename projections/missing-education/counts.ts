/** What missing education, fair access and refusals to admit add to the counts of schools and authorities. */
import type { Add } from '../measures/family-counts.js';
import { counted, ledger, onRoll, own, rate, type Measure, type Part } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const missingEducationCountNames = [
  'missing_education_begun',
  'missing_education_without_destination',
  'missing_education_ended',
  'fair_access_referred',
  'fair_access_placed',
  'fair_access_admitted',
  'admissions_refused',
] as const;

type Name = (typeof missingEducationCountNames)[number];

export function countMissingEducation(
  { missingEducation, fairAccess, admissionRefusals }: Trajectory,
  add: Add<Name>,
): void {
  for (const time of missingEducation) {
    add('missing_education_begun', time.from, time);
    if (time.because === 'left-without-destination')
      add('missing_education_without_destination', time.from, time);
    add('missing_education_ended', time.to, time);
  }
  for (const { referringSchool, authority, referredOn, placedAt, placedOn, admittedOn } of fairAccess) {
    add('fair_access_referred', referredOn, { school: referringSchool, authority });
    if (placedAt === null) continue;
    add('fair_access_placed', placedOn, { school: placedAt });
    add('fair_access_admitted', admittedOn, { school: placedAt });
  }
  for (const refusal of admissionRefusals) add('admissions_refused', refusal.on, refusal);
}

const begun: Part<Name> = {
  count: 'missing_education_begun',
  says: 'times of missing education, or of not being known to be in it, that began in the school year, by the school left last',
};

export const missingEducationCounts: readonly Measure<Name>[] = [
  counted('missing-education-begun', begun.count, begun.says, 'times'),
  counted(
    'missing-education-without-destination',
    'missing_education_without_destination',
    'times of missing education that began in the school year with a name deleted and no destination known',
    'times',
  ),
  counted(
    'missing-education-ended',
    'missing_education_ended',
    'times of missing education that ended in the school year with the child in education',
    'times',
  ),
  counted(
    'fair-access-referred',
    'fair_access_referred',
    'referrals under a fair access protocol in the school year, by the school that refers',
    'referrals',
  ),
  counted(
    'fair-access-places',
    'fair_access_placed',
    'places allocated at the school under a fair access protocol in the school year',
    'places',
  ),
  counted(
    'fair-access-admitted',
    'fair_access_admitted',
    'pupils who came onto the roll in the school year by a place allocated under a fair access protocol',
    'pupils',
  ),
  counted('admissions-refused', 'admissions_refused', 'refusals to admit in the school year', 'refusals'),
];

export const missingEducationRates: readonly Measure[] = [
  rate('missing-education-rate', begun, onRoll, own, ledger),
];
