/** What bad input gets: a 4xx that names field and rule, and the next request is served. */
import { asUrn } from '../../events/identifiers.js';
import { startApplication, type TestApplication } from '../support/application.js';
import {
  brokenRules,
  describeRegister,
  oakfield,
  RecordingClient,
  type Headers,
} from '../support/recording-client.js';

let ledger: TestApplication;
let client: RecordingClient;
let pupil: string;
let day = 0;

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
  pupil = await client.newPupil();
});
afterEach(async () => {
  day += 1;
  const next = { effectiveOn: `${1950 + day}-01-01`, youngCarer: 'P' };
  expect(await client.report(pupil, 'young-carer', next)).toMatchObject({ status: 201 });
});
afterAll(() => ledger.close());

const suspension = { effectiveOn: '2024-03-04', school: oakfield, category: 'SUSP', reasons: ['DB'] };
const removal = { effectiveOn: '2024-03-04', school: oakfield, regime: 'SI2006/1751' };
const long = 'x'.repeat(100_000);

async function expectRefusal(
  path: string,
  body: unknown,
  status: number,
  rules: string[],
  headers?: Headers,
) {
  const reply = await client.report(pupil, path, body, headers);
  expect({ status: reply.status, rules: brokenRules(reply) }).toEqual({ status, rules });
  expect(reply.contentType).toMatch(/^application\/problem\+json/);
  expect(reply.body).toMatchObject({ status, title: expect.any(String), code: expect.any(String) });
  return reply;
}

describe('fields', () => {
  it.each([
    ['an unknown field', { ...suspension, hair: 'red' }, 'hair: unknown-field'],
    ['a number for text', { ...suspension, category: 7 }, 'category: code'],
    ['text for a number', { ...suspension, lengthSessions: '4' }, 'lengthSessions: whole-number'],
    ['half a session', { ...suspension, lengthSessions: 4.5 }, 'lengthSessions: whole-number'],
    ['null', { ...suspension, effectiveOn: null }, 'effectiveOn: date'],
    ['a date that does not exist', { ...suspension, effectiveOn: '2023-02-29' }, 'effectiveOn: date'],
    ['a time for a date', { ...suspension, effectiveOn: '2024-03-04T09:00:00Z' }, 'effectiveOn: date'],
    ['a year of the wrong century', { ...suspension, effectiveOn: '0024-03-04' }, 'effectiveOn: date'],
    ['an end before the start', { ...suspension, endsOn: '2024-03-01' }, 'endsOn: not-before'],
    ['a code not shaped like its list’s', { ...suspension, category: 'suspended' }, 'category: code'],
    [
      'more reasons than there are fields for',
      { ...suspension, reasons: ['DB', 'PA', 'VA', 'OW'] },
      'reasons: codes',
    ],
    ['a malformed URN', { ...suspension, school: '0123' }, 'school: urn'],
    [
      'a reporting school that the register lacks',
      { ...suspension, school: asUrn('999999') },
      'school: unknown-school',
    ],
    ['a text of 100,000 characters', { ...suspension, category: long }, 'category: code'],
    ['a list', [suspension], ': object'],
  ])('%s', async (_what, body, rule) => {
    await expectRefusal('suspensions', body, 422, [rule]);
  });

  it('leaving before entry in the same report', async () => {
    await expectRefusal('roll-removals', { ...removal, enteredOn: '2024-03-05' }, 422, [
      'effectiveOn: not-before',
    ]);
  });

  it('several at once are all named', async () => {
    await expectRefusal('suspensions', { reasons: 'DB', school: null }, 422, [
      'effectiveOn: date',
      'school: urn',
      'reasons: codes',
      'category: code',
    ]);
  });

  it('a UPN with the wrong check letter, never repeated in the answer', async () => {
    const upn = `Z${client.newUpn().slice(1)}`;
    const reply = await client.post('/api/pupils', { effectiveOn: '2020-09-01', upn });
    expect([reply.status, brokenRules(reply)]).toEqual([422, ['upn: upn']]);
    expect(JSON.stringify(reply.body)).not.toContain(upn);
    expect(await client.post('/api/pupils/find', { upn: long })).toMatchObject({ status: 422 });
  });

  it('documents that are none', async () => {
    const documents = [{ kind: 'Minute', reference: long, sha256: 'abc', page: 1 }];
    await expectRefusal('suspensions', { ...suspension, documents }, 422, [
      'documents[0].page: unknown-field',
      'documents[0].kind: shape',
      'documents[0].reference: shape',
      'documents[0].sha256: shape',
    ]);
  });

  it('a field named like a part of every object', async () => {
    await expectRefusal('suspensions', `{"__proto__": {"school": "1"}, "effectiveOn": "2024-03-04"}`, 400, [
      ': field-name',
    ]);
  });
});

