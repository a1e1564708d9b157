/** Codes that their list does not hold, or not on that day: kept as reported, and flagged. */
import type { Characteristics } from '../../events/admission-register.js';
import { catalogue, type EventData, type EventType, type Family } from '../../events/catalogue.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { standingOf, type CodeList } from '../../events/codes/code-list.js';
import { groundsOf } from '../../events/codes/deletion-ground.js';
import { enrolmentStatus } from '../../events/codes/enrolment-status.js';
import { ethnicity } from '../../events/codes/ethnicity.js';
import { exclusionCategory } from '../../events/codes/exclusion-category.js';
import { exclusionReason, mostExclusionReasons } from '../../events/codes/exclusion-reason.js';
import { exclusionReview, exclusionReviewOutcome } from '../../events/codes/exclusion-review.js';
import { firstLanguage } from '../../events/codes/first-language.js';
import { meetingAttendee } from '../../events/codes/meeting-attendee.js';
import { ncYear } from '../../events/codes/nc-year.js';
import { postLookedAfter } from '../../events/codes/post-looked-after.js';
import { senProvision } from '../../events/codes/sen-provision.js';
import { senType } from '../../events/codes/sen-type.js';
import { serviceChild } from '../../events/codes/service-child.js';
import { sex } from '../../events/codes/sex.js';
import { concernKind, reporter } from '../../events/codes/concern.js';
import { fairAccessCategory } from '../../events/codes/fair-access-category.js';
import { homeEducationLetter, homeEducationReason } from '../../events/codes/home-education.js';
import { missingEducationReason } from '../../events/codes/missing-education-reason.js';
import { moveExplanation } from '../../events/codes/move-explanation.js';
import { socialCare } from '../../events/codes/social-care.js';
import { youngCarer } from '../../events/codes/young-carer.js';
import { codesAroundMoves } from '../around-moves-codes.js';
import { codesOfMove } from '../managed-moves/codes.js';
import { codesOfPlacement } from '../off-site-directions/codes.js';
import type { Fact } from '../standing-facts.js';
import type { Flag } from './flags.js';

