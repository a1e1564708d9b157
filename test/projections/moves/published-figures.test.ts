/** What the publications print, from events at the scales that they stand at (requirements T02, T03, T05, T06, T08, T36). */
import { asAuthorityCode, type AuthorityCode, type Urn } from '../../../events/identifiers.js';
import { figuresByYear } from '../../../projections/measures/figures.js';
import { authorityRates as rateMeasures } from '../../../projections/measures/catalogue.js';
import { countEventsOf } from './joining.js';
import { floorsOf } from '../../../projections/moves/floor.js';
import { managedMoveBounds } from '../../../projections/moves/managed-move-bounds.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { fftWhosLeft } from '../../../projections/moves/profiles/fft-whos-left.js';
import { ofstedFloor } from '../../../projections/moves/profiles/ofsted-floor.js';
import { quotientHalfUp } from '../../../projections/measures/half-up.js';
import { added, fact, day, registerOf, removed, urn, type Told } from '../../support/history.js';
import { Tallied, year } from './given.js';

const camden = 'E09000007';
const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
const schools = { [alder]: {}, [birch]: {}, [cedar]: {} };

/** A move without any reason on record, within a few days. */
const move = (from: Urn, to: Urn, leftOn: string, joinedOn: string): Told[] => [
  removed(from, leftOn, { regime: 'SI2006/1751', ground: 'b' }),
  added(to, joinedOn),
];

it('T02: 30,600 of 2,959,950 pupils with an unexplained move in 2018/19 are 1.03%, at 100:1', () => {
  const stays = [added(alder, '2017-09-04', 'C', '8')];
  const moves = [...stays, ...move(alder, birch, '2018-11-02', '2018-11-05')];
  const tallied = new Tallied(registerOf(schools)).add(stays, 29_294).add(moves, 306);
  const figure = tallied.figure(camden, epi2024, 'year', year('2018/19'));
  expect(figure).toMatchObject({
    lower: { pupils: 306, moves: 306, rate: '1.03' },
    upper: { pupils: 306, moves: 306, rate: '1.03' },
    denominator: 29_600,
    coverage: [],
  });
});

describe('the cohort that finished Year 11 in 2018/19', () => {
  const joins = (...more: Told[]): Told[] => [added(alder, '2014-09-03', 'C', '7'), ...more];
  const once = joins(...move(alder, birch, '2016-02-12', '2016-02-15'));
  const twice = joins(
    ...move(alder, birch, '2015-02-13', '2015-02-16'),
    ...move(birch, cedar, '2018-10-19', '2018-10-22'),
  );

  it('T03: 34,000 pupils made 37,000 unexplained moves, one pupil in seventeen, at 100:1', () => {
    const tallied = new Tallied(registerOf(schools)).add(joins(), 5_440).add(once, 310).add(twice, 30);
    const figure = tallied.figure(camden, epi2024, 'cohort', year('2018/19'));
    expect(figure).toMatchObject({ lower: { pupils: 340, moves: 370, rate: '5.88' }, denominator: 5_780 });
    expect(quotientHalfUp(figure.lower.pupils, figure.denominator ?? 0, 100, 0)).toBe('6');
    expect(quotientHalfUp(figure.lower.moves, figure.lower.pupils, 1, 2)).toBe('1.09');
  });

  it('T06: almost one in five with a mental health need, one in ten looked-after or persistently disadvantaged pupils', () => {
    const need = fact('SenProvisionChanged', {
      effectiveOn: day('2016-09-05'),
      senProvision: 'K',
      primaryNeed: 'SEMH',
    });
    const care = fact('SocialCareStatusChanged', { effectiveOn: day('2015-01-05'), status: 'CLA' });
    const [meals, mealsEnd] = [
      fact('FreeSchoolMealsChanged', { effectiveOn: day('2008-09-03'), eligible: true }),
      fact('FreeSchoolMealsChanged', { effectiveOn: day('2018-09-03'), eligible: false }),
    ];
    const shortlyEligible = fact('FreeSchoolMealsChanged', {
      effectiveOn: day('2012-09-03'),
      eligible: false,
    });
    const tallied = new Tallied(registerOf(schools))
      .add([...once, need], 39)
      .add(joins(need), 161)
      .add([...once, care], 10)
      .add(joins(care), 90)
      .add([...once, meals, mealsEnd], 20)
      .add(joins(meals, mealsEnd), 180)
      .add(joins(meals, shortlyEligible), 50)
      .add(once, 271)
      .add(joins(), 4_959);
    const figure = tallied.figure(camden, epi2024, 'cohort', year('2018/19'));
    expect(figure.lower).toMatchObject({ pupils: 340, moves: 340, rate: '5.88' });
    expect(figure.groups.map(({ group, members, lower }) => [group, members, lower.rate])).toEqual([
      ['ever-semh', 200, '19.50'],
      ['ever-looked-after', 100, '10.00'],
      ['persistently-disadvantaged', 200, '10.00'],
    ]);
  });
});

