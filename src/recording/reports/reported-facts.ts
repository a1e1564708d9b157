/**
 * The facts about a pupil that are reported as they are recorded: one line makes the route, its description and its
 * schema. Facts that need more than their own fields have routes of their own (http/).
 */
import { catalogue, type EventType } from '../../../events/catalogue.js';
import type { DataClass } from '../../../events/validation/metadata.js';
import { AddressReport, PersonReport } from './bodies.js';
import { factsAroundMoves } from './facts-around-moves.js';

export interface ReportedFact {
  /** Under `/api/pupils/{pupil}/`. */
  readonly path: string;
  readonly type: EventType;
  readonly summary: string;
}

export const reportedFacts = [
  { path: 'roll-additions', type: 'AddedToRoll', summary: 'A name was entered in the admission register' },
  {
    path: 'enrolment-changes',
    type: 'EnrolmentStatusChanged',
    summary: 'The enrolment status on a roll changed',
  },
  {
    path: 'deletion-returns',
    type: 'DeletionReturned',
    summary: 'A school returned a deletion to the authority',
  },
  {
    path: 'roll-removals',
    type: 'RemovedFromRoll',
    summary: 'A name was deleted from the admission register',
  },
  {
    path: 'destination-confirmations',
    type: 'DestinationConfirmed',
    summary: 'Somebody made sure of the arrival',
  },
  { path: 'admission-refusals', type: 'AdmissionRefused', summary: 'A school refused to admit the pupil' },
  { path: 'suspensions', type: 'Suspended', summary: 'The pupil was suspended' },
  {
    path: 'permanent-exclusions',
    type: 'PermanentlyExcluded',
    summary: 'The pupil was permanently excluded',
  },
  { path: 'exclusion-cancellations', type: 'ExclusionCancelled', summary: 'The head cancelled an exclusion' },
  {
    path: 'exclusion-reviews',
    type: 'ExclusionReviewed',
    summary: 'The governing board or a panel dealt with an exclusion',
  },
  {
    path: 'tribunal-claims',
    type: 'TribunalClaimLodged',
    summary: 'A discrimination claim about an exclusion was made',
  },
  {
    path: 'tribunal-decisions',
    type: 'TribunalClaimDecided',
    summary: 'A discrimination claim about an exclusion was decided',
  },
  {
    path: 'sixth-day-education',
    type: 'SixthDayEducationArranged',
    summary: 'Education from the sixth day of exclusion is in place',
  },
  {
    path: 'reintegration-meetings',
    type: 'ReintegrationMeetingHeld',
    summary: 'Pupil and school met about the return',
  },
  {
    path: 'safeguarding-separations',
    type: 'SafeguardingSeparationStarted',
    summary: 'The pupil may not attend for a time, on safeguarding grounds',
  },
  {
    path: 'safeguarding-separation-endings',
    type: 'SafeguardingSeparationEnded',
    summary: 'A safeguarding separation ended',
  },
  {
    path: 'home-education-notices',
    type: 'HomeEducationNotified',
    summary: 'Somebody told that a parent will educate at home',
  },
  {
    path: 'home-education-consents',
    type: 'HomeEducationConsentDecided',
    summary: 'The authority decided on consent to home education',
  },
  {
    path: 'home-education-information',
    type: 'HomeEducationInformationGiven',
    summary: 'The family was told what home education asks of it',
  },
  {
    path: 'home-education-meetings',
    type: 'HomeEducationMeetingHeld',
    summary: 'Professionals met the family about home education',
  },
  { path: 'home-education-starts', type: 'HomeEducationStarted', summary: 'Home education began' },
  {
    path: 'home-education-reviews',
    type: 'HomeEducationReviewed',
    summary: 'The authority looked into education at home',
  },
  { path: 'return-requests', type: 'ReturnRequested', summary: 'A place at school is asked for again' },
  { path: 'home-education-endings', type: 'HomeEducationEnded', summary: 'Home education ended' },
  {
    path: 'education-notices',
    type: 'EducationNoticeServed',
    summary: 'A notice to satisfy the authority was served (s.437)',
  },
  {
    path: 'attendance-orders',
    type: 'SchoolAttendanceOrderMade',
    summary: 'A school attendance order was made',
  },
  {
    path: 'attendance-order-revocations',
    type: 'SchoolAttendanceOrderRevoked',
    summary: 'A school attendance order was revoked',
  },
  {
    path: 'missing-education-reports',
    type: 'MissingEducationReported',
    summary: 'A child may be missing education',
  },
  { path: 'enquiries', type: 'EnquiryMade', summary: 'Somebody enquired where the child is' },
  { path: 'locations', type: 'PupilLocated', summary: 'The child was found' },
  {
    path: 'fair-access-referrals',
    type: 'FairAccessReferred',
    summary: 'Put forward under the fair access protocol',
  },
  {
    path: 'fair-access-considerations',
    type: 'FairAccessConsidered',
    summary: 'The fair access panel considered the child',
  },
  {
    path: 'fair-access-placements',
    type: 'FairAccessPlaced',
    summary: 'A school was allocated under the fair access protocol',
  },
  { path: 'reduced-timetables', type: 'ReducedTimetableStarted', summary: 'A reduced timetable began' },
  {
    path: 'reduced-timetable-reviews',
    type: 'ReducedTimetableReviewed',
    summary: 'A reduced timetable was reviewed',
  },
  { path: 'reduced-timetable-endings', type: 'ReducedTimetableEnded', summary: 'A reduced timetable ended' },
  {
    path: 'informal-exclusions',
    type: 'InformalExclusionReported',
    summary: 'Somebody tells of an exclusion that nobody recorded',
  },
  { path: 'concerns', type: 'ConcernRaised', summary: 'Somebody is concerned' },
  {
    path: 'concern-resolutions',
    type: 'ConcernResolved',
    summary: 'A concern was substantiated or dismissed',
  },
  { path: 'move-explanations', type: 'MoveExplained', summary: 'An officer explains a leaving' },
  {
    path: 'managed-move-referrals',
    type: 'ManagedMoveReferred',
    summary: 'The home school referred the pupil for a managed move',
  },
  {
    path: 'managed-move-considerations',
    type: 'ManagedMoveConsidered',
    summary: 'A panel considered a referral for a managed move',
  },
  {
    path: 'managed-move-meetings',
    type: 'ManagedMoveMeetingHeld',
    summary: 'Both schools, parent and pupil met about a managed move',
  },
  { path: 'managed-move-agreements', type: 'ManagedMoveAgreed', summary: 'A managed move was agreed' },
  {
    path: 'managed-move-trials',
    type: 'ManagedMoveTrialStarted',
    summary: 'The trial of a managed move began',
  },
  {
    path: 'attitude-surveys',
    type: 'AttitudeSurveyed',
    summary: 'The pupil’s attitudes were surveyed before or after a managed move',
  },
  { path: 'managed-move-reviews', type: 'ManagedMoveReviewed', summary: 'A managed move was reviewed' },
  {
    path: 'managed-move-successes',
    type: 'ManagedMoveSucceeded',
    summary: 'A managed move was made: the pupil is the receiving school’s',
  },
  {
    path: 'managed-move-failures',
    type: 'ManagedMoveFailed',
    summary: 'A managed move failed: the pupil stays the home school’s',
  },
  {
    path: 'managed-move-failure-considerations',
    type: 'ManagedMoveFailureConsidered',
    summary: 'A panel heard of a failed managed move',
  },
  {
    path: 'managed-move-withdrawals',
    type: 'ManagedMoveWithdrawn',
    summary: 'A managed move was given up before its decision',
  },
  {
    path: 'managed-move-outcomes',
    type: 'ManagedMoveOutcomeReported',
    summary: 'What became of a managed move months later',
  },
  {
    path: 'off-site-direction-notices',
    type: 'OffSiteDirectionNotified',
    summary: 'The board gave notice of an off-site direction',
  },
  { path: 'off-site-directions', type: 'OffSiteDirectionStarted', summary: 'An off-site direction began' },
  {
    path: 'off-site-direction-review-requests',
    type: 'OffSiteDirectionReviewRequested',
    summary: 'A review of an off-site direction was asked for',
  },
  {
    path: 'off-site-direction-reviews',
    type: 'OffSiteDirectionReviewed',
    summary: 'An off-site direction was reviewed',
  },
  {
    path: 'off-site-direction-disputes',
    type: 'OffSiteDirectionDisputed',
    summary: 'The parent complained about an off-site direction',
  },
  {
    path: 'off-site-direction-endings',
    type: 'OffSiteDirectionEnded',
    summary: 'An off-site direction ended',
  },
  {
    path: 'alternative-provision',
    type: 'AlternativeProvisionStarted',
    summary: 'Provision that the authority arranged began',
  },
  {
    path: 'alternative-provision-reviews',
    type: 'AlternativeProvisionReviewed',
    summary: 'Provision that the authority arranged was reviewed',
  },
  {
    path: 'alternative-provision-endings',
    type: 'AlternativeProvisionEnded',
    summary: 'Provision that the authority arranged ended',
  },
  {
    path: 'alternative-provision-attendance',
    type: 'AlternativeProvisionAttended',
    summary: 'Sessions possible and attended at a provider',
  },
  ...factsAroundMoves,
  { path: 'addresses', type: 'AddressChanged', summary: 'The pupil lives at another address' },
  { path: 'sen-provision', type: 'SenProvisionChanged', summary: 'The provision for special needs changed' },
  { path: 'social-care', type: 'SocialCareStatusChanged', summary: 'The social care status changed' },
  {
    path: 'free-school-meals',
    type: 'FreeSchoolMealsChanged',
    summary: 'Eligibility for free meals changed',
  },
  { path: 'ethnicity', type: 'EthnicityRecorded', summary: 'Ethnicity as the family gives it' },
  { path: 'service-child', type: 'ServiceChildRecorded', summary: 'Whether a parent serves in the forces' },
  { path: 'first-language', type: 'FirstLanguageRecorded', summary: 'First language' },
  { path: 'young-carer', type: 'YoungCarerRecorded', summary: 'Whether the pupil is a young carer' },
  {
    path: 'post-looked-after',
    type: 'PostLookedAfterRecorded',
    summary: 'The pupil left care, and by which route',
  },
  { path: 'care-placements', type: 'CarePlacementChanged', summary: 'A placement in care changed' },
  {
    path: 'social-workers',
    type: 'SocialWorkerAssigned',
    summary: 'A social worker was assigned, or no longer is',
  },
  { path: 'deaths', type: 'PupilDied', summary: 'The pupil died' },
] as const satisfies readonly ReportedFact[];

export type ReportedType = (typeof reportedFacts)[number]['type'] | 'PupilIdentified';

/** A census row is corrected by a later census, a merge or an erasure by nothing. */
export function isReported(type: EventType): type is ReportedType {
  return type === 'PupilIdentified' || reportedFacts.some((fact) => fact.type === type);
}

/** The class whose fields a report of that type has. */
export function bodyOf(type: ReportedType): DataClass {
  if (type === 'AddressChanged') return AddressReport;
  return type === 'PupilIdentified' ? PersonReport : catalogue[type].dataClass;
}
