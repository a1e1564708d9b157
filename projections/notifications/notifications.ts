/**
 * Who was told of what, who took note, who considered the risk, which file followed the pupil, and what was disclosed. Whether it was owed is another
 * question: these are the facts that duties are met by.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { declineReasons, disclosureScopes } from '../../events/disclosure.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type {
  channels,
  notifiers,
  riskFindings,
  riskSteps,
  transferFileRecipients,
} from '../../events/notification.js';
import { entryNamed, namedBy, type EntryNamed } from '../about-entry.js';
import { inDayOrder } from '../day-order.js';
import { ofType, type Fact, type FactOf, type PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import { toldUpTo } from '../up-to.js';

export const notificationFlagCatalogue = {
  'notified-of-nothing':
    'Somebody was told or considered a risk, or a transfer file was sent, about an entry that is not in this history',
  'acknowledgement-of-nothing': 'An acknowledgement of a notification that is not in this history',
} as const;

export interface Notification {
  readonly on: PlainDate;
  readonly party: string;
  /** Of a social worker or virtual school head. */
  readonly authority: AuthorityCode | null;
  readonly notifiedBy: (typeof notifiers)[number];
  readonly school: Urn | null;
  readonly channel: (typeof channels)[number] | null;
  /** Which of several that are told apart, such as parents who live apart. */
  readonly ordinal: number;
  /** Null where it is about nothing that this history holds. */
  readonly about: EntryNamed | null;
  readonly acknowledgedOn: PlainDate | null;
  readonly evidence: readonly EventId[];
}

export interface RiskConsideration {
  readonly on: PlainDate;
  readonly by: string;
  readonly authority: AuthorityCode | null;
  readonly risk: (typeof riskFindings)[number];
  readonly step: (typeof riskSteps)[number] | null;
  readonly about: EntryNamed | null;
  readonly evidence: EventId;
}

/** A common transfer file that the school left sent. */
export interface TransferFile {
  readonly on: PlainDate;
  readonly school: Urn;
  readonly sentTo: (typeof transferFileRecipients)[number];
  readonly receivingSchool: Urn | null;
  /** The leaving; null where it is about nothing that this history holds. */
  readonly about: EntryNamed | null;
  readonly evidence: EventId;
}

export interface Disclosure {
  readonly on: PlainDate;
  readonly recipient: string;
  readonly place: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly requestedOn: PlainDate | null;
  /** The entry that it is of; null where it is of more, or of nothing that this history holds. */
  readonly about: EntryNamed | null;
  readonly made: { readonly basis: string; readonly scope: (typeof disclosureScopes)[number] } | null;
  readonly declinedFor: (typeof declineReasons)[number] | null;
  readonly evidence: EventId;
}

/** Each in the order of days. */
export interface Told {
  readonly notifications: readonly Notification[];
  readonly riskConsiderations: readonly RiskConsideration[];
  readonly transferFiles: readonly TransferFile[];
  readonly disclosures: readonly Disclosure[];
}

export type NotificationFamily = Told & { readonly flags: readonly Flag[] };

type Acknowledgement = FactOf<'NotificationAcknowledged'>;

const nothing: NotificationFamily = {
  notifications: [],
  riskConsiderations: [],
  transferFiles: [],
  disclosures: [],
  flags: [],
};

/** @param facts what stands of the history */
export function readNotifications(facts: PupilFacts): NotificationFamily {
  const own = facts.of('notification');
  if (own.length === 0) return nothing;
  const notifications = inDayOrder(ofType(own, 'PartyNotified')).map((fact) =>
    notificationOf(fact, facts.all),
  );
  const unattached: Acknowledgement[] = [];
  for (const fact of inDayOrder(ofType(own, 'NotificationAcknowledged'))) {
    const at = notificationMeant(fact, notifications, facts.all);
    const notification = notifications[at];
    if (!notification) unattached.push(fact);
    else
      notifications[at] = {
        ...notification,
        // Of several the first says when somebody took note.
        acknowledgedOn: notification.acknowledgedOn ?? fact.data.effectiveOn,
        evidence: [...notification.evidence, fact.entry],
      };
  }
  const riskConsiderations = inDayOrder(ofType(own, 'RiskConsidered')).map((fact) => riskOf(fact, facts.all));
  const transferFiles = inDayOrder(ofType(own, 'CommonTransferFileSent')).map((fact) =>
    transferFileOf(fact, facts.all),
  );
  return {
    notifications,
    riskConsiderations,
    transferFiles,
    disclosures: disclosuresOf(own, facts.all),
    flags: flagsOfTold(notifications, riskConsiderations, transferFiles, unattached),
  };
}

