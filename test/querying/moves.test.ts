import fc from 'fast-check';
import { addDays } from '../../events/calendar/plain-date.js';
import { asAuthorityCode, asPupilId, asUrn } from '../../events/identifiers.js';
import { added, day, fact, removed, urn, type Told } from '../support/history.js';
import type { MovesDocument } from '../../src/querying/documents/reports.js';
import { authority, camden, of, school, startLedger, type TestLedger } from './given.js';

const [alder, birch, cedar, dogwood] = [urn(1), urn(2), urn(3), urn(4)];
let ledger: TestLedger;
const movesAt = (path: string) => ledger.get<MovesDocument>(path);

beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(),
    authority(asAuthorityCode('E09000008'), 'Croydon', '306'),
    school(alder, 'Alder Academy'),
    school(birch, 'Birch School'),
    school(cedar, 'Cedar School'),
    school(dogwood, 'Dogwood School', asAuthorityCode('E09000008')),
  );
});
afterAll(() => ledger.application.close());

const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);

/** A pupil of Year 8 who goes from one school to another on a day, and what else is told of the pupil. */
function mover(
  number: number,
  leftOn: string,
  more: readonly Told[] = [],
  [from, to] = [alder, birch],
): Told[] {
  const left = day(leftOn);
  return [
    added(from, '2014-09-03', 'C', '7'),
    removed(from, left, { regime: 'SI2006/1751', ground: 'b' }),
    added(to, addDays(left, 3), 'C', '8'),
    ...more,
  ].map((told) => of(pupil(number), told));
}

const carePlacement = (on: string) =>
  fact('CarePlacementChanged', { effectiveOn: day(on), placement: 'foster-care' });

