import fc from 'fast-check';
import { eventSchema } from '../../events/validation/json-schema.js';
import { reportedFacts } from '../../src/recording/reports/reported-facts.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { soundData } from '../support/event-data.js';
import {
  barking,
  birchwood,
  describeRegister,
  flagsOf,
  oakfield,
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

const addition = { effectiveOn: '2020-09-01', school: oakfield, enrolmentStatus: 'C', ncYear: '7' };
const suspension = {
  effectiveOn: '2024-03-04',
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
  lengthSessions: 4,
};
const removal = { effectiveOn: '2024-03-28', school: oakfield, regime: 'SI2006/1751', ground: 'a' };

describe('a reported fact', () => {
  it('is answered with its entry, its position, the stream’s revision and the flags that it raised', async () => {
    const pupil = await client.newPupil();
    const reply = await client.report(pupil, 'suspensions', suspension);
    expect(reply).toMatchObject({ status: 201, etag: '"1"' });
    expect(reply.body).toMatchObject({ pupil, type: 'Suspended', standing: 'recorded', revision: '1' });
    expect(reply.body['position']).toMatch(/^\d+$/);
    expect(reply.body['flags']).toEqual([
      expect.objectContaining({
        flag: 'excluded-while-not-on-roll',
        on: '2024-03-04',
        evidence: [reply.body['entry']],
      }),
    ]);
  });

  it('that is known already is answered with the entry that stands, whoever sends it again', async () => {
    const pupil = await client.newPupil();
    const first = await client.report(pupil, 'roll-additions', addition);
    const again = await client.report(pupil, 'roll-additions', addition);
    expect(again).toMatchObject({ status: 200, etag: first.etag });
    expect(again.body).toEqual({ ...first.body, standing: 'known', flags: [] });
  });

  it('keeps its papers, actor and request beside it', async () => {
    const pupil = await client.newPupil();
    const documents = [{ kind: 'panel-minute', reference: 'FAP/2024/17', sha256: 'a'.repeat(64) }];
    const requestId = '01900000-0000-7000-8000-00000000abcd';
    await client.report(pupil, 'suspensions', { ...suspension, documents }, { 'x-request-id': requestId });
    const { rows } = await ledger.database.pool.query<{ data: object; metadata: object }>(
      `select data, metadata from ledger.events where stream = $1 and type = 'Suspended'`,
      [`pupil-${pupil}`],
    );
    expect(rows).toEqual([
      {
        data: suspension,
        metadata: {
          actor: 'rest',
          role: 'recorder',
          source: { system: 'rest' },
          correlationId: requestId,
          documents,
        },
      },
    ]);
  });

  it('is refused where it is known without the papers that it brings, and known with those that stand', async () => {
    const pupil = await client.newPupil();
    const documents = ['a', 'b'].map((digit) => ({
      kind: 'panel-minute',
      reference: 'FAP/2024/17',
      sha256: digit.repeat(64),
    }));
    const reportWith = (...papers: typeof documents) =>
      client.report(pupil, 'suspensions', { ...suspension, documents: papers });
    const first = await reportWith(...documents.slice(0, 1));
    expect(await reportWith(...documents.slice(0, 1))).toMatchObject({ status: 200 });
    const { status, body } = await reportWith(...documents);
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'documents-of-known-entry', entry: first.body['entry'] },
    });
  });

  it.each(reportedFacts.map(({ path, type }) => ({ path, type })))(
    'is taken at $path as $type',
    async ({ path, type }) => {
      const pupil = await client.newPupil();
      const suspended = await client.report(pupil, 'suspensions', suspension);
      const { status, body } = await client.report(
        pupil,
        path,
        exampleOf(type, String(suspended.body['entry'])),
      );
      expect({ status, type: body['type'] }).toEqual({ status: type === 'Suspended' ? 200 : 201, type });
    },
  );
});

describe('what breaks a rule is recorded and flagged', () => {
  it('a removal of a pupil whose addition nobody reported', async () => {
    const pupil = await client.newPupil();
    const reply = await client.report(pupil, 'roll-removals', removal);
    expect(reply.status).toBe(201);
    expect(flagsOf(reply)).toContain('no-known-beginning');
  });

  it('a destination that the register lacks, and a code outside its period', async () => {
    const pupil = await client.newPupil();
    await client.report(pupil, 'roll-additions', addition);
    const destination = { kind: 'school', school: '999999' };
    const left = await client.report(pupil, 'roll-removals', { ...removal, destination });
    expect([left.status, flagsOf(left)]).toEqual([201, expect.arrayContaining(['unknown-destination'])]);
    const later = { ...removal, effectiveOn: '2025-03-28' };
    const outdated = await client.report(pupil, 'roll-removals', later);
    expect(outdated.status).toBe(201);
    expect(flagsOf(outdated)).toContain('code-outside-its-period');
  });

  it('a suspension beyond 45.0 days of the school year, summed over two schools, until the next year’s first day', async () => {
    const pupil = await client.newPupil();
    await client.report(pupil, 'roll-additions', addition);
    await client.report(pupil, 'roll-additions', { ...addition, school: birchwood, enrolmentStatus: 'S' });
    const suspend = (effectiveOn: string, school: string, lengthSessions: number) =>
      client.report(pupil, 'suspensions', { ...suspension, effectiveOn, school, lengthSessions });

    await suspend('2022-10-03', oakfield, 60);
    expect(flagsOf(await suspend('2023-02-06', birchwood, 30))).toEqual([]);
    expect(flagsOf(await suspend('2023-06-05', oakfield, 1))).toEqual(['suspended-beyond-45-days']);

    // Without term dates the year begins on 1 September; the school's own begins five days later.
    const terms = [{ startsOn: '2023-09-06', endsOn: '2023-12-20' }];
    const dates = { effectiveOn: '2023-06-01', schoolYear: '2023/24', terms };
    expect(await client.post('/api/authorities/E09000002/term-dates', dates)).toMatchObject({ status: 201 });
    expect(flagsOf(await suspend('2023-09-05', oakfield, 1))).toEqual(['suspended-beyond-45-days']);
    expect(flagsOf(await suspend('2023-09-06', oakfield, 1))).toEqual([]);
  });
});

