import type { EventId, Position, Revision, StreamName } from '../../../../events/identifiers.js';
import { isVersion, readStoredMetadata, standingOf, type NotALedgerEvent } from '../stored-event.js';
import type { StorePlace, StoreRecord } from './store-record.js';

/** A record as an event of the ledger, its content as JSON text in UTF-8, without line breaks. */
export interface PlacedEvent {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: Buffer;
  readonly metadata: Buffer;
  readonly place: StorePlace;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/**
 * The event that a record is, by the same rule as `fromStore`, or why it is none. Bytes that the ledger wrote are handed
 * on as they are: whether they are JSON to the end is for the database to find out, which reads them anyway.
 *
 * @param position the event's, if it is one
 * @param notBefore its time, in milliseconds since 1970, where that which it brought with it, else that of the server, is
 * earlier
 */
export function readRecord(
  namespace: string,
  record: StoreRecord,
  position: Position,
  notBefore: number,
): PlacedEvent | NotALedgerEvent | 'not-unicode' {
  const { id, stream: name, type, place } = record;
  const standing = standingOf(namespace, name, record.revision, type);
  if (typeof standing === 'string') return standing;
  const data = record.isJson ? onOneLine(record.data) : undefined;
  if (data === undefined) return 'not-json';
  const around = asWritten(record.metadata) ?? otherwise(record.metadata);
  if (around === undefined) return 'metadata';
  const { schemaVersion, metadata } = around;
  if (holdsNoText(data) || holdsNoText(metadata)) return 'not-unicode';
  const { stream, revision } = standing;
  const recordedAt = Math.max(notBefore, around.recordedAt ?? record.createdAt);
  return {
    id: id as EventId,
    stream,
    revision,
    type,
    schemaVersion,
    data,
    metadata,
    place,
    position,
    recordedAt,
  };
}

/** Whether these bytes are JSON. */
export function isJson(bytes: Buffer): boolean {
  return parsed(bytes) !== undefined;
}

interface Around {
  readonly schemaVersion: number;
  /** Undefined for the server's own time. */
  readonly recordedAt: number | undefined;
  readonly metadata: Buffer;
}

/** How `storedMetadata` begins, to the letter, and up to the brace that opens the ledger's metadata. */
const beginning = /^\{"schemaVersion":([0-9]{1,5}),(?:"recordedAt":"([0-9T:.Z-]{24})",)?"metadata":(?=\{)/;
const beginningAtMost = 100;

function asWritten(bytes: Buffer): Around | undefined {
  const found = beginning.exec(bytes.toString('latin1', 0, beginningAtMost));
  if (found === null || !endsAsWritten(bytes) || bytes.includes(lineBreak)) return undefined;
  const [{ length }, version, time] = found;
  const recordedAt = time === undefined ? undefined : Date.parse(time);
  const schemaVersion = Number(version);
  if (!isVersion(schemaVersion) || Number.isNaN(recordedAt)) return undefined;
  return { schemaVersion, recordedAt, metadata: bytes.subarray(length, -1) };
}

const endsAsWritten = (bytes: Buffer): boolean =>
  bytes[bytes.length - 1] === closingBrace && bytes[bytes.length - 2] === closingBrace;

/** Another writer's spelling of the same. */
function otherwise(bytes: Buffer): Around | undefined {
  const around = readStoredMetadata(parsed(bytes));
  return around && { ...around, metadata: Buffer.from(JSON.stringify(around.metadata)) };
}

/** An object's text on one line; undefined where it is none. */
function onOneLine(bytes: Buffer): Buffer | undefined {
  if (bytes[0] === openingBrace && !bytes.includes(lineBreak)) return bytes;
  const value = parsed(bytes);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Buffer.from(JSON.stringify(value)) : undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const openingBrace = 0x7b;
const closingBrace = 0x7d;
const backslash = 0x5c;
/** Pages are taken apart at line breaks, which JSON does not need. */
const lineBreak = 0x0a;

/** NUL and halves of a surrogate pair: PostgreSQL's json takes their escapes in and fails when the text is read. */
function holdsNoText(json: Buffer): boolean {
  return json.includes(backslash) && /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json.toString());
}
