/** One demonstration on either engine is one ledger: the same positions, times, reports and trajectories. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { fillDemonstration, type LedgerParts } from '../../src/demonstration/fill.js';
import { cutOffAfter } from '../support/cut-off-log.js';
import { openLogEngine } from '../../src/ledger/log-engine.js';
import { sequencerWatch } from '../../src/ledger/sequencer-watch.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openIdentity } from '../identity/given.js';
import { freshDatabase } from '../support/database.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { startLedger } from '../support/ledger-process.js';
import { environmentOf, ledger, logOf, small, smallArguments, tryLedger } from './given.js';

let server: ProtocolServer;
let onPostgres: Database;
let onEventStoreDb: Database;
let made: Demonstration[];

interface Demonstration {
  readonly events: number;
  readonly authority: string;
  readonly worthALook: object;
}

beforeAll(async () => {
  [server, onPostgres, onEventStoreDb] = await Promise.all([
    ProtocolServer.start(),
    freshDatabase(),
    freshDatabase(),
  ]);
  made = [];
  for (const environment of environments())
    made.push((await ledger(environment, 'demo', ...smallArguments, '--json')) as Demonstration);
});
afterAll(async () => {
  await Promise.all([onPostgres.close(), onEventStoreDb.close()]);
  await server.stop();
});

const environments = () => [environmentOf(onPostgres), environmentOf(onEventStoreDb, server)];

/** What the command prints on each engine. */
async function both(...args: string[]): Promise<unknown[]> {
  return [
    await ledger(environmentOf(onPostgres), ...args),
    await ledger(environmentOf(onEventStoreDb, server), ...args),
  ];
}

test('events, positions, times and revisions are the same', async () => {
  const [here, there] = made;
  expect(there).toEqual(here);
  expect(await logOf(onEventStoreDb)).toEqual(await logOf(onPostgres));
});

test.each(['counts', 'rates', 'unexplained-moves'])('%s are the same', async (measure) => {
  const [{ authority }] = made as [Demonstration];
  const [here, there] = await both('report', measure, '--authority', authority, '--format', 'json');
  expect(there).toEqual(here);
});

test('trajectories are the same, names and places in the log included', async () => {
  const { rows } = await onPostgres.pool.query<{ pupil: string }>(
    `select distinct substring(stream from 7) as pupil from ledger.events
      where type in ('RecordsMerged', 'PersonalDataKeyDestroyed', 'Suspended') order by pupil limit 2`,
  );
  for (const { pupil } of rows) {
    const [here, there] = await both('trajectory', pupil, '--json');
    expect(there).toEqual(here);
  }
  expect(rows.length).toBeGreaterThan(1);
});

test('as known at an earlier position, too', async () => {
  const [{ authority, events }] = made as [Demonstration];
  const [here, there] = await both(
    ...['report', 'counts', '--authority', authority, '--format', 'json'],
    ...['--as-known', String(Math.floor(events / 2))],
  );
  expect(there).toEqual(here);
});

test('verify finds no difference', async () => {
  const { code, stdout, stderr } = await tryLedger(environmentOf(onEventStoreDb, server), 'verify');
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: expect.stringContaining('No difference'),
    stderr: '',
  });
});

test('a second demonstration is not made on top of the first', async () => {
  const { code, stderr } = await tryLedger(environmentOf(onEventStoreDb, server), 'demo', '--seed', '6');
  expect([code, stderr]).toEqual([2, expect.stringContaining('not empty')]);
});

test('a database whose log PostgreSQL keeps is not used for EventStoreDB, nor the other way round', async () => {
  for (const environment of [environmentOf(onPostgres, server), environmentOf(onEventStoreDb)]) {
    const { code, stderr } = await tryLedger(environment, 'report', 'counts', '--authority', 'E09000002');
    expect([code, stderr]).toEqual([1, expect.stringContaining('a log never mixes engines')]);
  }
});

test('a filling that was cut off goes on, and ends the same', async () => {
  const database = await freshDatabase();
  const namespace = 'cutoff';
  const eventStore = { url: server.url, namespace };
  const watch = sequencerWatch(new Logger('Sequencing'));
  const engine = await openLogEngine(database, { eventStore }, { patienceMs: 5_000, watch });
  try {
    const { keyring, keys } = await openIdentity(database);
    const { log, sequencing } = engine;
    const parts: LedgerParts = { log, sequencing, database, keyring, keys };
    const cutOff = cutOffAfter(log, 100);
    const { signal } = new AbortController();
    await expect(fillDemonstration({ ...parts, log: cutOff }, small, { signal })).rejects.toThrow('cut off');
    await fillDemonstration(parts, small, { signal });
    expect(await logOf(database)).toEqual(await logOf(onPostgres));
  } finally {
    await engine.close();
    await database.close();
  }
});

test('nothing is filled in where EventStoreDB is configured, though the database is the embedded one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-untouched-'));
  try {
    const environment = { LEDGER_DATA_FOLDER: folder, EVENTSTORE_URL: server.url };
    const application = await startLedger({ ...environment, EVENTSTORE_NAMESPACE: 'untouched' });
    try {
      const health = await (await fetch(`${application.address}/health`)).json();
      expect(health).toMatchObject({
        details: { log: { engine: 'eventstoredb' }, projections: { head: 0 } },
      });
    } finally {
      await application.end('SIGTERM');
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
