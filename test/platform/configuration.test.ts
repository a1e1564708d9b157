import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, loadConfiguration } from '../../src/platform/configuration.js';

const key = Buffer.alloc(32, 7).toString('base64');
const stored = { DATABASE_URL: 'postgres://someone:secret-word@db.example/ledger', LEDGER_MASTER_KEY: key };

test('what is not set has a standard, and the whole is frozen', async () => {
  const configuration = await loadConfiguration(stored);
  expect(configuration).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    logLevel: 'info',
    databasePoolSize: 10,
  });
  expect(Object.isFrozen(configuration)).toBe(true);
});

test.each([
  ['a port that is no number', { PORT: 'many' }, 'PORT is "many". Allowed: a whole number from 0 to 65535.'],
  ['a port beyond the last', { PORT: '65536' }, 'PORT is "65536". Allowed: a whole number from 0 to 65535.'],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud". Allowed: fatal, error, warn'],
  [
    'another kind of database',
    { DATABASE_URL: 'mysql://db/ledger' },
    'DATABASE_URL is not the URL of a PostgreSQL',
  ],
  [
    'a key of the wrong length',
    { LEDGER_MASTER_KEY: 'c2hvcnQ=' },
    'LEDGER_MASTER_KEY does not have the right form',
  ],
  [
    'a database without a key',
    { LEDGER_MASTER_KEY: '' },
    'LEDGER_MASTER_KEY is not set, and DATABASE_URL is',
  ],
  [
    'a retired key that is none',
    { LEDGER_RETIRED_MASTER_KEYS: `${key},x` },
    'LEDGER_RETIRED_MASTER_KEYS does not',
  ],
  ['an engine that is not there yet', { EVENTSTORE_URL: 'esdb://es' }, 'EventStoreDB is not supported yet'],
])('%s is refused with the variable, the reason and what is allowed', async (_case, environment, words) => {
  await expect(loadConfiguration({ ...stored, ...environment })).rejects.toThrow(words);
});

test('everything that is wrong is said at once, and no secret with it', async () => {
  const environment = {
    DATABASE_URL: 'mysql://someone:secret-word@db',
    LEDGER_MASTER_KEY: 'secret-key',
    PORT: '-1',
  };
  const error = await loadConfiguration(environment).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(String(error).split('\n')).toHaveLength(4);
  expect(String(error)).not.toContain('secret');
});

test('retired keys open what they wrapped', async () => {
  const configuration = await loadConfiguration({ ...stored, LEDGER_RETIRED_MASTER_KEYS: `${key}, ${key}` });
  expect(configuration.masterKeys.retired).toEqual([Buffer.alloc(32, 7), Buffer.alloc(32, 7)]);
});

test('the embedded database gets one master key, which only its owner can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-key-'));
  try {
    const environment = { LEDGER_DATA_FOLDER: folder };
    const [one, two] = await Promise.all([loadConfiguration(environment), loadConfiguration(environment)]);
    expect(one.masterKeys.current).toHaveLength(32);
    expect(two.masterKeys.current).toEqual(one.masterKeys.current);
    expect((await stat(join(folder, 'master.key'))).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
