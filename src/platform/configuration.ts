import { resolve } from 'node:path';
import { checkoutFolder } from './checkout.js';
import { parseMasterKey, storedMasterKey } from './master-key.js';
import { Variables } from './variables.js';

export { ConfigurationError } from './variables.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * What a process does of the application's work: `all` of it, or, where several run, a `replica` serves and leaves the
 * work in the background (sequencing, projecting) to a `worker`, which serves nothing but its health and metrics.
 */
const roles = ['all', 'replica', 'worker'] as const;

/** Of a ledger in EventStoreDB. A dot ends it in the names of streams, so that none is the beginning of another. */
export const namespaceShape = /^[a-z][a-z0-9]{0,39}$/;

/** What the environment says, checked. Every part of the application is handed this and reads no variable itself. */
export interface Configuration {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Undefined: the embedded PostgreSQL under `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** Connections at most, of the pool and of knex each. */
  readonly databasePoolSize: number;
  /** Where EventStoreDB takes the log in. Undefined: the PostgreSQL database does. */
  readonly eventStore: { readonly url: string; readonly namespace: string } | undefined;
  readonly role: (typeof roles)[number];
  readonly dataFolder: string;
  readonly masterKeys: MasterKeys;
  readonly logLevel: (typeof logLevels)[number];
  /** From one address; what is beyond is told to wait. */
  readonly requestsPerSecond: number;
}

/** Keys of 32 bytes that wrap the pupils' own: new wrappings use the current one, the retired ones still open old ones. */
export interface MasterKeys {
  readonly current: Buffer;
  readonly retired: readonly Buffer[];
}

/**
 * Reads and checks the environment. Where neither DATABASE_URL nor LEDGER_MASTER_KEY is set, the master key is read
 * from the data folder, made there the first time.
 * @throws ConfigurationError naming every variable that is wrong, why, and what is allowed; never a secret's value.
 */
export async function loadConfiguration(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Configuration> {
  const variables = new Variables(environment);
  const host = variables.text('HOST') ?? '127.0.0.1';
  const port = variables.wholeNumber('PORT', 3000, 0, 65_535);
  const databaseUrl = variables.postgresUrl('DATABASE_URL');
  const databasePoolSize = variables.wholeNumber('DATABASE_POOL_SIZE', 10, 2, 200);
  const eventStoreUrl = variables.eventStoreUrl('EVENTSTORE_URL');
  const namespace = variables.shaped(
    'EVENTSTORE_NAMESPACE',
    namespaceShape,
    'ledger',
    'up to 40 small letters and digits, a letter first',
  );
  const role = variables.oneOf('LEDGER_ROLE', roles, 'all');
  const dataFolder = resolve(checkoutFolder, variables.text('LEDGER_DATA_FOLDER') ?? '.data');
  const logLevel = variables.oneOf('LOG_LEVEL', logLevels, 'info');
  const requestsPerSecond = variables.wholeNumber('LEDGER_REQUESTS_PER_SECOND', 2_000, 1, 1_000_000);
  const current = variables.secret('LEDGER_MASTER_KEY', parseMasterKey);
  const retired =
    variables.secret('LEDGER_RETIRED_MASTER_KEYS', (text) => text.split(',').map(parseMasterKey)) ?? [];
  if (databaseUrl !== undefined && !variables.isSet('LEDGER_MASTER_KEY')) {
    variables.refuse(
      'LEDGER_MASTER_KEY',
      'is not set, and DATABASE_URL is: the key cannot lie beside a database that others back up',
      '32 bytes as base64, as `openssl rand -base64 32` makes them',
    );
  }
  if (variables.isSet('EVENTSTORE_NAMESPACE') && !variables.isSet('EVENTSTORE_URL')) {
    variables.refuse('EVENTSTORE_NAMESPACE', 'is set, and EVENTSTORE_URL is not', 'both, or neither');
  }
  variables.throwIfWrong();
  const masterKeys = Object.freeze({ current: current ?? (await storedMasterKey(dataFolder)), retired });
  return Object.freeze({
    host,
    port,
    databaseUrl,
    databasePoolSize,
    eventStore: eventStoreUrl === undefined ? undefined : Object.freeze({ url: eventStoreUrl, namespace }),
    role,
    dataFolder,
    masterKeys,
    logLevel,
    requestsPerSecond,
  });
}
