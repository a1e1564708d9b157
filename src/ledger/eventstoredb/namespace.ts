/**
 * Names in EventStoreDB. One server may hold other applications' streams, and the streams of several ledgers: those of
 * one ledger begin with its namespace (`EVENTSTORE_NAMESPACE`) and a dot, `ledger.pupil-<uuid>`.
 */
import { streamNameShape, type StreamName } from '../../../events/identifiers.js';

/** What the names of all streams of the ledger begin with, and no others do. */
export const prefixOf = (namespace: string): string => `${namespace}.`;

/** A ledger stream's name in EventStoreDB. */
export const nameInStore = (namespace: string, stream: StreamName): string => prefixOf(namespace) + stream;

/** The ledger's name of a stream in EventStoreDB; undefined for a stream that is none of the ledger's. */
export function ledgerStream(namespace: string, name: string): StreamName | undefined {
  // Not held against `prefixOf(namespace)`: that would be put together for every event.
  if (!name.startsWith(namespace) || name[namespace.length] !== '.') return undefined;
  const stream = name.slice(namespace.length + 1);
  return streamNameShape.test(stream) ? (stream as StreamName) : undefined;
}

/** Where the sequencer puts its marks. Outside the prefix: a mark is never an event of the ledger. */
export const marksStream = (namespace: string): string => `${namespace}-marks`;
