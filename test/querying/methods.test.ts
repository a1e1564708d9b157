import { parse } from 'csv-parse/sync';
import { asAuthorityCode, asPupilId, schoolStream } from '../../events/identifiers.js';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { groupFigures } from '../../projections/moves/cohort-groups.js';
import { methodFigures } from '../../projections/moves/figures.js';
import { floorsOf } from '../../projections/moves/floor.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import { methodsDocument } from '../../src/querying/methods-in-words.js';
import type { MethodFigureTold, MethodsDocument } from '../../src/querying/documents/methods.js';
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { added, day, fact, registerOf, removed, urn, type Told } from '../support/history.js';
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
  const barking = [asAuthorityCode('E09000002'), urn(3), urn(4)] as const;
  const barnet = [asAuthorityCode('E09000003'), urn(5), urn(6)] as const;
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
      // In Barking one of two unexplained moves is recorded as managed. Of Barnet no census is held.
      ...[alder, barking[1]].map((each) =>
        fact(
          'CensusReceived',
          {
            effectiveOn: day('2016-01-21'),
            term: '2016-spring',
            onRoll: 4,
            leavers: 0,
            exclusions: 0,
            digest: 'a'.repeat(64),
          },
          schoolStream(each),
        ),
      ),
      ...[barking, barnet].flatMap(([code, home, host], at) => [
        authority(code, at === 0 ? 'Barking and Dagenham' : 'Barnet', at === 0 ? '301' : '302'),
        school(home, 'Cedar School', code),
        school(host, 'Dogwood School', code),
        ...[7, 8].flatMap((number) => [
          of(pupil(number + 2 * at), added(home, '2014-09-03', 'C', '8')),
          of(pupil(number + 2 * at), removed(home, '2015-11-20', { regime: 'SI2006/1751', ground: 'b' })),
          of(pupil(number + 2 * at), added(host, '2015-11-23')),
        ]),
      ]),
      of(
        pupil(7),
        fact('ManagedMoveSucceeded', {
          effectiveOn: day('2015-11-20'),
          school: barking[1],
          receivingSchool: barking[2],
        }),
      ),
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
    // Wilson: 2 in 4 is 0.1500 to 0.8500, 3 in 4 is 0.3006 to 0.9544.
    expect(figureOf(body, 'EPI-2024')).toMatchObject({
      lower: { pupils: 2, moves: 2, rate: 50, interval: { low: 15, high: 85, method: 'wilson' } },
      upper: { pupils: 3, moves: 3, rate: 75, interval: { low: 30.06, high: 95.44, method: 'wilson' } },
      denominator: 4,
      tooFewToCompare: true,
    });
    expect(body.interval.name).toBe('wilson');
    expect(body.fewestCompared).toMatchObject({ name: 'fewestCompared', value: '100' });
    expect(body.reportingLag).toContainEqual(
      expect.objectContaining({
        family: 'admission register',
        medianDays: 400,
        ninetiethPercentileDays: 400,
      }),
    );
    expect(body.breaks).toEqual([]);
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
      lower: { pupils: 2, rate: 33.33, interval: { low: 9.68, high: 70, method: 'wilson' } },
      denominator: 6,
      tooFewToCompare: true,
    });
    // Nobody of the cohort is in any group: nothing to divide by.
    expect(figureOf(all, 'EPI-2024', 'cohort', '2017/18')?.groups[0]).toMatchObject({
      members: 0,
      rate: null,
      interval: null,
      tooFewToCompare: true,
    });
    // The cohort moved in 2013/14 to 2017/18.
    expect(all.breaks.map(({ schoolYear }) => schoolYear)).toEqual(['2016/17']);
    expect(all.breaks[0]?.measures).toContain('EPI-2024');
    const method = body.methods.find(({ name }) => name === 'EPI-2019-10');
    expect(method).toMatchObject({
      sampling: 'census',
      censuses: ['autumn', 'spring', 'summer'],
      counts: 'unexplained',
    });
    expect(method?.rules.every(({ changedBy }) => changedBy !== '')).toBe(true);
    expect(method?.parameters.every(({ why }) => why !== null)).toBe(true);
  });

  it('bounds managed moves over all authorities: below by those that hold data, above by all that is unexplained', async () => {
    const { body } = await ledger.get<MethodsDocument>(`${path}?year=2015/16`);
    expect(body.managedMovesOfLedger).toEqual([
      {
        schoolYear: '2015/16',
        atLeast: 1,
        atMost: 5,
        authoritiesThatHold: 1,
        authorities: 2,
        unexplainedWhereHeld: 2,
        shareWhereHeld: 50,
        coverage: [expect.stringMatching('1 of 2 authorities'), expect.stringMatching('upper bound')],
      },
    ]);
    // Of the next January no census is held of any.
    const { body: later } = await ledger.get<MethodsDocument>(`${path}?year=2016/17`);
    expect(later.managedMovesOfLedger).toMatchObject([{ atMost: 0, authoritiesThatHold: 0, authorities: 3 }]);
    const { body: ofSchool } = await ledger.get<MethodsDocument>(`/api/schools/${alder}/methods`);
    expect(ofSchool.managedMovesOfLedger).toEqual([]);
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
    expect(table.stdout).toMatch(/^EPI-2024 +least +2 +2 +4 +50\.00\* +15\.00–85\.00 /m);
    expect(table.stdout).toMatch(/^ +most +3 +3 +4 +75\.00\* +30\.06–95\.44 /m);
    for (const words of [
      '95% by wilson',
      '* Out of fewer than 100',
      'Reports of admission register: half within 400 days',
      '2016/17: a break in EPI-2019-04',
    ])
      expect(table.stdout).toContain(words);
    const csv = await ledger.command('report', 'methods', '--authority', '202', '--format', 'csv');
    expect(
      parse<Record<string, string>>(csv.stdout, { columns: true }).find(
        ({ span, method, school_year }) =>
          span === 'year' && method === 'EPI-2024' && school_year === '2015/16',
      ),
    ).toMatchObject({
      lower_interval_low: '15',
      upper_interval_high: '95.44',
      interval_method: 'wilson',
      too_few_to_compare: 'true',
      series_break: '',
    });
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

describe('figures of methods', () => {
  const known = { position: '9', recordedAt: '2024-02-01T09:00:00.000Z' };
  const whole = { authority: null, school: null, schools: [] };
  const counted = { moves: 21, pupils: 20, upper_moves: 45, upper_pupils: 40 };
  const overlay = { managed_moves: 0, managed_pupils: 0, gone_moves: 0, gone_upper_moves: 0 };
  const told = (year: number, outOf: number, lags: readonly LagOfFamily[] = []): MethodFigureTold[] => {
    const schoolYear = schoolYearFrom(year);
    const counts = { ...counted, ...overlay };
    const row = { span: 'year', schoolYear, method: 'EPI-2024', class: 'unexplained', counts } as const;
    const onRoll = { years7to11: () => outOf, cohort: () => outOf, groups: () => [] };
    const figures = methodFigures([row], onRoll, schoolYear, day('2024-02-01'));
    const nothing = { managedMovesOfLedger: [], floor: [], compared: null, nextAfter: null, stale: 0 };
    const found = { figures, lags, ...nothing };
    const asked = { year: schoolYear, compare: false };
    return methodsDocument(asked, whole, found, registerOf({}), known).figures.filter(
      ({ method }) => method === 'EPI-2024',
    );
  };
  const slow: LagOfFamily = {
    family: 'admission register',
    reports: 50,
    medianDays: 9,
    ninetiethPercentileDays: 180,
  };

  it('say where more may yet be heard of their newest weeks, and of cohorts that were at school in them', () => {
    const waits = (year: number) =>
      told(year, 500, [slow]).map(({ span, coverage }) => [
        span,
        coverage.join().includes('From 2023-08-05 on'),
      ]);
    // The newest half year lies in 2022/23 and 2023/24.
    expect(waits(2021)).toEqual([
      ['year', false],
      ['cohort', false],
    ]);
    expect(waits(2022)).toEqual([
      ['year', true],
      ['cohort', true],
    ]);
    expect(waits(2027)).toEqual([
      ['year', false],
      ['cohort', true],
    ]);
    expect(waits(2028)).toEqual([
      ['year', false],
      ['cohort', false],
    ]);
    expect(told(2023, 500).map(({ coverage }) => coverage.join())).not.toContain('may yet be heard');
  });

  it('are marked out of fewer than a hundred, and have no interval where they are no proportion', () => {
    expect(told(2015, 99)[0]).toMatchObject({ tooFewToCompare: true });
    expect(told(2015, 100)[0]).toMatchObject({ tooFewToCompare: false });
    const [{ lower, upper, coverage } = { lower: null, upper: null, coverage: [] }] = told(2015, 39);
    expect(lower).toMatchObject({ rate: 51.28, interval: { method: 'wilson' } });
    expect(upper).toMatchObject({ rate: 102.56, interval: null });
    expect(coverage).toContain('More than there are to divide by: no proportion, so it has no interval');
  });
});

it('the floor tells of each school an interval, and marks years of fewer than a hundred', () => {
  const cohort = schoolYearFrom(2016);
  // Newcombe (1998): 15 in 148 is 0.0624 to 0.1605.
  const floors = floorsOf([
    { school: urn(1), cohort, onRoll: 148, lost: 15 },
    { school: urn(2), cohort, onRoll: 99, lost: 5 },
  ]);
  const [big, small] = [urn(1), urn(2)].flatMap(floors);
  expect(big).toMatchObject({
    percent: '10.14',
    interval: { low: 6.24, high: 16.05, method: 'wilson' },
    tooFewToCompare: false,
  });
  expect(small).toMatchObject({ percent: '5.05', reachesFloor: true, tooFewToCompare: true });
});

it('groups of a cohort have intervals of their own', () => {
  const [semh] = groupFigures([{ group: 'ever-semh', members: 263, pupils: 81, upper_pupils: 81 }]);
  // Newcombe (1998): 81 in 263 is 0.2553 to 0.3662.
  const interval = { low: 25.53, high: 36.62, method: 'wilson' };
  expect(semh).toMatchObject({ lower: { interval }, upper: { interval }, tooFewToCompare: false });
});
