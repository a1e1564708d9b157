import type { Configuration } from '../configuration.js';
import { useEmbeddedDatabase, type EmbeddedDatabase } from './embedded/embedded-database.js';
import { migrate } from './migrations.js';
import { checkVersion, openPools, type Pools } from './pools.js';

/** The one PostgreSQL database of the ledger, migrated. */
export interface Database extends Pools {
  readonly connectionString: string;
}

/**
 * Opens the database that the configuration names, or joins the embedded one of this checkout.
 * `close` ends the connections and gives the embedded server back.
 * @throws OperationalError when it is too old or the embedded one does not start; what `pg` throws otherwise.
 */
export async function openDatabase(configuration: Configuration): Promise<Database> {
  if (configuration.databaseUrl !== undefined) {
    return openMigrated(configuration.databaseUrl, configuration.databasePoolSize);
  }
  const embedded = await useEmbeddedDatabase(configuration.dataFolder);
  return openMigrated(embedded.connectionString, configuration.databasePoolSize, embedded);
}

/** The same over a connection string. */
export async function openMigrated(
  connectionString: string,
  poolSize: number,
  server?: EmbeddedDatabase,
): Promise<Database> {
  const pools = openPools(connectionString, poolSize);
  const end = async (): Promise<void> => {
    try {
      await pools.close();
    } finally {
      await server?.release();
    }
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= end());
  try {
    await checkVersion(pools.pool);
    await migrate(connectionString, pools.knex);
  } catch (error) {
    await close();
    throw error;
  }
  return { connectionString, ...pools, close };
}
