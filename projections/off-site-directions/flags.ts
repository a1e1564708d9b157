/** What education away from the school shows that a rule forbids, that is missing, or that nobody made sure of. */
import { directionNoticeItem, isGoodOrBetter } from '../../events/codes/alternative-provision.js';
import { senProvisionCounted } from '../../events/codes/sen-provision.js';
import { addDays, later } from '../../events/calendar/plain-date.js';
import { schoolDaysBetween } from '../../events/calendar/school-days.js';
import { outOfCourse } from '../lifecycle.js';
import type { Register } from '../register/register.js';
import { asOf, type Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import type { Spell } from '../trajectory/trajectory.js';
import type { PlacementFact } from './episodes.js';
import type { Placement } from './placement.js';

export const placementFlagCatalogue = {
  'direction-without-notice': 'An off-site direction began without a notice in this history (SI 2010/1156)',
  'direction-notice-late':
    'Notice of an off-site direction later than two school days before its first day (SI 2010/1156 as amended)',
  'direction-notice-incomplete':
    'A notice of an off-site direction does not state all that it has to (SI 2010/1156)',
  'direction-parent-not-told': 'Notice of an off-site direction was not given to the parent (SI 2010/1156)',
  'direction-authority-not-told':
    'Notice of an off-site direction of a pupil with an EHC plan was not given to the authority (SI 2010/1156)',
  'direction-beyond-notice':
    'An off-site direction lasted for more school days than its notice names, and no review made it longer',
  'placement-out-of-course':
    'A step of a placement that cannot follow on those before it, such as a review after its end',
  'placement-of-nothing':
    'A review, request, complaint, end or attendance of a placement that is not in this history',
  'placement-field-missing':
    'A placement lacks what the census asks of it: its reason, its end, or how regularly the pupil attended',
  'placement-without-dual-registration':
    'Placed at a school, single or dual registered by report, whose roll does not say so',
  'attended-more-than-possible': 'More sessions attended than there were',
  'provider-not-checked': 'Placed at a provider that nobody is known to have checked',
  'provider-not-registered': 'Placed at a provider that was not registered when last checked',
  'provider-below-good': 'Placed at a provider that was not found good or better when last checked',
  'provider-not-visited': 'Placed at a provider that nobody had visited by then',
} as const;

export interface PlacementsToFlag {
  readonly placements: readonly Placement[];
  readonly unattached: readonly PlacementFact[];
  readonly spells: readonly Spell[];
  readonly circumstances: Circumstances;
  readonly register: Register;
}

export function placementFlags(found: PlacementsToFlag): Flag[] {
  return [
    ...found.placements.flatMap((placement) => [
      ...ofNotice(placement, found),
      ...ofFields(placement),
      ...ofRegistration(placement, found.spells),
      ...ofProvider(placement, found.register),
    ]),
    ...found.unattached.map(({ data, entry }): Flag => ({
      flag: 'placement-of-nothing',
      on: data.effectiveOn,
      evidence: [entry],
    })),
  ];
}

function ofNotice(placement: Placement, { circumstances, register }: PlacementsToFlag): Flag[] {
  const { kind, notice, startedOn, endedOn, school, reviews, evidence } = placement;
  if (kind !== 'direction') return [];
  if (!notice) return [{ flag: 'direction-without-notice', on: startedOn ?? placement.knownFrom, evidence }];
  const { on, evidence: entry } = notice;
  const flags: Flag[] = [];
  if (on > notice.latestOn) flags.push({ flag: 'direction-notice-late', on, evidence: [entry] });
  for (const item of directionNoticeItem.codes.keys())
    if (!notice.states.includes(item))
      flags.push({ flag: 'direction-notice-incomplete', on, about: item, evidence: [entry] });
  if (!notice.parentTold) flags.push({ flag: 'direction-parent-not-told', on, evidence: [entry] });
  const provision = asOf(circumstances.senProvision, on);
  if (provision && senProvisionCounted(provision.value) === 'E' && notice.authorityTold !== true)
    flags.push({ flag: 'direction-authority-not-told', on, evidence: [entry, provision.evidence] });
  if (
    school !== null &&
    startedOn !== null &&
    endedOn !== null &&
    endedOn >= startedOn &&
    notice.days !== null
  ) {
    const { count } = schoolDaysBetween(addDays(startedOn, -1), endedOn, register.calendarOf(school));
    const isLonger = count > notice.days && !reviews.some(({ decision }) => decision !== 'ends');
    if (isLonger) flags.push({ flag: 'direction-beyond-notice', on: endedOn, evidence });
  }
  return flags;
}

function ofFields(placement: Placement): Flag[] {
  const { course, startedOn, endedOn, plannedEndOn, reason, attendance, evidence } = placement;
  const flags = outOfCourse('placement-out-of-course', course);
  for (const { sessionsPossible, sessionsAttended, from: on, evidence: entry } of attendance)
    if (sessionsAttended > sessionsPossible)
      flags.push({ flag: 'attended-more-than-possible', on, evidence: [entry] });
  if (startedOn === null) return flags;
  const missing = (about: string, on: Flag['on']): void => {
    flags.push({ flag: 'placement-field-missing', on, about, evidence });
  };
  if (reason === null) missing('reason', startedOn);
  if (endedOn === null && plannedEndOn === null) missing('end', startedOn);
  if (endedOn !== null && attendance.length === 0) missing('attendance', later(endedOn, startedOn));
  return flags;
}

/** Where the provider is a school of the register, its roll says whether the pupil is registered there too. */
function ofRegistration(
  { provider, startedOn, endedOn, registration, evidence }: Placement,
  spells: readonly Spell[],
): Flag[] {
  if (startedOn === null || provider.school === undefined || registration !== 'dual') return [];
  const isThere = spells.some(
    ({ school, knownFrom, leftOn }) =>
      school === provider.school &&
      (leftOn === null || leftOn >= startedOn) &&
      (endedOn === null || knownFrom <= endedOn),
  );
  return isThere
    ? []
    : [{ flag: 'placement-without-dual-registration', on: startedOn, about: provider.school, evidence }];
}

/** A school that is in the register is registered, and a mainstream one needs no check before it takes a pupil. */
function ofProvider({ provider, startedOn: on, check, evidence }: Placement, register: Register): Flag[] {
  if (on === null) return [];
  const school = provider.school === undefined ? undefined : register.school(provider.school, on);
  if (school?.type === 'mainstream') return [];
  const about = provider.school ?? provider.ukprn ?? provider.reference ?? provider.setting;
  const flag = (name: Flag['flag']): Flag => ({
    flag: name,
    on,
    ...(about !== undefined && { about }),
    evidence,
  });
  if (!check) return [flag('provider-not-checked')];
  return [
    ...(check.registered ? [] : [flag('provider-not-registered')]),
    ...(isGoodOrBetter(check.quality) ? [] : [flag('provider-below-good')]),
    ...(check.visited ? [] : [flag('provider-not-visited')]),
  ];
}
