/**
 * What is reported in another shape than it is recorded in: personal data comes in plain and is sealed here, and
 * what the address already says (which pupil, which authority) is not said twice. All other reports have the fields
 * of their event.
 */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { sex } from '../../../events/codes/sex.js';
import { ReportedTermDates } from '../../../events/establishment.js';
import { Fact } from '../../../events/fact.js';
import type { AuthorityCode, EventId, PupilId, Upn } from '../../../events/identifiers.js';
import { PersonalDataKeyDestroyed } from '../../../events/identity.js';
import {
  AnyObject,
  AuthorityField,
  CodeField,
  DateField,
  EntryIdField,
  NestedList,
  Optional,
  PupilIdField,
  ShapedText,
  FilingNumber,
  TextField,
  TextLines,
  UpnField,
} from '../../../events/validation/fields.js';

/** Who a pupil is, in plain. Year and month of birth are kept in clear, all else but the sex is sealed. */
export class PersonReport extends Fact {
  @UpnField() upn!: Upn;
  @Optional() @TextField(100) surname?: string;
  @Optional() @TextField(100) forenames?: string;
  @Optional() @TextField(100) middleNames?: string;
  @Optional() @TextField(100) preferredSurname?: string;
  @Optional() @TextField(100) formerSurname?: string;
  @Optional() @DateField() dateOfBirth?: PlainDate;
  @Optional() @CodeField(sex) sex?: string;
}

/** An address in plain. The outward part of its postcode stays in clear, the rest is sealed. */
export class AddressReport extends Fact {
  /** A postcode does not tell the authority: the report does, or nobody. */
  @Optional() @AuthorityField() homeAuthority?: AuthorityCode;
  @TextLines(0, 6, 100) lines!: string[];
  @Optional() @TextField(10) postcode?: string;
  @Optional() @ShapedText('a UPRN of 1 to 12 digits', /^[0-9]{1,12}$/) uprn?: string;
}

/** Another UPN from `effectiveOn`; whether it is temporary is seen from it. */
export class UpnReport extends Fact {
  @UpnField() upn!: Upn;
}

/** Another record is of the same pupil. */
export class MergeReport extends Fact {
  @PupilIdField() absorbed!: PupilId;
}

/** How an entry reads from now on: `data` is the whole report, in the shape in which that fact is reported. */
export class CorrectionReport {
  @EntryIdField() entry!: EventId;
  @AnyObject() data!: object;
  @Optional() @FilingNumber() reference?: string;
}

export class ErasureReport extends PersonalDataKeyDestroyed {}

/** The calendar of one school year, of the authority's schools or of the one school that is named. */
export class TermDatesReport extends ReportedTermDates {}

/** Asks which pupil has this UPN. */
export class UpnQuestion {
  @UpnField() upn!: Upn;
}

class Document {
  @ShapedText('a kind in lower case, such as panel-minute', /^[a-z][a-z-]{0,39}$/) kind!: string;
  @FilingNumber() reference!: string;
  @ShapedText('a SHA-256 of 64 hexadecimal digits', /^[0-9a-f]{64}$/) sha256!: string;
}

/** What any report may carry beside its own fields: the papers behind it, never the papers themselves. */
export class Documents {
  @Optional() @NestedList(() => Document, 1, 20) documents?: Document[];
}