/** A fact as reported, entry or not. */
export type StatedFact = { [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];
type CodeFault = Omit<Flag, 'evidence'>;

/** @param facts what stands of a history: hardly any has a fault, and every one is looked at */
export function codeFlags(facts: readonly Fact[]): Flag[] {
  const flags: Flag[] = [];
  const faults: CodeFault[] = [];
  for (const fact of facts) {
    addFaults(faults, fact);
    if (faults.length === 0) continue;
    for (const fault of faults) flags.push({ ...fault, evidence: [fact.entry] });
    faults.length = 0;
  }
  return flags;
}

/** Of families that say which codes their facts give. */
const codesOfFamily: Readonly<
  Partial<Record<Family, (fact: StatedFact) => readonly (readonly [CodeList, string])[]>>
> = {
  'managed move': codesOfMove,
  'off-site direction and alternative provision': codesOfPlacement,
  'attendance and support': codesAroundMoves,
  'cost recovery': codesAroundMoves,
  challenge: codesAroundMoves,
  notification: codesAroundMoves,
};

/** The same of what is not an entry yet. */
export function codeFaults(fact: StatedFact): CodeFault[] {
  const faults: CodeFault[] = [];
  addFaults(faults, fact);
  return faults;
}

function check(faults: CodeFault[], on: PlainDate, list: CodeList, code: string | undefined): void {
  if (code === undefined) return;
  const standing = standingOf(list, code, on);
  if (standing === 'listed') return;
  const flag = standing === 'unlisted' ? 'code-unlisted' : 'code-outside-its-period';
  faults.push({ flag, on, about: list.name });
}

function checkSeen(faults: CodeFault[], on: PlainDate, seen: Characteristics | undefined): void {
  if (!seen) return;
  check(faults, on, sex, seen.sex);
  check(faults, on, ethnicity, seen.ethnicity);
  check(faults, on, senProvision, seen.senProvision);
  check(faults, on, firstLanguage, seen.firstLanguage);
  check(faults, on, serviceChild, seen.serviceChild);
  check(faults, on, youngCarer, seen.youngCarer);
  check(faults, on, postLookedAfter, seen.postLookedAfter);
}

function addFaults(faults: CodeFault[], fact: StatedFact): void {
  const on = fact.data.effectiveOn;
  switch (fact.type) {
    case 'AddedToRoll':
      check(faults, on, enrolmentStatus, fact.data.enrolmentStatus);
      check(faults, on, ncYear, fact.data.ncYear);
      break;
    case 'EnrolmentStatusChanged':
      check(faults, on, enrolmentStatus, fact.data.enrolmentStatus);
      break;
    case 'CountedOnRoll':
    case 'CountedAsLeaver':
      check(faults, on, enrolmentStatus, fact.data.enrolmentStatus);
      check(faults, on, ncYear, fact.data.ncYear);
      checkSeen(faults, on, fact.data.characteristics);
      break;
    case 'RemovedFromRoll':
      check(faults, on, groundsOf(fact.data.regime), fact.data.ground);
      break;
    case 'DeletionReturned':
      check(faults, fact.data.leavesOn, groundsOf(fact.data.regime), fact.data.ground);
      break;
    case 'Suspended':
    case 'PermanentlyExcluded':
      if (fact.type === 'Suspended') check(faults, on, exclusionCategory, fact.data.category);
      for (const reason of fact.data.reasons) check(faults, on, exclusionReason, reason);
      if (fact.data.reasons.length > mostExclusionReasons(on))
        faults.push({ flag: 'too-many-reasons', on, about: exclusionReason.name });
      check(faults, on, senProvision, fact.data.senProvision);
      break;
    case 'ExclusionCancelled':
    case 'TribunalClaimLodged':
    case 'TribunalClaimDecided':
    case 'SixthDayEducationArranged':
      check(faults, on, exclusionCategory, fact.data.category);
      break;
    case 'ExclusionReviewed':
      check(faults, on, exclusionCategory, fact.data.category);
      check(faults, on, exclusionReview, fact.data.review);
      check(faults, on, exclusionReviewOutcome, fact.data.outcome);
      for (const attendee of fact.data.attended ?? []) check(faults, on, meetingAttendee, attendee);
      break;
    case 'ReintegrationMeetingHeld':
      check(faults, on, exclusionCategory, fact.data.category);
      for (const attendee of fact.data.attended) check(faults, on, meetingAttendee, attendee);
      break;
    case 'HomeEducationNotified':
      check(faults, on, homeEducationLetter, fact.data.letter);
      check(faults, on, homeEducationReason, fact.data.reason);
      break;
    case 'HomeEducationStarted':
      check(faults, on, homeEducationReason, fact.data.reason);
      break;
    case 'HomeEducationMeetingHeld':
      for (const attendee of fact.data.attended) check(faults, on, meetingAttendee, attendee);
      break;
    case 'MissingEducationReported':
      check(faults, on, reporter, fact.data.reportedBy);
      check(faults, on, missingEducationReason, fact.data.reason);
      break;
    case 'FairAccessReferred':
      check(faults, on, reporter, fact.data.referredBy);
      check(faults, on, fairAccessCategory, fact.data.category);
      break;
    case 'FairAccessConsidered':
      check(faults, on, fairAccessCategory, fact.data.category);
      break;
    case 'FairAccessPlaced':
      check(faults, on, fairAccessCategory, fact.data.category);
      check(faults, on, ncYear, fact.data.ncYear);
      break;
    case 'InformalExclusionReported':
      check(faults, on, reporter, fact.data.reportedBy);
      break;
    case 'ConcernRaised':
      check(faults, on, concernKind, fact.data.kind);
      check(faults, on, reporter, fact.data.raisedBy);
      break;
    case 'ConcernResolved':
      check(faults, on, concernKind, fact.data.kind);
      check(faults, on, reporter, fact.data.resolvedBy);
      break;
    case 'MoveExplained':
      check(faults, on, moveExplanation, fact.data.reason);
      break;
    case 'SenProvisionChanged':
      check(faults, on, senProvision, fact.data.senProvision);
      check(faults, on, senType, fact.data.primaryNeed);
      break;
    case 'SocialCareStatusChanged':
      check(faults, on, socialCare, fact.data.status);
      break;
    case 'EthnicityRecorded':
      check(faults, on, ethnicity, fact.data.ethnicity);
      break;
    case 'ServiceChildRecorded':
      check(faults, on, serviceChild, fact.data.serviceChild);
      break;
    case 'FirstLanguageRecorded':
      check(faults, on, firstLanguage, fact.data.firstLanguage);
      break;
    case 'YoungCarerRecorded':
      check(faults, on, youngCarer, fact.data.youngCarer);
      break;
    case 'PostLookedAfterRecorded':
      check(faults, on, postLookedAfter, fact.data.route);
      break;
    case 'PupilIdentified':
      check(faults, on, sex, fact.data.sex);
      break;
    default:
      for (const [list, code] of codesOfFamily[catalogue[fact.type].family]?.(fact) ?? [])
        check(faults, on, list, code);
  }
}
