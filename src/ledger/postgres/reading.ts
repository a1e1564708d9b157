import type pg from 'pg';
import type { EventType } from '../../../events/catalogue.js';
import type { HistoryEvent, Metadata } from '../../../events/envelope.js';
import {
  asPosition,
  type EventId,
  type Position,
  type Revision,
  type StreamName,
} from '../../../events/identifiers.js';
import { upcast } from '../../../events/upcasting.js';
import type { ReadAllOptions, ReadStreamOptions, Selection, SequencedEvent } from '../event-log.js';
import type { Head, SequencedLog } from '../sequenced-log.js';

/** Events in one query: 5,000 read a quarter faster than 500 and hold ten times as much in memory. */
export const eventsPerPage = 1_000;

/** Reads the log, in pages, by key: no page costs more because of where it lies. */
export class PostgresReading implements SequencedLog {
  constructor(private readonly pool: pg.Pool) {}

  async *readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncGenerator<SequencedEvent> {
    const { direction = 'forwards', limit = Infinity } = options;
    const isForwards = direction === 'forwards';
    const [comparison, order] = isForwards ? ['>=', 'asc'] : ['<=', 'desc'];
    const sql = `select ${columns}, metadata from ledger.events
      where stream = $1 and revision ${comparison} $2 order by revision ${order} limit $3`;
    const last = 2 ** 31 - 1;
    let from: number = options.from ?? (isForwards ? 0 : last);
    for (let left = limit; left > 0 && from >= 0 && from <= last;) {
      const size = Math.min(eventsPerPage, left);
      const { rows } = await this.pool.query<Row>(sql, [stream, from, size]);
      for (const row of rows) yield sequenced(row);
      if (rows.length < size) return;
      left -= rows.length;
      from = (rows.at(-1)?.revision ?? 0) + (isForwards ? 1 : -1);
    }
  }

  async *readAll({
    after,
    limit = Infinity,
    ...selection
  }: ReadAllOptions = {}): AsyncGenerator<SequencedEvent> {
    let position = after ?? asPosition(0);
    for (let left = limit; left > 0;) {
      const size = Math.min(eventsPerPage, left);
      const page = await this.page(position, null, selection, size);
      yield* page;
      if (page.length < size) return;
      left -= page.length;
      position = page.at(-1)?.position ?? position;
    }
  }

  /** The first selected events after a position and, where `upTo` is given, not beyond that one. */
  async page(
    after: Position,
    upTo: Position | null,
    selection: Selection,
    size = eventsPerPage,
  ): Promise<SequencedEvent[]> {
    const values: unknown[] = [after, size];
    const conditions = conditionsOf(selection, values);
    if (upTo !== null) conditions.push(`position <= $${values.push(upTo)}`);
    const { rows } = await this.pool.query<Row>(
      `select ${columns}, metadata from ledger.events
        where ${['position > $1', ...conditions].join(' and ')} order by position limit $2`,
      values,
    );
    return rows.map(sequenced);
  }

  async historyOf(streams: readonly StreamName[], upTo?: Position): Promise<HistoryEvent[]> {
    const { rows } = await this.pool.query<BareRow>(
      `select ${columns} from ledger.events
        where stream = any ($1) and ($2::bigint is null or position <= $2) order by stream, revision`,
      [streams, upTo ?? null],
    );
    return rows.map(
      ({ id, type, schema_version, stream, position, recorded_at, data }) =>
        // Type and data belong together by what the write side let in; the compiler cannot see that in a row.
        ({
          id,
          type,
          ...upcast(type, schema_version, data),
          stream,
          position,
          recordedAt: recorded_at,
        }) as HistoryEvent,
    );
  }

  async head(): Promise<Head> {
    const { rows } = await this.pool.query<{ epoch: string; position: Position; recorded_at: string }>(
      'select epoch, position, recorded_at from ledger.head',
    );
    const [row] = rows;
    if (row === undefined) throw new Error('ledger.gate is empty: the event log was not migrated');
    return {
      epoch: row.epoch,
      position: row.position,
      recordedAt: row.position === 0 ? null : row.recorded_at,
    };
  }

  /** Halves the log until it is found: times never decrease along positions, so no index over them is kept. */
  async positionAt(time: Date): Promise<Position> {
    const { rows } = await this.pool.query<{ position: Position }>(
      `with recursive search (low, high) as (
         select 0::bigint, position from ledger.head
         union all
         select case when middle.recorded_at <= $1 then middle.position else low end,
                case when middle.recorded_at <= $1 then high else middle.position - 1 end
           from search
           join ledger.events as middle on middle.position = (low + high + 1) / 2
          where low < high
       )
       select low as position from search where low = high`,
      [time.toISOString()],
    );
    return rows[0]?.position ?? asPosition(0);
  }

  /** Where an event stands; undefined while it does not. */
  async positionOf(event: EventId): Promise<Position | undefined> {
    const { rows } = await this.pool.query<{ position: Position }>(
      'select position from ledger.events where id = $1',
      [event],
    );
    return rows[0]?.position;
  }
}

const columns = 'id, type, schema_version, stream, revision, position, recorded_at, data';

interface BareRow {
  id: EventId;
  type: EventType;
  schema_version: number;
  stream: StreamName;
  revision: Revision;
  position: Position;
  recorded_at: string;
  data: unknown;
}

interface Row extends BareRow {
  metadata: Metadata;
}

function sequenced(row: Row): SequencedEvent {
  const { id, type, schema_version, stream, revision, position, recorded_at, data, metadata } = row;
  const current = upcast(type, schema_version, data);
  return { id, type, ...current, stream, revision, position, recordedAt: recorded_at, metadata };
}

/**
 * The selection in SQL, its values pushed to `values`. What a partial index holds (infra/migrations/0001) is
 * said in that index's own words, or it would not be used.
 */
function conditionsOf({ prefix, types }: Selection, values: unknown[]): string[] {
  const conditions: string[] = [];
  if (prefix !== undefined) {
    conditions.push(`starts_with(stream, $${values.push(prefix)})`);
    const reachesPupils = prefix.startsWith('pupil-') || 'pupil-'.startsWith(prefix);
    if (!reachesPupils) conditions.push(`stream not like 'pupil-%'`);
  }
  if (types?.length === 1 && types[0] === 'RecordsMerged') conditions.push(`type = 'RecordsMerged'`);
  else if (types !== undefined) conditions.push(`type = any ($${values.push(types)})`);
  return conditions;
}
