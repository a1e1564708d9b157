import type { EventStoreDBClient } from '@eventstore/db-client';
import { asRevision, type EventId, type Revision, type StreamName } from '../../../events/identifiers.js';
import {
  LogUnavailable,
  OtherContentUnderKnownId,
  RefusedByStore,
  RevisionConflict,
  StreamDeleted,
  UnfitAppend,
} from '../errors.js';
import type { Appended } from '../event-log.js';
import type { PreparedAppend } from '../postgres/prepared-append.js';
import type { PostgresReading } from '../postgres/reading.js';
import { asRecordedBefore, type StandingEvent } from '../postgres/recorded-before.js';
import type { AppendConnection } from './append-connection.js';
import type { KnownEvents } from './known-events.js';
import { nameInStore } from './namespace.js';
import { fromStore } from './stored-event.js';
import { readPage } from './client-reads.js';
import { InDoubt, NotConnected, troubleOf } from './trouble.js';

/** Events in one read when a stream is searched for ids: most streams have fewer. */
const eventsPerPage = 200;

/**
 * One attempt at an append: what is known already is answered as the first time or refused, what is new is sent, and
 * what may have been recorded before is looked for in the stream.
 */
export class AppendAttempts {
  private underWay = 0;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly connection: AppendConnection,
    private readonly known: KnownEvents,
    private readonly sequenced: PostgresReading,
    private readonly namespace: string,
    private readonly answerWithinMs: number,
  ) {}

  /**
   * @param isInDoubt an earlier attempt was sent and not answered: its events are looked for before they are sent again
   * @throws {EventLogError} the append is refused, for good
   * @throws {InDoubt} it was sent, and nobody knows whether it was recorded
   * @throws anything that PostgreSQL's driver or the client raises: this attempt recorded nothing
   */
  async make(append: PreparedAppend, isInDoubt: boolean): Promise<Appended> {
    this.underWay += 1;
    try {
      const isNew = !isInDoubt && this.known.areNew(append);
      return await (isNew ? this.send(append) : this.sendIfNew(append, isInDoubt));
    } catch (error) {
      this.known.doubt(append);
      throw error;
    } finally {
      this.underWay -= 1;
    }
  }

  private async sendIfNew(append: PreparedAppend, isInDoubt: boolean): Promise<Appended> {
    const known = await this.known.of(append, this.underWay);
    const before = asRecordedBefore(append, known.events);
    if (before !== undefined && !known.isStopped) return answered(append, before);
    if (isInDoubt || before !== undefined) {
      const found = await this.lookFor(append);
      if (found !== undefined) return this.acknowledged(append, found);
    }
    // Answered as known it would be recorded nowhere, should the restore be accepted; sent, it might stand twice.
    if (before !== undefined)
      throw new LogUnavailable('EventStoreDB was restored and lacks what was recorded; nothing was recorded');
    // The server would let a deleted stream begin anew, at a later revision.
    if (known.isBegun) throw await this.whyNotNone(append);
    return this.send(append);
  }

  private async send(append: PreparedAppend): Promise<Appended> {
    const { stream, expected, events, recordedAt } = append;
    const streamName = nameInStore(this.namespace, stream);
    const { answer, commitBefore } = await this.connection
      .append({ streamName, expected, events, recordedAt })
      .catch(orDoubt);
    switch (answer.kind) {
      case 'appended': {
        const isOldAnswer = answer.commit === null || answer.commit <= commitBefore;
        if (!isOldAnswer) return this.acknowledged(append, placed(append, answer.lastRevision));
        // The server compares ids, never content.
        const found = await this.lookFor(append);
        if (found === undefined) throw new StreamDeleted(stream);
        return this.acknowledged(append, found);
      }
      case 'conflict':
        if (answer.actual === null && (await this.isInCopy(stream))) throw new StreamDeleted(stream);
        // Some of the ids stand in the stream already, and not all of them one after the other.
        if (expected === 'any' || (expected === 'exists' && answer.actual !== null))
          throw new OtherContentUnderKnownId(
            stream,
            events.map(({ id }) => id),
          );
        throw new RevisionConflict(stream, expected, answer.actual);
      case 'stream-deleted':
        throw new StreamDeleted(stream);
      case 'too-large':
        throw tooLarge(answer.bytesPerAppend);
      case 'denied':
        throw new RefusedByStore('access denied');
      case 'bad-request':
        throw new RefusedByStore('a request that it does not understand');
      case 'not-handled':
        throw new NotConnected();
      case 'unclear':
        throw new InDoubt();
    }
  }

  /** Keeps what the server has said in mind, until the copy has it, and answers with it. */
  private acknowledged(append: PreparedAppend, events: readonly StandingEvent[]): Appended {
    this.known.remember(events);
    return answered(append, events);
  }

  /**
   * The append's events in its stream, from the newest backwards; undefined where none of them stands there.
   * @throws {OtherContentUnderKnownId} the ids stand there for something else
   */
  private async lookFor(append: PreparedAppend): Promise<readonly StandingEvent[] | undefined> {
    const wanted = new Set(append.events.map(({ id }) => id));
    const found = new Map<EventId, StandingEvent>();
    const earliest = typeof append.expected === 'number' ? append.expected + 1 : 0;
    let from: number | undefined;
    do {
      const page = await this.read(append, from);
      for (const event of page ?? []) {
        const standing = fromStore(this.namespace, event);
        if (typeof standing === 'string' || !wanted.has(standing.id)) continue;
        // Of an id that stands twice the first one counts, as for the sequencer: the last to be met, read backwards.
        found.set(standing.id, { ...standing, data: JSON.stringify(standing.data) });
      }
      const last = page?.at(-1);
      from = last === undefined ? -1 : Number(last.revision) - 1;
    } while (from >= earliest);
    const before = asRecordedBefore(append, found);
    if (before instanceof Error) throw before;
    return before;
  }

  private async whyNotNone(append: PreparedAppend): Promise<RevisionConflict | StreamDeleted> {
    const [newest] = (await this.read(append, undefined, 1)) ?? [];
    return newest === undefined
      ? new StreamDeleted(append.stream)
      : new RevisionConflict(append.stream, append.expected, asRevision(Number(newest.revision)));
  }

  private async read(append: PreparedAppend, from: number | undefined, size = eventsPerPage) {
    try {
      const page = { direction: 'backwards', size, ...(from !== undefined && { from }) } as const;
      return await readPage(
        this.client,
        nameInStore(this.namespace, append.stream),
        page,
        this.answerWithinMs,
      );
    } catch (error) {
      if (troubleOf(error) === 'deleted') throw new StreamDeleted(append.stream);
      throw error;
    }
  }

  private async isInCopy(stream: StreamName): Promise<boolean> {
    for await (const _event of this.sequenced.readStream(stream, { limit: 1 })) return true;
    return false;
  }
}