describe('an address', () => {
  it('stands sealed, with authority, outward postcode and place token in clear, and is known when sent again', async () => {
    const pupil = await client.newPupil();
    const address = {
      effectiveOn: '2024-01-08',
      homeAuthority: barking,
      lines: ['17 Zebedee Gardens', 'Dagenham'],
      postcode: 'RM10 7QS',
    };
    const first = await client.report(pupil, 'addresses', address);
    const again = await client.report(pupil, 'addresses', address);
    expect([first.status, again.status, again.body['entry']]).toEqual([201, 200, first.body['entry']]);

    const { rows } = await ledger.database.pool.query<{ data: Record<string, unknown> }>(
      `select data from ledger.events where type = 'AddressChanged' and stream = $1`,
      [`pupil-${pupil}`],
    );
    expect(rows[0]?.data).toMatchObject({
      homeAuthority: barking,
      outwardPostcode: 'RM10',
      place: { form: 'text' },
    });
    const told = [rows, first.body];
    expect(JSON.stringify(told)).not.toMatch(/zebedee/i);
    // Three letters stand somewhere in the random letters of a sealed box once in some hundred times.
    const random = ['box', 'fingerprint', 'token'];
    const inClear = JSON.stringify(told, (key, value: unknown) => (random.includes(key) ? null : value));
    expect(inClear).not.toMatch(/7QS/i);
  });
});

describe('term dates', () => {
  const dates = {
    effectiveOn: '2024-06-01',
    schoolYear: '2024/25',
    terms: [{ startsOn: '2024-09-03', endsOn: '2024-12-20' }],
  };

  it('are taken under the authority’s code, the old one too, and for one school', async () => {
    const first = await client.post('/api/authorities/E09000002/term-dates', dates);
    const byOldCode = await client.post('/api/authorities/301/term-dates', dates);
    const ofSchool = await client.post('/api/authorities/E09000002/term-dates', {
      ...dates,
      school: oakfield,
    });
    expect(first).toMatchObject({ status: 201, body: { type: 'TermDatesSet', revision: '0' } });
    expect(byOldCode).toMatchObject({ status: 200, body: { entry: first.body['entry'] } });
    expect(ofSchool).toMatchObject({ status: 201, etag: '"1"' });
  });

  it('come with half-terms, INSET days and half-days; a school may leave the terms to its authority', async () => {
    const closures = [{ kind: 'inset', startsOn: '2024-11-29', endsOn: '2024-11-29' }];
    const sessionDays = [{ on: '2024-12-20', sessions: 1 }];
    const own = { ...dates, school: oakfield, terms: [], closures, sessionDays };
    expect(await client.post('/api/authorities/E09000002/term-dates', own)).toMatchObject({ status: 201 });
    const malformed = { ...own, closures: [{ kind: 'snow', startsOn: '2024-11-29', endsOn: '2024-11-28' }] };
    expect(await client.post('/api/authorities/E09000002/term-dates', malformed)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'closures[0].kind' }, { field: 'closures[0].endsOn' }] },
    });
    const { school: _, ...general } = own;
    expect(await client.post('/api/authorities/E09000002/term-dates', general)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'terms', rule: 'terms-of-an-authority' }] },
    });
  });

  it('are refused for an authority or a school that the register lacks', async () => {
    expect(await client.post('/api/authorities/E09000099/term-dates', dates)).toMatchObject({
      status: 404,
      body: { code: 'unknown-authority' },
    });
    expect(
      await client.post('/api/authorities/E09000002/term-dates', { ...dates, school: '999999' }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'school', rule: 'unknown-school' }] },
    });
  });
});

/** The required fields of a report of that type, about a school and an exclusion that the ledger holds. */
function exampleOf(type: (typeof reportedFacts)[number]['type'], exclusion: string): object {
  if (type === 'Suspended') return suspension;
  if (type === 'AddressChanged') return { effectiveOn: '2024-05-01', lines: [], postcode: 'RM10 7QS' };
  const [sound = {}] = fc.sample(soundData(type), { numRuns: 1, seed: 1 });
  const data: Record<string, unknown> = { ...sound, school: oakfield, exclusion };
  const required = eventSchema(type)['required'];
  const names = Array.isArray(required) ? required.map(String) : [];
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}