describe('unexplained moves', () => {
  beforeAll(async () => {
    await ledger.project(
      ...mover(1, '2015-10-16'),
      ...mover(2, '2015-11-20'),
      ...mover(3, '2015-11-27', [carePlacement('2015-11-20')]),
      ...mover(4, '2017-02-10', [], [cedar, birch]),
      ...mover(5, '2016-01-15', [], [alder, dogwood]),
      ...[
        added(alder, '2014-09-03', 'C', '7'),
        removed(alder, '2016-03-11', { regime: 'SI2006/1751', ground: 'd' }),
      ].map((told) => of(pupil(6), told)),
    );
  });

  it('of an authority are listed with rule and evidence, the last to leave first, and counted by class', async () => {
    const { status, body, headers } = await movesAt('/api/authorities/E09000007/unexplained-moves');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      report: 'unexplained-moves',
      authority: { code: camden, oldCode: '202', name: 'Camden' },
      school: null,
      method: { name: 'EPI-2024', version: expect.any(Number), sampling: 'continuous' },
      asked: { year: null, class: 'unexplained', rule: null, whereabouts: null },
      totals: { unexplained: 4, familyReason: 1, outOfScope: 1 },
      next: null,
    });
    expect(body.moves.map((move) => move.pupil)).toEqual([pupil(4), pupil(5), pupil(2), pupil(1)]);
    expect(body.moves[3]).toMatchObject({
      school: { urn: alder, name: 'Alder Academy' },
      leftOn: '2015-10-16',
      schoolYear: '2015/16',
      schoolYearByDefault: true,
      joinedSchool: { urn: birch },
      joinedOn: '2015-10-19',
      whereabouts: 'seen-on-another-roll',
      class: 'unexplained',
      rule: 'no-family-reason',
      meaning: 'No family reason is on record',
      staleSince: null,
    });
    expect(body.moves[3]?.evidence.length).toBeGreaterThan(0);
  });

  it('are found by the old three-digit code of the authority too', async () => {
    const [byNew, byOld] = [
      await movesAt('/api/authorities/E09000007/unexplained-moves'),
      await movesAt('/api/authorities/202/unexplained-moves'),
    ];
    expect(byOld.body).toEqual(byNew.body);
  });

  it.each([
    ['/api/authorities/E09000007/unexplained-moves?year=2015/16', [5, 2, 1]],
    ['/api/authorities/E09000007/unexplained-moves?year=201617', [4]],
    ['/api/authorities/E09000007/unexplained-moves?class=family-reason', [3]],
    ['/api/authorities/E09000007/unexplained-moves?class=out-of-scope&whereabouts=not-known', [6]],
    ['/api/authorities/E09000007/unexplained-moves?class=all&rule=care-placement-changed', [3]],
    ['/api/authorities/E09000008/unexplained-moves?class=all', []],
    [`/api/schools/${cedar}/unexplained-moves`, [4]],
    [`/api/schools/${alder}/unexplained-moves?year=2015/16&class=all`, [6, 5, 3, 2, 1]],
  ])('are filtered: %s', async (path, numbers) => {
    const { body } = await movesAt(path);
    expect(body.moves.map((move) => move.pupil)).toEqual(numbers.map(pupil));
  });

  it('that nobody recorded are none, which the answer says', async () => {
    const { status, body } = await movesAt('/api/schools/100004/unexplained-moves');
    expect(status).toBe(200);
    expect(body).toMatchObject({ moves: [], totals: { unexplained: 0, familyReason: 0, outOfScope: 0 } });
    expect(body.notes).toContain('No move is recorded that fits what was asked for');
  });

  it('are a look at each pupil that the page shows', async () => {
    const looks = async () =>
      (
        await ledger.application.database.pool.query('select pupil_id from platform.look order by id')
      ).rows.map((row: { pupil_id: string }) => row.pupil_id);
    const before = await looks();
    await movesAt('/api/authorities/E09000007/unexplained-moves?limit=2');
    expect((await looks()).slice(before.length).sort()).toEqual([pupil(4), pupil(5)].sort());
  });

  it('as known at a position are those that were known then', async () => {
    const path = `/api/schools/${cedar}/unexplained-moves?class=all`;
    const before = await movesAt(path);
    await ledger.project(...mover(7, '2017-03-10', [], [cedar, birch]));
    expect((await movesAt(path)).body.moves).toHaveLength(2);
    const after = await movesAt(`${path}&as-known=${before.body.asKnown.position}`);
    expect(after.body).toEqual(before.body);
  });

  it.each([
    ['/api/authorities/E99999999/unexplained-moves', 404, 'unknown-authority'],
    ['/api/authorities/Camden/unexplained-moves', 400, 'invalid-fields'],
    ['/api/schools/999999/unexplained-moves', 404, 'unknown-school'],
    ['/api/schools/12/unexplained-moves', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?limit=0', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?limit=501', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?class=explained', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?rule=none', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?year=2015/17', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?after=nonsense', 400, 'invalid-fields'],
    ['/api/authorities/202/unexplained-moves?as-known=99999999', 422, 'position-beyond-end'],
  ])('asked for wrongly are refused: %s', async (path, status, code) => {
    const answer = await ledger.get(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('pages of moves', () => {
  const elder = asUrn('200001');
  /** Many on one day, so that pages end within a day. */
  const days = ['2015-10-16', '2015-11-20', '2016-01-15', '2016-11-18'];

  beforeAll(async () => {
    await ledger.project(
      school(elder, 'Elder School'),
      ...Array.from({ length: 60 }, (_, at) =>
        mover(1_000 + at, days[(at * at) % 4] ?? '', [], [elder, birch]),
      ).flat(),
    );
  });

  const pageThrough = async (first: string, meanwhile: () => Promise<unknown> = () => Promise.resolve()) => {
    const moves: unknown[] = [];
    for (let next: string | null = first; next !== null; await meanwhile()) {
      const { status, body } = await movesAt(next);
      expect(status).toBe(200);
      moves.push(...body.moves);
      next = body.next;
    }
    return moves;
  };

  it('put together are the whole, whatever their size, class and year', async () => {
    const asked = fc.record({
      limit: fc.integer({ min: 1, max: 70 }),
      class: fc.constantFrom('unexplained', 'all'),
      year: fc.constantFrom('', '&year=2015/16'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ limit, class: name, year }) => {
        const path = `/api/schools/${elder}/unexplained-moves?class=${name}${year}`;
        const { body } = await movesAt(`${path}&limit=500`);
        expect(await pageThrough(`${path}&limit=${limit}`)).toEqual(body.moves);
      }),
      { numRuns: 15 },
    );
  });

  it('neither skip nor repeat a move while others are recorded', async () => {
    const path = `/api/schools/${elder}/unexplained-moves`;
    const { body } = await movesAt(`${path}?limit=500`);
    let number = 2_000;
    const seen = await pageThrough(`${path}?limit=10`, () =>
      ledger.project(...mover(number++, '2017-03-10', [], [elder, birch])),
    );
    expect(seen).toEqual(body.moves);
  });
});
