/**
 * The admission register: names added, changed and deleted, and what a school census saw of it.
 * School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208); before 19 August 2024 the
 * Education (Pupil Registration) (England) Regulations 2006 (SI 2006/1751).
 */
import type { PlainDate } from './calendar/plain-date.js';
import type { CensusTerm } from './calendar/census-day.js';
import { registerRegimes, deletionGroundShape, type RegisterRegime } from './codes/deletion-ground.js';
import { enrolmentStatus } from './codes/enrolment-status.js';
import { ethnicity } from './codes/ethnicity.js';
import { firstLanguage } from './codes/first-language.js';
import { ncYear } from './codes/nc-year.js';
import { postLookedAfter } from './codes/post-looked-after.js';
import { senProvision } from './codes/sen-provision.js';
import { serviceChild } from './codes/service-child.js';
import { sex } from './codes/sex.js';
import { youngCarer } from './codes/young-carer.js';
import { Destination } from './destination.js';
import { Fact } from './fact.js';
import type { Urn } from './identifiers.js';
import { Sealed } from './sealed.js';
import {
  CodeField,
  DateField,
  Nested,
  NotBefore,
  OneOf,
  Optional,
  ShapedText,
  FilingNumber,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const CensusTermField = (): PropertyDecorator =>
  ShapedText('a census term, such as 2024-autumn', /^20[0-9]{2}-(autumn|spring|summer)$/);

/** A name is entered; `effectiveOn` is the starting day. */
export class AddedToRoll extends Fact {
  @UrnField() school!: Urn;
  @CodeField(enrolmentStatus) enrolmentStatus!: string;
  @Optional() @CodeField(ncYear) ncYear?: string;
  /** Where the pupil came from, as reported. */
  @Optional() @Nested(() => Destination) origin?: Destination;
}

/** From `effectiveOn` the pupil is on this roll with another status. */
export class EnrolmentStatusChanged extends Fact {
  @UrnField() school!: Urn;
  @CodeField(enrolmentStatus) enrolmentStatus!: string;
}

/** The school's return to the authority (reg 13), given on `effectiveOn`, of a deletion made or to be made. */
export class DeletionReturned extends Fact {
  @UrnField() school!: Urn;
  @OneOf(registerRegimes) regime!: RegisterRegime;
  @Optional() @ShapedText('a ground of one letter', deletionGroundShape) ground?: string;
  @DateField() leavesOn!: PlainDate;
  @Optional() @Nested(() => Destination) destination?: Destination;
}

/** A name is deleted; `effectiveOn` is the last day on roll. A deletion without a ground happens, and is flagged. */
export class RemovedFromRoll extends Fact {
  @DateField() @NotBefore('enteredOn') override effectiveOn!: PlainDate;
  @UrnField() school!: Urn;
  /** The entry that this ends, where the report says it. */
  @Optional() @DateField() enteredOn?: PlainDate;
  @OneOf(registerRegimes) regime!: RegisterRegime;
  @Optional() @ShapedText('a ground of one letter', deletionGroundShape) ground?: string;
  @Optional() @Nested(() => Destination) destination?: Destination;
}

/** Somebody made sure that the pupil arrived where the deletion said. */
export class DestinationConfirmed extends Fact {
  /** The school that was left. */
  @UrnField() school!: Urn;
  @DateField() leftOn!: PlainDate;
  @Nested(() => Destination) destination!: Destination;
  @YesOrNo() arrived!: boolean;
  /** Whether the education there is suitable, where that was judged. */
  @Optional() @YesOrNo() suitable?: boolean;
}

/** What a census row says of the pupil beside the roll itself. What is absent was blank: not stated. */
export class Characteristics {
  @Optional() @CodeField(sex) sex?: string;
  @Optional() @WholeNumber(1900, 2199) birthYear?: number;
  @Optional() @WholeNumber(1, 12) birthMonth?: number;
  @Optional() @CodeField(ethnicity) ethnicity?: string;
  @Optional() @CodeField(senProvision) senProvision?: string;
  @Optional() @YesOrNo() freeSchoolMeals?: boolean;
  @Optional() @CodeField(firstLanguage) firstLanguage?: string;
  @Optional() @CodeField(serviceChild) serviceChild?: string;
  @Optional() @CodeField(youngCarer) youngCarer?: string;
  @Optional() @CodeField(postLookedAfter) postLookedAfter?: string;
}

/** A census row of pupils on roll. `effectiveOn` is the census day. */
export class CountedOnRoll extends Fact {
  @UrnField() school!: Urn;
  @CensusTermField() term!: CensusTerm;
  @DateField() enteredOn!: PlainDate;
  @Optional() @CodeField(enrolmentStatus) enrolmentStatus?: string;
  @Optional() @CodeField(ncYear) ncYear?: string;
  @Optional() @Nested(() => Characteristics) characteristics?: Characteristics;
  @Optional() @Nested(() => Sealed) person?: Sealed;
}

/** A census row of pupils no longer on roll. `effectiveOn` is the census day; the ground is not stated. */
export class CountedAsLeaver extends Fact {
  @UrnField() school!: Urn;
  @CensusTermField() term!: CensusTerm;
  @DateField() enteredOn!: PlainDate;
  @DateField() @NotBefore('enteredOn') leftOn!: PlainDate;
  @Optional() @CodeField(enrolmentStatus) enrolmentStatus?: string;
  @Optional() @CodeField(ncYear) ncYear?: string;
  @Optional() @Nested(() => Characteristics) characteristics?: Characteristics;
  @Optional() @Nested(() => Sealed) person?: Sealed;
}

/** A census that should have listed this entry, on roll or as a leaver, and did not. `effectiveOn` is the census day. */
export class NotCountedOnRoll extends Fact {
  @UrnField() school!: Urn;
  @CensusTermField() term!: CensusTerm;
  @DateField() enteredOn!: PlainDate;
}

/** A school refused to admit the pupil. */
export class AdmissionRefused extends Fact {
  @UrnField() school!: Urn;
  @OneOf(['full', 'challenging-behaviour', 'prejudice-to-provision', 'other', 'not-stated']) ground!: string;
  @Optional() @FilingNumber() reference?: string;
}
