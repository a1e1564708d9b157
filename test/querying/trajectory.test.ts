import { asPupilId } from '../../events/identifiers.js';
import { Erasure } from '../../src/identity/erasure.js';
import { KeyStore } from '../../src/identity/keys/key-store.js';
import { seal } from '../../src/identity/sealing.js';
import {
  added,
  corrected,
  day,
  fact,
  pupilA,
  pupilB,
  removed,
  suspended,
  urn,
  withdrawn,
} from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const [alder, birch] = [urn(1), urn(2)];
let ledger: TestLedger;

const trajectoryOf = (pupil: string, query = '') =>
  ledger.get<TrajectoryDocument>(`/api/pupils/${pupil}/trajectory${query}`);

async function identified(
  pupil: typeof pupilA,
  on: string,
  person: { upn: string; surname: string; forenames: string; dateOfBirth: string },
) {
  const keys = await ledger.application.app.get(KeyStore, { strict: false }).keysOf([pupil]);
  const own = keys.get(pupil);
  if (!own || own === 'destroyed') throw new Error('no keys');
  return of(
    pupil,
    fact('PupilIdentified', {
      effectiveOn: day(on),
      sex: 'F',
      birthYear: 2012,
      birthMonth: 3,
      person: seal(own, 'person', person),
    }),
  );
}

beforeAll(async () => {
  ledger = await startLedger();
  await ledger.tell(authority(), school(alder, 'Alder Academy'), school(birch, 'Birch School'));
});
afterAll(() => ledger.application.close());

