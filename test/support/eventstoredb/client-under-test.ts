import { randomUUID } from 'node:crypto';
import {
  ErrorType,
  EventStoreDBClient,
  jsonEvent,
  type AllStreamSubscription,
  type JSONEventData,
  type Position,
  type ReadStreamOptions,
  type StreamSubscription,
} from '@eventstore/db-client';
import { until } from '../until.js';
import { ProtocolServer } from './protocol-server.js';

/**
 * The unmodified client and the server that a test file talks to: the protocol server, or the real one that
 * EVENTSTORE_TEST_URL names, on streams of their own. One client a process: the pending appends of all of them share
 * one bank.
 */
const realServer = process.env['EVENTSTORE_TEST_URL'];
const server = realServer === undefined ? await ProtocolServer.start() : undefined;
export const client = EventStoreDBClient.connectionString(realServer ?? server?.url ?? '');

/** Credentials with a call make the client append in the classic way, a call each. */
export const classic = { credentials: { username: 'admin', password: 'changeit' } };

/** Resolves when the server takes appends: one that has just started answers 'Server Is Not Ready' for a while. */
export const ready = (): Promise<void> =>
  until(async () => {
    try {
      return (await client.appendToStream(newStream(), event())).success;
    } catch {
      return false;
    }
  });

export async function close(): Promise<void> {
  await client.dispose();
  await server?.stop();
}

export const newStream = (): string => `protocol-${randomUUID()}`;

export const event = (n = 0, id: string = randomUUID()): JSONEventData =>
  jsonEvent({ id, type: 'Counted', data: { n } });

export const events = (count: number): JSONEventData[] => Array.from({ length: count }, (_, n) => event(n));

/** The revisions that a read of a stream brings. */
export async function revisions(stream: string, options: ReadStreamOptions = {}): Promise<number[]> {
  const read: number[] = [];
  for await (const { event: one } of client.readStream(stream, options)) read.push(Number(one?.revision));
  return read;
}

/** Where the events of a stream stand in `$all`. */
export async function positions(stream: string): Promise<Position[]> {
  const read: Position[] = [];
  for await (const { event: one } of client.readStream(stream)) if (one?.position) read.push(one.position);
  return read;
}

/** What a subscription brings, as `stream@revision`, until `stop()` or an error. */
export function follow(subscription: AllStreamSubscription | StreamSubscription): {
  readonly seen: string[];
  readonly errors: Error[];
  readonly confirmed: Promise<void>;
  stop(): Promise<void>;
} {
  const seen: string[] = [];
  const errors: Error[] = [];
  const confirmed = new Promise<void>((resolve) => {
    subscription.on('confirmation', resolve);
  });
  subscription.on('error', (error: Error) => errors.push(error));
  subscription.on('data', ({ event: one }: { event?: { streamId: string; revision: bigint } }) =>
    seen.push(`${one?.streamId ?? ''}@${one?.revision ?? ''}`),
  );
  return { seen, errors, confirmed, stop: () => subscription.unsubscribe() };
}

/** Matches an error of the client by its type; on the batch path that and its fields are all there is. */
export const clientError = (type: ErrorType, fields: object = {}): unknown =>
  expect.objectContaining({ type, ...fields });

export const wrongVersion = (fields: object = {}): unknown =>
  clientError(ErrorType.WRONG_EXPECTED_VERSION, fields);
