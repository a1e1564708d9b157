/**
 * Measures T09, T10 and T21 to T23 of the requirements, at the published scale: every exclusion in England of 2016/17 gives
 * the published figures. What is expected is printed in the source that each names.
 */
import { addDays, weekdayOf, type PlainDate } from '../../../events/calendar/plain-date.js';
import { day } from '../../support/history.js';
import { Tallied } from './figures-of.js';
import { camden, excluded, many, onRoll, register, secondary, sen, suspended, type Said } from './schools.js';

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