describe('a trajectory', () => {
  it('tells rolls, moves with their class and rule in words, and the entries that say so', async () => {
    const pupil = asPupilId('01900000-0000-7000-8000-000000000101');
    const entered = of(pupil, added(alder, '2023-09-04', 'C', '7'));
    const left = of(pupil, removed(alder, '2024-01-19'));
    const joined = of(pupil, added(birch, '2024-01-22', 'C', '7'));
    const position = await ledger.tell(entered, left, joined);

    const { status, body, headers } = await trajectoryOf(pupil);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toMatchObject({
      pupil,
      records: [pupil],
      revision: '2',
      asKnown: { position: String(position) },
      asAt: null,
      method: { name: 'EPI-2024' },
      spells: [
        { school: { urn: alder, name: 'Alder Academy' }, enteredOn: '2023-09-04', leftOn: '2024-01-19' },
        { school: { urn: birch, name: 'Birch School' }, enteredOn: '2024-01-22', leftOn: null, end: null },
      ],
    });
    expect(body.moves).toHaveLength(1);
    expect(body.moves[0]).toMatchObject({
      from: { urn: alder },
      to: { urn: birch },
      leftOn: '2024-01-19',
      end: { how: 'removed', ground: { code: 'A', meaning: 'Registered at another school' } },
      classification: {
        class: 'unexplained',
        rule: 'no-family-reason',
        meaning: 'No family reason is on record',
      },
    });
    expect(body.entries.map((entry) => entry.id)).toEqual([entered.id, left.id, joined.id]);
    expect(body.entries[2]).toMatchObject({
      type: 'AddedToRoll',
      record: pupil,
      effectiveOn: '2024-01-22',
      position: String(position),
      revision: '2',
      saidBy: {
        actor: 'tests',
        role: 'officer',
        authority: null,
        system: 'tests',
        fileSha256: null,
        line: null,
      },
      correctedBy: null,
      withdrawnBy: null,
    });
  });

  it('cites only entries that it lists', async () => {
    const { body } = await trajectoryOf('01900000-0000-7000-8000-000000000101');
    const listed = new Set(body.entries.map((entry) => entry.id));
    const cited: string[] = [];
    JSON.stringify(body, (name, value: unknown) => {
      if (name === 'evidence') cited.push(...[value as string | string[]].flat());
      return value;
    });
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((id) => !listed.has(id))).toEqual([]);
  });

  it('shows what was corrected and what was withdrawn, by which entry', async () => {
    const pupil = asPupilId('01900000-0000-7000-8000-000000000102');
    const entered = of(pupil, added(alder, '2023-09-04'));
    const suspension = of(pupil, suspended(alder, '2023-10-02', 4));
    const correction = corrected(entered, { effectiveOn: '2023-09-11', school: alder, enrolmentStatus: 'C' });
    const withdrawal = withdrawn(suspension);
    await ledger.tell(entered, suspension, correction, withdrawal);

    const { body } = await trajectoryOf(pupil);
    expect(body.spells).toMatchObject([{ enteredOn: '2023-09-11' }]);
    expect(body.exclusions).toEqual([]);
    expect(body.entries).toMatchObject([
      { id: entered.id, effectiveOn: '2023-09-04', correctedBy: correction.id, withdrawnBy: null },
      { id: suspension.id, correctedBy: null, withdrawnBy: withdrawal.id },
      { id: correction.id, concerns: entered.id },
      { id: withdrawal.id, concerns: suspension.id },
    ]);
  });

  it('as at a day has what had begun by then, and the entries of it', async () => {
    const { body } = await trajectoryOf('01900000-0000-7000-8000-000000000101', '?as-at=2024-01-20');
    expect(body).toMatchObject({ asAt: '2024-01-20', moves: [{ to: null, whereabouts: 'not-known' }] });
    expect(body.spells).toHaveLength(1);
    expect(body.entries).toHaveLength(3);
    const earlier = await trajectoryOf('01900000-0000-7000-8000-000000000101', '?as-at=2023-12-01');
    expect(earlier.body).toMatchObject({ moves: [], spells: [{ leftOn: null, end: null }] });
    expect(earlier.body.entries.map((entry) => entry.effectiveOn)).not.toContain('2024-01-22');
  });

  it('as known at a position is what it was when that was the newest, whatever was merged and described since', async () => {
    const [one, other] = [
      asPupilId('01900000-0000-7000-8000-000000000103'),
      asPupilId('01900000-0000-7000-8000-000000000104'),
    ];
    const position = await ledger.tell(
      of(one, added(alder, '2023-09-04')),
      of(other, added(birch, '2022-09-05')),
      of(other, removed(birch, '2023-07-20')),
    );
    const before = [await trajectoryOf(one), await trajectoryOf(other)];
    const merge = of(
      one,
      fact('RecordsMerged', { effectiveOn: day('2024-02-01'), absorbed: other, addresses: [] }),
    );
    await ledger.tell(
      merge,
      school(alder, 'Alder Academy Trust'),
      school(birch, 'Birch Free School'),
      of(one, suspended(alder, '2023-11-06', 2)),
    );

    const after = [
      await trajectoryOf(one, `?as-known=${position}`),
      await trajectoryOf(other, `?as-known=${position}`),
    ];
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));

    const merged = await trajectoryOf(other);
    expect(merged.body).toMatchObject({ pupil: one, askedFor: other, records: [one, other] });
    expect(merged.body.spells).toHaveLength(2);
  });

  it('as known at a time is as known at the last position by then; a later time is answered so far', async () => {
    const pupil = asPupilId('01900000-0000-7000-8000-000000000105');
    await ledger.tell(of(pupil, added(alder, '2023-09-04')));
    const { body: first } = await trajectoryOf(pupil);
    await ledger.tell(of(pupil, removed(alder, '2024-01-19')));
    const atTime = await trajectoryOf(pupil, `?as-known=${first.asKnown.recordedAt}`);
    expect(atTime.status).toBe(200);
    expect(Number(atTime.body.asKnown.position)).toBeGreaterThanOrEqual(Number(first.asKnown.position));
    expect(atTime.body.asKnown).not.toHaveProperty('soFar');
    const later = await trajectoryOf(pupil, '?as-known=2199-01-01T00:00:00Z');
    expect(later.body.asKnown).toMatchObject({ soFar: true });
    expect(later.body.entries).toHaveLength(2);
    expect((await trajectoryOf(pupil, '?as-known=1999-01-01T00:00:00Z')).status).toBe(404);
  });
});

