/**
 * Measures T09 to T12, T22, T24, T25, T33, T38 and T42 of the requirements: histories with the published shape give the
 * published figure. What is expected is printed in the source that each names.
 */
import { addDays } from '../../../events/calendar/plain-date.js';
import { day } from '../../support/history.js';
import { Tallied } from './figures-of.js';
import {
  camden,
  care,
  excluded,
  many,
  meals,
  of,
  onRoll,
  primary,
  register,
  secondary,
  sen,
  special,
  suspended,
  unit,
  type Said,
} from './schools.js';

it('T09: 7,720 of 8,000,000 are 0.1%, at a thousandth of the scale', () => {
  const tallied = many(8_000, (at) => [onRoll(), ...of(8, at, excluded())]);
  expect(tallied.by('school-type', camden, 2016).of('total', 'permanent-exclusion-rate')).toMatchObject({
    value: '0.10',
    numerator: 8,
    denominator: 8_000,
  });
});

it('T10: a pupil who is out by two suspensions on one day is out once', () => {
  const tallied = many(10, () => [
    onRoll(),
    suspended('2017-03-06', secondary, { lengthSessions: 10 }),
    suspended('2017-03-08', secondary, { category: 'LNCH', lengthSessions: 1 }),
  ]);
  const figures = tallied.by('school-day', camden, 2016);
  expect(figures.of('total', 'suspensions-beginning-per-school-day')).toMatchObject({
    numerator: 20,
    value: '0.1',
  });
  expect(figures.of('total', 'pupils-out-per-school-day')).toMatchObject({ numerator: 50, value: '0.3' });
});

it('T11: 165 suspensions per 100 pupils of alternative provision, of 59 of them', () => {
  const tallied = many(100, (at) => [
    onRoll(unit),
    ...of(59, at, suspended('2016-10-03', unit)),
    ...of(59, at, suspended('2016-11-07', unit)),
    ...of(47, at, suspended('2017-02-06', unit)),
  ]);
  const figures = tallied.by('school-type', camden, 2016);
  expect(figures.value('alternative-provision', 'suspension-rate')).toBe('165.00');
  expect(figures.value('alternative-provision', 'one-or-more-suspensions-rate-enrolments')).toBe('59.00');
});

it('T12: rates by school type', () => {
  const tallied = new Tallied(register);
  const weeks = (count: number, school: typeof unit) =>
    Array.from({ length: count }, (_, week) => suspended(addDays(day('2016-09-12'), 7 * week), school));
  many(10_000, (at) => [onRoll(), ...of(464, at, suspended('2016-10-03'))], tallied);
  many(
    10_000,
    (at) => [
      onRoll(special),
      ...weeks(at < 1_300 ? 1 : 0, special),
      ...of(7, at, excluded('2017-05-02', special)),
    ],
    tallied,
  );
  many(
    10_000,
    (at) => [onRoll(unit), ...weeks(at < 1_650 ? 10 : 0, unit), ...of(13, at, excluded('2017-05-02', unit))],
    tallied,
  );
  const figures = tallied.by('school-type', camden, 2016);
  expect(figures.value('mainstream', 'suspension-rate')).toBe('4.64');
  expect(figures.value('special', 'suspension-rate')).toBe('13.00');
  expect(figures.value('special', 'permanent-exclusion-rate')).toBe('0.07');
  expect(figures.value('alternative-provision', 'suspension-rate')).toBe('165.00');
  expect(figures.value('alternative-provision', 'permanent-exclusion-rate')).toBe('0.13');
  expect(figures.known).not.toContain('primary');
});

