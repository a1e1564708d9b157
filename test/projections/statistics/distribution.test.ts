/**
 * Measures T04, T07, T17, T18, T19, T20 and T35 of the requirements: histories with the published shape give the published
 * figure. None of what comes out names a place.
 */
import { addDays } from '../../../events/calendar/plain-date.js';
import { schoolYearFrom, type SchoolYear } from '../../../events/calendar/school-year.js';
import { asAuthorityCode, asPupilId, type AuthorityCode, type Urn } from '../../../events/identifiers.js';
import { authorityRates as byAuthority } from '../../../projections/authority-rates/projection.js';
import {
  bandEdgesOf,
  distributedOverAuthorities,
  distributedOverSchools,
  percentWithMost,
} from '../../../projections/measures/distributed.js';
import { authoritiesIn, schoolsIn } from '../../../projections/measures/over-places.js';
import { longPlacementsBySchool } from '../../../projections/off-site-directions/long-placements.js';
import { rowsOfPlacements } from '../../../projections/off-site-directions/projection.js';
import type { Register, School } from '../../../projections/register/register.js';
import { schoolCounts } from '../../../projections/school-counts/projection.js';
import {
  bandsOf,
  concentrationOf,
  quartersOf,
  rangeOf,
  type PlaceNumbers,
} from '../../../projections/statistics/distribution.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import {
  added,
  day,
  fact,
  recorded,
  registerOf,
  removed,
  suspended,
  urn,
  type Told,
} from '../../support/history.js';
import { TalliedPlaces } from '../../support/over-places.js';

const year = schoolYearFrom(2016);
const measureOf = (name: string) => {
  const measure = [...distributedOverSchools, ...distributedOverAuthorities].find(
    (each) => each.name === name,
  );
  if (!measure) throw new Error(`no ${name}`);
  return measure;
};
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

let number = 0;
const read = (register: Register, ...facts: readonly Told[]) =>
  interpret(
    asPupilId(`01900000-0000-7000-8000-${String(++number).padStart(12, '0')}`),
    recorded(facts),
    register,
  );

/** Numbers of every mainstream school of a register, in that school year. */
function overSchools(register: Register, measure: string, histories: readonly (readonly Told[])[]) {
  const tallied = new TalliedPlaces(schoolCounts, register);
  for (const facts of histories) tallied.add(read(register, ...facts));
  const schools = schoolsIn(register, year, { authority: null, type: 'mainstream', phase: null });
  return tallied.numbersOf(measureOf(measure), year, schools);
}

/** Schools, each the only one of its authority, and the numbers of the authorities. */
const authorityOf = (at: number) => asAuthorityCode(`E080000${String(at).padStart(2, '0')}`);
const onePerAuthority = (count: number): Register =>
  registerOf(Object.fromEntries(many(count, (at) => [urn(at), { authority: authorityOf(at) }])));
function overAuthorities(register: Register, measure: string, histories: readonly (readonly Told[])[]) {
  const tallied = new TalliedPlaces(byAuthority, register);
  for (const facts of histories) tallied.add(read(register, ...facts));
  return tallied.numbersOf(measureOf(measure), year, authoritiesIn(register, year));
}

const manySchools = (count: number, school: Partial<School> = {}): Register =>
  registerOf(Object.fromEntries(many(count, (at) => [urn(at), school])));
const excluded = (school: Urn): Told[] => [
  added(school, '2016-09-05', 'C', '9'),
  fact('PermanentlyExcluded', { effectiveOn: day('2017-02-06'), school, reasons: ['DB'] }),
];
/** On roll in January, and later at another school without a reason on record. */
const moved = (from: Urn, to: Urn): Told[] => [
  added(from, '2016-09-05', 'C', '9'),
  removed(from, '2017-02-10', { regime: 'SI2006/1751', ground: 'b' }),
  added(to, '2017-02-13', 'C', '9'),
];
const shares = (places: readonly PlaceNumbers[], edges: readonly number[]) =>
  bandsOf(places, edges).map(({ from, to, places: inside, share }) => [from, to, inside, share]);

describe('T07: nearly a quarter of unexplained moves came from just 6 % of schools', () => {
  it('of 100 schools six hold 24 of 100 moves', () => {
    const register = manySchools(100);
    // Four from each of six schools; one from each of 76 others, none from 18.
    const from = [...many(24, (at) => at % 6), ...many(76, (at) => 6 + at)];
    const places = overSchools(
      register,
      'unexplained-move-rate',
      from.map((school) => moved(urn(school), urn((school + 50) % 100))),
    );
    expect(concentrationOf(places, percentWithMost)).toEqual({ places: 6, count: 24, share: '24.0' });
  });

  it('is of one school at least, and of nothing where nothing happened', () => {
    const place = (code: string, count: number) => ({ code, count, denominator: 100, squares: null });
    expect(concentrationOf([place('1', 3), place('2', 1)], 6)).toEqual({
      places: 1,
      count: 3,
      share: '75.0',
    });
    expect(concentrationOf([place('1', 0)], 6)).toEqual({ places: 1, count: 0, share: null });
    expect(concentrationOf([], 6)).toEqual({ places: 0, count: 0, share: null });
  });
});

