/** Two workers and two replicas over one EventStoreDB: who acts may die at any moment, and nobody notices. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connect } from '../../src/platform/database/pools.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { RecordingClient } from '../support/recording-client.js';
import { until } from '../support/until.js';
import { authoritiesFixture, censusFixture, newFolder, spineFixture } from '../importing/given.js';
import { environmentOf, ledger, tryLedger } from './given.js';

let server: ProtocolServer;
let database: Database;
let workers: LedgerProcess[];
let replicas: LedgerProcess[];
let environment: Record<string, string>;
let refusals: string;

beforeAll(async () => {
  [server, database] = await Promise.all([ProtocolServer.start(), freshDatabase()]);
  environment = environmentOf(database, server);
  refusals = join(await newFolder(), 'refusals.csv');
  await imported('authorities', authoritiesFixture);
  await imported('schools', spineFixture);
  const start = (role: string) => startLedger({ ...environment, LEDGER_ROLE: role });
  [workers, replicas] = await Promise.all([
    Promise.all([start('worker'), start('worker')]),
    Promise.all([start('replica'), start('replica')]),
  ]);
});
afterAll(async () => {
  await Promise.all([...workers, ...replicas].map((one) => one.end('SIGKILL')));
  await database.close();
  await server.stop();
});

const imported = (...args: string[]) =>
  tryLedger(environment, 'import', ...args, '--refusals', refusals, '--json');

const census = (term: string) =>
  imported(
    ...['census', censusFixture, '--term', term, '--identifier', 'opaque'],
    ...['--schools', join(censusFixture, 'schools.csv')],
  );

const get = async (address: string, path: string) => {
  const response = await fetch(`${address}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** The number of the process that sequences at the moment. */
async function actingPid(): Promise<number> {
  const { rows } = await database.pool.query<{ holder: string }>('select holder from ledger.sequencer');
  return Number(rows[0]?.holder.split('/').at(-1));
}

const newUpns = new RecordingClient('');

test('roles do what they are for: a worker shows its health alone, a replica serves and never sequences', async () => {
  const [worker, replica] = [workers[0], replicas[0]];
  if (!worker || !replica) throw new Error('nobody was started');
  expect((await get(worker.address, '/health')).status).toBe(200);
  expect((await fetch(`${worker.address}/metrics`)).status).toBe(200);
  expect((await get(worker.address, '/api/docs/openapi.json')).body).toMatchObject({
    status: 404,
    code: 'not-found',
  });
  expect((await get(replica.address, '/api/docs/openapi.json')).status).toBe(200);
  expect(workers.map(({ pid }) => pid)).toContain(await actingPid());
});

test('while the acting worker is killed, what is imported and recorded gets its place once, and nothing is missed', async () => {
  const acknowledged: string[] = [];
  let isImporting = true;
  const officer = async (replica: LedgerProcess): Promise<void> => {
    const client = new RecordingClient(replica.address);
    while (isImporting) {
      const person = { effectiveOn: '2020-09-01', upn: newUpns.newUpn() };
      const reply = await client.post('/api/pupils', person, { 'idempotency-key': randomUUID() });
      if (reply.status === 201) acknowledged.push(String(reply.body['entry']));
    }
  };
  const officers = replicas.map(officer);
  const imports = (async () => {
    for (const term of ['2024-autumn', '2025-spring']) {
      const { stdout, stderr } = await census(term);
      if (stdout === '') throw new Error(stderr);
    }
  })();
  await until(() => acknowledged.length > 5);
  const pid = await actingPid();
  const [dead, left] = workers[0]?.pid === pid ? workers : [...workers].reverse();
  await dead?.end('SIGKILL');
  await imports;
  isImporting = false;
  await Promise.all(officers);

  await until(async () => (await actingPid()) === left?.pid);
  await until(async () => {
    const { body } = await get(left?.address ?? '', '/health');
    return JSON.stringify(body).includes('"lagEvents":0');
  });
  const client = await connect(database.connectionString);
  const { rows } = await client.query<{ events: number; last: number; entries: number; suspects: number }>(
    `select count(*) as events, max(position) as last,
            count(*) filter (where id = any ($1)) as entries,
            (select count(*) from ledger.sequencing_quarantine) as suspects
       from ledger.events`,
    [acknowledged],
  );
  await client.end();
  const [{ events, last, entries, suspects }] = rows as [(typeof rows)[number]];
  expect({ last, entries, suspects }).toEqual({ last: events, entries: acknowledged.length, suspects: 0 });
  expect(await ledger(environment, 'verify', '--json')).toMatchObject({
    differences: 0,
    position: String(last),
  });
}, 180_000);
