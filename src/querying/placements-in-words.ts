/** Education away from the school as documents tell it. */
import {
  directionObjective,
  placementReason,
  providerQuality,
  provisionSetting,
} from '../../events/codes/alternative-provision.js';
import type { Provider } from '../../events/off-site-direction.js';
import type { EducationPlace } from '../../projections/off-site-directions/education-place.js';
import { directionLifecycle, provisionLifecycle } from '../../projections/off-site-directions/lifecycle.js';
import type { Placement } from '../../projections/off-site-directions/placement.js';
import type { Register } from '../../projections/register/register.js';
import type { EducationPlaceTold, PlacementTold, ProviderTold } from './documents/placements.js';
import { courseInWords } from './lifecycle-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

type PlacementState = Placement['state'];

/** Some states of the two courses have one name. */
const statesOf: Readonly<Record<Placement['kind'], Readonly<Record<PlacementState, string>>>> = {
  direction: { ...provisionLifecycle.states, ...directionLifecycle.states },
  'alternative-provision': { ...directionLifecycle.states, ...provisionLifecycle.states },
};

/** @param register as of the same position as the trajectory */
export function placementInWords(placement: Placement, register: Register): PlacementTold {
  const { school, authority, taughtAt, reason, notice, check, knownFrom: _, ...told } = placement;
  return {
    ...told,
    school: school && schoolName(register, school),
    authority: authority && authorityName(register, authority),
    provider: providerInWords(placement.provider, register),
    taughtAt: taughtAt && schoolName(register, taughtAt),
    reason: reason === null ? null : codeInWords(placementReason, reason),
    patterns: [...placement.patterns],
    notice: notice && {
      on: notice.on,
      startsOn: notice.startsOn,
      latestOn: notice.latestOn,
      byDefaultCalendar: notice.byDefaultCalendar,
      days: notice.days,
      objectives: notice.objectives.map((code) => codeInWords(directionObjective, code)),
      states: [...notice.states],
      parentTold: notice.parentTold,
      evidence: notice.evidence,
    },
    reviews: [...placement.reviews],
    reviewRequests: [...placement.reviewRequests],
    disputes: [...placement.disputes],
    attendance: [...placement.attendance],
    ...courseInWords({ states: statesOf[placement.kind] }, placement),
    check: check && {
      registered: check.registered,
      quality: codeInWords(providerQuality, check.quality),
      visited: check.visited,
      checks: [...check.evidence],
    },
    evidence: [...placement.evidence],
  };
}

export const educationPlaceInWords = (
  { provider, ...place }: EducationPlace,
  register: Register,
): EducationPlaceTold => ({ ...place, provider: providerInWords(provider, register) });

export const providerInWords = (
  { school, ukprn, reference, setting }: Provider,
  register: Register,
): ProviderTold => ({
  school: school === undefined ? null : schoolName(register, school),
  ukprn: ukprn ?? null,
  reference: reference ?? null,
  setting: setting === undefined ? null : codeInWords(provisionSetting, setting),
});
