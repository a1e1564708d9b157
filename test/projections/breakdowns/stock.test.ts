/** T34 of the requirements: alternative provision counted on a day from placements, and ages on that day. */
import { stock } from '../../../projections/episodes/stock.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { day, registerOf, urn } from '../../support/history.js';
import { numbersOn } from '../../support/on-day.js';
import { pupilOf, Tallied } from './figures-of.js';

const unit = urn(4);
const register = registerOf({ [unit]: { type: 'alternative-provision' } });

it('T34: 42,795 children in January 2014 and 49,477 in January 2018, 5,286 of them aged 5 to 10', () => {
  // 42,795 came in 2013 and stay; 6,682 more by 2018. The youngest are ten on 31 August 2017.
  const placed = (at: number): Trajectory => {
    const effectiveOn = at < 42_795 ? '2013-10-07' : '2017-10-02';
    const age = at < 5_286 ? 10 : 11 + (at % 5);
    return pupilOf(
      [
        ['PupilIdentified', { effectiveOn, birthYear: 2017 - age, birthMonth: 3 }],
        [
          'AlternativeProvisionStarted',
          {
            effectiveOn,
            authority: 'E09000007',
            provider: { school: unit },
            registration: 'single',
          },
        ],
      ],
      register,
    );
  };
  const all = Array.from({ length: 49_477 }, (_, at) => placed(at));
  const [then, now] = ['2014-01-16', '2018-01-18'].map((on) => numbersOn(stock, all, register, day(on)));
  expect(then?.['alternative-provision-on-day']).toBe(42_795);
  expect(now?.['alternative-provision-on-day']).toBe(49_477);
  const rise =
    (now?.['alternative-provision-on-day'] ?? NaN) / (then?.['alternative-provision-on-day'] ?? NaN) - 1;
  expect((100 * rise).toFixed(1)).toBe('15.6');
  expect(now?.['alternative-provision-5-to-10-on-day']).toBe(5_286);
});

it('T34: 10,831 pupils on the roll of a pupil referral unit in January', () => {
  const tallied = new Tallied(register);
  for (let at = 0; at < 10_831; at++)
    tallied.add(
      pupilOf([['AddedToRoll', { effectiveOn: '2016-09-05', school: unit, enrolmentStatus: 'C' }]], register),
    );
  expect(tallied.by('school-type', 'E09000007', 2016).number('alternative-provision', 'headcount')).toBe(
    10_831,
  );
});
