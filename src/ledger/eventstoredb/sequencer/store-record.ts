/**
 * Reads the protocol's answers to reads (streams.proto: ReadResp) straight from their bytes.
 *
 * The client makes some twenty objects of each, parses its JSON and copies its bytes three times; the sequencer only hands
 * text on, and sequencing is bound by processor time (docs/decisions/0035). One object goes through a whole message, and
 * texts that are only compared are not made strings: 1.0 µs a record instead of 1.6.
 */

/** A record of EventStoreDB's log. */
export interface StoreRecord {
  readonly place: StorePlace;
  readonly id: string;
  /** Its stream's name in EventStoreDB. */
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly createdAt: number;
  readonly isJson: boolean;
  /** As it was written: part of the message, not a copy. */
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** Where a record lies in `$all`. */
export interface StorePlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Negative where the first lies before the second. Events of one transaction share their commit position. */
export function comparePlaces(one: StorePlace, other: StorePlace): number {
  if (one.commit !== other.commit) return one.commit < other.commit ? -1 : 1;
  if (one.prepare === other.prepare) return 0;
  return one.prepare < other.prepare ? -1 : 1;
}

/** What an answer holds: a record, the confirmation of a subscription, or something that is of no use here. */
export type ReadAnswer = StoreRecord | 'confirmation' | undefined;

/** @throws RangeError where the bytes are no such message */
export function readAnswer(bytes: Buffer): ReadAnswer {
  const fields = new Fields(bytes);
  if (!fields.next(bytes.length)) return undefined;
  if (fields.number === content.confirmation) return 'confirmation';
  if (fields.number !== content.event) return undefined;
  // Links are not resolved, so there is but the event.
  const end = fields.enter();
  while (fields.next(end)) if (fields.number === readEvent.event) return recordOf(fields);
  return undefined;
}

// The numbers of the fields in the vendor's .proto files.
const content = { event: 1, confirmation: 2 };
const readEvent = { event: 1 };
const recorded = {
  id: 1,
  stream: 2,
  revision: 3,
  prepare: 4,
  commit: 5,
  properties: 6,
  metadata: 7,
  data: 8,
};
const uuid = { text: 2 };
const streamIdentifier = { name: 3 };
const property = { key: 1, value: 2 };

function recordOf(fields: Fields): StoreRecord {
  let id = '';
  let stream = '';
  let revision = 0n;
  let prepare = 0n;
  let commit = 0n;
  let data: Buffer = nothing;
  let metadata: Buffer = nothing;
  const properties: Properties = { type: '', createdAt: 0, isJson: false };
  const end = fields.enter();
  while (fields.next(end)) {
    switch (fields.number) {
      case recorded.id:
        id = textWithin(fields, uuid.text);
        break;
      case recorded.stream:
        stream = textWithin(fields, streamIdentifier.name);
        break;
      case recorded.revision:
        revision = fields.whole();
        break;
      case recorded.prepare:
        prepare = fields.whole();
        break;
      case recorded.commit:
        commit = fields.whole();
        break;
      case recorded.properties:
        readProperty(fields, properties);
        break;
      case recorded.metadata:
        metadata = fields.bytesOf();
        break;
      case recorded.data:
        data = fields.bytesOf();
        break;
    }
  }
  const { type, createdAt, isJson } = properties;
  return { place: { commit, prepare }, id, stream, revision, type, createdAt, isJson, data, metadata };
}

const nothing = Buffer.alloc(0);

interface Properties {
  type: string;
  createdAt: number;
  isJson: boolean;
}

function readProperty(fields: Fields, properties: Properties): void {
  let key: (typeof keys)[number] | 'another' | undefined;
  const end = fields.enter();
  while (fields.next(end)) {
    if (fields.number === property.key) key = keys.find((one) => fields.is(one)) ?? 'another';
    else if (fields.number !== property.value) continue;
    // Every library writes it first.
    else if (key === undefined) throw new RangeError('the key of a property comes behind its value');
    else if (key === 'type') properties.type = fields.text();
    // Of .NET: ten thousand ticks a millisecond, and more of them than a number holds exactly.
    else if (key === 'created') properties.createdAt = fields.numeral(4);
    else if (key === 'content-type') properties.isJson = fields.is('application/json');
  }
}

const keys = ['type', 'created', 'content-type'] as const;

function textWithin(fields: Fields, wanted: number): string {
  let text = '';
  const end = fields.enter();
  while (fields.next(end)) if (fields.number === wanted) text = fields.text();
  return text;
}

/** Goes through the fields of one message, in protocol buffers' binary form. */
class Fields {
  number = 0;
  private start = 0;
  private end = 0;
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Moves on to the next field before `to`; false where there is none. */
  next(to: number): boolean {
    if (this.at >= to) return false;
    const tag = this.small();
    this.number = tag >>> 3;
    this.start = this.at;
    switch (tag & 7) {
      case 0:
        while (this.byte() >= 0x80);
        break;
      case 1:
        this.at += 8;
        break;
      case 2: {
        const length = this.small();
        this.start = this.at;
        this.at += length;
        break;
      }
      case 5:
        this.at += 4;
        break;
      default:
        throw new RangeError('not a message of the protocol');
    }
    if (this.at > to) throw new RangeError('the message ends early');
    this.end = this.at;
    return true;
  }

  /** Goes into this field, to the first of those within it. @returns where it ends */
  enter(): number {
    this.at = this.start;
    return this.end;
  }

  /** Whether it is this text, of ASCII characters. No string is made of it. */
  is(text: string): boolean {
    if (this.end - this.start !== text.length) return false;
    for (let at = 0; at < text.length; at += 1)
      if (this.bytes[this.start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** The number that these digits write, without the last so many; NaN where there are others among them. */
  numeral(leftOut: number): number {
    let value = 0;
    for (let at = this.start; at < this.end - leftOut; at += 1) {
      const digit = (this.bytes[at] ?? 0) - 0x30;
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
    }
    return value;
  }

  text(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }

  bytesOf(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  /** An unsigned integer of up to 64 bits. */
  whole(): bigint {
    let low = 0;
    let high = 0;
    let scale = 1;
    for (let at = this.start; at < this.end; at += 1) {
      const part = (this.bytes[at] ?? 0) & 0x7f;
      // 49 bits fit a number with room to spare; the rest is added as one.
      if (at - this.start < 7) low += part * scale;
      else high += part * (scale / 2 ** 49);
      scale *= 128;
    }
    return high === 0 ? BigInt(low) : (BigInt(high) << 49n) + BigInt(low);
  }

  /** A tag or a length. */
  private small(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const part = this.byte();
      value += (part & 0x7f) * scale;
      if (part < 0x80) return value;
    }
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('the message ends early');
    this.at += 1;
    return byte;
  }
}