describe('T17: 85 % of mainstream schools excluded nobody permanently', () => {
  it('170 of 200', () => {
    const places = overSchools(
      manySchools(200),
      'permanent-exclusions',
      many(30, (at) => excluded(urn(at))),
    );
    expect(shares(places, bandEdgesOf(measureOf('permanent-exclusions')))).toEqual([
      [0, 0, 170, '85.0'],
      [1, 10, 30, '15.0'],
      [11, null, 0, '0.0'],
    ]);
  });

  it('47 of 20,000 excluded more than ten: 0.2 %', () => {
    const places = overSchools(
      manySchools(20_000),
      'permanent-exclusions',
      many(47 * 11, (at) => excluded(urn(at % 47))),
    );
    expect(shares(places, bandEdgesOf(measureOf('permanent-exclusions')))).toEqual([
      [0, 0, 19_953, '99.8'],
      [1, 10, 0, '0.0'],
      [11, null, 47, '0.2'],
    ]);
  });
});

describe('T18: 43 % of mainstream schools suspended nobody, 38 more than 500 times each', () => {
  it('at full scale', () => {
    const times = (school: Urn, suspensions: number): Told[] => [
      added(school, '2016-09-05', 'C', '9'),
      ...many(suspensions, (at) => suspended(school, addDays(day('2016-09-12'), 5 * at), 1)),
    ];
    const places = overSchools(manySchools(20_000), 'suspensions', [
      ...many(38 * 10, (at) => times(urn(at % 38), 50)),
      ...many(38, (at) => times(urn(at), 1)),
      ...many(20_000 - 8_600 - 38, (at) => times(urn(38 + at), 1)),
    ]);
    expect(shares(places, bandEdgesOf(measureOf('suspensions')))).toEqual([
      [0, 0, 8_600, '43.0'],
      [1, 10, 11_362, '56.8'],
      [11, 100, 0, '0.0'],
      [101, 500, 0, '0.0'],
      [501, null, 38, '0.2'],
    ]);
  });
});

describe('T04: unexplained moves of authorities from 0.4 to 2.5 per cent of pupils', () => {
  it('the lowest and the highest rate', () => {
    const register = registerOf(
      Object.fromEntries(
        [0, 1, 2].flatMap((authority) =>
          [0, 1].map((school) => [urn(2 * authority + school), { authority: authorityOf(authority) }]),
        ),
      ),
    );
    const of = (authority: number, pupils: number, movers: number) =>
      many(pupils, (at) =>
        at < movers
          ? moved(urn(2 * authority), urn(2 * authority + 1))
          : [added(urn(2 * authority), '2016-09-05', 'C', '9')],
      );
    const places = overAuthorities(register, 'unexplained-move-rate', [
      ...of(0, 250, 1),
      ...of(1, 200, 5),
      ...of(2, 100, 1),
    ]);
    expect(rangeOf(places, 100, 2)).toEqual({ places: 3, lowest: '0.40', highest: '2.50' });
  });
});

describe('T19: suspensions of authorities from 0.0 to 21.42 per 100', () => {
  it('the lowest and the highest rate, of those out of enough to be compared', () => {
    const of = (authority: number, pupils: number, suspensions: number) =>
      many(pupils, (at) => [
        added(urn(authority), '2016-09-05', 'C', '9'),
        ...(at < suspensions ? [suspended(urn(authority), '2016-11-07', 2)] : []),
      ]);
    const places = overAuthorities(onePerAuthority(4), 'suspension-rate', [
      ...of(0, 120, 0),
      ...of(1, 565, 121),
      ...of(2, 200, 9),
      // 99 on roll, every one of them suspended.
      ...of(3, 99, 99),
    ]);
    expect(rangeOf(places, 100, 2)).toEqual({ places: 3, lowest: '0.00', highest: '21.42' });
    expect(rangeOf(places.slice(3), 100, 2)).toBeUndefined();
  });
});

describe('T20: 54 % of permanent exclusions in the highest quarter of authorities, 6 % in the lowest', () => {
  const counts = [10, 2, 30, 10, 24, 10, 4, 10];
  const histories = counts.flatMap((count, at) => many(count, () => excluded(urn(at))));

  it('by count', () => {
    const places = overAuthorities(onePerAuthority(8), 'permanent-exclusion-rate', histories);
    expect(quartersOf(places, 'count')).toEqual([
      { places: 2, count: 54, share: '54.0' },
      { places: 2, count: 20, share: '20.0' },
      { places: 2, count: 20, share: '20.0' },
      { places: 2, count: 6, share: '6.0' },
    ]);
  });

  it('by rate, without those out of too few to be ranked', () => {
    // Twice as many on roll where most are excluded: by rate others come first.
    const onRoll = counts.flatMap((_, at) =>
      many([100, 100, 1_000, 100, 1_000, 100, 100, 20][at] ?? 0, () => [
        added(urn(at), '2016-09-05', 'C', '9'),
      ]),
    );
    const places = overAuthorities(onePerAuthority(8), 'permanent-exclusion-rate', [...histories, ...onRoll]);
    // Of rates: 9.1 9.1 9.1 | 3.8 | 2.9 2.3 | 2.0; the eighth, 10 out of 30, is ranked among nothing.
    expect(quartersOf(places, 'rate')).toEqual([
      { places: 2, count: 20, share: '22.2' },
      { places: 2, count: 14, share: '15.6' },
      { places: 1, count: 30, share: '33.3' },
      { places: 2, count: 26, share: '28.9' },
    ]);
    expect(quartersOf(places.slice(0, 3), 'count')).toBeUndefined();
  });
});

