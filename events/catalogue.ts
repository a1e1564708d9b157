/**
 * Every event that can stand in the ledger: its name, its current version, its class, and the streams it
 * stands in. The one place that lists them.
 */
import * as admissionRegister from './admission-register.js';
import * as attendance from './attendance.js';
import * as challenge from './challenge.js';
import * as circumstances from './circumstances.js';
import * as costRecovery from './cost-recovery.js';
import * as disclosure from './disclosure.js';
import * as correction from './correction.js';
import * as establishment from './establishment.js';
import * as exclusion from './exclusion.js';
import * as homeEducation from './home-education.js';
import * as identity from './identity.js';
import * as localStandard from './local-standard.js';
import * as notification from './notification.js';
import * as support from './support.js';
import * as missingEducation from './missing-education.js';
import * as unrecordedPractice from './unrecorded-practice.js';
import * as managedMove from './managed-move.js';
import * as offSiteDirection from './off-site-direction.js';

export type StreamKind = 'pupil' | 'school' | 'authority' | 'calendar';

/** The family of DESIGN's table that an event belongs to. */
export type Family =
  | 'admission register'
  | 'exclusion'
  | 'circumstances'
  | 'identity'
  | 'correction'
  | 'establishment'
  | 'managed move'
  | 'off-site direction and alternative provision'
  | 'home education'
  | 'missing education'
  | 'unrecorded practice'
  | 'attendance and support'
  | 'cost recovery'
  | 'challenge'
  | 'notification';

interface Entry {
  readonly version: number;
  readonly family: Family;
  readonly streams: readonly StreamKind[];
  readonly dataClass: new () => object;
}

const entry = <C extends new () => object>(
  family: Family,
  dataClass: C,
  streams: readonly StreamKind[] = ['pupil'],
  version = 1,
): { version: number; family: Family; streams: readonly StreamKind[]; dataClass: C } => ({
  version,
  family,
  streams,
  dataClass,
});

