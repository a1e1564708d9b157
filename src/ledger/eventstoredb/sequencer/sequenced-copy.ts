import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Database } from '../../../platform/database/open-database.js';
import { connect } from '../../../platform/database/pools.js';
import { LogUnavailable } from '../../errors.js';
import { borrowClient } from '../client.js';
import type { StoreLocation } from '../location.js';
import { acceptRestore, type AcceptedRestore } from './accept-restore.js';
import type { BesideOptions } from './beside.js';
import { compareWithStore, type CopyComparison } from './compare.js';
import { processName } from './lease.js';
import { Marks } from './marks.js';
import { resequence, type Resequenced } from './rebuild.js';
import { StoreTrouble } from './reads-of-all.js';

/**
 * What can be done with the sequenced copy of a log that EventStoreDB keeps, beside sequencing.
 * Each of these throws `LogUnavailable` where the server cannot be read, and the signal's reason when aborted.
 */
export class SequencedCopy {
  constructor(
    private readonly database: Pick<Database, 'pool' | 'connectionString'>,
    private readonly location: StoreLocation,
  ) {}

  /** Sequences from nothing, beside the copy, which stands whatever comes out. */
  async rebuildBeside(options: BesideOptions): Promise<Resequenced> {
    return this.withStore(async (store) => {
      const { namespace } = this.location;
      const client = await connect(this.database.connectionString);
      const marks = new Marks(store, namespace);
      try {
        return await resequence({ client, store, namespace }, marks, options);
      } finally {
        await marks.close();
        await client.end();
      }
    });
  }

  /** Compares every event with the server's. */
  async compare(options: BesideOptions): Promise<CopyComparison> {
    return this.withStore(async (store) => {
      const client = await connect(this.database.connectionString);
      try {
        return await compareWithStore({ client, store, namespace: this.location.namespace }, options);
      } finally {
        await client.end();
      }
    });
  }

  /** See accept-restore.ts. @returns null where there is nothing to accept */
  async acceptRestore(signal: AbortSignal): Promise<AcceptedRestore | null> {
    const { pool } = this.database;
    const { namespace } = this.location;
    return this.withStore((store) => acceptRestore({ pool, store, namespace, holder: processName }, signal));
  }

  private async withStore<T>(work: (store: EventStoreDBClient) => Promise<T>): Promise<T> {
    const borrowed = borrowClient(this.location.url);
    try {
      return await work(borrowed.client);
    } catch (error) {
      throw error instanceof StoreTrouble ? new LogUnavailable('EventStoreDB cannot be read') : error;
    } finally {
      await borrowed.giveBack();
    }
  }
}
