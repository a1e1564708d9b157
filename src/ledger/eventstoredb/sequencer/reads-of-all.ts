/** Reads of EventStoreDB with an end and a patience of their own: the client's deadlines do not hold for reads. */
import {
  BACKWARDS,
  END,
  FORWARDS,
  StreamDeletedError,
  StreamNotFoundError,
  type EventStoreDBClient,
  type RecordedEvent,
} from '@eventstore/db-client';
import { openRead, type AllRead, type ReadCall } from './read-call.js';
import type { ReadAnswer, StoreRecord } from './store-record.js';

/** EventStoreDB could not be reached, or did not answer, or answered with an error. */
export class StoreTrouble extends Error {
  constructor(cause: unknown) {
    super('EventStoreDB did not answer as asked', { cause });
    this.name = 'StoreTrouble';
  }

  /** Whether the server is there and has dropped a subscriber that was too slow: it subscribes again (ABORTED). */
  get isDrop(): boolean {
    return this.cause instanceof Error && 'code' in this.cause && this.cause.code === 10;
  }
}

export interface FiniteRead {
  readonly count: number;
  /** A server that says nothing for so long counts as away. */
  readonly silentMs?: number;
}

/** What a stream says of itself where it has nothing to read. */
export type Absence = 'deleted' | 'not-found';

/**
 * Records of `$all`, to the end that it has when it is reached.
 * @throws {StoreTrouble} the signal's reason when aborted
 */
export async function* readAll(
  client: EventStoreDBClient,
  { silentMs = usuallySilentMs, ...read }: AllRead & FiniteRead,
  signal?: AbortSignal,
): AsyncGenerator<StoreRecord> {
  signal?.throwIfAborted();
  const call = await asked(() => openRead(client, read));
  let isWaiting = true;
  const timer = setInterval(() => {
    if (isWaiting) call.destroy(new Error('EventStoreDB is silent'));
  }, silentMs);
  const stop = (): void => void call.destroy(new Error('stopped'));
  signal?.addEventListener('abort', stop);
  try {
    for await (const answer of call as AsyncIterable<ReadAnswer>) {
      if (typeof answer !== 'object') continue;
      isWaiting = false;
      yield answer;
      isWaiting = true;
      timer.refresh();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new StoreTrouble(error);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
    endCall(call);
  }
}

/** The newest record, of those before a place or of all that stand. @throws StoreTrouble */
export async function newestOfAll(
  client: EventStoreDBClient,
  read: Pick<AllRead & FiniteRead, 'prefix' | 'from' | 'silentMs'> = {},
): Promise<StoreRecord | undefined> {
  for await (const record of readAll(client, { ...read, direction: 'backwards', count: 1 })) return record;
  return undefined;
}

/** One event of a stream; undefined where it has events, but not that one. @throws StoreTrouble */
export async function eventOf(
  client: EventStoreDBClient,
  stream: string,
  revision: bigint | 'last',
): Promise<RecordedEvent | Absence | undefined> {
  const isLast = revision === 'last';
  const read = client.readStream(stream, {
    direction: isLast ? BACKWARDS : FORWARDS,
    fromRevision: isLast ? END : revision,
    maxCount: 1,
    requiresLeader: true,
  });
  const timer = setTimeout(() => read.destroy(new Error('EventStoreDB is silent')), usuallySilentMs);
  let found: RecordedEvent | undefined;
  try {
    // Read to its end: one that is left early is never drained, and the client waits for it when it is disposed of.
    for await (const { event } of read) found = event;
    // Where the beginning of a stream was cut off, the first that is left comes instead.
    return found !== undefined && (isLast || found.revision === revision) ? found : undefined;
  } catch (error) {
    if (error instanceof StreamDeletedError) return 'deleted';
    if (error instanceof StreamNotFoundError) return 'not-found';
    throw new StoreTrouble(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a call that may have ended. What it still holds is drained: the client waits for that when it is disposed of. */
export function endCall(call: ReadCall): void {
  call.on('error', () => undefined);
  call.cancel();
  call.resume();
}

const usuallySilentMs = 15_000;

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new StoreTrouble(error);
  }
}
