import fc from 'fast-check';
import { quotientHalfUp } from '../../../projections/measures/half-up.js';

/** Published: numerator, denominator, decimal places as printed, rate per 100 (sources: domain notes, DfE files). */
const published: readonly (readonly [string, number, number, number, string])[] = [
  ['England 2019/20, permanent exclusions', 5_057, 8_255_046, 5, '0.06126'],
  ['England 2019/20, suspensions', 310_733, 8_255_046, 5, '3.76416'],
  ['England 2019/20, one or more suspensions', 154_524, 8_255_046, 5, '1.87187'],
  ['England 2019/20, primary, permanent exclusions', 739, 4_714_772, 5, '0.01567'],
  ['England 2019/20, primary, suspensions', 47_261, 4_714_772, 5, '1.00240'],
  ['England 2019/20, primary, one or more', 23_726, 4_714_772, 5, '0.50323'],
  ['England 2019/20, secondary, permanent exclusions', 4_269, 3_409_277, 5, '0.12522'],
  ['England 2019/20, secondary, suspensions', 253_307, 3_409_277, 5, '7.42993'],
  ['England 2019/20, secondary, one or more', 125_816, 3_409_277, 5, '3.69040'],
  ['England 2019/20, special, permanent exclusions', 49, 130_997, 5, '0.03741'],
  ['England 2019/20, special, suspensions', 10_165, 130_997, 5, '7.75972'],
  ['England 2019/20, special, one or more', 4_982, 130_997, 5, '3.80314'],
  ['Sutton 2014/15, age 7, permanent exclusions', 1, 2_283, 9, '0.043802015'],
  ['Sutton 2014/15, age 7, suspensions', 27, 2_283, 9, '1.182654402'],
  ['Sutton 2014/15, age 7, one or more', 12, 2_283, 9, '0.525624179'],
  ['West Hampstead Primary, autumn 2016, suspensions', 3, 448, 5, '0.66964'],
  ['West View Primary, autumn 2024, suspensions', 2, 455, 5, '0.43956'],
  ['West View Primary, autumn 2024, one or more', 1, 455, 5, '0.21978'],
  ['Camden 2016/17, permanent exclusions', 30, 22_387, 2, '0.13'],
  ['Camden 2016/17, suspensions', 1_005, 22_387, 2, '4.49'],
  ['Camden 2016/17, one or more', 655, 22_387, 2, '2.93'],
  ['Middlesbrough 2016/17, secondary, permanent exclusions', 25, 7_722, 2, '0.32'],
  ['Middlesbrough 2016/17, secondary, suspensions', 4_259, 7_722, 2, '55.15'],
  ['Middlesbrough 2016/17, secondary, one or more', 901, 7_722, 2, '11.67'],
  ['Rutland 2016/17, permanent exclusions', 8, 5_568, 2, '0.14'],
  ['Rutland 2016/17, suspensions', 121, 5_568, 2, '2.17'],
  ['Rutland 2016/17, one or more', 75, 5_568, 2, '1.35'],
  ['England 2016/17, permanent exclusions', 7_720, 8_025_075, 2, '0.10'],
  ['England 2016/17, suspensions', 381_865, 8_025_075, 2, '4.76'],
  ['England 2016/17, one or more', 183_475, 8_025_075, 2, '2.29'],
  ['EPI 2018/19, pupils moved, Years 7 to 11', 30_600, 2_959_950, 2, '1.03'],
];

describe('a rate', () => {
  it.each(published)('is what was published: %s', (_case, numerator, denominator, places, rate) => {
    expect(quotientHalfUp(numerator, denominator, 100, places)).toBe(rate);
  });

  it('goes up at a half, also where the binary fraction lies below it', () => {
    expect(quotientHalfUp(201, 200, 1, 2)).toBe('1.01');
    expect((1.005).toFixed(2)).toBe('1.00');
    expect(quotientHalfUp(1, 8, 1, 2)).toBe('0.13');
    expect(quotientHalfUp(1, 2, 1, 0)).toBe('1');
  });

  it('is nothing where nobody is in the denominator', () => {
    expect(quotientHalfUp(3, 0, 100, 2)).toBeNull();
  });

  it('lies within half a last place of the quotient, the upper end left out', () => {
    const whole = fc.integer({ min: 0, max: 10_000_000 });
    const some = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(whole, some, fc.integer({ min: 0, max: 6 }), (numerator, denominator, places) => {
        const digits = BigInt((quotientHalfUp(numerator, denominator, 100, places) ?? '').replace('.', ''));
        const exact = BigInt(numerator) * 100n * 10n ** BigInt(places);
        const twice = 2n * (digits * BigInt(denominator) - exact);
        expect(twice > -BigInt(denominator) && twice <= BigInt(denominator)).toBe(true);
      }),
    );
  });
});