it('T05: managed moves lie between the 5,300 that 66 councils hold and the 30,600 unexplained, at 10:1', () => {
  const councils = Array.from({ length: 152 }, (_, at) =>
    asAuthorityCode(`E09${String(at + 1).padStart(6, '0')}`),
  );
  const home = (council: number): Urn => urn(1_000 + 2 * council);
  const host = (council: number): Urn => urn(1_001 + 2 * council);
  const register = registerOf(
    Object.fromEntries(
      councils.flatMap((authority: AuthorityCode, at) => [
        [home(at), { authority }],
        [host(at), { authority }],
      ]),
    ),
  );
  const movesIn = (at: number): Told[] => [
    added(home(at), '2016-09-05', 'C', '7'),
    ...move(home(at), host(at), '2018-11-02', '2018-11-05'),
  ];
  const managedIn = (at: number): Told[] => [
    ...movesIn(at),
    fact('ManagedMoveSucceeded', {
      effectiveOn: day('2018-11-02'),
      school: home(at),
      receivingSchool: host(at),
    }),
  ];
  const tallied = new Tallied(register);
  // 66 councils hold 530 managed moves among 1,600 unexplained ones; the 86 others hold none among 1,460.
  for (const at of councils.keys()) {
    if (at < 66) tallied.add(managedIn(at), at < 2 ? 9 : 8).add(movesIn(at), at < 14 ? 17 : 16);
    else tallied.add(movesIn(at), at < 150 ? 17 : 16);
  }
  const authorities = councils.map((authority) => {
    const figure = tallied.figure(authority, epi2024, 'year', year('2018/19'));
    return {
      holds: tallied.holdsManagedMoves(authority, year('2018/19')),
      recorded: figure.recordedAsManagedMove.moves,
      unexplained: figure.lower.moves,
      unexplainedAtMost: figure.upper.moves,
    };
  });
  expect(managedMoveBounds(authorities)).toEqual({
    lower: 530,
    upper: 3_060,
    authoritiesThatHold: 66,
    authorities: 152,
    unexplainedWhereHeld: 1_600,
    // At least one in six.
    shareWhereHeld: '33.13',
  });
});

describe('pupils of schools outside a method’s scope', () => {
  const [manor, college] = [urn(4), urn(5)];
  const register = registerOf({
    ...schools,
    [manor]: { type: 'independent' },
    [college]: { type: 'further-education' },
  });
  const care = fact('SocialCareStatusChanged', { effectiveOn: day('2015-01-05'), status: 'CLA' });
  const tallied = new Tallied(register)
    .add([added(alder, '2014-09-03', 'C', '7')], 9)
    .add([added(alder, '2014-09-03', 'C', '7'), ...move(alder, birch, '2018-11-02', '2018-11-05'), care])
    .add([added(manor, '2014-09-03', 'C', '7'), care], 5)
    .add([added(college, '2017-09-04', 'C', '10')], 5);

  it('stand in no denominator of a method of state-funded schools, of a year or of a cohort', () => {
    const stateFunded = [...tallied.figures(camden, year('2018/19'))].filter(
      ({ method }) => method !== fftWhosLeft && method !== ofstedFloor,
    );
    expect(stateFunded).toHaveLength(10);
    for (const { denominator } of stateFunded) expect(denominator).toBe(10);
  });

  it('stand in none of its groups', () => {
    const { groups } = tallied.figure(camden, epi2024, 'cohort', year('2018/19'));
    expect(groups.find(({ group }) => group === 'ever-looked-after')).toMatchObject({
      members: 1,
      lower: { pupils: 1, rate: '100.00' },
    });
  });
});

describe('FFT’s cohort, followed from the January of Year 7', () => {
  const cohort = year('2022/23');
  const joined = (school: Urn, from: string, ncYear: string): Told[] => [added(school, from, 'C', ncYear)];
  const left = (school: Urn, on: string): Told => removed(school, on, { ground: 'b', regime: 'SI2006/1751' });

  it('has nobody among its leavers who joined after Year 7, and who moves twice once', () => {
    const tallied = new Tallied(registerOf(schools))
      .add(joined(alder, '2018-09-03', '7'), 80)
      .add([...joined(alder, '2018-09-03', '7'), ...move(alder, birch, '2020-02-14', '2020-02-24')], 15)
      .add(
        [
          ...joined(alder, '2018-09-03', '7'),
          ...move(alder, birch, '2020-02-14', '2020-02-24'),
          ...move(birch, cedar, '2021-02-12', '2021-02-22'),
        ],
        5,
      )
      .add([...joined(alder, '2019-09-03', '8'), left(alder, '2020-11-20')], 7);
    const figure = tallied.figure(camden, fftWhosLeft, 'cohort', cohort);
    expect(figure).toMatchObject({ lower: { pupils: 20, moves: 25, rate: '20.00' }, denominator: 100 });
    // Of a school: who was in its Year 7, so not who came to Birch later and left it too.
    expect(tallied.leaversOf(alder, fftWhosLeft, cohort)).toBe(20);
    expect(tallied.leaversOf(birch, fftWhosLeft, cohort)).toBe(0);
  });

  it('has no figure of a single school year, which no edition prints', () => {
    const tallied = new Tallied(registerOf(schools)).add([
      ...joined(alder, '2018-09-03', '7'),
      ...move(alder, birch, '2020-02-14', '2020-02-24'),
    ]);
    const spans = tallied
      .figures(camden, year('2019/20'))
      .filter(({ method }) => method === fftWhosLeft)
      .map(({ span }) => span);
    expect(spans).toEqual(['cohort']);
  });
});

