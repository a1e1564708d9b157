import { randomUUID } from 'node:crypto';
import { heldForSeconds } from '../../src/recording/idempotency/claims.js';
import { startApplication, type TestApplication } from '../support/application.js';
import {
  brokenRules,
  describeRegister,
  oakfield,
  RecordingClient,
  type Reply,
} from '../support/recording-client.js';

let ledger: TestApplication;
let client: RecordingClient;
let pupil: string;
let key: string;

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
beforeEach(async () => {
  pupil = await client.newPupil();
  key = randomUUID();
});
afterAll(() => ledger.close());

const suspension = {
  effectiveOn: '2024-03-04',
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
  lengthSessions: 4,
};
const address = { effectiveOn: '2024-01-08', lines: ['1 High Street'], postcode: 'RM10 7QS' };
const send = (path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  client.report(pupil, path, body, { 'idempotency-key': key, ...headers });

const query = (sql: string, values: unknown[] = []) =>
  ledger.database.pool.query<Record<string, unknown>>(sql, values);

/** As a process leaves its claims that is killed before it answers. */
const loseAnswers = () =>
  query(
    `update platform.idempotency_claim set status = null, answer = null, held_until = now() + interval '1 hour'`,
  );
const letClaimsLapse = () => query(`update platform.idempotency_claim set held_until = now()`);

async function entryCount(): Promise<unknown> {
  const { rows } = await query('select count(*) as entries from ledger.events where stream = $1', [
    `pupil-${pupil}`,
  ]);
  return rows[0]?.['entries'];
}

describe('a request with an idempotency key', () => {
  it('that comes again is answered as the first time, whatever was recorded since', async () => {
    const first = await send('suspensions', suspension);
    await client.report(pupil, 'young-carer', { effectiveOn: '2024-03-05', youngCarer: 'P' });
    expect(await send('suspensions', suspension)).toEqual(first);
    expect(first.status).toBe(201);
  });

  it('that had a condition is answered as the first time, though the condition no longer holds', async () => {
    const first = await send('suspensions', suspension, { 'if-match': '"0"' });
    expect(await send('suspensions', suspension, { 'if-match': '"0"' })).toEqual(first);
  });

  it.each([
    ['another body', () => send('suspensions', { ...suspension, lengthSessions: 5 })],
    ['another path', () => send('young-carer', { effectiveOn: '2024-03-04', youngCarer: 'P' })],
    ['another condition', () => send('suspensions', suspension, { 'if-match': '*' })],
    [
      'another pupil',
      async () =>
        client.report(await client.newPupil(), 'suspensions', suspension, { 'idempotency-key': key }),
    ],
  ])('whose key comes again with %s is refused', async (_what, again) => {
    await send('suspensions', suspension);
    const reply = await again();
    expect([reply.status, reply.body['code']]).toEqual([422, 'idempotency-key-reused']);
    expect(brokenRules(reply)).toEqual(['Idempotency-Key: idempotency-key-reused']);
  });

  it('that was refused leaves the key free', async () => {
    expect(await send('suspensions', { ...suspension, school: '999999' })).toMatchObject({ status: 422 });
    expect(await send('suspensions', suspension)).toMatchObject({ status: 201 });
  });

  it('that is sent twice at once is done once; the other is told to ask again', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => send('suspensions', suspension)));
    const done = replies.filter(({ status }) => status === 201);
    const waiting = replies.filter(({ status }) => status !== 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ body }) => body['entry'])).size).toBe(1);
    for (const reply of waiting) {
      expect(reply).toMatchObject({ status: 409, retryAfter: '1', body: { code: 'in-progress' } });
    }
    expect(await entryCount()).toBe(2);
  });

  it.each(['', ' ', 'a b', 'é'.repeat(3), 'x'.repeat(256)].map((bad) => [bad]))(
    'whose key is %j is refused',
    async (bad) => {
      const latin1 = Buffer.from(bad, 'utf8').toString('latin1');
      const reply = await client.report(pupil, 'suspensions', suspension, { 'idempotency-key': latin1 });
      expect([reply.status, brokenRules(reply)]).toEqual([400, ['Idempotency-Key: idempotency-key']]);
    },
  );
});

describe('a process that was killed', () => {
  it('between append and answer leaves a claim that is in progress until it lapses, then answered with its entry', async () => {
    const first = await send('addresses', address);
    await loseAnswers();
    expect(await send('addresses', address)).toMatchObject({ status: 409, body: { code: 'in-progress' } });
    await letClaimsLapse();
    // The box of an address is never sealed alike twice, so only the derived id tells that the entry is this one.
    expect(await send('addresses', address)).toEqual(first);
    expect(await entryCount()).toBe(2);
  });

  it('between claim and append leaves a claim under which the work is done by whoever comes next', async () => {
    await send('addresses', { ...address, postcode: 'nowhere at all' });
    await send('addresses', address);
    await loseAnswers();
    await letClaimsLapse();
    const next = { effectiveOn: '2024-03-04', senProvision: 'K' };
    expect(await client.report(pupil, 'sen-provision', next)).toMatchObject({ status: 201, etag: '"2"' });
    expect(await send('addresses', address)).toMatchObject({ status: 201, etag: '"2"' });
  });

  it('keeps its claim for no more than some seconds', () => {
    expect(heldForSeconds).toBeLessThanOrEqual(10);
  });
});

describe('a claim', () => {
  it('holds neither the key nor what was sent', async () => {
    await send('addresses', address);
    const { rows } = await query('select * from platform.idempotency_claim');
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${key}|high street`, 'i'));
  });

  it('lapses after seven days; the same request is then known by its entry all the same', async () => {
    const first = await send('suspensions', suspension);
    await query(`update platform.idempotency_claim set claimed_at = now() - interval '8 days'`);
    expect((await send('suspensions', suspension)).body['entry']).toBe(first.body['entry']);
    await query(`update platform.idempotency_claim set claimed_at = now() - interval '8 days'`);
    expect(await send('suspensions', { ...suspension, lengthSessions: 5 })).toMatchObject({ status: 201 });
  });
});
