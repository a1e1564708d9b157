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
  [
    'another kind of event store',
    { EVENTSTORE_URL: 'http://someone:secret-word@es:2113' },
    'EVENTSTORE_URL is not the URL of an EventStoreDB. Allowed: esdb://',
  ],
  [
    'a namespace that could be the beginning of another',
    { EVENTSTORE_URL: 'esdb://es', EVENTSTORE_NAMESPACE: 'a.b' },
    'EVENTSTORE_NAMESPACE is "a.b". Allowed: up to 40 small letters and digits',
  ],
  [
    'a namespace of no event store',
    { EVENTSTORE_NAMESPACE: 'county' },
    'EVENTSTORE_NAMESPACE is set, and EVENTSTORE_URL is not',
  ],
  [
    'a role that is none',
    { LEDGER_ROLE: 'leader' },
    'LEDGER_ROLE is "leader". Allowed: all, replica, worker',
  ],
])('%s is refused with the variable, the reason and what is allowed', async (_case, environment, words) => {
  await expect(loadConfiguration({ ...stored, ...environment })).rejects.toThrow(words);
});

test.each([
  'esdb://127.0.0.1:2113?tls=false',
  'esdb+discover://es.example:2113',
  'esdb://someone:secret-word@one:2113,two:2113,three:2113?nodePreference=leader',
])('the log may lie in EventStoreDB at %s, in a namespace of its own', async (url) => {
  const { eventStore, role } = await loadConfiguration({ ...stored, EVENTSTORE_URL: url });
  expect({ eventStore, role }).toEqual({ eventStore: { url, namespace: 'ledger' }, role: 'all' });
  const named = { ...stored, EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: 'county', LEDGER_ROLE: 'worker' };
  expect(await loadConfiguration(named)).toMatchObject({
    eventStore: { namespace: 'county' },
    role: 'worker',
  });
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
