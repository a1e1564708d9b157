import type { Told } from '../../support/history.js';
import {
  added,
  counted,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  removed,
  succeeded,
  suspended,
  urn,
} from '../../support/history.js';
import { asAuthorityCode, schoolStream } from '../../../events/identifiers.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { schoolYearCounts } from '../../../projections/measures/school-year-counts.js';
import { summed } from '../../../projections/projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';

const [alder, birch] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [birch]: {} });
const trajectoryOf = (facts: readonly Told[]) => interpret(pupilA, recorded(facts), register);

const counts = (facts: readonly Told[]) =>
  Object.fromEntries(
    schoolYearCounts(trajectoryOf(facts), register).map((each) => [
      `${each.school} ${each.schoolYear}`,
      each.counts,
    ]),
  );

describe('the counts of a school and school year', () => {
  it('find a pupil in every January from the first on roll to the last', () => {
    expect(counts([added(alder, '2022-02-01', 'C', '7'), removed(alder, '2024-07-19')])).toMatchObject({
      [`${alder} 2021/22`]: { joined: 1 },
      [`${alder} 2022/23`]: { january_on_roll_change: 1, january_on_roll_years_7_to_11_change: 1 },
      [`${alder} 2024/25`]: { january_on_roll_change: -1, january_on_roll_years_7_to_11_change: -1 },
    });
  });

  it('do not find one who came and left between two census days', () => {
    const all = counts([added(alder, '2023-09-04'), removed(alder, '2023-12-20')]);
    expect(Object.values(all).some((each) => each.january_on_roll_change !== undefined)).toBe(false);
  });

  it('count no exit and no joining where the school became another, or the pupil was soon back', () => {
    const on = day('2024-09-01');
    const against = registerOf({ [alder]: {}, [birch]: {} }, [succeeded(alder, birch, on)]);
    const facts = [
      added(alder, '2022-09-05'),
      removed(alder, '2024-08-31'),
      added(birch, '2024-09-01'),
      removed(birch, '2024-11-01'),
      added(birch, '2024-11-11'),
    ];
    const all = schoolYearCounts(interpret(pupilA, recorded(facts), against), against);
    expect(all.filter(({ counts: each }) => each.exits !== undefined)).toEqual([]);
    expect(all.filter(({ counts: each }) => each.joined !== undefined).map(({ school }) => school)).toEqual([
      alder,
    ]);
  });

  it('end with death, whatever the roll says', () => {
    expect(
      counts([added(alder, '2019-09-04'), fact('PupilDied', { effectiveOn: day('2021-03-01') })]),
    ).toMatchObject({
      [`${alder} 2021/22`]: { january_on_roll_change: -1 },
    });
  });

  it('count main registrations alone in the headcount', () => {
    const all = counts([added(alder, '2023-09-04', 'S')]);
    expect(all).toEqual({});
  });

  it('count the pupil in Years 7 to 11 only in those years', () => {
    expect(counts([added(alder, '2015-09-03', 'C', '4')])).toMatchObject({
      [`${alder} 2015/16`]: { january_on_roll_change: 1 },
      [`${alder} 2018/19`]: { january_on_roll_years_7_to_11_change: 1 },
      [`${alder} 2023/24`]: { january_on_roll_years_7_to_11_change: -1 },
    });
  });

  it('take the year group that the January census reports, on its day', () => {
    const keptBack = [
      added(alder, '2024-09-02', 'C', '7'),
      counted(alder, '2024-09-02', 'spring', { ncYear: '6' }),
    ];
    expect(counts(keptBack)).toMatchObject({
      [`${alder} 2024/25`]: { january_on_roll_change: 1 },
      [`${alder} 2025/26`]: { january_on_roll_years_7_to_11_change: 1 },
    });
  });

  it('count a pupil suspended twice at one school once, with all sessions', () => {
    expect(
      counts([
        added(alder, '2023-09-04'),
        suspended(alder, '2023-11-06', 2),
        suspended(alder, '2024-02-05', 5),
      ]),
    ).toMatchObject({
      [`${alder} 2023/24`]: { suspensions: 2, suspended_sessions: 7, pupils_suspended: 1 },
    });
  });

  it('leave a cancelled exclusion out and count it apart', () => {
    const suspension = suspended(alder, '2023-11-06', 2);
    const cancelled = fact('ExclusionCancelled', {
      effectiveOn: day('2023-11-07'),
      school: alder,
      exclusion: suspension.id,
    });
    const { [`${alder} 2023/24`]: year } = counts([added(alder, '2023-09-04'), suspension, cancelled]);
    expect(year).toMatchObject({ cancelled_exclusions: 1 });
    expect(year?.suspensions).toBeUndefined();
  });
});

describe("an authority's counts", () => {
  const of = (facts: readonly Told[], against = register) => {
    const tallies = authorityRates.tallies(interpret(pupilA, recorded(facts), against), against)[0] ?? [];
    return Object.fromEntries(
      summed(tallies).map(({ key, counts: values }) => [
        key.join(' '),
        Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 0)),
      ]),
    );
  };

  it('count a pupil suspended at two schools twice as enrolments and once as a pupil', () => {
    const facts = [
      added(alder, '2023-09-04'),
      suspended(alder, '2023-11-06', 2),
      removed(alder, '2024-01-05'),
      added(birch, '2024-01-08'),
      suspended(birch, '2024-02-05', 2),
    ];
    expect(of(facts)).toMatchObject({
      'E09000007 2023/24': { pupils_suspended: 2, distinct_pupils_suspended: 1 },
    });
  });

  it('move the headcount with a school that changes its authority', () => {
    const moved = fact(
      'SchoolDescribed',
      { effectiveOn: day('2021-04-01'), standing: 'described', authority: asAuthorityCode('E06000061') },
      schoolStream(alder),
    );
    expect(of([added(alder, '2019-09-04')], registerOf({ [alder]: {} }, [moved]))).toEqual({
      'E09000007 2019/20': { january_on_roll_change: 1, joined: 1 },
      'E09000007 2021/22': { january_on_roll_change: -1 },
      'E06000061 2021/22': { january_on_roll_change: 1 },
    });
  });
});
