/** A pupil's circumstances, each from the day named. What rules and rates read of them stands in clear. */
import { ethnicity } from './codes/ethnicity.js';
import { firstLanguage } from './codes/first-language.js';
import { postLookedAfter } from './codes/post-looked-after.js';
import { senProvision } from './codes/sen-provision.js';
import { senType } from './codes/sen-type.js';
import { serviceChild } from './codes/service-child.js';
import { socialCare } from './codes/social-care.js';
import { youngCarer } from './codes/young-carer.js';
import { Fact } from './fact.js';
import type { AuthorityCode } from './identifiers.js';
import { Sealed } from './sealed.js';
import {
  AuthorityField,
  CodeField,
  Nested,
  OneOf,
  Optional,
  ShapedText,
  YesOrNo,
} from './validation/fields.js';

/** What a place token was made from: unlike forms compare as not known. */
export const placeForms = ['uprn', 'text'] as const;
export type PlaceForm = (typeof placeForms)[number];

/** An HMAC of the normalised address under a key of this pupil alone: two addresses of one pupil compare, no others. */
export class PlaceToken {
  @OneOf(placeForms) form!: PlaceForm;
  /** The normaliser's name and version, `uk-1`. */
  @ShapedText('a normaliser, such as uk-1', /^[a-z]{1,10}-[0-9]{1,3}$/) normaliser!: string;
  @ShapedText('a token of 43 base64url characters', /^[A-Za-z0-9_-]{43}$/) token!: string;
}

/** Where the pupil lives from `effectiveOn`. */
export class AddressChanged extends Fact {
  @Optional() @AuthorityField() homeAuthority?: AuthorityCode;
  @Optional()
  @ShapedText('an outward postcode, such as SW1A', /^[A-Z]{1,2}[0-9][A-Z0-9]?$/)
  outwardPostcode?: string;
  /** Absent once the pupil's key is destroyed. */
  @Optional() @Nested(() => PlaceToken) place?: PlaceToken;
  @Optional() @Nested(() => Sealed) address?: Sealed;
}

export class SenProvisionChanged extends Fact {
  @CodeField(senProvision) senProvision!: string;
  @Optional() @CodeField(senType) primaryNeed?: string;
}

export class SocialCareStatusChanged extends Fact {
  @CodeField(socialCare) status!: string;
  /** The authority that is responsible, often another than the school's. */
  @Optional() @AuthorityField() responsibleAuthority?: AuthorityCode;
}

export class FreeSchoolMealsChanged extends Fact {
  @YesOrNo() eligible!: boolean;
}

export class EthnicityRecorded extends Fact {
  @CodeField(ethnicity) ethnicity!: string;
}

export class ServiceChildRecorded extends Fact {
  @CodeField(serviceChild) serviceChild!: string;
}

export class FirstLanguageRecorded extends Fact {
  @CodeField(firstLanguage) firstLanguage!: string;
}

export class YoungCarerRecorded extends Fact {
  @CodeField(youngCarer) youngCarer!: string;
}

/** Left care, and by which route. */
export class PostLookedAfterRecorded extends Fact {
  @CodeField(postLookedAfter) route!: string;
}

/** A looked-after pupil's placement changed. */
export class CarePlacementChanged extends Fact {
  @OneOf([
    'foster-care',
    'residential',
    'kinship',
    'adoption',
    'with-parents',
    'independent-living',
    'other',
    'ended',
  ])
  placement!: string;
  @Optional() @AuthorityField() responsibleAuthority?: AuthorityCode;
}

export class SocialWorkerAssigned extends Fact {
  @YesOrNo() assigned!: boolean;
  @Optional() @AuthorityField() responsibleAuthority?: AuthorityCode;
}

export class PupilDied extends Fact {}
