/**
 * The facts about a pupil that are reported as they are recorded: one line makes the route, its description and its
 * schema. Facts that need more than their own fields have routes of their own (http/).
 */
import { catalogue, type EventType } from '../../../events/catalogue.js';
import type { DataClass } from '../../../events/validation/metadata.js';
import { AddressReport, PersonReport } from './bodies.js';

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
