import { startApplication, type TestApplication } from '../support/application.js';
import {
  brokenRules,
  describeRegister,
  flagsOf,
  oakfield,
  RecordingClient,
  type Reply,
} from '../support/recording-client.js';

let ledger: TestApplication;
let client: RecordingClient;
let pupil: string;
let suspended: Reply;

const suspension = {
  effectiveOn: '2024-03-04',
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
  lengthSessions: 4,
};

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
beforeEach(async () => {
  pupil = await client.newPupil();
  await client.report(pupil, 'roll-additions', {
    effectiveOn: '2020-09-01',
    school: oakfield,
    enrolmentStatus: 'C',
  });
  suspended = await client.report(pupil, 'suspensions', suspension);
});
afterAll(() => ledger.close());

const newest = { 'if-match': '"2"' };
const correct = (data: object, headers: Record<string, string> = newest) =>
  client.report(pupil, 'corrections', { entry: suspended.body['entry'], data, reference: 'T/7' }, headers);

describe('a correction', () => {
  it('is recorded at the revision that If-Match names, with the flags that the fact raises as it reads now', async () => {
    const reply = await correct({ ...suspension, lengthSessions: 91 });
    expect(reply).toMatchObject({ status: 201, etag: '"3"', body: { type: 'EntryCorrected' } });
    expect(flagsOf(reply)).toEqual(['suspended-beyond-45-days']);
    const again = await correct({ ...suspension, lengthSessions: 91 }, { 'if-match': '"3"' });
    expect(again).toMatchObject({ status: 200, body: { entry: reply.body['entry'] } });
  });

  it('without If-Match is told to send it', async () => {
    expect(await correct(suspension, {})).toMatchObject({
      status: 428,
      body: { errors: [{ field: 'If-Match' }] },
    });
  });

  it('for another revision is told which one it is', async () => {
    const reply = await correct({ ...suspension, lengthSessions: 6 }, { 'if-match': '"1"' });
    expect(reply).toMatchObject({
      status: 412,
      etag: '"2"',
      body: { code: 'precondition-failed', actualRevision: '2' },
    });
  });

  it('names the wrong fields of the report inside it', async () => {
    const reply = await correct({ ...suspension, lengthSessions: 'four', school: 1, hair: 'red' });
    expect(reply.status).toBe(422);
    expect(brokenRules(reply)).toEqual([
      'data.hair: unknown-field',
      'data.school: urn',
      'data.lengthSessions: whole-number',
    ]);
    expect(brokenRules(await correct({ ...suspension, school: '999999' }))).toEqual([
      'data.school: unknown-school',
    ]);
  });

  it('of an address or a name comes in plain and stands sealed', async () => {
    const upn = client.newUpn();
    const told = { effectiveOn: '2020-09-01', upn, surname: 'Quillfeather' };
    const { body } = await client.post('/api/pupils', told);
    const named = String(body['pupil']);
    const address = { effectiveOn: '2024-01-08', lines: ['17 Zebedee Gardens'], postcode: 'RM10 7QS' };
    const moved = await client.report(named, 'addresses', address);
    const change = (entry: unknown, data: object) =>
      client.report(named, 'corrections', { entry, data }, { 'if-match': '*' });

    expect(await change(body['entry'], { ...told, surname: 'Larkspur' })).toMatchObject({ status: 201 });
    expect(await change(moved.body['entry'], { ...address, lines: ['71 Zebedee Gardens'] })).toMatchObject({
      status: 201,
    });
    expect(brokenRules(await change(body['entry'], { ...told, upn: client.newUpn() }))).toEqual([
      'data.upn: upn-of-this-pupil',
    ]);
    const { rows } = await ledger.database.pool.query('select data from ledger.events where stream = $1', [
      `pupil-${named}`,
    ]);
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`quill|lark|zebedee|${upn}`, 'i'));
  });

  it('of another pupil’s entry is refused', async () => {
    const stranger = await client.newPupil();
    const body = { entry: suspended.body['entry'], data: suspension };
    const reply = await client.report(stranger, 'corrections', body, { 'if-match': '*' });
    expect(brokenRules(reply)).toEqual(['entry: entry-in-history']);
  });
});

describe('a withdrawal', () => {
  it('is recorded once, and takes the fact out of what stands', async () => {
    const withdrawal = { effectiveOn: '2024-03-08', entry: suspended.body['entry'] };
    const first = await client.report(pupil, 'withdrawals', withdrawal, newest);
    const again = await client.report(pupil, 'withdrawals', withdrawal, { 'if-match': '*' });
    expect([first.status, again.status, again.body['entry']]).toEqual([201, 200, first.body['entry']]);
    expect(await client.report(pupil, 'suspensions', suspension)).toMatchObject({ status: 201 });
    expect(await correct(suspension, { 'if-match': '*' })).toMatchObject({
      status: 409,
      body: { code: 'entry-withdrawn' },
    });
  });

  it('without If-Match is told to send it', async () => {
    const withdrawal = { effectiveOn: '2024-03-08', entry: suspended.body['entry'] };
    expect(await client.report(pupil, 'withdrawals', withdrawal)).toMatchObject({ status: 428 });
  });
});

describe('If-Match', () => {
  it('is welcome on every report', async () => {
    const body = { effectiveOn: '2024-05-01', senProvision: 'K' };
    expect(await client.report(pupil, 'sen-provision', body, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
    });
    expect(await client.report(pupil, 'sen-provision', body, newest)).toMatchObject({
      status: 201,
      etag: '"3"',
    });
  });

  it.each(['12', 'W/"12"', '"12', '"-1"', '"1","2"', '"99999999999999999999"', '"x"'])(
    'that reads %s is refused',
    async (tag) => {
      const reply = await correct(suspension, { 'if-match': tag });
      expect([reply.status, brokenRules(reply)]).toEqual([400, ['If-Match: entity-tag']]);
    },
  );

  it('lets one of two corrections of one revision through', async () => {
    const replies = await Promise.all(
      [5, 6, 7, 8].map((lengthSessions) => correct({ ...suspension, lengthSessions })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412]);
  });
});
