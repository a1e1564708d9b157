/**
 * Marks: every 10,000 positions, where that position lies in EventStoreDB and a digest of the events since the mark
 * before. They stand in a stream of their own on the server, so that a copy that was lost and made again, or one that is
 * made beside it, can be held against what was once sequenced.
 */
import { createHash } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import {
  asEventId,
  asPosition,
  asRevision,
  type EventId,
  type Position,
  type Revision,
} from '../../../../events/identifiers.js';
import { AppendConnection } from '../append-connection.js';
import { marksStream } from '../namespace.js';
import { digestOf } from './digest.js';
import { markedPosition, positionsPerMark } from './marked.js';
import { eventOf, StoreTrouble } from './reads-of-all.js';
import type { StorePlace } from './store-record.js';

/** Where a marked position lies in EventStoreDB. */
export interface MarkedPlace {
  readonly position: Position;
  readonly place: StorePlace;
  /** The event's. */
  readonly id: string;
}

export interface Mark extends MarkedPlace {
  /** See digest.ts: of the events since the mark before, this one included. */
  readonly digest: string;
}

/** Reads and writes the marks of one namespace. */
export class Marks {
  private readonly stream: string;
  private readonly appends: AppendConnection;

  constructor(
    private readonly client: EventStoreDBClient,
    namespace: string,
  ) {
    this.stream = marksStream(namespace);
    this.appends = new AppendConnection(client, answeredWithinMs);
  }

  /** The number of the newest mark that the server holds, and its revision; undefined where it holds none. */
  async newest(): Promise<{ number: number; revision: Revision } | undefined> {
    const event = await eventOf(this.client, this.stream, 'last');
    if (typeof event !== 'object') return undefined;
    const mark = markIn(event.data);
    return mark && { number: mark.position / positionsPerMark, revision: asRevision(Number(event.revision)) };
  }

  /** The mark of that number, counted from 1; undefined where the server holds none. */
  async read(number: number): Promise<Mark | undefined> {
    const event = await eventOf(this.client, this.stream, BigInt(number - 1));
    const mark = typeof event === 'object' ? markIn(event.data) : undefined;
    return mark?.position === markedPosition(number) ? mark : undefined;
  }

  /**
   * Writes the next mark. Its id follows from what it says, so that the same mark written twice, by whomever, stands once.
   * @param after the newest mark's revision; undefined where there is none
   * @throws StoreTrouble also where another mark stands there by now
   */
  async write({ position, place, id, digest }: Mark, after: Revision | undefined): Promise<Revision> {
    const data = {
      position: String(position),
      commitPosition: String(place.commit),
      preparePosition: String(place.prepare),
      eventId: id,
      digest,
    };
    const event = {
      id: idOf(`${this.stream} ${JSON.stringify(data)}`),
      type: markType,
      schemaVersion: 1,
      data: JSON.stringify(data),
      metadata: '{}',
    };
    const expected = after ?? 'none';
    const { answer } = await asked(() =>
      this.appends.append({ streamName: this.stream, expected, events: [event], recordedAt: null }),
    );
    if (answer.kind !== 'appended')
      throw new StoreTrouble(new Error(`a mark was not taken in: ${answer.kind}`));
    return answer.lastRevision;
  }

  /** With nothing under way. */
  async close(): Promise<void> {
    await this.appends.close();
  }
}

/** A marked place of the copy with its digest; undefined where the copy does not reach so far. */
export async function markOfCopy(pool: Pick<pg.Pool, 'query'>, number: number): Promise<Mark | undefined> {
  const position = markedPosition(number);
  const [found] = await markedPlaces(pool, position, 1);
  if (found?.position !== position) return undefined;
  const digest = await digestOf(pool, 'ledger.events', asPosition(position - positionsPerMark), position);
  return { ...found, digest };
}

/** The copy's marked places from a position down. */
export async function markedPlaces(
  pool: Pick<pg.Pool, 'query'>,
  from: Position,
  limit: number,
): Promise<MarkedPlace[]> {
  const { rows } = await pool.query<{ position: Position; commit: string; prepare: string; id: string }>(
    `select position, commit_position as commit, prepare_position as prepare, event_id as id
       from ledger.sequencing_mark where position <= $1 order by position desc limit $2`,
    [from, limit],
  );
  return rows.map(({ position, commit, prepare, id }) => ({
    position,
    place: { commit: BigInt(commit), prepare: BigInt(prepare) },
    id,
  }));
}

const markType = 'LedgerMarked';

function markIn(data: unknown): Mark | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { position, commitPosition, preparePosition, eventId, digest } = data as Partial<
    Record<string, unknown>
  >;
  const isMark =
    isNumeral(position) && isNumeral(commitPosition) && isNumeral(preparePosition) && Number(position) > 0;
  if (!isMark || typeof eventId !== 'string' || typeof digest !== 'string') return undefined;
  const place = { commit: BigInt(commitPosition), prepare: BigInt(preparePosition) };
  return { position: asPosition(position), place, id: eventId, digest };
}

const isNumeral = (value: unknown): value is string => typeof value === 'string' && /^\d{1,20}$/.test(value);

/** A UUID of version 8 (RFC 9562 §5.8). */
function idOf(text: string): EventId {
  const hex = createHash('sha256').update(text).digest('hex');
  return asEventId(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

const answeredWithinMs = 10_000;

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new StoreTrouble(error);
  }
}
