import { KeyStore } from '../../src/identity/keys/key-store.js';
import { open } from '../../src/identity/sealing.js';
import { asPupilId } from '../../events/identifiers.js';
import type { Sealed } from '../../events/sealed.js';
import { startApplication, type TestApplication } from '../support/application.js';
import {
  brokenRules,
  describeRegister,
  flagsOf,
  oakfield,
  birchwood,
  RecordingClient,
} from '../support/recording-client.js';

let ledger: TestApplication;
let client: RecordingClient;

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
afterAll(() => ledger.close());

const person = (upn: string) => ({
  effectiveOn: '2020-09-01',
  upn,
  surname: 'Quillfeather',
  forenames: 'Ottoline',
  dateOfBirth: '2009-02-14',
  sex: 'F',
});

/** What stands in the pupil's stream, as its JSON text. */
async function entriesOf(pupil: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const { rows } = await ledger.database.pool.query<{ type: string; data: Record<string, unknown> }>(
    'select type, data from ledger.events where stream = $1 order by revision',
    [`pupil-${pupil}`],
  );
  return rows;
}

describe('identifying a pupil', () => {
  it('makes the pupil of a new UPN, and knows it when it comes again', async () => {
    const upn = client.newUpn();
    const first = await client.post('/api/pupils', person(upn));
    const again = await client.post('/api/pupils', { ...person(upn), effectiveOn: '2024-09-01' });
    const bare = await client.post('/api/pupils', { effectiveOn: '2024-09-01', upn });
    const renamed = await client.post('/api/pupils', { ...person(upn), surname: 'Larkspur' });
    expect(first).toMatchObject({
      status: 201,
      body: { type: 'PupilIdentified', standing: 'recorded', revision: '0' },
    });
    for (const known of [again, bare]) {
      expect(known).toMatchObject({
        status: 200,
        body: { pupil: first.body['pupil'], entry: first.body['entry'] },
      });
    }
    expect(renamed).toMatchObject({ status: 201, body: { pupil: first.body['pupil'], revision: '1' } });
  });

  it('keeps sex, year and month of birth in clear and seals the rest under the pupil’s key', async () => {
    const upn = client.newUpn();
    const pupil = String((await client.post('/api/pupils', person(upn))).body['pupil']);
    const [entry] = await entriesOf(pupil);
    expect(entry?.data).toMatchObject({ sex: 'F', birthYear: 2009, birthMonth: 2 });
    expect(JSON.stringify(entry)).not.toMatch(new RegExp(`quill|ottoline|02-14|${upn}`, 'i'));
    const keys = (await ledger.app.get(KeyStore, { strict: false }).keysOf([asPupilId(pupil)])).get(
      asPupilId(pupil),
    );
    if (!keys || keys === 'destroyed') throw new Error('the pupil has no keys');
    expect(open(keys, 'person', entry?.data['person'] as Sealed)).toMatchObject({
      upn,
      surname: 'Quillfeather',
    });
  });

  it('gives one pupil to twenty who send one new UPN at once', async () => {
    const upn = client.newUpn();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/api/pupils', person(upn))),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(replies.map(({ body }) => `${String(body['pupil'])} ${String(body['entry'])}`)).size).toBe(
      1,
    );
  });

  it('records who was found as looked at', async () => {
    const upn = client.newUpn();
    const { body } = await client.post('/api/pupils', person(upn));
    await client.post('/api/pupils/find', { upn });
    const { rows } = await ledger.database.pool.query(
      'select actor, what from platform.look where pupil_id = $1',
      [body['pupil']],
    );
    expect(rows).toEqual([{ actor: 'rest', what: 'found-by-upn' }]);
  });

  it('finds a pupil by a UPN in the body, and says when there is none', async () => {
    const upn = client.newUpn();
    const { body } = await client.post('/api/pupils', person(upn));
    expect(await client.post('/api/pupils/find', { upn })).toMatchObject({
      status: 200,
      body: { pupil: body['pupil'], status: 'current' },
    });
    expect(await client.post('/api/pupils/find', { upn: client.newUpn() })).toMatchObject({
      status: 404,
      body: { code: 'unknown-upn' },
    });
  });
});

describe('a change of UPN', () => {
  it('keeps the former one finding the pupil', async () => {
    const [before, after] = [client.newUpn(), client.newUpn()];
    const { body } = await client.post('/api/pupils', person(before));
    const pupil = String(body['pupil']);
    const change = { effectiveOn: '2023-09-01', upn: after };
    expect(await client.report(pupil, 'upn-changes', change)).toMatchObject({
      status: 201,
      body: { type: 'UpnChanged' },
    });
    expect(await client.report(pupil, 'upn-changes', change)).toMatchObject({ status: 200 });
    expect((await client.post('/api/pupils/find', { upn: before })).body).toEqual({
      pupil,
      status: 'former',
    });
    expect((await client.post('/api/pupils/find', { upn: after })).body).toEqual({
      pupil,
      status: 'current',
    });
  });

  it('to a UPN that another pupil holds is refused, with the holder and the way to merge', async () => {
    const upn = client.newUpn();
    const holder = (await client.post('/api/pupils', person(upn))).body['pupil'];
    const reply = await client.report(await client.newPupil(), 'upn-changes', {
      effectiveOn: '2023-09-01',
      upn,
    });
    expect(reply).toMatchObject({ status: 409, body: { code: 'upn-held-by-another', holder } });
    expect(reply.body['detail']).toContain('/merges');
  });
});