describe('who the pupil is', () => {
  const ada = { upn: 'A801200001001', surname: 'Lovelace', forenames: 'Ada', dateOfBirth: '2012-03-04' };

  it('is opened with the pupil’s key, and left out where it is not asked for', async () => {
    const pupil = asPupilId('01900000-0000-7000-8000-000000000106');
    await ledger.tell(
      await identified(pupil, '2023-09-01', ada),
      await identified(pupil, '2024-01-01', { ...ada, surname: 'Byron' }),
    );
    expect((await trajectoryOf(pupil)).body.identity).toEqual({
      erased: false,
      upn: ada.upn,
      formerUpns: [],
      identifier: null,
      surname: 'Byron',
      forenames: 'Ada',
      middleNames: null,
      preferredSurname: null,
      formerSurname: null,
      dateOfBirth: '2012-03-04',
    });
    const without = await trajectoryOf(pupil, '?identity=none');
    expect(without.body).not.toHaveProperty('identity');
    expect(without.text).not.toMatch(/Byron|A801200001001/);
  });

  it('is gone once the key is destroyed, and nothing else is, at any position', async () => {
    const pupil = asPupilId('01900000-0000-7000-8000-000000000107');
    const position = await ledger.tell(
      await identified(pupil, '2023-09-01', ada),
      of(pupil, added(alder, '2023-09-04')),
    );
    const { body: before } = await trajectoryOf(pupil);
    const erasure = ledger.application.app.get(Erasure, { strict: false });
    await erasure.erase({
      pupil,
      reason: 'erasure-request',
      effectiveOn: day('2024-05-01'),
      metadata: sampleMetadata,
    });
    const { body: after, text } = await trajectoryOf(pupil, `?as-known=${position}`);
    expect(after.identity).toMatchObject({ erased: true, surname: null, upn: null });
    if (before.identity) after.identity = before.identity;
    expect(after).toEqual(before);
    expect(text).not.toMatch(/Lovelace|A801200001001/);
  });
});

describe('a question about a pupil', () => {
  it.each([
    ['nobody knows', '/api/pupils/01900000-0000-7000-8000-00000000ffff/trajectory', 404, 'unknown-pupil'],
    ['has no id', '/api/pupils/A801200001001/trajectory', 400, 'invalid-fields'],
    [
      'is at a day that does not exist',
      `/api/pupils/${pupilA}/trajectory?as-at=2024-02-30`,
      400,
      'invalid-fields',
    ],
    ['is at no time', `/api/pupils/${pupilA}/trajectory?as-known=yesterday`, 400, 'invalid-fields'],
    [
      'is at a time without an offset',
      `/api/pupils/${pupilA}/trajectory?as-known=2024-01-01T00:00:00`,
      400,
      'invalid-fields',
    ],
    [
      'is at a position to come',
      `/api/pupils/${pupilA}/trajectory?as-known=999999999`,
      422,
      'position-beyond-end',
    ],
    ['has an unknown parameter', `/api/pupils/${pupilA}/trajectory?asat=2024-01-01`, 400, 'invalid-fields'],
    [
      'names one twice',
      `/api/pupils/${pupilA}/trajectory?as-at=2024-01-01&as-at=2024-01-02`,
      400,
      'invalid-fields',
    ],
  ])('that %s is refused with a problem', async (_which, path, status, code) => {
    const answer = await ledger.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body.code).toBe(code);
  });

  it('is recorded as a look, with its purpose, before it is answered', async () => {
    await ledger.tell(of(pupilB, added(alder, '2023-09-04')));
    await ledger.get(`/api/pupils/${pupilB}/trajectory`, { 'x-purpose': 'missing-education' });
    await ledger.get(`/api/pupils/${pupilB}/trajectory?identity=none`);
    const { rows } = await ledger.application.database.pool.query(
      'select actor, role, purpose, what from platform.look where pupil_id = $1 order by id',
      [pupilB],
    );
    expect(rows).toEqual([
      { actor: 'rest', role: 'recorder', purpose: 'missing-education', what: 'trajectory' },
      { actor: 'rest', role: 'recorder', purpose: null, what: 'trajectory-without-identity' },
    ]);
    const freeText = await ledger.get(`/api/pupils/${pupilB}/trajectory`, { 'x-purpose': 'Ada moved' });
    expect(freeText.status).toBe(400);
  });
});
