import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../../../events/envelope.js';
import type { StreamName } from '../../../../events/identifiers.js';
import { borrowClient, type BorrowedClient } from '../../../../src/ledger/eventstoredb/client.js';
import type { StoreLocation } from '../../../../src/ledger/eventstoredb/location.js';
import { nameInStore } from '../../../../src/ledger/eventstoredb/namespace.js';
import {
  Sequencer,
  type SequencerOptions,
  type SequencerWatch,
} from '../../../../src/ledger/eventstoredb/sequencer/sequencer.js';
import type { Database } from '../../../../src/platform/database/open-database.js';
import { connect } from '../../../../src/platform/database/pools.js';
import { freshDatabase } from '../../../support/database.js';
import { ProtocolServer } from '../../../support/eventstoredb/protocol-server.js';
import { longEnoughMs, until } from '../../../support/until.js';

/** An event as the sequenced copy holds it. */
export interface SequencedRow {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

export interface AnyEvent {
  readonly id?: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** A watch that tells what a test wants to know. */
export function watching(some: Partial<SequencerWatch>): SequencerWatch {
  const nothing = (): void => undefined;
  return { quarantined: nothing, markDiffers: nothing, stopped: nothing, trouble: nothing, ...some };
}

/** A server, a database, and sequencers between them that end with the test. */
export class Sequencing {
  readonly namespace = 'ledger';
  private readonly sequencers: { stop: AbortController; running: Promise<void> }[] = [];
  private readonly borrowed: BorrowedClient;

  private constructor(
    readonly server: ProtocolServer,
    readonly database: Database,
  ) {
    this.borrowed = borrowClient(server.url);
  }

  static async begin(): Promise<Sequencing> {
    return new Sequencing(await ProtocolServer.start(), await freshDatabase());
  }

  get location(): StoreLocation {
    return { url: this.server.url, namespace: this.namespace };
  }

  get client(): BorrowedClient['client'] {
    return this.borrowed.client;
  }

  /** What the ledger appends, and the server has written. */
  async append(stream: StreamName, events: readonly NewEvent[], recordedAt?: string): Promise<void> {
    await this.appendAnything(
      nameInStore(this.namespace, stream),
      events.map(({ id, type, schemaVersion, data, metadata }) => ({
        id,
        type,
        data,
        metadata: { schemaVersion, ...(recordedAt !== undefined && { recordedAt }), metadata },
      })),
    );
  }

  /** What another writer may append. @param stream its name on the server */
  async appendAnything(stream: string, events: readonly AnyEvent[]): Promise<void> {
    await this.server.store.write(
      stream,
      events.map(({ id = randomUUID(), type, data, metadata }) => ({
        id,
        type,
        contentType: 'application/json',
        data: Buffer.from(JSON.stringify(data)),
        metadata: Buffer.from(JSON.stringify(metadata)),
      })),
    );
  }

  /** Appends text as it is, under the content type of JSON. @param stream the ledger's name of it */
  async appendRaw(stream: StreamName, data: string, metadata: string): Promise<void> {
    await this.server.store.write(nameInStore(this.namespace, stream), [
      {
        id: randomUUID(),
        type: 'CountedOnRoll',
        contentType: 'application/json',
        data: Buffer.from(data),
        metadata: Buffer.from(metadata),
      },
    ]);
  }

  /** As if PostgreSQL had been lost, and made anew. */
  async loseCopy(): Promise<void> {
    await this.database.pool.query(
      `alter table ledger.events disable trigger events_stand;
       truncate ledger.events, ledger.sequencing_mark, ledger.sequencing_quarantine;
       alter table ledger.events enable trigger events_stand;
       delete from ledger.sequencer; insert into ledger.sequencer default values`,
    );
  }

  /** As a server of PostgreSQL that restarts, or a proxy that gives up. Resolves when they have ended. */
  async endDatabaseConnections(): Promise<void> {
    // Not one of the pool's: it may hand out what the last such end has just closed.
    const client = await connect(this.database.connectionString);
    const { rows } = await client.query<{ pid: number }>(
      `select pid, pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const ended = rows.map(({ pid }) => pid);
    // Until then the pool hands them out.
    await until(async () => {
      const { rowCount } = await client.query('select from pg_stat_activity where pid = any ($1)', [ended]);
      return rowCount === 0;
    });
    await client.end();
  }

  sequencer(options: SequencerOptions = {}): Sequencer {
    return new Sequencer(this.database, this.location, { leaseMs: 600, ...options });
  }

  /** Starts one in the background. */
  start(options: SequencerOptions = {}): { sequencer: Sequencer; stop: () => Promise<void> } {
    const sequencer = this.sequencer(options);
    const stop = new AbortController();
    const running = sequencer.run(stop.signal);
    this.sequencers.push({ stop, running });
    return {
      sequencer,
      async stop() {
        stop.abort();
        await running;
      },
    };
  }

  /** Sequences what there is, and stops. */
  async sequenceAll(): Promise<number> {
    return this.sequencer().everythingSoFar(AbortSignal.timeout(longEnoughMs));
  }

  async rows(): Promise<SequencedRow[]> {
    const { rows } = await this.database.pool.query<SequencedRow>(
      `select position, id, stream, revision, recorded_at as "recordedAt", type, data, metadata
         from ledger.events order by position`,
    );
    return rows;
  }

  async ids(): Promise<string[]> {
    return (await this.rows()).map(({ id }) => id);
  }

  async quarantine(): Promise<{ id: string; stream: string; reason: string }[]> {
    const { rows } = await this.database.pool.query<{ id: string; stream: string; reason: string }>(
      `select event_id as id, stream, reason from ledger.sequencing_quarantine
        order by commit_position, prepare_position`,
    );
    return rows;
  }

  async count(): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      'select count(*) as count from ledger.events',
    );
    return rows[0]?.count ?? NaN;
  }

  /** Resolves when the copy holds so many events. */
  async reaches(count: number): Promise<void> {
    await until(async () => (await this.count()) >= count);
  }

  async end(): Promise<void> {
    for (const { stop } of this.sequencers) stop.abort();
    await Promise.allSettled(this.sequencers.map(({ running }) => running));
    await this.borrowed.giveBack();
    await this.server.stop();
    await this.database.close();
  }
}