describe('texts', () => {
  it.each([
    [
      'a NUL character',
      '{"effectiveOn": "2024-03-04", "ground": "full", "reference": "a\\u0000b"}',
      'reference: readable-text',
    ],
    ['half a character', '{"effectiveOn": "2024-03-04", "reference": "\\ud800"}', 'reference: readable-text'],
  ])('%s', async (_what, body, rule) => {
    await expectRefusal('admission-refusals', body, 400, [rule]);
  });
});

describe('bodies', () => {
  it('of 10 MB', async () => {
    await expectRefusal('suspensions', { ...suspension, hair: 'x'.repeat(10_000_000) }, 413, []);
  });

  it('nested a hundred thousand levels deep', async () => {
    const reply = await client.report(
      pupil,
      'suspensions',
      `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    );
    expect([reply.status, reply.body['code']]).toEqual([400, 'invalid-fields']);
  });

  it.each([['{"effectiveOn":'], ['"text"'], ['NaN'], ['{}{}'], ['﻿{}x'], ['\u0000']])(
    'that are not one JSON object: %j',
    async (body) => {
      const reply = await client.report(pupil, 'suspensions', body);
      expect([reply.status, reply.contentType]).toEqual([400, expect.stringMatching(/problem\+json/)]);
    },
  );

  it('that are empty', async () => {
    await expectRefusal('deaths', '', 422, ['effectiveOn: date']);
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('sent as %s', async (type) => {
    await expectRefusal('suspensions', JSON.stringify(suspension), 415, [], { 'content-type': type });
  });

  it('in another character set', async () => {
    await expectRefusal('suspensions', suspension, 415, [], {
      'content-type': 'application/json; charset=ebcdic',
    });
  });
});

describe('addresses', () => {
  it.each([
    'x',
    '01900000-0000-7000-8000-00000000000G',
    '01900000-0000-7000-8000-00000000000A',
    '..%2f..',
    '%F0%9F%98%80',
  ])('the pupil %s is no pupil id', async (id) => {
    const reply = await client.report(id, 'deaths', { effectiveOn: '2024-03-04' });
    expect([reply.status, brokenRules(reply)]).toEqual([400, ['pupil: pupil-id']]);
  });

  it('a pupil whom the ledger does not hold', async () => {
    const reply = await client.report('01900000-0000-7000-8000-00000000dead', 'deaths', {
      effectiveOn: '2024-03-04',
    });
    expect(reply).toMatchObject({ status: 404, body: { code: 'unknown-pupil' } });
  });

  it('an authority that is no code, a NUL character, a path that does not decode', async () => {
    const bad = await client.post('/api/authorities/E0/term-dates', {});
    expect([bad.status, brokenRules(bad)]).toEqual([400, ['authority: authority-code']]);
    expect(await client.report('%00', 'deaths', {})).toMatchObject({ status: 400 });
    expect(await client.report('%E0%A4%A', 'deaths', {})).toMatchObject({ status: 400 });
  });

  it('a report of a kind that there is not', async () => {
    expect(await client.report(pupil, 'detentions', {})).toMatchObject({ status: 404 });
  });
});
