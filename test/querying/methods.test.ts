import { asPupilId } from '../../events/identifiers.js';
import type { MethodFigureTold, MethodsDocument } from '../../src/querying/documents/methods.js';
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { added, day, fact, removed, urn, type Told } from '../support/history.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const explained = (school_: ReturnType<typeof urn>, leftOn: string): Told =>
  fact('MoveExplained', {
    effectiveOn: day('2016-03-01'),
    school: school_,
    leftOn: day(leftOn),
    reason: 'parental-choice',
    evidence: 'panel-minute',
    reference: 'p1',
  });

/** Holds what is listed against what is counted: of each pair, in moves and in pupils. */
function expectToReconcile({ comparison, differences }: MethodsDocument): void {
  if (comparison === null) throw new Error('nothing was compared');
  const counted = new Map(comparison.methods.map((each) => [each.method, each]));
  expect(comparison.pairs).toHaveLength(21);
  for (const { first, second, ...pair } of comparison.pairs) {
    const listed = differences.filter((each) => each.firstMethod === first && each.secondMethod === second);
    expect(listed).toHaveLength(pair.differences);
    const only = (one: 'first' | 'second', other: 'first' | 'second') =>
      listed.filter((each) => each[one].standing === 'counted' && each[other].standing !== 'counted');
    const pupils = (one: 'first' | 'second', other: 'first' | 'second') =>
      new Set(only(one, other).flatMap((each) => (each[other].pupilCounted ? [] : each.pupil))).size;
    const [a, b] = [counted.get(first), counted.get(second)];
    expect((a?.moves ?? 0) - (b?.moves ?? 0)).toBe(
      only('first', 'second').length - only('second', 'first').length,
    );
    expect((a?.pupils ?? 0) - (b?.pupils ?? 0)).toBe(pupils('first', 'second') - pupils('second', 'first'));
    for (const { first: one, second: other, evidence } of listed.map((each) => ({
      ...{ first: each.first, second: each.second },
      evidence: [...each.first.evidence, ...each.second.evidence],
    }))) {
      expect([one.rule, other.rule]).not.toContain('');
      expect(evidence).not.toEqual([]);
    }
  }
}

