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

export function codeFlags(fact: Fact): Flag[] {
  const faults = codeFaults(fact);
  return faults.length === 0 ? none : faults.map((fault) => ({ ...fault, evidence: [fact.entry] }));
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

/** Most facts have no fault, and every one is looked at. */
const none: never[] = [];

/** The same of what is not an entry yet. */
export function codeFaults(fact: StatedFact): CodeFault[] {
  const flags: CodeFault[] = [];
  const on = fact.data.effectiveOn;
  const check = (list: CodeList, code: string | undefined, day: PlainDate = on): void => {
    if (code === undefined) return;
    const standing = standingOf(list, code, day);
    if (standing === 'listed') return;
    const flag = standing === 'unlisted' ? 'code-unlisted' : 'code-outside-its-period';
    flags.push({ flag, on: day, about: list.name });
  };
  const checkAll = (seen: Characteristics | undefined): void => {
    if (!seen) return;
    check(sex, seen.sex);
    check(ethnicity, seen.ethnicity);
    check(senProvision, seen.senProvision);
    check(firstLanguage, seen.firstLanguage);
    check(serviceChild, seen.serviceChild);
    check(youngCarer, seen.youngCarer);
    check(postLookedAfter, seen.postLookedAfter);
  };

  switch (fact.type) {
    case 'AddedToRoll':
      check(enrolmentStatus, fact.data.enrolmentStatus);
      check(ncYear, fact.data.ncYear);
      break;
    case 'EnrolmentStatusChanged':
      check(enrolmentStatus, fact.data.enrolmentStatus);
      break;
    case 'CountedOnRoll':
    case 'CountedAsLeaver':
      check(enrolmentStatus, fact.data.enrolmentStatus);
      check(ncYear, fact.data.ncYear);
      checkAll(fact.data.characteristics);
      break;
    case 'RemovedFromRoll':
      check(groundsOf(fact.data.regime), fact.data.ground);
      break;
    case 'DeletionReturned':
      check(groundsOf(fact.data.regime), fact.data.ground, fact.data.leavesOn);
      break;
    case 'Suspended':
    case 'PermanentlyExcluded':
      if (fact.type === 'Suspended') check(exclusionCategory, fact.data.category);
      for (const reason of fact.data.reasons) check(exclusionReason, reason);
      if (fact.data.reasons.length > mostExclusionReasons(on))
        flags.push({ flag: 'too-many-reasons', on, about: exclusionReason.name });
      check(senProvision, fact.data.senProvision);
      break;
    case 'ExclusionCancelled':
    case 'TribunalClaimLodged':
    case 'TribunalClaimDecided':
    case 'SixthDayEducationArranged':
      check(exclusionCategory, fact.data.category);
      break;
    case 'ExclusionReviewed':
      check(exclusionCategory, fact.data.category);
      check(exclusionReview, fact.data.review);
      check(exclusionReviewOutcome, fact.data.outcome);
      for (const attendee of fact.data.attended ?? []) check(meetingAttendee, attendee);
      break;
    case 'ReintegrationMeetingHeld':
      check(exclusionCategory, fact.data.category);
      for (const attendee of fact.data.attended) check(meetingAttendee, attendee);
      break;
    case 'HomeEducationNotified':
      check(homeEducationLetter, fact.data.letter);
      check(homeEducationReason, fact.data.reason);
      break;
    case 'HomeEducationStarted':
      check(homeEducationReason, fact.data.reason);
      break;
    case 'HomeEducationMeetingHeld':
      for (const attendee of fact.data.attended) check(meetingAttendee, attendee);
      break;
    case 'MissingEducationReported':
      check(reporter, fact.data.reportedBy);
      check(missingEducationReason, fact.data.reason);
      break;
    case 'FairAccessReferred':
      check(reporter, fact.data.referredBy);
      check(fairAccessCategory, fact.data.category);
      break;
    case 'FairAccessConsidered':
      check(fairAccessCategory, fact.data.category);
      break;
    case 'FairAccessPlaced':
      check(fairAccessCategory, fact.data.category);
      check(ncYear, fact.data.ncYear);
      break;
    case 'InformalExclusionReported':
      check(reporter, fact.data.reportedBy);
      break;
    case 'ConcernRaised':
      check(concernKind, fact.data.kind);
      check(reporter, fact.data.raisedBy);
      break;
    case 'ConcernResolved':
      check(concernKind, fact.data.kind);
      check(reporter, fact.data.resolvedBy);
      break;
    case 'MoveExplained':
      check(moveExplanation, fact.data.reason);
      break;
    case 'SenProvisionChanged':
      check(senProvision, fact.data.senProvision);
      check(senType, fact.data.primaryNeed);
      break;
    case 'SocialCareStatusChanged':
      check(socialCare, fact.data.status);
      break;
    case 'EthnicityRecorded':
      check(ethnicity, fact.data.ethnicity);
      break;
    case 'ServiceChildRecorded':
      check(serviceChild, fact.data.serviceChild);
      break;
    case 'FirstLanguageRecorded':
      check(firstLanguage, fact.data.firstLanguage);
      break;
    case 'YoungCarerRecorded':
      check(youngCarer, fact.data.youngCarer);
      break;
    case 'PostLookedAfterRecorded':
      check(postLookedAfter, fact.data.route);
      break;
    case 'PupilIdentified':
      check(sex, fact.data.sex);
      break;
    default:
      for (const [list, code] of codesOfFamily[catalogue[fact.type].family]?.(fact) ?? []) check(list, code);
  }
  return flags;
}
