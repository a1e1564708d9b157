/** Tallies over any history: kept by differences they are a recount, headcounts are what each January finds, and a correction moves what it concerns and nothing else. */
import fc from 'fast-check';
import { januaryCensusDay } from '../../../events/calendar/census-day.js';
import { addDays } from '../../../events/calendar/plain-date.js';
import { schoolYearFrom, schoolYearOf, type SchoolYear } from '../../../events/calendar/school-year.js';
import { pupilStream, type AuthorityCode, type Urn } from '../../../events/identifiers.js';
import { breakdowns } from '../../../projections/breakdowns/projection.js';
import { repeatedSuspensionNames } from '../../../projections/exclusions/repeated-suspensions.js';
import { summed } from '../../../projections/projection.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { additionsOf, contributionText, countPlaces } from '../../../src/projecting/contributions.js';
import { TallySums } from '../../../src/projecting/tally-sums.js';
import { corrected, day, recorded, suspended, type Told } from '../../support/history.js';
import {
  addFigures,
  alder,
  birch,
  camden,
  cedar,
  effectiveOn,
  elm,
  leeds,
  pupils,
  recount,
  register,
  someHistory,
  trajectoryOf,
  withTallies,
} from './given.js';

it('tallies moved by each pupil’s difference, event by event, equal a recount from nothing', () => {
  fc.assert(
    fc.property(someHistory, (facts) => {
      const kept = new Map<string, number>();
      for (const projection of withTallies) {
        const places = countPlaces(projection);
        const sums = new TallySums(projection);
        const before = new Map<string, string | null>();
        facts.forEach((_, at) => {
          const events = recorded(facts.slice(0, at + 1));
          for (const who of pupils.filter((each) => pupilStream(each) === facts[at]?.stream)) {
            const trajectory = trajectoryOf(who, events);
            const contribution = contributionText(
              projection.tallies(trajectory, register).map((tallies, at) => additionsOf(tallies, places[at])),
            );
            sums.add(before.get(who) ?? null, -1);
            sums.add(contribution);
            before.set(who, contribution);
          }
        });
        for (const [at, table] of projection.tallyTables.entries()) {
          const tallies = [...(sums.all()[at] ?? [])].map(({ key, counts }) => ({
            key,
            counts: Object.fromEntries(table.counts.map((name, place) => [name, counts[place] ?? 0])),
          }));
          addFigures(kept, `${projection.name} ${table.name}`, tallies);
        }
      }
      expect([...kept].sort()).toEqual([...recount(facts)].sort());
    }),
    { numRuns: 30 },
  );
});

