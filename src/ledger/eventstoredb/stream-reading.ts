import { setTimeout as pause } from 'node:timers/promises';
import type { EventStoreDBClient, RecordedEvent as StoredEvent } from '@eventstore/db-client';
import type pg from 'pg';
import type { EventType } from '../../../events/catalogue.js';
import type { Metadata, RecordedEvent } from '../../../events/envelope.js';
import type { EventId, Position, Revision, StreamName } from '../../../events/identifiers.js';
import { upcast } from '../../../events/upcasting.js';
import { LogUnavailable, RefusedByStore, StreamDeleted } from '../errors.js';
import type { ReadStreamOptions } from '../event-log.js';
import { isPassing } from '../postgres/trouble.js';
import { nameInStore } from './namespace.js';
import { fromStore } from './stored-event.js';
import { readPage, type PageOfStream } from './client-reads.js';
import { describe, troubleOf } from './trouble.js';

const eventsPerPage = 500;
const firstPauseMs = 50;
const longestPauseMs = 2_000;
const retryAfterSeconds = 5;

/** Reads single streams from EventStoreDB, with the positions that their events have by then. */
export class StreamReading {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly pool: pg.Pool,
    private readonly namespace: string,
    private readonly limits: { readonly answerWithinMs: number; readonly patienceMs: number },
    private readonly closed: AbortSignal,
  ) {}

  /**
   * @throws {StreamDeleted} events of the stream are missing: an operator deleted it, or its beginning
   * @throws {LogUnavailable} EventStoreDB cannot be reached
   */
  async *read(stream: StreamName, options: ReadStreamOptions = {}): AsyncGenerator<RecordedEvent> {
    const { direction = 'forwards', limit = Infinity } = options;
    const isForwards = direction === 'forwards';
    let from: number | undefined = options.from ?? (isForwards ? 0 : undefined);
    const seen = new Set<string>();
    for (let left = limit; left > 0 && (from === undefined || from >= 0);) {
      const size = Math.min(eventsPerPage, left);
      const page = { direction, size, ...(from !== undefined && { from }) };
      const events = await this.pageOf(stream, page);
      await this.assertWhole(stream, page, events);
      yield* await this.recorded(stream, events, seen);
      if (events.length < size) return;
      left -= events.length;
      from = revisionOf(events.at(-1)) + (isForwards ? 1 : -1);
    }
  }

  private async pageOf(stream: StreamName, page: PageOfStream): Promise<readonly StoredEvent[]> {
    const name = nameInStore(this.namespace, stream);
    const deadline = Date.now() + this.limits.patienceMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return (await readPage(this.client, name, page, this.limits.answerWithinMs)) ?? [];
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble === 'deleted') throw new StreamDeleted(stream);
        if (trouble === 'refused') throw new RefusedByStore(describe(error));
        if (!isPassing(error)) throw error;
        if (this.closed.aborted || Date.now() + pauseMs > deadline)
          throw new LogUnavailable('EventStoreDB cannot be reached', retryAfterSeconds);
        await pause(pauseMs);
      }
    }
  }

  /**
   * Revisions have no gaps, so what an operator cut off or deleted shows: by an event that is not where it has to be,
   * or, where there is none at all, by the sequenced copy.
   */
  private async assertWhole(
    stream: StreamName,
    { direction, from, size }: PageOfStream,
    events: readonly StoredEvent[],
  ): Promise<void> {
    const isForwards = direction === 'forwards';
    const isWhole =
      events.length === 0
        ? !(await this.isInCopy(stream, isForwards ? (from ?? 0) : 0, isForwards ? lastRevision : from))
        : isForwards
          ? revisionOf(events[0]) === from
          : events.length === size || revisionOf(events.at(-1)) === 0;
    if (!isWhole) throw new StreamDeleted(stream);
  }

  private async isInCopy(stream: StreamName, from: number, to = lastRevision): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'select from ledger.events where stream = $1 and revision between $2 and $3 limit 1',
      [stream, from, to],
    );
    return rowCount !== 0;
  }

  /**
   * What cannot be an event of the ledger is left out, as it is in the copy: the sequencer names it. So is an id that
   * stands for the second time, which the server lets happen once it no longer has the id in mind.
   *
   * @param seen the ids that this read has met; those of the events are added
   */
  private async recorded(
    stream: StreamName,
    stored: readonly StoredEvent[],
    seen: Set<string>,
  ): Promise<RecordedEvent[]> {
    const places = await this.placesOf(stored);
    return stored.flatMap((event) => {
      const read = fromStore(this.namespace, event);
      if (typeof read === 'string') return [];
      const { id, revision, schemaVersion, data, metadata } = read;
      const place = places.get(id);
      const standsElsewhere = place !== undefined && (place.stream !== stream || place.revision !== revision);
      if (standsElsewhere || seen.has(id)) return [];
      seen.add(id);
      return {
        id,
        // Type, data and metadata belong together by what the write side let in; the compiler cannot see that here.
        type: read.type as EventType,
        ...upcast(read.type as EventType, schemaVersion, data),
        stream,
        revision,
        position: place?.position ?? null,
        recordedAt: place?.recorded_at ?? null,
        metadata: metadata as Metadata,
      };
    });
  }

  private async placesOf(events: readonly StoredEvent[]): Promise<ReadonlyMap<EventId, Place>> {
    if (events.length === 0) return new Map();
    const { rows } = await this.pool.query<Place>(
      'select id, stream, revision, position, recorded_at from ledger.events where id = any ($1::uuid[])',
      [events.map(({ id }) => id)],
    );
    return new Map(rows.map((place) => [place.id, place]));
  }
}

interface Place {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
  readonly recorded_at: string;
}

const lastRevision = 2 ** 31 - 1;

const revisionOf = (event: StoredEvent | undefined): number => Number(event?.revision ?? -1);
