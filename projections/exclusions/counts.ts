/**
 * What one pupil's exclusions add to the counts of each school and school year. Issued, upheld and overturned are
 * counted apart: figures of permanent exclusions have at times been of those upheld only. Separations are no exclusions.
 */
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { senProvisionCounted } from '../../events/codes/sen-provision.js';
import type { Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import { asOf } from '../trajectory/circumstances.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { yearGroupOn } from '../trajectory/year-groups.js';
import type { Exclusion } from './exclusion.js';
import { isFinal, isOverturned, wentToPanel } from './lifecycle.js';

export const exclusionCountNames = [
  'suspensions',
  'suspended_sessions',
  'suspensions_with_length',
  'suspensions_over_5_days',
  'suspensions_overturned',
  'pupils_suspended',
  'permanent_exclusions',
  'permanent_exclusions_upheld',
  'permanent_exclusions_overturned',
  'permanent_exclusions_returned',
  'panel_applications',
  'panel_reinstatements',
  'cancelled_exclusions',
  'exclusion_reasons',
  'exclusion_reasons_other',
  'excluded_without_sen',
  'excluded_without_sen_now_support',
  'excluded_without_sen_now_plan',
  'first_excluded_years_7_to_11',
  'first_excluded_without_suspension',
  'safeguarding_separations',
] as const;

export type ExclusionCountName = (typeof exclusionCountNames)[number];

type Add = (school: Urn, schoolYear: SchoolYear, name: ExclusionCountName, count: number) => void;

export function countExclusions(trajectory: Trajectory, register: Register, add: Add): void {
  if (trajectory.exclusions.length === 0 && trajectory.separations.length === 0) return;
  const suspendedAt = new Set<string>();
  for (const exclusion of trajectory.exclusions) {
    const { school, schoolYear } = exclusion;
    const count = (name: ExclusionCountName, by = 1): void => {
      if (by > 0) add(school, schoolYear, name, by);
    };
    if (exclusion.cancelledOn !== null) {
      count('cancelled_exclusions');
      continue;
    }
    count('exclusion_reasons', exclusion.reasons.length);
    count('exclusion_reasons_other', exclusion.reasons.filter((reason) => reason === 'OT').length);
    if (exclusion.kind === 'suspension') {
      countSuspension(exclusion, count);
      if (!suspendedAt.has(school + schoolYear)) count('pupils_suspended');
      suspendedAt.add(school + schoolYear);
    } else countPermanent(exclusion, trajectory, count);
  }
  for (const { school, from } of trajectory.separations)
    add(school, schoolYearOf(from, register.termsOf(school)).schoolYear, 'safeguarding_separations', 1);
}

type Count = (name: ExclusionCountName, by?: number) => void;

/** A school week, in sessions: a longer suspension owes education from the sixth day. */
const sessionsOfWeek = 10;

function countSuspension({ lengthSessions, state }: Exclusion, count: Count): void {
  count('suspensions');
  if (lengthSessions !== null) count('suspensions_with_length');
  count('suspended_sessions', lengthSessions ?? 0);
  if ((lengthSessions ?? 0) > sessionsOfWeek) count('suspensions_over_5_days');
  if (isOverturned(state)) count('suspensions_overturned');
}

function countPermanent(exclusion: Exclusion, trajectory: Trajectory, count: Count): void {
  const { state, course, returned, startedOn, schoolYear } = exclusion;
  count('permanent_exclusions');
  if (isFinal(state)) count('permanent_exclusions_upheld');
  if (isOverturned(state)) count('permanent_exclusions_overturned');
  if (returned) count('permanent_exclusions_returned');
  if (wentToPanel(course)) {
    count('panel_applications');
    if (isOverturned(state)) count('panel_reinstatements');
  }
  countSenAfter(exclusion, trajectory, count);

  const standing = trajectory.exclusions.filter(({ cancelledOn }) => cancelledOn === null);
  const isFirst = standing.find(({ kind }) => kind === 'permanent-exclusion') === exclusion;
  const yearGroup = yearGroupOn(startedOn, schoolYear, trajectory.yearGroups, trajectory.circumstances);
  if (!isFirst || yearGroup === null || yearGroup < 7 || yearGroup > 11) return;
  count('first_excluded_years_7_to_11');
  if (!standing.some((each) => each.kind === 'suspension' && each.startedOn < startedOn))
    count('first_excluded_without_suspension');
}

/** Special needs are often found after an exclusion: of those with none at the exclusion, what they have now. */
function countSenAfter(
  { senProvision, startedOn }: Exclusion,
  { circumstances }: Trajectory,
  count: Count,
): void {
  const before = senProvision ?? asOf(circumstances.senProvision, startedOn)?.value;
  if (before === undefined || senProvisionCounted(before) !== 'N') return;
  count('excluded_without_sen');
  const now = circumstances.senProvision.at(-1);
  if (!now || now.from <= startedOn) return;
  const provided = senProvisionCounted(now.value);
  if (provided === 'K') count('excluded_without_sen_now_support');
  if (provided === 'E') count('excluded_without_sen_now_plan');
}