describe('the report of methods', () => {
  const [alder, birch] = [urn(1), urn(2)];
  let ledger: TestLedger;
  const path = '/api/authorities/E09000007/methods';
  const figureOf = (
    { figures }: MethodsDocument,
    method: string,
    span = 'year',
    schoolYear = '2015/16',
  ): MethodFigureTold | undefined =>
    figures.find((each) => each.method === method && each.span === span && each.schoolYear === schoolYear);

  beforeAll(async () => {
    ledger = await startLedger();
    const stays = added(alder, '2014-09-03', 'C', '8');
    const left = (ground: string) => removed(alder, '2015-11-20', { regime: 'SI2006/1751', ground });
    await ledger.project(
      authority(),
      school(alder, 'Alder Academy'),
      school(birch, 'Birch School'),
      ...[1, 2, 3, 4, 5, 6].map((number) => of(pupil(number), stays)),
      of(pupil(1), left('b')),
      of(pupil(1), added(birch, '2015-11-23')),
      of(pupil(2), left('b')),
      of(pupil(2), added(birch, '2015-11-23')),
      of(pupil(2), explained(alder, '2015-11-20')),
      of(pupil(3), left('d')),
      of(pupil(4), left('b')),
    );
  });
  afterAll(() => ledger.application.close());

  it('gives every method its pupils and moves in two bounds, out of whom, and what it is', async () => {
    const { status, body } = await ledger.get<MethodsDocument>(`${path}?year=2015/16`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      report: 'methods',
      comparison: null,
      differences: [],
      asked: { compare: false },
    });
    expect(figureOf(body, 'EPI-2024')).toMatchObject({
      lower: { pupils: 2, moves: 2, rate: 50 },
      upper: { pupils: 3, moves: 3, rate: 75 },
      denominator: 4,
    });
    expect(figureOf(body, 'authority-own')).toMatchObject({
      lower: { pupils: 1, moves: 1 },
      classes: [
        { class: 'family-reason', pupils: 0, moves: 0 },
        { class: 'explained', pupils: 1, moves: 1 },
      ],
    });
    expect(figureOf(body, 'EPI-2019-10')).toMatchObject({
      lower: { moves: 3 },
      upper: { moves: 4 },
      neverReturned: { atLeast: 1, atMost: 2 },
    });
    for (const ofCohortsAlone of ['FFT-whos-left', 'Ofsted-floor'])
      expect(figureOf(body, ofCohortsAlone)).toBeUndefined();
    const { body: all } = await ledger.get<MethodsDocument>(path);
    expect(figureOf(all, 'EPI-2024', 'cohort', '2017/18')).toMatchObject({
      lower: { pupils: 2, rate: 33.33 },
      denominator: 6,
    });
    const method = body.methods.find(({ name }) => name === 'EPI-2019-10');
    expect(method).toMatchObject({
      sampling: 'census',
      censuses: ['autumn', 'spring', 'summer'],
      counts: 'unexplained',
    });
    expect(method?.rules.every(({ changedBy }) => changedBy !== '')).toBe(true);
    expect(method?.parameters.every(({ why }) => why !== null)).toBe(true);
  });

  it('sets the methods side by side, in pages, each page a look at the pupils it shows', async () => {
    const whole = await ledger.get<MethodsDocument>(`${path}?compare=yes&limit=500`);
    expectToReconcile(whole.body);
    const paged: MethodsDocument['differences'] = [];
    let next: string | null = `${path}?compare=yes&limit=7`;
    while (next !== null) {
      const { body }: { body: MethodsDocument } = await ledger.get<MethodsDocument>(next);
      paged.push(...body.differences);
      next = body.next;
    }
    expect(paged).toEqual(whole.body.differences);
    const { rows } = await ledger.application.database.pool.query<{ pupil_id: string }>(
      'select distinct pupil_id from platform.look order by 1',
    );
    expect(rows.map(({ pupil_id }) => pupil_id)).toEqual([1, 2, 3, 4].map(pupil));
  });

  it('says of each move on the trajectory what every method makes of it, and what would change that', async () => {
    const { body } = await ledger.get<TrajectoryDocument>(`/api/pupils/${pupil(4)}/trajectory`);
    const [move] = body.moves;
    expect(move?.methods.map(({ method, standing, rule }) => [method, standing, rule])).toEqual([
      ['EPI-2019-04', 'possible', 'never-returned-here'],
      ['EPI-2019-10', 'possible', 'never-returned-here'],
      ['EPI-2024', 'possible', 'no-school-joined'],
      ['authority-own', 'possible', 'no-school-joined'],
      ['Ofsted-floor', 'not-counted', 'outside-year-groups-at-census'],
      ['FFT-whos-left', 'counted', 'gone-at-next-census'],
      ['ledger-default', 'possible', 'never-returned-here'],
    ]);
    for (const { changedBy, meaning, evidence } of move?.methods ?? []) {
      expect([changedBy, meaning]).not.toContain('');
      expect(evidence).not.toEqual([]);
    }
  });

  it('prints as the command does, also as it was known before the last entries', async () => {
    const { body } = await ledger.get<MethodsDocument>(`${path}?compare=yes&limit=500`);
    const { code, stdout } = await ledger.command(
      'report',
      'methods',
      '--authority',
      '202',
      '--compare',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(body);
    const table = await ledger.command('report', 'methods', '--authority', '202', '--compare');
    expect(Math.max(...table.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    const before = String(Number(body.asKnown.position) - 1);
    const { body: earlier } = await ledger.get<MethodsDocument>(`${path}?as-known=${before}`);
    expect(figureOf(earlier, 'EPI-2024')).toMatchObject({ lower: { moves: 2 }, upper: { moves: 2 } });
  });
});

it('on imported terms of the census, what differs between two methods is listed by pupil and rule', async () => {
  const ledger = await startLedger();
  try {
    const census = (term: string) =>
      ledger.command(
        ...['import', 'census', 'test/fixtures/census', '--term', term, '--identifier', 'opaque'],
        ...['--schools', 'test/fixtures/census/schools.csv', '--refusals', '/dev/null'],
      );
    await ledger.command(
      'import',
      'authorities',
      'test/fixtures/authorities/local_authorities.csv',
      '--refusals',
      '/dev/null',
    );
    await ledger.command(
      'import',
      'schools',
      'test/fixtures/schools/england_spine_2017-2018.csv',
      '--refusals',
      '/dev/null',
    );
    for (const term of ['2024-autumn', '2025-spring']) expect((await census(term)).stderr).toBe('');
    const { stdout } = await ledger.command('report', 'methods', '--authority', '202', '--compare', '--json');
    const document = JSON.parse(stdout) as MethodsDocument;
    expect(document.comparison?.moves).toBeGreaterThan(10);
    expectToReconcile(document);
  } finally {
    await ledger.application.close();
  }
});