it('T22: boys 0.15 and girls 0.04 per 100, more than three times; 89% and 87% of those of primary schools', () => {
  const ofSex = (at: number, boys: number): Said => [
    'PupilIdentified',
    { effectiveOn: '2016-09-01', sex: at < boys ? 'M' : 'F' },
  ];
  const rates = many(20_000, (at) => [
    onRoll(),
    ofSex(at, 10_000),
    ...of(15, at, excluded()),
    ...(at >= 10_000 ? of(10_004, at, excluded()) : []),
  ]).by('sex', camden, 2016);
  expect(rates.value('M', 'permanent-exclusion-rate')).toBe('0.15');
  expect(rates.value('F', 'permanent-exclusion-rate')).toBe('0.04');
  expect(Number(rates.value('M', 'permanent-exclusion-rate-ratio'))).toBeGreaterThan(3);
  const ofPrimary = many(100, (at) => [
    onRoll(primary),
    ofSex(at, 89),
    excluded('2017-05-02', primary),
    // Of the girls two were suspended twice, of the boys two never.
    ...(at < 87 || at >= 89 ? [suspended('2016-10-03', primary)] : []),
    ...(at >= 98 ? [suspended('2016-11-07', primary)] : []),
  ]).by('sex', primary, 2016);
  expect(ofPrimary.value('M', 'permanent-exclusions-share')).toBe('89.00');
  expect(ofPrimary.of('M', 'suspensions-share')).toMatchObject({
    numerator: 87,
    denominator: 100,
    value: '87.00',
  });
});

it('T24: 78 of 100 permanent exclusions are of pupils with SEN, in need or with free meals, 11 of pupils with all three', () => {
  const figures = many(100, (at) => [
    onRoll(),
    // As at the exclusion: what comes later, or was over, is none of theirs.
    ...(at < 11 ? [sen('K'), care('CIN'), meals(true)] : []),
    ...(at >= 11 && at < 40 ? [sen('E')] : []),
    ...(at >= 40 && at < 60 ? [meals(true), sen('N')] : []),
    ...(at >= 60 && at < 78 ? [care('CP')] : []),
    ...(at >= 78 && at < 85 ? [care('CIN'), care('NONE', '2017-01-09')] : []),
    excluded(),
    ...(at >= 85 ? [sen('K', '2017-06-05'), care('CLA', '2017-06-05')] : []),
  ]).by('sen-need-fsm', camden, 2016);
  expect(figures.of('any', 'permanent-exclusions-share')).toMatchObject({
    value: '78.00',
    numerator: 78,
    denominator: 100,
  });
  expect(figures.of('sen-need-fsm', 'permanent-exclusions-share')).toMatchObject({
    value: '11.00',
    numerator: 11,
  });
});

describe('T25: disproportionality, each against the comparator of its kind', () => {
  const ratio = (figures: ReturnType<Tallied['by']>, category: string, measure: string) => {
    const { value, comparator } = figures.of(category, measure);
    return [value, comparator?.code];
  };

  it('free meals around four times those without', () => {
    const figures = many(2_000, (at) => [
      onRoll(),
      meals(at < 1_000),
      ...of(40, at, excluded()),
      ...(at >= 1_000 ? of(1_010, at, excluded()) : []),
    ]).by('free-school-meals', camden, 2016);
    expect(ratio(figures, 'yes', 'permanent-exclusion-rate-ratio')).toEqual(['4.00', 'no']);
  });

  it('ethnicity against White British: 3, 2.5 and 5.2 times', () => {
    const tallied = new Tallied(register);
    for (const [ethnicity, excludedOfThousand] of [
      ['WBRI', 10],
      ['BCRB', 30],
      ['MWBC', 25],
      ['WIRT', 60],
      ['WROM', 44],
    ] as const)
      many(
        1_000,
        (at) => [
          onRoll(),
          ['EthnicityRecorded', { effectiveOn: '2016-09-01', ethnicity }],
          ...of(excludedOfThousand, at, excluded()),
        ],
        tallied,
      );
    const figures = tallied.by('ethnicity', camden, 2016);
    expect(ratio(figures, 'BCRB', 'permanent-exclusion-rate-ratio')).toEqual(['3.00', 'WBRI']);
    expect(ratio(figures, 'MWBC', 'permanent-exclusion-rate-ratio')).toEqual(['2.50', 'WBRI']);
    expect(ratio(figures, 'gypsy-roma-traveller', 'permanent-exclusion-rate-ratio')).toEqual([
      '5.20',
      'WBRI',
    ]);
  });

  it('care status against all children: in need 2.2 and 3.5, looked after 1 and 5.1 times', () => {
    // 10,000 children with 100 permanent exclusions and 1,000 suspensions: 1 and 10 per 100.
    const tallied = new Tallied(register);
    many(
      1_000,
      (at) => [onRoll(), care('CIN'), ...of(22, at, excluded()), ...of(350, at, suspended('2016-10-03'))],
      tallied,
    );
    many(
      1_000,
      (at) => [onRoll(), care('CLA'), ...of(10, at, excluded()), ...of(510, at, suspended('2016-10-03'))],
      tallied,
    );
    many(
      8_000,
      (at) => [onRoll(), ...of(68, at, excluded()), ...of(140, at, suspended('2016-10-03'))],
      tallied,
    );
    const figures = tallied.by('social-care', camden, 2016);
    expect(ratio(figures, 'CIN', 'permanent-exclusion-rate-ratio')).toEqual(['2.20', 'total']);
    expect(ratio(figures, 'CIN', 'suspension-rate-ratio')).toEqual(['3.50', 'total']);
    expect(ratio(figures, 'CLA', 'permanent-exclusion-rate-ratio')).toEqual(['1.00', 'total']);
    expect(ratio(figures, 'CLA', 'suspension-rate-ratio')).toEqual(['5.10', 'total']);
    expect(figures.coverage).toContain('Social care: known of 2000 of 10000 on roll in January');
  });
});

