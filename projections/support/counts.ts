/** What support adds to the counts of schools: referrals to services, and times in a unit of the own school. */
import type { Add } from '../measures/family-counts.js';
import { counted, type Measure } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const supportCountNames = [
  'support_referrals',
  'in_school_units_begun',
  'in_school_units_ended',
] as const;

type Name = (typeof supportCountNames)[number];

export function countSupport({ supportReferrals, inSchoolUnits }: Trajectory, add: Add<Name>): void {
  for (const referral of supportReferrals) add('support_referrals', referral.on, referral);
  for (const unit of inSchoolUnits) {
    add('in_school_units_begun', unit.from, unit);
    add('in_school_units_ended', unit.to, unit);
  }
}

export const supportCounts: readonly Measure<Name>[] = [
  counted(
    'support-referrals',
    'support_referrals',
    'referrals of pupils to support services in the school year, by the school that refers',
    'referrals',
  ),
  counted(
    'in-school-units-begun',
    'in_school_units_begun',
    'times in a unit of the own school that began in the school year',
    'times',
  ),
  counted(
    'in-school-units-ended',
    'in_school_units_ended',
    'times in a unit of the own school that ended in the school year',
    'times',
  ),
];
