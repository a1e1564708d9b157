/** The ledger and what it is held against, each as good as it can be had on the same server. */
import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { eventIdsOf } from '../../src/ledger/event-ids.js';
import type { EventLog, ExpectedRevision } from '../../src/ledger/event-log.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { newPupilStream, sampleContent } from './sample-event.js';

export interface Appender {
  /** As it stands in the figures' names. */
  readonly name: string;
  /** A writer with a stream of its own: appends one event to it, and resolves when that is durable. */
  newWriter(): () => Promise<void>;
  close(): Promise<void>;
}

/**
 * Connections for those that use one a writer. On two cores Emmett appended 1,232 events a second from 256
 * writers over 16 connections, 1,303 over 32, 1,261 over 100 and 506 over 256: this is its best.
 */
const connections = 32;

/** The ledger, and what it is held against. */
export interface Appenders {
  readonly ledger: Appender;
  /** `ratio`: what the ledger's speed over this one's is called in the figures. */
  readonly peers: readonly { readonly appender: Appender; readonly ratio: string }[];
  close(): Promise<void>;
}

export async function appendersOf(database: Database): Promise<Appenders> {
  const log = await PostgresEventLog.open(database);
  const ledger = ledgerOn(log);
  const peers = [
    { appender: await emmett(database), ratio: 'ratioToEmmett' },
    { appender: await bareInsert(database), ratio: 'ratioToBareInsert' },
  ];
  return {
    ledger,
    peers,
    async close() {
      for (const appender of [ledger, ...peers.map((peer) => peer.appender)]) await appender.close();
    },
  };
}

export function ledgerOn(log: EventLog & { close(): Promise<void> }): Appender {
  return {
    name: 'ledger',
    newWriter() {
      const stream = newPupilStream();
      const idOf = eventIdsOf(stream);
      let expected: ExpectedRevision = 'none';
      let ordinal = 0;
      return async () => {
        const appended = await log.append(stream, expected, [
          { ...sampleContent, id: idOf(stream, ordinal) },
        ]);
        expected = appended.lastRevision;
        ordinal += 1;
      };
    },
    close: () => log.close(),
  };
}

/** By its documented API: `appendToStream` with the expected version, over a pool of its own, schema migrated before. */
async function emmett({ connectionString }: Database): Promise<Appender> {
  const pool = openPool(connectionString);
  const store = getPostgreSQLEventStore(connectionString, {
    connectionOptions: { pooled: true, pool },
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  const { type, data, metadata } = sampleContent;
  const plain = (value: object): Record<string, unknown> => Object.fromEntries(Object.entries(value));
  const event = { type, data: plain(data), metadata: plain(metadata) };
  return {
    name: 'emmett',
    newWriter() {
      const stream = newPupilStream();
      let expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' = 'STREAM_DOES_NOT_EXIST';
      return async () => {
        const result = await store.appendToStream(stream, [event], { expectedStreamVersion });
        expectedStreamVersion = result.nextExpectedStreamVersion;
      };
    },
    async close() {
      await store.close();
      await pool.end();
    },
  };
}

/** No order, no revision check, no answer to a repeated id but an error: the least that stores the same row. */
async function bareInsert({ connectionString }: Database): Promise<Appender> {
  const pool = openPool(connectionString);
  await pool.query(`
    create schema bare;
    create table bare.events (like ledger.events including all);
    alter table bare.events alter position add generated always as identity`);
  const text = `insert into bare.events (recorded_at, revision, schema_version, id, stream, type, data, metadata)
    values (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7)`;
  return {
    name: 'insert',
    newWriter() {
      const stream = newPupilStream();
      let revision = 0;
      return async () => {
        const { schemaVersion, type, data, metadata } = sampleContent;
        const values = [
          revision,
          schemaVersion,
          randomUUID(),
          stream,
          type,
          JSON.stringify(data),
          JSON.stringify(metadata),
        ];
        await pool.query({ name: 'bare_insert', text, values });
        revision += 1;
      };
    },
    close: () => pool.end(),
  };
}

function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: connections });
  // A pool has ended before its connections have; those may still be cut when the database is dropped.
  pool.on('error', () => undefined);
  return pool;
}
