/**
 * Every event that can stand in the ledger: its name, its current version, its class, and the streams it
 * stands in. The one place that lists them.
 */
import * as admissionRegister from './admission-register.js';
import * as circumstances from './circumstances.js';
import * as correction from './correction.js';
import * as establishment from './establishment.js';
import * as exclusion from './exclusion.js';
import * as identity from './identity.js';

export type StreamKind = 'pupil' | 'school' | 'authority' | 'calendar';

/** The family of DESIGN's table that an event belongs to. */
export type Family =
  'admission register' | 'exclusion' | 'circumstances' | 'identity' | 'correction' | 'establishment';

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

  Suspended: entry('exclusion', exclusion.Suspended),
  PermanentlyExcluded: entry('exclusion', exclusion.PermanentlyExcluded),
  ExclusionCancelled: entry('exclusion', exclusion.ExclusionCancelled),

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
  TermDatesSet: entry('establishment', establishment.TermDatesSet, ['calendar']),
} as const satisfies Readonly<Record<string, Entry>>;

export type EventType = keyof typeof catalogue;

/** The data of an event of that type, in its current version. */
export type EventData<T extends EventType> = InstanceType<(typeof catalogue)[T]['dataClass']>;

export const eventTypes: readonly EventType[] = Object.keys(catalogue) as EventType[];

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(catalogue, name);
}