export const catalogue = {
  AddedToRoll: entry('admission register', admissionRegister.AddedToRoll),
  EnrolmentStatusChanged: entry('admission register', admissionRegister.EnrolmentStatusChanged),
  DeletionReturned: entry('admission register', admissionRegister.DeletionReturned),
  RemovedFromRoll: entry('admission register', admissionRegister.RemovedFromRoll),
  DestinationConfirmed: entry('admission register', admissionRegister.DestinationConfirmed),
  CountedOnRoll: entry('admission register', admissionRegister.CountedOnRoll),
  CountedAsLeaver: entry('admission register', admissionRegister.CountedAsLeaver),
  NotCountedOnRoll: entry('admission register', admissionRegister.NotCountedOnRoll),
  AdmissionRefused: entry('admission register', admissionRegister.AdmissionRefused),

  Suspended: entry('exclusion', exclusion.Suspended, ['pupil'], 2),
  PermanentlyExcluded: entry('exclusion', exclusion.PermanentlyExcluded, ['pupil'], 2),
  ExclusionCancelled: entry('exclusion', exclusion.ExclusionCancelled, ['pupil'], 2),
  ExclusionReviewed: entry('exclusion', exclusion.ExclusionReviewed),
  TribunalClaimLodged: entry('exclusion', exclusion.TribunalClaimLodged),
  TribunalClaimDecided: entry('exclusion', exclusion.TribunalClaimDecided),
  SixthDayEducationArranged: entry('exclusion', exclusion.SixthDayEducationArranged),
  ReintegrationMeetingHeld: entry('exclusion', exclusion.ReintegrationMeetingHeld),
  SafeguardingSeparationStarted: entry('exclusion', exclusion.SafeguardingSeparationStarted),
  SafeguardingSeparationEnded: entry('exclusion', exclusion.SafeguardingSeparationEnded),

  ManagedMoveReferred: entry('managed move', managedMove.ManagedMoveReferred),
  ManagedMoveConsidered: entry('managed move', managedMove.ManagedMoveConsidered),
  ManagedMoveMeetingHeld: entry('managed move', managedMove.ManagedMoveMeetingHeld),
  ManagedMoveAgreed: entry('managed move', managedMove.ManagedMoveAgreed),
  ManagedMoveTrialStarted: entry('managed move', managedMove.ManagedMoveTrialStarted),
  AttitudeSurveyed: entry('managed move', managedMove.AttitudeSurveyed),
  ManagedMoveReviewed: entry('managed move', managedMove.ManagedMoveReviewed),
  ManagedMoveSucceeded: entry('managed move', managedMove.ManagedMoveSucceeded),
  ManagedMoveFailed: entry('managed move', managedMove.ManagedMoveFailed),
  ManagedMoveFailureConsidered: entry('managed move', managedMove.ManagedMoveFailureConsidered),
  ManagedMoveWithdrawn: entry('managed move', managedMove.ManagedMoveWithdrawn),
  ManagedMoveOutcomeReported: entry('managed move', managedMove.ManagedMoveOutcomeReported),
  ManagedMoveProtocolSet: entry('managed move', managedMove.ManagedMoveProtocolSet, ['authority']),

  OffSiteDirectionNotified: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionNotified,
  ),
  OffSiteDirectionStarted: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionStarted,
  ),
  OffSiteDirectionReviewRequested: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionReviewRequested,
  ),
  OffSiteDirectionReviewed: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionReviewed,
  ),
  OffSiteDirectionDisputed: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionDisputed,
  ),
  OffSiteDirectionEnded: entry(
    'off-site direction and alternative provision',
    offSiteDirection.OffSiteDirectionEnded,
  ),
  AlternativeProvisionStarted: entry(
    'off-site direction and alternative provision',
    offSiteDirection.AlternativeProvisionStarted,
  ),
  AlternativeProvisionReviewed: entry(
    'off-site direction and alternative provision',
    offSiteDirection.AlternativeProvisionReviewed,
  ),
  AlternativeProvisionEnded: entry(
    'off-site direction and alternative provision',
    offSiteDirection.AlternativeProvisionEnded,
  ),
  AlternativeProvisionAttended: entry(
    'off-site direction and alternative provision',
    offSiteDirection.AlternativeProvisionAttended,
  ),
  ProviderChecked: entry('off-site direction and alternative provision', offSiteDirection.ProviderChecked, [
    'authority',
  ]),
  PlacesCommissioned: entry(
    'off-site direction and alternative provision',
    offSiteDirection.PlacesCommissioned,
    ['authority'],
  ),
  AlternativeProvisionSystemSet: entry(
    'off-site direction and alternative provision',
    offSiteDirection.AlternativeProvisionSystemSet,
    ['authority'],
  ),

  HomeEducationNotified: entry('home education', homeEducation.HomeEducationNotified),
  HomeEducationConsentDecided: entry('home education', homeEducation.HomeEducationConsentDecided),
  HomeEducationInformationGiven: entry('home education', homeEducation.HomeEducationInformationGiven),
  HomeEducationMeetingHeld: entry('home education', homeEducation.HomeEducationMeetingHeld),
  HomeEducationStarted: entry('home education', homeEducation.HomeEducationStarted),
  HomeEducationReviewed: entry('home education', homeEducation.HomeEducationReviewed),
  ReturnRequested: entry('home education', homeEducation.ReturnRequested),
  HomeEducationEnded: entry('home education', homeEducation.HomeEducationEnded),
  EducationNoticeServed: entry('home education', homeEducation.EducationNoticeServed),
  SchoolAttendanceOrderMade: entry('home education', homeEducation.SchoolAttendanceOrderMade),
  SchoolAttendanceOrderRevoked: entry('home education', homeEducation.SchoolAttendanceOrderRevoked),

  MissingEducationReported: entry('missing education', missingEducation.MissingEducationReported),
  EnquiryMade: entry('missing education', missingEducation.EnquiryMade),
  PupilLocated: entry('missing education', missingEducation.PupilLocated),
  FairAccessReferred: entry('missing education', missingEducation.FairAccessReferred),
  FairAccessConsidered: entry('missing education', missingEducation.FairAccessConsidered),
  FairAccessPlaced: entry('missing education', missingEducation.FairAccessPlaced),
  FairAccessCapacityRated: entry('missing education', missingEducation.FairAccessCapacityRated, ['school']),

  ReducedTimetableStarted: entry('unrecorded practice', unrecordedPractice.ReducedTimetableStarted),
  ReducedTimetableReviewed: entry('unrecorded practice', unrecordedPractice.ReducedTimetableReviewed),
  ReducedTimetableEnded: entry('unrecorded practice', unrecordedPractice.ReducedTimetableEnded),
  InformalExclusionReported: entry('unrecorded practice', unrecordedPractice.InformalExclusionReported),
  ConcernRaised: entry('unrecorded practice', unrecordedPractice.ConcernRaised),
  ConcernResolved: entry('unrecorded practice', unrecordedPractice.ConcernResolved),
  MoveExplained: entry('unrecorded practice', unrecordedPractice.MoveExplained),

  AttendanceSummarised: entry('attendance and support', attendance.AttendanceSummarised),
  InSchoolUnitStarted: entry('attendance and support', support.InSchoolUnitStarted),
  InSchoolUnitEnded: entry('attendance and support', support.InSchoolUnitEnded),
  SupportSignposted: entry('attendance and support', support.SupportSignposted),
  SupportReferred: entry('attendance and support', support.SupportReferred),
  PostSixteenDestinationRecorded: entry('attendance and support', support.PostSixteenDestinationRecorded),

  CostRecoveryOpened: entry('cost recovery', costRecovery.CostRecoveryOpened),
  CostRecoveryNegotiated: entry('cost recovery', costRecovery.CostRecoveryNegotiated),
  CostRecoverySettled: entry('cost recovery', costRecovery.CostRecoverySettled),
  CostRecoveryClosed: entry('cost recovery', costRecovery.CostRecoveryClosed),
  CostRecoverySchemeSet: entry('cost recovery', costRecovery.CostRecoverySchemeSet, ['authority']),
  PupilFundingSet: entry('cost recovery', costRecovery.PupilFundingSet, ['authority']),

  ChallengeRaised: entry('challenge', challenge.ChallengeRaised),
  ChallengeAnswered: entry('challenge', challenge.ChallengeAnswered),
  ChallengeClosed: entry('challenge', challenge.ChallengeClosed),

  PartyNotified: entry('notification', notification.PartyNotified),
  NotificationAcknowledged: entry('notification', notification.NotificationAcknowledged),
  RiskConsidered: entry('notification', notification.RiskConsidered),
  CommonTransferFileSent: entry('notification', notification.CommonTransferFileSent),
  DisclosureMade: entry('notification', disclosure.DisclosureMade),
  DisclosureDeclined: entry('notification', disclosure.DisclosureDeclined),

  AddressChanged: entry('circumstances', circumstances.AddressChanged),
  SenProvisionChanged: entry('circumstances', circumstances.SenProvisionChanged),
  SocialCareStatusChanged: entry('circumstances', circumstances.SocialCareStatusChanged),
  FreeSchoolMealsChanged: entry('circumstances', circumstances.FreeSchoolMealsChanged),
  EthnicityRecorded: entry('circumstances', circumstances.EthnicityRecorded),
  ServiceChildRecorded: entry('circumstances', circumstances.ServiceChildRecorded),
  FirstLanguageRecorded: entry('circumstances', circumstances.FirstLanguageRecorded),
  YoungCarerRecorded: entry('circumstances', circumstances.YoungCarerRecorded),
  PostLookedAfterRecorded: entry('circumstances', circumstances.PostLookedAfterRecorded),
  CarePlacementChanged: entry('circumstances', circumstances.CarePlacementChanged),
  SocialWorkerAssigned: entry('circumstances', circumstances.SocialWorkerAssigned),
  PupilDied: entry('circumstances', circumstances.PupilDied),

  PupilIdentified: entry('identity', identity.PupilIdentified),
  UpnChanged: entry('identity', identity.UpnChanged),
  RecordsMerged: entry('identity', identity.RecordsMerged),
  PersonalDataKeyDestroyed: entry('identity', identity.PersonalDataKeyDestroyed),

  EntryCorrected: entry('correction', correction.EntryCorrected, [
    'pupil',
    'school',
    'authority',
    'calendar',
  ]),
  EntryWithdrawn: entry('correction', correction.EntryWithdrawn, [
    'pupil',
    'school',
    'authority',
    'calendar',
  ]),

  SchoolOpened: entry('establishment', establishment.SchoolOpened, ['school']),
  SchoolClosed: entry('establishment', establishment.SchoolClosed, ['school']),
  SchoolDescribed: entry('establishment', establishment.SchoolDescribed, ['school']),
  SchoolSucceeded: entry('establishment', establishment.SchoolSucceeded, ['school']),
  InspectionPublished: entry('establishment', establishment.InspectionPublished, ['school']),
  TrustMembershipChanged: entry('establishment', establishment.TrustMembershipChanged, ['school']),
  CensusReceived: entry('establishment', establishment.CensusReceived, ['school']),
  AuthorityDescribed: entry('establishment', establishment.AuthorityDescribed, ['authority']),
  LocalStandardSet: entry('establishment', localStandard.LocalStandardSet, ['authority']),
  TermDatesSet: entry('establishment', establishment.TermDatesSet, ['calendar'], 2),
} as const satisfies Readonly<Record<string, Entry>>;

export type EventType = keyof typeof catalogue;

/** The data of an event of that type, in its current version. */
export type EventData<T extends EventType> = InstanceType<(typeof catalogue)[T]['dataClass']>;

export const eventTypes: readonly EventType[] = Object.keys(catalogue) as EventType[];

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(catalogue, name);
}