describe('T35: 23 % of secondary schools have had off-site placements of more than a year', () => {
  const register = manySchools(100);
  const placed = (school: Urn, from: string, days: number | null) => [
    added(school, '2014-09-04', 'C', '8'),
    fact('OffSiteDirectionStarted', {
      effectiveOn: day(from),
      school,
      provider: { school: urn(99) },
      pattern: 'full-time',
      registration: 'dual',
    }),
    ...(days === null
      ? []
      : [
          fact('OffSiteDirectionEnded', {
            effectiveOn: addDays(day(from), days),
            school,
            followedBy: 'returned-to-school',
          }),
        ]),
  ];

  it('23 of 100, whether they ended or go on; 365 days are no more than a year', () => {
    const histories = [
      ...many(20, (at) => placed(urn(at), '2015-10-05', 366)),
      ...many(3, (at) => placed(urn(20 + at), '2015-10-05', null)),
      ...many(2, (at) => placed(urn(at), '2015-10-05', 400)),
      ...many(30, (at) => placed(urn(30 + at), '2015-10-05', 365)),
      ...many(20, (at) => placed(urn(60 + at), '2016-09-12', null)),
      // Ended before the school year began.
      placed(urn(90), '2014-10-06', 500),
    ];
    const rows = histories.flatMap((facts) => rowsOfPlacements(read(register, ...facts), register));
    const bySchool = longPlacementsBySchool(rows, day('2016-09-01'), day('2017-08-31'));
    const schools = schoolsIn(register, year, { authority: null, type: null, phase: 'secondary' });
    const places = schools.map(({ code }) => ({
      code,
      count: bySchool.get(code) ?? 0,
      denominator: null,
      squares: null,
    }));
    expect(shares(places, [])).toEqual([
      [0, 0, 77, '77.0'],
      [1, null, 23, '23.0'],
    ]);
  });
});

describe('places', () => {
  const named = (name: string, authority: AuthorityCode, more: Partial<School> = {}): Partial<School> => ({
    name,
    authority,
    ...more,
  });
  const register = registerOf({
    [urn(1)]: named('Willow', authorityOf(1)),
    [urn(2)]: named('Alder', authorityOf(1)),
    [urn(3)]: named('Birch', authorityOf(2), { type: 'special', phase: 'not-applicable' }),
    [urn(4)]: named('Hall', authorityOf(3), { type: 'independent' }),
    [urn(5)]: named('Old', authorityOf(1), { closedOn: day('2016-08-31') }),
    [urn(6)]: named('Cedar', authorityOf(4), { closedOn: day('2016-12-31') }),
    [urn(7)]: named('Cedar Academy', authorityOf(4), { openedOn: day('2017-04-01') }),
    [urn(8)]: named('New', authorityOf(1), { openedOn: day('2017-08-01') }),
  });
  const codes = (schoolYear: SchoolYear, asked: Partial<Parameters<typeof schoolsIn>[2]> = {}) =>
    schoolsIn(register, schoolYear, { authority: null, type: null, phase: null, ...asked }).map(
      ({ name }) => name,
    );

  it('are those that the state funds and that were open, in the order of their names', () => {
    expect(codes(year)).toEqual(['Alder', 'Birch', 'Cedar', 'Cedar Academy', 'Willow']);
    expect(codes(schoolYearFrom(2015))).toEqual(['Alder', 'Birch', 'Cedar', 'Old', 'Willow']);
    expect(codes(schoolYearFrom(2017))).toEqual(['Alder', 'Birch', 'Cedar Academy', 'New', 'Willow']);
    expect(codes(year, { authority: authorityOf(1) })).toEqual(['Alder', 'Willow']);
    expect(codes(year, { type: 'special' })).toEqual(['Birch']);
    expect(codes(year, { type: 'independent' })).toEqual(['Hall']);
    expect(codes(year, { phase: 'secondary' })).toEqual(['Alder', 'Cedar', 'Cedar Academy', 'Willow']);
  });

  it('of authorities are those with a school then', () => {
    expect(authoritiesIn(register, year).map(({ code }) => code)).toEqual([1, 2, 3, 4].map(authorityOf));
  });

  it('hold what happened before January at a school that then was no more', () => {
    const places = overSchools(register, 'suspensions', [
      [added(urn(6), '2016-09-05', 'C', '9'), suspended(urn(6), '2016-10-10', 2)],
      [added(urn(1), '2016-09-05', 'C', '9'), suspended(urn(1), '2016-10-10', 2)],
    ]);
    expect(places.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(concentrationOf(places, percentWithMost)).toEqual({ places: 1, count: 1, share: '50.0' });
  });
});
