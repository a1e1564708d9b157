/** What an officer and an operator are told when EventStoreDB is away, goes away, or was tampered with. */
import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { borrowClient } from '../../src/ledger/eventstoredb/client.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { describeRegister, oakfield, RecordingClient, type Reply } from '../support/recording-client.js';
import { until } from '../support/until.js';

let server: ProtocolServer;
let ledger: TestApplication;
let client: RecordingClient;
beforeEach(async () => {
  server = await ProtocolServer.start();
  ledger = await startApplication({ EVENTSTORE_URL: server.url });
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
afterEach(async () => {
  await ledger.close();
  await server.stop();
});

const suspension = (day: number) => ({
  effectiveOn: `2024-03-0${day}`,
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
});
const get = (path: string): Promise<Response> => fetch(`${ledger.address}${path}`);

async function entriesOf(pupil: string): Promise<string[]> {
  const { entries } = (await (await get(`/api/pupils/${pupil}/trajectory`)).json()) as {
    entries: { id: string }[];
  };
  return entries.map(({ id }) => id);
}

/** As an operator of the server; the client is the application's own, of which a process has one. */
async function atServer<T>(work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
  const borrowed = borrowClient(server.url);
  try {
    return await work(borrowed.client);
  } finally {
    await borrowed.giveBack();
  }
}

/** The ids that stand in EventStoreDB, sequenced or not. */
async function inStore(pupil: string): Promise<string[]> {
  return atServer(async (operator) => {
    const ids: string[] = [];
    for await (const { event } of operator.readStream(`ledger.pupil-${pupil}`)) if (event) ids.push(event.id);
    return ids;
  });
}

/** Sends again what could not be settled, as its sender is told to. */
async function untilSettled(send: () => Promise<Reply>): Promise<Reply> {
  let reply = await send();
  await until(async () => {
    if (reply.status >= 500 || reply.body['code'] === 'in-progress') reply = await send();
    return reply.status < 500 && reply.body['code'] !== 'in-progress';
  });
  return reply;
}

test('while the server is away reading goes on, recording is refused with a time to come back, and it recovers by itself', async () => {
  const pupil = await client.newPupil();
  await client.report(pupil, 'suspensions', suspension(1));
  await server.stop();

  const refused = await client.report(pupil, 'suspensions', suspension(2), {
    'idempotency-key': randomUUID(),
  });
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect(await entriesOf(pupil)).toHaveLength(2);
  expect((await get('/health/ready')).status).toBe(200);
  const health = (await (await get('/health')).json()) as { health: { details: object } };
  expect(health.health.details).toMatchObject({
    log: { status: 'down', engine: 'eventstoredb' },
    projections: { status: 'up' },
  });

  await server.restart();
  const reply = await untilSettled(() => client.report(pupil, 'suspensions', suspension(2)));
  expect(reply.status).toBe(201);
  await until(async () => (await entriesOf(pupil)).length === 3);
  await until(async () => (await get('/health')).status === 200);
});

test('the application starts without the server, says so, and records when the server has come', async () => {
  const pupil = await client.newPupil();
  await server.stop();
  const second = await startApplication({ EVENTSTORE_URL: server.url });
  try {
    expect((await fetch(`${second.address}/health/ready`)).status).toBe(200);
    expect((await fetch(`${second.address}/health`)).status).toBe(503);
    expect(
      (await new RecordingClient(second.address).report(pupil, 'suspensions', suspension(1))).status,
    ).toBe(503);
    await server.restart();
    const other = new RecordingClient(second.address);
    const made = await untilSettled(() =>
      other.post('/api/pupils', { effectiveOn: '2020-09-01', upn: other.newUpn() }),
    );
    expect(made.status).toBe(201);
  } finally {
    await second.close();
  }
});

test.each(['commit, then cut', 'commit, then error', 'cut'] as const)(
  'an append that met "%s" is settled before it is answered, and stands once',
  async (kind) => {
    const pupil = await client.newPupil();
    server.faults.onAppend({ kind });
    const key = { 'idempotency-key': randomUUID() };
    const send = () => client.report(pupil, 'suspensions', suspension(1), key);
    const reply = await untilSettled(send);
    expect(reply.status).toBe(201);
    expect((await send()).body['entry']).toBe(reply.body['entry']);
    expect(await entriesOf(pupil)).toHaveLength(2);
  },
);

describe('a replica, where nobody sequences', () => {
  let replica: TestApplication;
  beforeEach(async () => {
    await ledger.close();
    replica = ledger = await startApplication({ EVENTSTORE_URL: server.url, LEDGER_ROLE: 'replica' });
    client = new RecordingClient(replica.address);
  });

  it('says that an outcome is unknown when the server goes after it committed; the same key settles it, and nothing stands twice', async () => {
    const pupil = await client.newPupil();
    const key = { 'idempotency-key': randomUUID() };
    const address = { effectiveOn: '2024-01-08', lines: ['1 High Street'], postcode: 'RM10 7QS' };
    const send = () => client.report(pupil, 'addresses', address, key);
    server.faults.onAppend({ kind: 'commit, then silence' });
    const sent = send();
    await until(async () => (await inStore(pupil)).length === 2);
    await server.stop();
    const doubtful = await sent;
    expect(doubtful).toMatchObject({ status: 503, body: { code: 'unknown-outcome' } });
    expect(doubtful.body['title']).toContain('retry with the same key');
    expect(Number(doubtful.retryAfter)).toBeGreaterThan(0);

    await server.restart();
    const settled = await untilSettled(send);
    const stored = await inStore(pupil);
    expect([settled.status, settled.body['entry']]).toEqual([201, stored[1]]);
    expect(stored).toHaveLength(2);
  });

  it('knows facts and schools that were recorded and not yet sequenced, and says that they have no position', async () => {
    const pupil = await client.newPupil();
    const first = await client.report(pupil, 'suspensions', suspension(1));
    expect([first.status, first.body['position'], first.etag]).toEqual([201, null, '"1"']);
    const again = await client.report(pupil, 'suspensions', suspension(1));
    expect([again.status, again.body['entry']]).toEqual([200, first.body['entry']]);
  });

  it('erases records whose merge was not yet sequenced', async () => {
    const [one, other] = [await client.newPupil(), await client.newPupil()];
    await client.report(one, 'merges', { effectiveOn: '2024-03-05', absorbed: other });
    const erased = await client.report(one, 'erasure', {
      effectiveOn: '2024-06-01',
      reason: 'erasure-request',
    });
    expect(erased.body).toMatchObject({ keysDestroyed: 2, identifiersSuppressed: 2 });
    expect(new Set(erased.body['records'] as string[])).toEqual(new Set([one, other]));
  });
});

test('a stream that an operator deleted is named, and never taken for an empty one', async () => {
  const pupil = await client.newPupil();
  await atServer((operator) => operator.deleteStream(`ledger.pupil-${pupil}`));
  const reply = await client.report(pupil, 'suspensions', suspension(1));
  expect(reply).toMatchObject({ status: 500, body: { code: 'stream-deleted', stream: `pupil-${pupil}` } });
  expect(await entriesOf(pupil)).toHaveLength(1);
});