describe('a merge of records', () => {
  const addition = (school: string) => ({ effectiveOn: '2020-09-01', school, enrolmentStatus: 'C' });

  it('makes two records one history: flags of both, identifiers of both, addresses that compare', async () => {
    const upn = client.newUpn();
    const absorbed = String((await client.post('/api/pupils', person(upn))).body['pupil']);
    const surviving = await client.newPupil();
    const home = { lines: ['1 High Street'], postcode: 'RM10 7QS' };
    await client.report(absorbed, 'addresses', { effectiveOn: '2020-09-01', ...home });
    await client.report(surviving, 'addresses', { effectiveOn: '2021-09-01', ...home });
    await client.report(absorbed, 'roll-additions', addition(oakfield));
    await client.report(surviving, 'roll-additions', addition(birchwood));

    const merge = { effectiveOn: '2024-01-08', absorbed };
    const merged = await client.report(surviving, 'merges', merge);
    expect(merged).toMatchObject({ status: 201, body: { pupil: surviving, type: 'RecordsMerged' } });
    expect(flagsOf(merged)).toContain('two-main-registrations');
    expect(await client.report(surviving, 'merges', merge)).toMatchObject({ status: 200 });

    expect((await client.post('/api/pupils/find', { upn })).body['pupil']).toBe(surviving);
    const later = await client.report(absorbed, 'young-carer', {
      effectiveOn: '2024-01-09',
      youngCarer: 'P',
    });
    expect(later).toMatchObject({ status: 201, body: { pupil: surviving } });

    const entries = await entriesOf(surviving);
    const own = entries.find(({ type }) => type === 'AddressChanged');
    const carried = entries.find(({ type }) => type === 'RecordsMerged');
    expect(carried?.data['addresses']).toEqual([expect.objectContaining({ place: own?.data['place'] })]);
  });

  it('is refused with itself, the other way round, with a stranger and after a merge into another', async () => {
    const [a, b, c] = [await client.newPupil(), await client.newPupil(), await client.newPupil()];
    const merge = (into: string, absorbed: string) =>
      client.report(into, 'merges', { effectiveOn: '2024-01-08', absorbed });
    expect(brokenRules(await merge(a, a))).toEqual(['absorbed: another-pupil']);
    expect(brokenRules(await merge(a, '01900000-0000-7000-8000-00000000dead'))).toEqual([
      'absorbed: unknown-pupil',
    ]);
    expect(await merge(a, b)).toMatchObject({ status: 201 });
    expect(await merge(b, a)).toMatchObject({ status: 409, body: { code: 'already-merged', into: a } });
    expect(await merge(c, b)).toMatchObject({ status: 409, body: { code: 'already-merged', into: a } });
  });

  it('of two pupils into each other at once makes no ring', async () => {
    const [a, b] = [await client.newPupil(), await client.newPupil()];
    const merge = (into: string, absorbed: string) =>
      client.report(into, 'merges', { effectiveOn: '2024-01-08', absorbed });
    const replies = await Promise.all([merge(a, b), merge(b, a)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('that is withdrawn makes them two pupils again', async () => {
    const upn = client.newUpn();
    const absorbed = String((await client.post('/api/pupils', person(upn))).body['pupil']);
    const surviving = await client.newPupil();
    const merged = await client.report(surviving, 'merges', { effectiveOn: '2024-01-08', absorbed });
    const withdrawal = { effectiveOn: '2024-01-09', entry: merged.body['entry'] };
    const headers = { 'if-match': String(merged.etag) };
    expect(await client.report(surviving, 'withdrawals', withdrawal, headers)).toMatchObject({ status: 201 });
    expect((await client.post('/api/pupils/find', { upn })).body['pupil']).toBe(absorbed);
  });
});

describe('an erasure', () => {
  const erasure = { effectiveOn: '2024-07-01', reason: 'erasure-request' };

  it('destroys the keys once, suppresses the UPN, and goes on taking facts in clear', async () => {
    const upn = client.newUpn();
    const pupil = String((await client.post('/api/pupils', person(upn))).body['pupil']);
    const address = { effectiveOn: '2024-08-01', lines: ['1 High Street'], postcode: 'RM10 7QS' };

    const first = await client.report(pupil, 'erasure', erasure);
    expect(first).toMatchObject({
      status: 201,
      body: { records: [pupil], keysDestroyed: 1, identifiersSuppressed: 1 },
    });
    const again = await client.report(pupil, 'erasure', erasure);
    expect(again).toMatchObject({ status: 200, body: { entry: first.body['entry'], keysDestroyed: 0 } });

    expect(await client.post('/api/pupils', person(upn))).toMatchObject({
      status: 409,
      body: { code: 'erased' },
    });
    expect(await client.post('/api/pupils/find', { upn })).toMatchObject({
      status: 404,
      body: { code: 'erased' },
    });
    const other = { effectiveOn: '2024-08-01', upn: client.newUpn() };
    expect(await client.report(pupil, 'upn-changes', other)).toMatchObject({
      status: 409,
      body: { code: 'erased' },
    });
    expect(await client.report(pupil, 'addresses', address)).toMatchObject({ status: 201 });
    expect((await entriesOf(pupil)).at(-1)?.data).toEqual({
      effectiveOn: '2024-08-01',
      outwardPostcode: 'RM10',
    });
  });

  it('of a stranger is refused', async () => {
    const reply = await client.report('01900000-0000-7000-8000-00000000dead', 'erasure', erasure);
    expect(reply).toMatchObject({ status: 404, body: { code: 'unknown-pupil' } });
  });
});
