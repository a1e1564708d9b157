/**
 * Measures T09 to T12, T21 to T25, T33, T38 and T42 of the requirements: histories with the published shape give the
 * published figure. What is expected is printed in the source that each names.
 */
import type { EventType } from '../../../events/catalogue.js';
import { addDays, weekdayOf, type PlainDate } from '../../../events/calendar/plain-date.js';
import { asAuthorityCode } from '../../../events/identifiers.js';
import { day, registerOf, urn } from '../../support/history.js';
import { pupilOf, Tallied } from './figures-of.js';

const camden = asAuthorityCode('E09000007');
const [secondary, primary, special, unit] = [urn(1), urn(2), urn(3), urn(4)];
const register = registerOf({
  [secondary]: {},
  [primary]: { phase: 'primary', lowestAge: 4 },
  [special]: { type: 'special' },
  [unit]: { type: 'alternative-provision' },
});

type Said = readonly [EventType, object];

const onRoll = (school = secondary, ncYear?: string): Said => [
  'AddedToRoll',
  { effectiveOn: '2016-09-01', school, enrolmentStatus: 'C', ...(ncYear !== undefined && { ncYear }) },
];
const suspended = (effectiveOn: string, school = secondary, more: object = {}): Said => [
  'Suspended',
  { effectiveOn, school, category: 'SUSP', lengthSessions: 2, reasons: ['DB'], ...more },
];
const excluded = (effectiveOn = '2017-05-02', school = secondary, more: object = {}): Said => [
  'PermanentlyExcluded',
  { effectiveOn, school, reasons: ['DB'], ...more },
];
const many = (
  count: number,
  history: (at: number) => readonly Said[],
  tallied = new Tallied(register),
): Tallied => {
  for (let at = 0; at < count; at++) tallied.add(pupilOf(history(at), register));
  return tallied;
};
const meals = (eligible: boolean): Said => [
  'FreeSchoolMealsChanged',
  { effectiveOn: '2016-09-01', eligible },
];
const care = (status: string, effectiveOn = '2016-09-01'): Said => [
  'SocialCareStatusChanged',
  { effectiveOn, status },
];
const sen = (senProvision: string, effectiveOn = '2016-09-01'): Said => [
  'SenProvisionChanged',
  { effectiveOn, senProvision },
];
const of = <T>(count: number, at: number, then: T): T[] => (at < count ? [then] : []);

/** The n-th school day from 5 September 2016 that no holiday of the default calendar takes. */
const schoolDays: readonly PlainDate[] = [
  ...weekdays('2016-09-05', '2016-10-21'),
  ...weekdays('2016-10-31', '2016-12-16'),
  ...weekdays('2017-01-09', '2017-02-10'),
];
function weekdays(from: string, to: string): PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = day(from); on <= to; on = addDays(on, 1)) if (weekdayOf(on) % 6 !== 0) days.push(on);
  return days;
}

describe('England in 2016/17, every exclusion of it', () => {
  // 7,720 permanent exclusions and 381,865 suspensions (002:4373-4383), 78% and 74% of them of boys.
  const boys = 6_022;
  let suspensions = 0;
  const tallied = new Tallied(register);
  beforeAll(() => {
    many(
      7_720,
      (at) => {
        const isBoy = at < boys;
        const [each, withOneMore] = isBoy ? [46, 5_568] : [58, 801];
        const times = each + (at - (isBoy ? 0 : boys) < withOneMore ? 1 : 0);
        const reasonOfPermanent =
          at < 1_359 ? 'OT' : at < 1_359 + 745 ? 'PA' : at < 1_359 + 745 + 2_573 ? 'DB' : 'PP';
        return [
          onRoll(),
          ['PupilIdentified', { effectiveOn: '2016-09-01', sex: isBoy ? 'M' : 'F' }],
          ...schoolDays.slice(0, times).map((on): Said => {
            const nth = suspensions++;
            const reason =
              nth < 75_227
                ? 'OT'
                : nth < 75_227 + 26_695
                  ? 'PA'
                  : nth < 75_227 + 26_695 + 127_288
                    ? 'DB'
                    : ['PP', 'VA', 'DM'][nth % 3];
            return suspended(on, secondary, {
              reasons: [reason],
              senProvision: nth % 1_000 < 449 ? 'K' : 'N',
            });
          }),
          excluded('2017-05-02', secondary, {
            reasons: [reasonOfPermanent],
            senProvision: at < 3_605 ? 'E' : 'N',
          }),
          // What is known of special needs later says nothing of then.
          sen('K', '2017-06-01'),
        ];
      },
      tallied,
    );
  });

  it('T09: an average of 40 permanent exclusions every day', () => {
    const figures = tallied.by('school-day', camden, 2016);
    expect(figures.of('total', 'permanent-exclusions-beginning-per-school-day')).toMatchObject({
      value: '40.6',
      numerator: 7_720,
      denominator: 190,
    });
  });

  it('T10: an average of 2,000 suspensions begins every day', () => {
    const figures = tallied.by('school-day', camden, 2016);
    expect(figures.of('total', 'suspensions-beginning-per-school-day')).toMatchObject({
      value: '2009.8',
      numerator: 381_865,
    });
  });

  it('T21: ‘other’ is 17.6% and 19.7% of the reasons, second to disruptive behaviour with a third', () => {
    const figures = tallied.by('reason', camden, 2016);
    expect(figures.of('OT', 'reasons-of-permanent-exclusions-share')).toMatchObject({
      value: '17.60',
      numerator: 1_359,
    });
    expect(figures.of('OT', 'reasons-of-suspensions-share')).toMatchObject({
      value: '19.70',
      numerator: 75_227,
    });
    expect(figures.value('PA', 'reasons-of-permanent-exclusions-share')).toBe('9.65');
    expect(figures.value('PA', 'reasons-of-suspensions-share')).toBe('6.99');
    expect(figures.number('PA', 'reasons-of-permanent-exclusions')).toBe(745);
    expect(figures.number('PA', 'reasons-of-suspensions')).toBe(26_695);
    const ranked = ['DB', 'OT', 'PA', 'VA', 'DM'].toSorted(
      (a, b) => figures.number(b, 'reasons-of-suspensions') - figures.number(a, 'reasons-of-suspensions'),
    );
    expect(ranked.slice(0, 2)).toEqual(['DB', 'OT']);
    expect(Number(figures.value('DB', 'reasons-of-suspensions-share'))).toBeCloseTo(100 / 3, 1);
  });

  it('T22: boys 78% of permanent exclusions and 74% of suspensions', () => {
    const figures = tallied.by('sex', camden, 2016);
    expect(figures.of('M', 'permanent-exclusions-share')).toMatchObject({
      value: '78.01',
      numerator: 6_022,
      denominator: 7_720,
    });
    expect(figures.of('F', 'permanent-exclusions-share')).toMatchObject({ value: '21.99', numerator: 1_698 });
    expect(figures.of('M', 'suspensions-share')).toMatchObject({
      value: '74.00',
      numerator: 282_580,
      denominator: 381_865,
    });
    expect(figures.of('F', 'suspensions-share')).toMatchObject({ value: '26.00', numerator: 99_285 });
  });

  it('T23: 46.7% of permanent exclusions and 44.9% of suspensions are of pupils with SEN at the exclusion', () => {
    const figures = tallied.by('sen-provision', camden, 2016);
    expect(figures.value('any-sen', 'permanent-exclusions-share')).toBe('46.70');
    expect(figures.value('any-sen', 'suspensions-share')).toMatch(/^44\.9/);
  });
});

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