function disclosuresOf(own: readonly Fact[], facts: readonly Fact[]): readonly Disclosure[] {
  const told = own.filter(
    (fact): fact is FactOf<'DisclosureMade' | 'DisclosureDeclined'> =>
      fact.type === 'DisclosureMade' || fact.type === 'DisclosureDeclined',
  );
  if (told.length === 0) return nothing.disclosures;
  return inDayOrder(told, ({ type }) => (type === 'DisclosureDeclined' ? 0 : 1)).map((fact) =>
    disclosureOf(fact, facts),
  );
}

function flagsOfTold(
  notifications: readonly Notification[],
  riskConsiderations: readonly RiskConsideration[],
  transferFiles: readonly TransferFile[],
  unattached: readonly Acknowledgement[],
): readonly Flag[] {
  const flags: Flag[] = [];
  for (const { about, on, evidence } of notifications)
    if (about === null) flags.push({ flag: 'notified-of-nothing', on, evidence: evidence.slice(0, 1) });
  for (const { about, on, evidence } of riskConsiderations)
    if (about === null) flags.push({ flag: 'notified-of-nothing', on, evidence: [evidence] });
  for (const { about, on, evidence } of transferFiles)
    if (about === null) flags.push({ flag: 'notified-of-nothing', on, evidence: [evidence] });
  for (const { data, entry } of unattached)
    flags.push({ flag: 'acknowledgement-of-nothing', on: data.effectiveOn, evidence: [entry] });
  return flags;
}

function notificationOf(fact: FactOf<'PartyNotified'>, facts: readonly Fact[]): Notification {
  const { effectiveOn: on, party, authority, notifiedBy, school, channel, ordinal } = fact.data;
  return {
    on,
    party,
    authority: authority ?? null,
    notifiedBy,
    school: school ?? null,
    channel: channel ?? null,
    ordinal: ordinal ?? 1,
    about: entryNamed(fact, facts),
    acknowledgedOn: null,
    evidence: [fact.entry],
  };
}

/** By entry; else the last to that party up to then, on the day said and about the entry said. -1 for none. */
function notificationMeant(
  fact: Acknowledgement,
  notifications: readonly Notification[],
  facts: readonly Fact[],
): number {
  const { notification, party, notifiedOn, ordinal, effectiveOn, about, aboutType } = fact.data;
  if (notification !== undefined)
    return notifications.findIndex(({ evidence }) => evidence[0] === notification);
  const saysAbout = about !== undefined || aboutType !== undefined;
  const named = saysAbout ? entryNamed(fact, facts)?.entry : undefined;
  return notifications.findLastIndex(
    (each) =>
      each.party === party &&
      each.on <= effectiveOn &&
      (notifiedOn === undefined || each.on === notifiedOn) &&
      (ordinal === undefined || each.ordinal === ordinal) &&
      (!saysAbout || (named !== undefined && each.about?.entry === named)),
  );
}

function riskOf(fact: FactOf<'RiskConsidered'>, facts: readonly Fact[]): RiskConsideration {
  const { effectiveOn: on, consideredBy: by, authority, risk, step } = fact.data;
  const about = entryNamed(fact, facts);
  return { on, by, authority: authority ?? null, risk, step: step ?? null, about, evidence: fact.entry };
}

function transferFileOf(fact: FactOf<'CommonTransferFileSent'>, facts: readonly Fact[]): TransferFile {
  const { effectiveOn: on, school, sentTo, receivingSchool } = fact.data;
  const about = entryNamed(fact, facts);
  return { on, school, sentTo, receivingSchool: receivingSchool ?? null, about, evidence: fact.entry };
}

function disclosureOf(
  fact: FactOf<'DisclosureMade' | 'DisclosureDeclined'>,
  facts: readonly Fact[],
): Disclosure {
  const { effectiveOn: on, recipient, place, authority, requestedOn } = fact.data;
  return {
    on,
    recipient,
    place: place ?? null,
    authority: authority ?? null,
    requestedOn: requestedOn ?? null,
    about: entryNamed(fact, facts),
    made: fact.type === 'DisclosureMade' ? { basis: fact.data.basis, scope: fact.data.scope } : null,
    declinedFor: fact.type === 'DisclosureDeclined' ? fact.data.reason : null,
    evidence: fact.entry,
  };
}

/** As it stood on a day. */
export function toldAt(told: Told, day: PlainDate): Told {
  const upTo = <T extends { readonly on: PlainDate; readonly about: EntryNamed | null }>(
    all: readonly T[],
  ): T[] => toldUpTo(all, day).map((each) => ({ ...each, about: namedBy(each.about, day) }));
  return {
    notifications: upTo(told.notifications).map((each) =>
      each.acknowledgedOn !== null && each.acknowledgedOn > day ? { ...each, acknowledgedOn: null } : each,
    ),
    riskConsiderations: upTo(told.riskConsiderations),
    transferFiles: upTo(told.transferFiles),
    disclosures: upTo(told.disclosures),
  };
}