it('T08: 19,000 of 475,000 did not go on to Year 11 in the same school; the floor asks for two years running, at 1000:1', () => {
  const inYear10 = (school: Urn, from: string): Told[] => [added(school, from, 'C', '10')];
  const leaves = (school: Urn, from: string, leftOn: string): Told[] => [
    ...inYear10(school, from),
    removed(school, leftOn, { regime: 'SI2006/1751', ground: 'b' }),
  ];
  const tallied = new Tallied(registerOf(schools))
    // Alder loses 6 of 100 and 6 of 105; Birch loses 8 of 100 once; Cedar loses 5 of 170, which is less than 5 in 100.
    .add(inYear10(alder, '2015-09-03'), 94)
    .add(leaves(alder, '2015-09-03', '2016-03-11'), 6)
    .add(inYear10(alder, '2014-09-03'), 99)
    .add(leaves(alder, '2014-09-03', '2015-11-20'), 6)
    .add(inYear10(birch, '2015-09-03'), 92)
    .add(leaves(birch, '2015-09-03', '2016-10-14'), 8)
    .add(inYear10(birch, '2014-09-03'), 100)
    .add(inYear10(cedar, '2015-09-03'), 270)
    .add(leaves(cedar, '2015-09-03', '2016-05-27'), 5)
    .add(inYear10(cedar, '2014-09-03'), 165)
    .add(leaves(cedar, '2014-09-03', '2015-05-22'), 5)
    // Who leaves before the January of Year 10, or after that of Year 11, is not compared.
    .add(leaves(alder, '2015-09-03', '2015-12-18'), 3)
    .add(leaves(alder, '2015-09-03', '2017-02-17'), 3);
  const figure = tallied.figure(camden, ofstedFloor, 'cohort', year('2016/17'));
  expect(figure).toMatchObject({ lower: { pupils: 19, rate: '3.97' }, denominator: 478 });
  const floors = [alder, birch, cedar]
    .flatMap(floorsOf(tallied.yearTenLosses()))
    .filter(({ cohort }) => cohort === year('2016/17'));
  expect(
    floors.map(({ school, lost, onRoll, expected, reachesFloor, flagged }) => [
      school,
      lost,
      onRoll,
      expected,
      reachesFloor,
      flagged,
    ]),
  ).toEqual([
    [alder, 6, 103, '4.1', true, true],
    [birch, 8, 100, '4.0', true, false],
    [cedar, 5, 275, '10.9', false, false],
  ]);
});

it('T36: children who need a social worker are nearly twice as likely to join a school at an unusual time', () => {
  const worker = fact('SocialCareStatusChanged', { effectiveOn: day('2017-01-05'), status: 'CIN' });
  const [usual, unusual] = ['2017-09-04', '2018-02-19'].map((on) => [added(alder, on, 'C', '8')]) as [
    Told[],
    Told[],
  ];
  const rows = countEventsOf(registerOf(schools), [
    { facts: [...usual, worker], pupils: 81 },
    { facts: [...unusual, worker], pupils: 19 },
    { facts: usual, pupils: 900 },
    { facts: unusual, pupils: 100 },
  ]);
  const [figures] = figuresByYear(rateMeasures, rows, day('2018-07-31'), {
    ofSchoolYear: () => [],
    ofHeadcount: () => [],
    hasCensus: () => true,
  });
  const rate = (name: string) => figures?.figures.find(({ measure }) => measure === name);
  const [all, withWorker] = ['unusual-joining-rate', 'unusual-joining-rate-with-social-worker'].map(rate);
  expect(withWorker).toMatchObject({ numerator: 19, denominator: 100, value: '19.00' });
  expect(all).toMatchObject({ numerator: 119, denominator: 1_100 });
  const others = ((all?.numerator ?? 0) - 19) / ((all?.denominator ?? 0) - 100);
  expect(Number(withWorker?.value) / 100 / others).toBeCloseTo(1.9, 10);
});
