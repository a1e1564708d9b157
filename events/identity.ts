/** Who the pupil is. Names, full date of birth and UPN are sealed; sex, year and month of birth stay in clear. */
import { sex } from './codes/sex.js';
import { AddressChanged } from './circumstances.js';
import { Fact } from './fact.js';
import type { PupilId } from './identifiers.js';
import { Sealed } from './sealed.js';
import {
  CodeField,
  Nested,
  NestedList,
  OneOf,
  Optional,
  PupilIdField,
  WholeNumber,
} from './validation/fields.js';

/** Names, UPN, date of birth as one report gives them. */
export class PupilIdentified extends Fact {
  @Optional() @CodeField(sex) sex?: string;
  @Optional() @WholeNumber(1900, 2199) birthYear?: number;
  @Optional() @WholeNumber(1, 12) birthMonth?: number;
  @Optional() @Nested(() => Sealed) person?: Sealed;
}

/** The pupil has another UPN from `effectiveOn`; the one before stays in the index as a former one. */
export class UpnChanged extends Fact {
  @OneOf(['permanent', 'temporary']) kind!: 'permanent' | 'temporary';
  @Nested(() => Sealed) upn!: Sealed;
}

/** Another record turned out to be of this pupil: both are one history from now on, read from here. */
export class RecordsMerged extends Fact {
  @PupilIdField() absorbed!: PupilId;
  /** The absorbed record's addresses, their tokens made again under this pupil's key, so that they compare. */
  @NestedList(() => AddressChanged, 0, 200) addresses!: AddressChanged[];
}

/** The pupil's keys are destroyed: what was sealed can never be read again. */
export class PersonalDataKeyDestroyed extends Fact {
  @OneOf(['retention-ended', 'erasure-request', 'court-order', 'other']) reason!: string;
}
