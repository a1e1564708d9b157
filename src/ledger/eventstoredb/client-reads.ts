/** Reading EventStoreDB with timers of our own: the client's long calls have no deadline that holds. */
import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type RecordedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { NoAnswer, troubleOf } from './trouble.js';

export interface PageOfStream {
  /** The first revision to read, itself included; left out: from that direction's beginning. */
  readonly from?: number;
  readonly direction: 'forwards' | 'backwards';
  readonly size: number;
}

/**
 * A page of one stream's events, in the order of reading; undefined where the server knows no such stream, which is
 * also what it says of one that was deleted softly.
 *
 * @param streamName in EventStoreDB
 * @throws {NoAnswer} when nothing came for so long; anything that the client raises
 */
export async function readPage(
  client: EventStoreDBClient,
  streamName: string,
  { from, direction, size }: PageOfStream,
  answerWithinMs: number,
): Promise<RecordedEvent[] | undefined> {
  const isForwards = direction === 'forwards';
  const page = client.readStream(streamName, {
    direction: isForwards ? FORWARDS : BACKWARDS,
    fromRevision: from === undefined ? (isForwards ? START : END) : BigInt(from),
    maxCount: size,
    // A follower may lag behind what was acknowledged.
    requiresLeader: true,
  });
  try {
    const events = await collect<ResolvedEvent>(page, answerWithinMs);
    return events.flatMap(({ event }) => event ?? []);
  } catch (error) {
    if (troubleOf(error) === 'no-stream') return undefined;
    throw error;
  }
}

/** The place in `$all` of the newest event of whatever kind; 0 where there is none. */
export async function newestCommit(client: EventStoreDBClient, answerWithinMs: number): Promise<bigint> {
  const newest = client.readAll({
    direction: BACKWARDS,
    fromPosition: END,
    maxCount: 1,
    requiresLeader: true,
  });
  const [one] = await collect<AllStreamResolvedEvent>(newest, answerWithinMs);
  return one?.event?.position.commit ?? one?.commitPosition ?? 0n;
}

/** @param answerWithinMs the longest silence */
function collect<Item>(items: StreamingRead<Item>, answerWithinMs: number): Promise<Item[]> {
  return new Promise((resolve, reject) => {
    const collected: Item[] = [];
    const timer = setTimeout(() => {
      // A call that was cancelled says nothing more.
      items.cancel().catch(() => undefined);
      reject(new NoAnswer());
    }, answerWithinMs);
    items.on('data', (item: Item) => {
      collected.push(item);
      timer.refresh();
    });
    items.on('end', () => {
      clearTimeout(timer);
      resolve(collected);
    });
    items.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
