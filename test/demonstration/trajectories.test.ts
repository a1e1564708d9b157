import { startYearOf } from '../../events/calendar/school-year.js';
import { headcountsOf } from '../../projections/measures/school-year-counts.js';
import { classify } from '../../projections/moves/method.js';
import { epi2024 } from '../../projections/moves/profiles/epi-2024.js';
import { exclusionLevel } from '../../src/demonstration/levels.js';
import { eventsOf, interpreted, type Interpreted } from './given.js';

let read: Interpreted;
beforeAll(() => {
  read = interpreted(eventsOf({ seed: 3, pupils: 3_000, years: 6 }));
});

test('nearly every history reads without a flag, and the usual flags are met', () => {
  const { trajectories } = read;
  const flagged = trajectories.filter(({ flags }) => flags.length > 0);
  expect(flagged.length / trajectories.length).toBeLessThan(0.05);
  const flags = new Set(flagged.flatMap((trajectory) => trajectory.flags.map(({ flag }) => flag)));
  const expected = [
    'deletion-without-ground',
    'unknown-destination',
    'suspended-beyond-45-days',
    'leaving-dates-differ',
  ] as const;
  expect(expected.filter((flag) => !flags.has(flag))).toEqual([]);
});

test('somebody is suspended for exactly 45 days, which is no breach', () => {
  const sums = read.trajectories.flatMap(({ exclusions }) =>
    exclusions.map(({ sessionsInYear }) => sessionsInYear),
  );
  expect(sums).toContain(90);
});

// A quarter for suspensions: which pupils get the long tails, and what the last summer's schools have not yet told.
test.each(['2019/20', '2020/21', '2021/22', '2022/23', '2023/24'])(
  'suspensions of secondary pupils are at the published level in %s',
  (schoolYear) => {
    const { onRoll, suspensions } = secondary(schoolYear);
    const level = exclusionLevel(Number(schoolYear.slice(0, 4)), 'secondary').suspensions;
    expect((100 * suspensions) / onRoll / level).toBeGreaterThan(0.75);
    expect((100 * suspensions) / onRoll / level).toBeLessThan(1.25);
  },
);

test('permanent exclusions over the years add up to the published levels, within a third', () => {
  const years = ['2019/20', '2020/21', '2021/22', '2022/23', '2023/24'].map((schoolYear) => {
    const { onRoll, permanent } = secondary(schoolYear);
    return {
      expected:
        (onRoll / 100) * exclusionLevel(Number(schoolYear.slice(0, 4)), 'secondary').permanentExclusions,
      permanent,
    };
  });
  const expected = years.reduce((sum, year) => sum + year.expected, 0);
  const permanent = years.reduce((sum, year) => sum + year.permanent, 0);
  expect(permanent / expected).toBeGreaterThan(0.67);
  expect(permanent / expected).toBeLessThan(1.33);
});

test('about one in a hundred pupils of Years 7 to 11 moves in a year without a reason on record', () => {
  const { trajectories, register } = read;
  const unexplained = trajectories.flatMap((trajectory) =>
    trajectory.moves.filter(
      (move) => classify(epi2024, { move, trajectory, register }).class === 'unexplained',
    ),
  );
  // An open registration is in Year 11 some day: what lies after the last census is no pupil's year yet.
  const pupilYears = trajectories
    .flatMap((trajectory) => headcountsOf(trajectory, register).years7to11)
    .reduce(
      (sum, { first, until }) =>
        sum + Math.max(0, Math.min(2025, until === null ? 2025 : startYearOf(until)) - startYearOf(first)),
      0,
    );
  expect(unexplained.length / pupilYears).toBeGreaterThan(0.007);
  expect(unexplained.length / pupilYears).toBeLessThan(0.016);
});

test('families move for every reason that the data can show, and schools close and become academies', () => {
  const { trajectories, register } = read;
  const rules = new Set(
    trajectories.flatMap((trajectory) =>
      trajectory.moves.map((move) => classify(epi2024, { move, trajectory, register }).rule),
    ),
  );
  const expected = [
    'home-moved',
    'care-placement-changed',
    'special-school',
    'service-family',
    'traveller-community',
    'closure',
    'conversion',
    'permanent-exclusion',
    'short-stay',
    'died',
  ];
  expect(expected.filter((rule) => !rules.has(rule))).toEqual([]);
});

function secondary(schoolYear: string): { onRoll: number; suspensions: number; permanent: number } {
  const { trajectories, register } = read;
  const isSecondary = (school: Parameters<typeof register.school>[0]): boolean => {
    const phase = register.school(school)?.phase;
    return phase === 'secondary' || phase === 'all-through';
  };
  let [onRoll, suspensions, permanent] = [0, 0, 0];
  for (const trajectory of trajectories) {
    for (const { school, first, until } of headcountsOf(trajectory, register).all)
      if (isSecondary(school) && first <= schoolYear && (until === null || schoolYear < until)) onRoll++;
    for (const exclusion of trajectory.exclusions) {
      if (
        exclusion.schoolYear !== schoolYear ||
        exclusion.cancelledOn !== null ||
        !isSecondary(exclusion.school)
      )
        continue;
      if (exclusion.kind === 'suspension') suspensions++;
      else permanent++;
    }
  }
  return { onRoll, suspensions, permanent };
}