/** What went wrong with an append that was sent: unless it was refused, nobody knows whether it was recorded. */
function orDoubt(error: unknown): never {
  if (error instanceof NotConnected || troubleOf(error) === 'refused') throw error;
  throw new InDoubt({ cause: error });
}

/**
 * The server counts data only. It takes one message of up to 16 MiB all the same, and fails everybody's call, not only
 * this one, over a longer one.
 */
const bytesPerMessage = 8 * 1024 * 1024;

/** @throws {UnfitAppend} for more than the server takes in one append */
export function checkSize(append: PreparedAppend, bytesPerAppend: number): void {
  if (append.bytes <= Math.min(bytesPerAppend, bytesPerMessage)) return;
  if (append.bytes > bytesPerMessage)
    throw new UnfitAppend(
      'append-too-large',
      null,
      `data and metadata take ${bytesPerMessage} bytes at most in one append to EventStoreDB`,
    );
  const bytes = append.events.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  if (bytes > bytesPerAppend) throw tooLarge(bytesPerAppend);
}

const tooLarge = (bytesPerAppend: number): UnfitAppend =>
  new UnfitAppend(
    'append-too-large',
    null,
    `EventStoreDB takes ${bytesPerAppend} bytes of data in one append`,
  );

/** The append's events at their revisions, of which the last is known. */
function placed({ stream, events }: PreparedAppend, lastRevision: Revision): StandingEvent[] {
  const first = lastRevision - events.length + 1;
  return events.map(({ id, type, schemaVersion, data }, ordinal) => ({
    id,
    stream,
    revision: asRevision(first + ordinal),
    type,
    schemaVersion,
    data,
  }));
}

function answered(
  { stream }: PreparedAppend,
  events: readonly StandingEvent[] | OtherContentUnderKnownId,
): Appended {
  if (events instanceof Error) throw events;
  return {
    stream,
    firstRevision: events[0]?.revision ?? asRevision(0),
    lastRevision: events.at(-1)?.revision ?? asRevision(0),
    ids: events.map(({ id }) => id),
    positions: null,
  };
}