it('T33: of pupils in alternative provision 40% have free meals, 26% are in need, 79.6% SEN, 11.2% of these a plan', () => {
  const tallied = many(1_000, (at) => [
    onRoll(unit),
    meals(at < 400),
    ...(at >= 300 && at < 560 ? [care('CIN')] : []),
    sen(at < 89 ? 'E' : at < 796 ? 'K' : 'N'),
  ]);
  expect(tallied.by('free-school-meals', unit, 2016).value('yes', 'headcount-share')).toBe('40.00');
  expect(tallied.by('social-care', unit, 2016).value('CIN', 'headcount-share')).toBe('26.00');
  const provision = tallied.by('sen-provision', unit, 2016);
  expect(provision.value('any-sen', 'headcount-share')).toBe('79.60');
  // Read as of those with SEN, not of all pupils: that would be 8.9%.
  expect(
    ((100 * provision.number('E', 'headcount')) / provision.number('any-sen', 'headcount')).toFixed(1),
  ).toBe('11.2');
  expect(provision.value('E', 'headcount-share')).toBe('8.90');
});

it('T38: 12% of adopted children had a suspension and 1.63% were permanently excluded', () => {
  const figures = many(10_000, (at) => [
    onRoll(),
    ['PostLookedAfterRecorded', { effectiveOn: '2016-09-01', route: at % 2 === 0 ? 'A' : 'O' }],
    ...of(1_200, at, suspended('2016-10-03')),
    ...of(600, at, suspended('2016-11-07')),
    ...of(163, at, excluded()),
  ]).by('post-looked-after', camden, 2016);
  expect(figures.value('adopted', 'one-or-more-suspensions-rate-distinct-pupils')).toBe('12.00');
  expect(figures.value('adopted', 'permanent-exclusion-rate')).toBe('1.63');
  expect(figures.known).not.toContain('G');
});

it('T42: exclusions by vulnerable cohort and managed moves, year on year', () => {
  const years = [2016, 2017, 2018] as const;
  const tallied = new Tallied(register);
  for (const [at, year] of years.entries()) {
    const on = `${year}-10-03`;
    const fewer = 3 - at;
    many(
      100,
      (n) => [
        onRoll(),
        care('CIN'),
        ...of(10 * fewer, n, suspended(on)),
        ...of(fewer, n, excluded(`${year}-11-07`)),
      ],
      tallied,
    );
    many(
      50,
      (n) => [
        onRoll(),
        care('CLA'),
        ...of(4 * fewer, n, suspended(on)),
        ...of(2 * fewer, n, [
          'ManagedMoveTrialStarted',
          { effectiveOn: on, school: secondary, receivingSchool: special },
        ] as const),
      ],
      tallied,
    );
  }
  const trend = (category: string, measure: string) =>
    years.map((year) => tallied.by('social-care', camden, year).number(category, measure));
  expect(trend('CIN', 'suspensions')).toEqual([30, 20, 10]);
  expect(trend('CIN', 'permanent-exclusions')).toEqual([3, 2, 1]);
  expect(trend('CLA', 'suspensions')).toEqual([12, 8, 4]);
  expect(trend('CLA', 'managed-moves-begun')).toEqual([6, 4, 2]);
  expect(trend('total', 'managed-moves-begun')).toEqual([6, 4, 2]);
});
