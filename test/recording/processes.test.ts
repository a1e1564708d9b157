/** The built application in processes of its own: two replicas over one database, one that is killed, and commands. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Commands } from '../support/commands.js';
import { describeRegister, oakfield, RecordingClient, type Reply } from '../support/recording-client.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';

const masterKey = randomBytes(32).toString('base64');

let ledger: TestApplication;
let environment: Record<string, string>;
let client: RecordingClient;
const commands = new Commands();

beforeAll(async () => {
  ledger = await startApplication({ LEDGER_MASTER_KEY: masterKey });
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
  environment = {
    DATABASE_URL: ledger.database.connectionString,
    LEDGER_MASTER_KEY: masterKey,
    LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  await commands.close();
  await ledger.close();
});

const erase = (...args: string[]) => commands.run(['erase', ...args], environment);

const suspension = (day: number) => ({
  effectiveOn: new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10),
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
});

const revisionsOf = async (pupil: string) => {
  const { rows } = await ledger.database.pool.query<{ id: string }>(
    'select id from ledger.events where stream = $1',
    [`pupil-${pupil}`],
  );
  return rows.map(({ id }) => id);
};

describe('a replica', () => {
  let replica: LedgerProcess;
  beforeEach(async () => {
    replica = await startLedger(environment);
  });
  afterEach(() => replica.end('SIGKILL'));

  it('gets one request with one key as another does: it is recorded once, and both answer with the entry in the end', async () => {
    const other = new RecordingClient(replica.address);
    const pupil = await client.newPupil();
    for (let day = 1; day <= 10; day++) {
      const key = { 'idempotency-key': randomUUID() };
      const send = (one: RecordingClient) =>
        untilAnswered(() => one.report(pupil, 'suspensions', suspension(day), key));
      const [here, there] = await Promise.all([send(client), send(other)]);
      expect([here.status, there.status]).toEqual([201, 201]);
      expect(there.body['entry']).toBe(here.body['entry']);
    }
    expect(await revisionsOf(pupil)).toHaveLength(11);
  });

  it('after kill -9 under load, every request sent again to another replica is answered, and nothing stands twice', async () => {
    const dying = new RecordingClient(replica.address);
    const pupils = await Promise.all(Array.from({ length: 4 }, () => client.newPupil()));
    const requests = pupils.flatMap((pupil) =>
      Array.from({ length: 10 }, (_, at) => ({ pupil, body: suspension(at + 1), key: randomUUID() })),
    );
    const report = (one: RecordingClient, { pupil, body, key }: (typeof requests)[number]) =>
      one.report(pupil, 'suspensions', body, { 'idempotency-key': key });

    let answered = 0;
    const acknowledged = requests.map(async (request) => {
      const reply = await report(dying, request).catch(() => undefined);
      answered += 1;
      if (answered === 5) await replica.end('SIGKILL');
      return reply;
    });
    const before = await Promise.all(acknowledged);
    const after = await Promise.all(requests.map((request) => untilAnswered(() => report(client, request))));

    for (const [at, reply] of after.entries()) {
      expect(reply.status).toBe(201);
      const first = before[at];
      if (first?.status === 201) expect(reply.body['entry']).toBe(first.body['entry']);
    }
    for (const pupil of pupils) expect(await revisionsOf(pupil)).toHaveLength(11);
  });
});

test('ledger erase destroys the key, prints one JSON document, and says so when it was done before', async () => {
  const pupil = await client.newPupil();
  const first = await erase(pupil, '--yes', '--json', '--reason', 'retention-ended', '--on', '2024-07-01');
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(first.stdout)).toMatchObject({
    pupil,
    type: 'PersonalDataKeyDestroyed',
    standing: 'recorded',
    keysDestroyed: 1,
  });
  const again = await erase(pupil, '--yes');
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Erased before')]);
});

test('ledger erase erases nothing without a yes, and takes nothing but a pupil’s id', async () => {
  const pupil = await client.newPupil();
  const unasked = await erase(pupil);
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
  const malformed = await erase('A123456789012', '--yes');
  expect([malformed.code, malformed.stderr]).toEqual([2, expect.stringContaining('<id>')]);
  expect(await revisionsOf(pupil)).toHaveLength(1);
});

/** Does what a client does that is told the request is under way: asks again. */
async function untilAnswered(send: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await send();
    if (reply.body['code'] !== 'in-progress') return reply;
  }
}
