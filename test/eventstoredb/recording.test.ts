/** What an officer meets on EventStoreDB is what she meets on PostgreSQL: the same answers, at the same addresses. */
import { randomUUID } from 'node:crypto';
import { startApplication, type TestApplication } from '../support/application.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import {
  brokenRules,
  describeRegister,
  flagsOf,
  oakfield,
  RecordingClient,
} from '../support/recording-client.js';

let server: ProtocolServer;
let ledger: TestApplication;
let client: RecordingClient;
beforeAll(async () => {
  server = await ProtocolServer.start();
  ledger = await startApplication({ EVENTSTORE_URL: server.url });
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
afterAll(async () => {
  await ledger.close();
  await server.stop();
});

const suspension = { effectiveOn: '2024-03-04', school: oakfield, category: 'SUSP', reasons: ['DB'] };

async function trajectoryOf(pupil: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${ledger.address}/api/pupils/${pupil}/trajectory`);
  return (await response.json()) as Record<string, unknown>;
}

test('who records something is answered with its position, and finds it in the trajectory at once', async () => {
  const pupil = await client.newPupil();
  const reply = await client.report(pupil, 'suspensions', suspension);
  expect([reply.status, reply.etag]).toEqual([201, '"1"']);
  expect(reply.body['position']).toMatch(/^\d+$/);
  const { entries } = (await trajectoryOf(pupil)) as { entries: { id: string; position: string }[] };
  expect(entries.at(-1)).toMatchObject({ id: reply.body['entry'], position: reply.body['position'] });
});

test('a fact that stands is known, also where many report it at once', async () => {
  const pupil = await client.newPupil();
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => client.report(pupil, 'suspensions', suspension)),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(replies.map(({ body }) => body['entry'])).size).toBe(1);
});

test('a school that the register lacks may not report', async () => {
  const pupil = await client.newPupil();
  const reply = await client.report(pupil, 'suspensions', { ...suspension, school: '199999' });
  expect([reply.status, brokenRules(reply)]).toEqual([422, ['school: unknown-school']]);
});

test('what another writer put into a stream is passed over: recording goes on after it', async () => {
  const pupil = await client.newPupil();
  const { body } = await client.report(pupil, 'suspensions', suspension);
  await server.writeAgain(String(body['entry']));
  const after = await client.report(pupil, 'young-carer', { effectiveOn: '2024-03-05', youngCarer: 'P' });
  expect([after.status, after.etag]).toEqual([201, '"3"']);
});

test('a calendar is set, and known when it is set again', async () => {
  const dates = {
    effectiveOn: '2023-05-01',
    schoolYear: '2023/24',
    terms: [{ startsOn: '2023-09-04', endsOn: '2023-12-15' }],
  };
  const set = () => client.post('/api/authorities/301/term-dates', dates);
  const [first, again] = [await set(), await set()];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(first.body['position']).toEqual(again.body['position']);
});

test('flags are those that the entry raised, in a merged history too', async () => {
  const [one, other] = [await client.newPupil(), await client.newPupil()];
  await client.report(one, 'suspensions', { ...suspension, lengthSessions: 60 });
  const merged = await client.report(one, 'merges', { effectiveOn: '2024-03-05', absorbed: other });
  expect(merged.status).toBe(201);
  const later = await client.report(other, 'suspensions', {
    ...suspension,
    effectiveOn: '2024-05-06',
    lengthSessions: 60,
  });
  expect(later.body['pupil']).toBe(one);
  expect(flagsOf(later)).toEqual(['excluded-while-not-on-roll', 'suspended-beyond-45-days']);
});

test('an erasure reaches every record of the history, at once', async () => {
  const [one, other] = [await client.newPupil(), await client.newPupil()];
  await client.report(one, 'merges', { effectiveOn: '2024-03-05', absorbed: other });
  const erased = await client.report(one, 'erasure', {
    effectiveOn: '2024-06-01',
    reason: 'erasure-request',
  });
  expect(erased.body).toMatchObject({ standing: 'recorded', identifiersSuppressed: 2 });
  expect(new Set(erased.body['records'] as string[])).toEqual(new Set([one, other]));
});

test('a request that comes again under its key is answered as the first time', async () => {
  const pupil = await client.newPupil();
  const key = { 'idempotency-key': randomUUID() };
  const first = await client.report(pupil, 'suspensions', suspension, key);
  expect(await client.report(pupil, 'suspensions', suspension, key)).toEqual(first);
});

test('health tells the log, its sequencing and the read models apart', async () => {
  const health = (await (await fetch(`${ledger.address}/health`)).json()) as { details: object };
  expect(health.details).toMatchObject({
    database: { status: 'up' },
    log: { status: 'up', engine: 'eventstoredb' },
    sequencing: { activity: 'acting' },
    projections: { status: 'up' },
  });
});