it('squares by category are those of what each pupil had, summed over pupils', () => {
  fc.assert(
    fc.property(someHistory, (facts) => {
      const events = recorded(facts);
      const trajectories = pupils.map((who) => trajectoryOf(who, events));
      const [expected, found] = [new Map<string, number>(), new Map<string, number>()];
      const add = (to: Map<string, number>, name: string, by: number) =>
        to.set(name, (to.get(name) ?? 0) + by);
      for (const trajectory of trajectories) {
        const [categories = [], ...others] = breakdowns.tallies(trajectory, register).map(summed);
        for (const { key, counts } of categories)
          for (const [column, count] of Object.entries(counts)) {
            const name = key.at(-1) ?? '';
            const at = [...key.slice(0, -1), column].join(' ');
            if (name === 'suspensions') add(expected, at, count ** 2);
            if (name === 'suspensions_squared') add(found, at, count);
          }
        for (const { key, counts } of others.flat()) {
          for (const name of ['suspensions', 'pupil_days_out']) {
            const at = [...key, name].join(' ');
            if (counts[name] !== undefined) add(expected, at, counts[name] ** 2);
            if (counts[`${name}_squared`] !== undefined) add(found, at, counts[`${name}_squared`] ?? NaN);
          }
        }
      }
      expect([...found].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 50 },
  );
});

it('a pupil’s suspensions are squared in each category, at each school and over all schools of the authority', () => {
  const [one = expectPupil(), other = expectPupil()] = pupils;
  const events = recorded([
    ...[
      suspended(alder, '2016-10-03', 2, { senProvision: 'K' }),
      suspended(birch, '2016-11-07', 2, { senProvision: 'K' }),
      suspended(birch, '2017-03-06', 2, { senProvision: 'E' }),
    ].map((each) => ({ ...each, stream: pupilStream(one) })),
    { ...suspended(birch, '2017-05-08', 2, { senProvision: 'K' }), stream: pupilStream(other) },
  ]);
  const squares = summed(
    [one, other].flatMap((who) => breakdowns.tallies(trajectoryOf(who, events), register)[0] ?? []),
  ).filter(({ key }) => key.at(-1) === 'suspensions_squared');
  expect(
    squares.map(({ key: [place], counts }) => [place, counts['sen_provision_k'], counts['sen_provision_e']]),
  ).toEqual([
    [alder, 1, undefined],
    [camden, 5, 1],
    [birch, 2, 1],
  ]);
});

/** What stands of a history after corrections, read with nothing but a loop: the last of a type up to a day. */
const lastUpTo = <T>(timeline: readonly { from: string; value: T }[], on: string): T | undefined =>
  timeline.filter(({ from }) => from <= on).at(-1)?.value;

/** The categories of a January, found by looking at that day alone. */
function foundIn(trajectory: Trajectory, schoolYear: SchoolYear): [string, string][] {
  const census = januaryCensusDay(schoolYear) ?? '';
  const { circumstances, registrations } = trajectory;
  const { senProvision, freeSchoolMeals, sex, socialCare, home } = circumstances;
  const sen = lastUpTo(senProvision, census);
  const meals = lastUpTo(freeSchoolMeals, census);
  const care = lastUpTo(socialCare, census);
  const categories = [
    ...(sen === undefined ? [] : [`sen_provision_${sen === 'Z' ? 'unlisted' : sen.toLowerCase()}`]),
    ...(meals === undefined ? [] : [`free_school_meals_${meals ? 'yes' : 'no'}`]),
    ...sex.slice(-1).map(({ value }) => `sex_${value.toLowerCase()}`),
    ...(care === undefined ? [] : [`looked_after_${care === 'CLA' ? 'yes' : 'no'}`]),
    ...(socialCare.some(({ from, value }) => from <= census && value === 'CP')
      ? ['social_care_ever_ever_cp']
      : []),
  ];
  const resident = lastUpTo(home, census)?.authority;
  return registrations
    .filter(({ knownFrom, to }) => knownFrom <= census && (to === null || to >= census))
    .flatMap(({ school }) => [school, authorityOf(school), ...(resident ? [`${resident} residence`] : [])])
    .flatMap((place) => categories.map((category): [string, string] => [place, category]));
}

const authorityOf = (school: Urn): AuthorityCode => (school === alder || school === birch ? camden : leeds);
const looked =
  /^(sen_provision_.+|free_school_meals_(yes|no)|sex_.|looked_after_.+|social_care_ever_ever_cp)$/;

it('headcounts by category, summed up to a school year, are what its January finds', () => {
  fc.assert(
    fc.property(someHistory, (facts) => {
      const events = recorded(facts);
      const trajectories = pupils.map((who) => trajectoryOf(who, events));
      const changes = summed(trajectories.flatMap((each) => breakdowns.tallies(each, register)[0] ?? []));
      for (let year = 2013; year < 2030; year++) {
        const schoolYear = schoolYearFrom(year);
        const expected = new Map<string, number>();
        for (const [place, category] of trajectories.flatMap((each) => foundIn(each, schoolYear)))
          expected.set(`${place} ${category}`, (expected.get(`${place} ${category}`) ?? 0) + 1);
        const found = new Map<string, number>();
        for (const { key, counts } of changes) {
          const [place = '', basis = '', from = '', name = ''] = key;
          if (name !== 'january_on_roll_change' || from > schoolYear) continue;
          const at = basis === 'residence' ? `${place} residence` : place;
          for (const [category, by] of Object.entries(counts))
            if (looked.test(category))
              found.set(`${at} ${category}`, (found.get(`${at} ${category}`) ?? 0) + by);
        }
        expect([...found].filter(([, count]) => count !== 0).sort()).toEqual([...expected].sort());
      }
    }),
    { numRuns: 100 },
  );
});

describe('a correction that moves one suspension to another school and year', () => {
  const moves = fc.record({
    history: someHistory,
    from: fc.constantFrom(alder, birch, cedar, elm),
    to: fc.constantFrom(alder, birch, cedar, elm),
    on: fc.nat(300).map((after) => addDays(day('2016-09-05'), after)),
    moved: fc.nat(300).map((after) => addDays(day('2019-09-05'), after)),
    sessions: fc.integer({ min: 1, max: 10 }),
  });

  it('changes every figure of it in both places and years, and no other', () => {
    fc.assert(
      fc.property(moves, ({ history, from, to, on, moved, sessions }) => {
        const [who] = pupils;
        const stream = pupilStream(who ?? expectPupil());
        const one: Told = { ...suspended(from, on, sessions), stream };
        // Another suspension of that school and day would be the same one, and an exclusion told again.
        fc.pre(!history.some((each) => [on, moved].some((date) => date === effectiveOn(each))));
        const before = recount([...history, one]);
        const after = recount([...history, one, corrected(one, suspended(to, moved, sessions).data)]);
        const changed = differences(before, after);
        const years = [on, moved].map((date) => schoolYearOf(date).schoolYear);
        const [there, now] = [from, to].map((school, at) => ({ school, year: years[at] ?? '' }));
        const of = (place: string, year: string, count: string) =>
          `school-counts school_year_count | ${place} | ${year} | ${count}`;
        const ofAuthority = (school: Urn, year: string, count: string) =>
          `authority-rates authority_year_count | ${authorityOf(school)} | ${year} | ${count}`;
        expect(changed.get(of(there?.school ?? '', there?.year ?? '', 'suspensions'))).toBe(-1);
        expect(changed.get(of(now?.school ?? '', now?.year ?? '', 'suspensions'))).toBe(1);
        expect(changed.get(of(there?.school ?? '', there?.year ?? '', 'suspended_sessions'))).toBe(-sessions);
        expect(changed.get(ofAuthority(from, there?.year ?? '', 'suspensions'))).toBe(-1);
        expect(changed.get(ofAuthority(to, now?.year ?? '', 'suspensions'))).toBe(1);
        const detail = (place: string, year: string) =>
          [...changed.keys()].filter(
            (name) =>
              name === `breakdowns detail_count | ${place} | location | ${year} | reason | DB | suspensions`,
          ).length;
        expect([detail(from, there?.year ?? ''), detail(to, now?.year ?? '')]).toEqual([1, 1]);

        const places = new Set<string>([from, to, authorityOf(from), authorityOf(to)]);
        const trajectory = trajectoryOf(who ?? expectPupil(), recorded([...history, one]));
        for (const { value } of trajectory.circumstances.home)
          if (value.authority) places.add(value.authority);
        // These are told of a pupil's suspensions everywhere, or of the year of a later permanent exclusion.
        const overAllSchools: readonly string[] = [
          ...repeatedSuspensionNames,
          'first_excluded_without_suspension',
        ];
        const asked = [...changed.keys()].filter(
          (name) => !overAllSchools.includes(name.split(' | ').at(-1) ?? ''),
        );
        const elsewhere = asked.filter((name) => {
          const [, place = '', ...rest] = name.split(' | ');
          return (
            !places.has(place) ||
            !years.some((year) => rest.includes(year)) ||
            name.includes('on_roll_change')
          );
        });
        expect(elsewhere).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

function differences(before: Map<string, number>, after: Map<string, number>): Map<string, number> {
  const names = new Set([...before.keys(), ...after.keys()]);
  return new Map(
    [...names].flatMap((name): [string, number][] => {
      const by = (after.get(name) ?? 0) - (before.get(name) ?? 0);
      return by === 0 ? [] : [[name, by]];
    }),
  );
}

function expectPupil(): never {
  throw new Error('there are pupils');
}
