/** What the ledger holds of a child was given to somebody outside, or asked for and not given. */
import { AboutEntry } from './about-entry.js';
import type { PlainDate } from './calendar/plain-date.js';
import { disclosureBasis, disclosureRecipient } from './codes/disclosure.js';
import type { AuthorityCode, Urn } from './identifiers.js';
import {
  AuthorityField,
  CodeField,
  DateField,
  OneOf,
  Optional,
  FilingNumber,
  UrnField,
} from './validation/fields.js';

export const disclosureScopes = ['entry', 'trajectory', 'record'] as const;
/** A place of refuge, or one that a gang must not learn, is a reason to keep a destination back. */
export const declineReasons = [
  'no-lawful-basis',
  'not-needed',
  'danger-to-the-child',
  'third-party',
  'other',
] as const;

/** Of one entry where it is about one, else of what `scope` says. */
abstract class Disclosure extends AboutEntry {
  @CodeField(disclosureRecipient) recipient!: string;
  /** Which school or authority, where it is one. */
  @Optional() @UrnField() place?: Urn;
  @Optional() @AuthorityField() authority?: AuthorityCode;
  @Optional() @DateField() requestedOn?: PlainDate;
  /** The request's number where it is filed. */
  @Optional() @FilingNumber() reference?: string;
}

export class DisclosureMade extends Disclosure {
  @CodeField(disclosureBasis) basis!: string;
  @OneOf(disclosureScopes) scope!: (typeof disclosureScopes)[number];
}

export class DisclosureDeclined extends Disclosure {
  @OneOf(declineReasons) reason!: (typeof declineReasons)[number];
}
