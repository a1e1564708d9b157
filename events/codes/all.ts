/** Every code list, for documentation and for tests over all of them. */
import {
  directionNoticeItem,
  directionObjective,
  placementReason,
  providerQuality,
  provisionSetting,
} from './alternative-provision.js';
import { attendanceCode } from './attendance.js';
import { challengeGround } from './challenge-ground.js';
import type { CodeList } from './code-list.js';
import { disclosureBasis, disclosureRecipient } from './disclosure.js';
import { inSchoolUnitPurpose } from './in-school-unit.js';
import { notifiedParty } from './notified-party.js';
import { postSixteenDestination } from './post-sixteen-destination.js';
import { supportService } from './support-service.js';
import { deletionGround2006, deletionGround2024 } from './deletion-ground.js';
import { enrolmentStatus } from './enrolment-status.js';
import { ethnicity } from './ethnicity.js';
import { exclusionCategory } from './exclusion-category.js';
import { exclusionReason } from './exclusion-reason.js';
import { exclusionReview, exclusionReviewOutcome } from './exclusion-review.js';
import { firstLanguage } from './first-language.js';
import { intervention, managedMoveParty, managedMoveReason, managedMoveStep } from './managed-move.js';
import { meetingAttendee } from './meeting-attendee.js';
import { ncYear } from './nc-year.js';
import { postLookedAfter } from './post-looked-after.js';
import { senProvision } from './sen-provision.js';
import { senType } from './sen-type.js';
import { serviceChild } from './service-child.js';
import { sex } from './sex.js';
import { socialCare } from './social-care.js';
import { youngCarer } from './young-carer.js';
import { concernKind, reporter } from './concern.js';
import { fairAccessCategory } from './fair-access-category.js';
import { homeEducationLetter, homeEducationReason } from './home-education.js';
import { missingEducationReason } from './missing-education-reason.js';
import { moveExplanation } from './move-explanation.js';

export const codeLists: readonly CodeList[] = [
  enrolmentStatus,
  ncYear,
  deletionGround2006,
  deletionGround2024,
  exclusionCategory,
  exclusionReason,
  exclusionReview,
  exclusionReviewOutcome,
  meetingAttendee,
  managedMoveReason,
  intervention,
  managedMoveParty,
  managedMoveStep,
  provisionSetting,
  placementReason,
  directionObjective,
  directionNoticeItem,
  providerQuality,
  homeEducationReason,
  homeEducationLetter,
  missingEducationReason,
  fairAccessCategory,
  concernKind,
  reporter,
  moveExplanation,
  attendanceCode,
  inSchoolUnitPurpose,
  supportService,
  postSixteenDestination,
  challengeGround,
  notifiedParty,
  disclosureRecipient,
  disclosureBasis,
  senProvision,
  senType,
  ethnicity,
  socialCare,
  postLookedAfter,
  serviceChild,
  youngCarer,
  firstLanguage,
  sex,
];
