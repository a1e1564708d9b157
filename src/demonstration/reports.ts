/** What the authority hears, and when: reports are filed in any order and come out in that of hearing. */
import type { EventData, EventType } from '../../events/catalogue.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, PupilId, StreamName, Upn } from '../../events/identifiers.js';
import type { Sealed } from '../../events/sealed.js';
import type { Address, Person } from '../identity/sealing.js';
import { eventIdsOf } from '../ledger/event-ids.js';

/** Personal data that an entry is yet to carry, sealed or as a stand-in. */
export type Personal =
  | { readonly kind: 'person'; readonly person: Person & { readonly upn: Upn } }
  | { readonly kind: 'address'; readonly home: Home }
  | { readonly kind: 'upn'; readonly upn: Upn; readonly since: PlainDate }
  | {
      readonly kind: 'merge';
      readonly absorbed: PupilId;
      readonly homes: readonly (Home & { readonly since: PlainDate })[];
    };

export interface Home {
  readonly address: Address;
  readonly authority: AuthorityCode;
  readonly outwardPostcode: string;
}

/** Stands where an event has to have a box, until the content beside it is sealed. */
export const unsealed: Sealed = { box: 'A'.repeat(128), fingerprint: 'A'.repeat(22) };

export type Entry = EntryOf<EventType>;

/** An entry's data with its personal part laid over it. */
export const overlaid = (data: Entry['data'], part: object): Entry['data'] => Object.assign({}, data, part);

export interface EntryOf<T extends EventType> {
  readonly id: EventId;
  readonly type: T;
  readonly data: EventData<T>;
  readonly personal?: Personal;
}

export interface Report {
  /** When the ledger learns it: milliseconds since 1970. */
  readonly at: number;
  readonly stream: StreamName;
  /** Whether it is the stream's first. */
  readonly opens: boolean;
  readonly entries: readonly Entry[];
}

export class Reports {
  private filed: Report[] = [];
  private entriesMade = 0;
  private handedOutUntil = 0;
  private readonly idOf: (stream: StreamName, ordinal: number) => EventId;

  /** @param source names the demonstration and its settings: the ids follow from it */
  constructor(source: string) {
    this.idOf = eventIdsOf(source);
  }

  /** An entry with its id, so that a later one may point at it. */
  entry<T extends EventType>(
    stream: StreamName,
    type: T,
    data: EventData<T>,
    personal?: Personal,
  ): EntryOf<T> {
    return { id: this.idOf(stream, this.entriesMade++), type, data, ...(personal && { personal }) };
  }

  file(stream: StreamName, at: number, entries: readonly Entry[], opens = false): void {
    this.filed.push({ at: Math.max(at, this.handedOutUntil), stream, opens, entries });
  }

  /** Hands out, in the order of hearing, what is heard before that time. Of one time, in the order of filing. */
  *heardBefore(time: number): Generator<Report> {
    const heard = this.filed.filter(({ at }) => at < time);
    this.filed = this.filed.filter(({ at }) => at >= time);
    this.handedOutUntil = time;
    heard.sort((a, b) => a.at - b.at);
    yield* heard;
  }
}
