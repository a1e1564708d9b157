import { setTimeout as pause } from 'node:timers/promises';
import type { EventId, Position } from '../../../events/identifiers.js';
import { EpochChanged, PositionBeyondEnd } from '../errors.js';
import { CaughtUp, type SequencedEvent, type SubscribeOptions } from '../event-log.js';
import type { Head } from '../sequenced-log.js';
import type { Arrivals } from './arrivals.js';
import { isPassing } from './trouble.js';
import { eventsPerPage, type PostgresReading } from './reading.js';

/** How often a reader looks by itself, should the news of a commit have been lost with a connection. */
const lookEveryMs = 1_000;
const firstPauseMs = 50;
const longestPauseMs = 2_000;

/**
 * Follows the log. Holds no connection while its reader works, and one page in memory.
 *
 * First the head is read, then everything up to it: what lies at or before the head is visible, for positions
 * are given in the order of commit. So the position at the end is fit for a checkpoint, whatever was selected.
 */
export async function* follow(
  reading: PostgresReading,
  arrivals: Arrivals,
  { after, ...selection }: SubscribeOptions,
  signal: AbortSignal,
): AsyncGenerator<SequencedEvent | CaughtUp> {
  let position = after;
  let announced: Position | undefined;
  let epoch: string | undefined;
  const isEnding = (): boolean => signal.aborted || arrivals.closed.aborted;
  while (!isEnding()) {
    const count = arrivals.count;
    const head = await persistently(() => reading.head(), isEnding);
    if (head === undefined) return;
    epoch ??= head.epoch;
    check(head, position, epoch);
    while (position < head.position) {
      const from = position;
      const page = await persistently(() => reading.page(from, head.position, selection), isEnding);
      if (page === undefined) return;
      for (const event of page) {
        if (isEnding()) return;
        yield event;
        position = event.position;
      }
      if (page.length < eventsPerPage) position = head.position;
    }
    if (announced !== position) yield new CaughtUp(position);
    announced = position;
    await arrivals.after(count, lookEveryMs, signal);
  }
}

/** Resolves when that event stands in the log. */
export async function waitFor(
  reading: PostgresReading,
  arrivals: Arrivals,
  event: EventId,
  signal: AbortSignal,
): Promise<Position> {
  // Not one signal of both: in Node 20 those pile up on the one that lives as long as the log.
  const isEnding = (): boolean => signal.aborted || arrivals.closed.aborted;
  for (;;) {
    signal.throwIfAborted();
    arrivals.closed.throwIfAborted();
    const count = arrivals.count;
    const position = await persistently(() => reading.positionOf(event), isEnding);
    if (position !== undefined) return position;
    await arrivals.after(count, lookEveryMs, signal);
  }
}

function check(head: Head, position: Position, epoch: string): void {
  if (head.epoch !== epoch) throw new EpochChanged(epoch, head.epoch);
  if (position > head.position) throw new PositionBeyondEnd(position, head.position);
}

/** Tries again while the database is away; undefined when that is to end. What the database refuses is thrown. */
async function persistently<T>(read: () => Promise<T>, isEnding: () => boolean): Promise<T | undefined> {
  for (let pauseMs = firstPauseMs; !isEnding(); pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await read();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await pause(pauseMs);
    }
  }
  return undefined;
}
