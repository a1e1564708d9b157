/**
 * An event's form in EventStoreDB, there and back: id and type as in the ledger; the data as JSON; around the ledger's
 * metadata the version and, for what was copied from another log, when the ledger learned it.
 */
import type { RecordedEvent } from '@eventstore/db-client';
import { asRevision, type EventId, type Revision, type StreamName } from '../../../events/identifiers.js';
import { ledgerStream } from './namespace.js';

/** What stands in EventStoreDB of an event of the ledger. Its type and data are as recorded, not upcast. */
export interface EventInStore {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly metadata: object;
  /** Milliseconds since 1970: the time it brought with it, else that of the server. */
  readonly recordedAt: number;
}

/** Why something in the namespace cannot be an event of the ledger. */
export type NotALedgerEvent =
  'stream-deleted' | 'system-event' | 'stream-name' | 'revision' | 'type' | 'not-json' | 'metadata';

/**
 * What is stored as an event's metadata, as JSON text.
 *
 * @param recordedAt milliseconds since 1970; null for the server's own time
 * @param metadata the ledger's, as JSON text
 */
export function storedMetadata(schemaVersion: number, recordedAt: number | null, metadata: string): string {
  const time = recordedAt === null ? '' : `"recordedAt":"${new Date(recordedAt).toISOString()}",`;
  return `{"schemaVersion":${schemaVersion},${time}"metadata":${metadata}}`;
}

/**
 * Reads what EventStoreDB holds. Types and versions are not looked up in this release's catalogue, they only have to
 * look like one: a newer release may have written it, and what has a position must not hang on who reads it.
 */
export function fromStore(namespace: string, event: RecordedEvent): EventInStore | NotALedgerEvent {
  const standing = standingOf(namespace, event.streamId, event.revision, event.type);
  if (typeof standing === 'string') return standing;
  // Text that is no JSON under the content type of JSON comes as a string.
  if (!event.isJson || !isObject(event.data)) return 'not-json';
  const around = readStoredMetadata(event.metadata);
  if (around === undefined) return 'metadata';
  const { schemaVersion, recordedAt = event.created.getTime(), metadata } = around;
  const { stream, revision } = standing;
  return {
    id: event.id as EventId,
    stream,
    revision,
    type: event.type,
    schemaVersion,
    data: event.data,
    metadata,
    recordedAt,
  };
}

/** Where an event stands, if it can be one of the ledger. @param name its stream's name in EventStoreDB */
export function standingOf(
  namespace: string,
  name: string,
  revision: bigint,
  type: string,
): { readonly stream: StreamName; readonly revision: Revision } | NotALedgerEvent {
  if (type === '$streamDeleted') return 'stream-deleted';
  if (type.startsWith('$')) return 'system-event';
  const stream = ledgerStream(namespace, name);
  if (stream === undefined) return 'stream-name';
  if (revision > greatestRevision) return 'revision';
  if (!typeShape.test(type)) return 'type';
  return { stream, revision: asRevision(Number(revision)) };
}

/** What stands around the ledger's metadata; undefined where it is not what the ledger writes. */
export function readStoredMetadata(value: unknown): AroundMetadata | undefined {
  if (!isObject(value)) return undefined;
  const { schemaVersion, recordedAt, metadata } = value as Partial<Record<string, unknown>>;
  if (!isVersion(schemaVersion) || !isObject(metadata)) return undefined;
  if (recordedAt === undefined) return { schemaVersion, recordedAt, metadata };
  const at = typeof recordedAt === 'string' ? Date.parse(recordedAt) : NaN;
  return Number.isNaN(at) ? undefined : { schemaVersion, recordedAt: at, metadata };
}

export interface AroundMetadata {
  readonly schemaVersion: number;
  /** Milliseconds since 1970; undefined for the server's own time. */
  readonly recordedAt: number | undefined;
  readonly metadata: object;
}

/** Whether it fits PostgreSQL's `smallint`, in which versions stand. */
export const isVersion = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) < 2 ** 15;

/** PostgreSQL's `integer`, in which revisions stand. */
const greatestRevision = BigInt(2 ** 31 - 1);
const typeShape = /^[A-Z][A-Za-z0-9]{0,79}$/;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
