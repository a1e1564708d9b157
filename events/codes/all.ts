/** Every code list, for documentation and for tests over all of them. */
import type { CodeList } from './code-list.js';
import { deletionGround2006, deletionGround2024 } from './deletion-ground.js';
import { enrolmentStatus } from './enrolment-status.js';
import { ethnicity } from './ethnicity.js';
import { exclusionCategory } from './exclusion-category.js';
import { exclusionReason } from './exclusion-reason.js';
import { firstLanguage } from './first-language.js';
import { ncYear } from './nc-year.js';
import { postLookedAfter } from './post-looked-after.js';
import { senProvision } from './sen-provision.js';
import { senType } from './sen-type.js';
import { serviceChild } from './service-child.js';
import { sex } from './sex.js';
import { socialCare } from './social-care.js';
import { youngCarer } from './young-carer.js';

export const codeLists: readonly CodeList[] = [
  enrolmentStatus,
  ncYear,
  deletionGround2006,
  deletionGround2024,
  exclusionCategory,
  exclusionReason,
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
