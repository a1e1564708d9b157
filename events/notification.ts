/**
 * Who was told of what, who took note, what it meant for the child's safety, and which file followed the child. Each is a
 * fact of its own: an alert of the ledger is no notice, a notice sent is not one read, and one read is no risk considered.
 */
import { AboutEntry } from './about-entry.js';
import type { PlainDate } from './calendar/plain-date.js';
import { notifiedParty } from './codes/notified-party.js';
import type { AuthorityCode, EventId, Urn } from './identifiers.js';
import {
  AuthorityField,
  CodeField,
  DateField,
  EntryIdField,
  OneOf,
  Optional,
  UrnField,
  WholeNumber,
} from './validation/fields.js';

export const notifiers = [
  'head-teacher',
  'governing-board',
  'authority',
  'provider',
  'panel',
  'other',
] as const;
export const channels = ['letter', 'email', 'telephone', 'in-person', 'portal', 'other'] as const;
export const riskFindings = ['greater', 'no-greater', 'not-yet-known'] as const;
/** `lost-pupils`: the area of DfE's school-to-school service for files of pupils whose next school nobody knows. */
export const transferFileRecipients = ['next-school', 'lost-pupils'] as const;
export const riskSteps = ['none', 'plan-changed', 'strategy-discussion', 'challenged', 'other'] as const;

/** Somebody told somebody about an entry: what happened, or what is proposed. */
export class PartyNotified extends AboutEntry {
  @CodeField(notifiedParty) party!: string;
  /** The authority of a social worker or virtual school head: the one that is responsible for the child. */
  @Optional() @AuthorityField() authority?: AuthorityCode;
  @OneOf(notifiers) notifiedBy!: (typeof notifiers)[number];
  /** The school that told. */
  @Optional() @UrnField() school?: Urn;
  @Optional() @OneOf(channels) channel?: (typeof channels)[number];
  /** 1, 2 … of one party that is told apart, such as parents who live apart. */
  @Optional() @WholeNumber(1, 20) ordinal?: number;
}

/** The notice by its entry, or by its party and day; without either the last one to that party about that entry. */
export class NotificationAcknowledged extends AboutEntry {
  @Optional() @EntryIdField() notification?: EventId;
  @CodeField(notifiedParty) party!: string;
  @Optional() @DateField() notifiedOn?: PlainDate;
  @Optional() @WholeNumber(1, 20) ordinal?: number;
}

/** A social worker, or who else was told, considered whether the child is at greater risk by it. */
export class RiskConsidered extends AboutEntry {
  @CodeField(notifiedParty) consideredBy!: string;
  @Optional() @AuthorityField() authority?: AuthorityCode;
  @OneOf(riskFindings) risk!: (typeof riskFindings)[number];
  @Optional() @OneOf(riskSteps) step?: (typeof riskSteps)[number];
}

/** The school that a pupil left sent the common transfer file; about the leaving. `effectiveOn` is the day it went. */
export class CommonTransferFileSent extends AboutEntry {
  /** That sends it, and was left. */
  @UrnField() school!: Urn;
  @OneOf(transferFileRecipients) sentTo!: (typeof transferFileRecipients)[number];
  /** The next school, where the sender says which. */
  @Optional() @UrnField() receivingSchool?: Urn;
}
