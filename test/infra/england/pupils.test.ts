import fc from 'fast-check';
import { startYearOf, schoolYearFrom, type SchoolYear } from '../../../events/calendar/school-year.js';
import { asPupilId, pupilStream, type Urn } from '../../../events/identifiers.js';
import { pupilsOf, type SchoolOfYear, type Story } from '../../../infra/bench/england/pupils.js';
import { schoolYearDays } from '../../../infra/bench/england/school-year-days.js';
import { schoolYearCounts, type CountName } from '../../../projections/measures/school-year-counts.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { recorded, registerOf, told, urn } from '../../support/history.js';

const schoolYear = schoolYearFrom(2015);
const days = schoolYearDays(schoolYear);
const year = { days, enteredOn: days.firstDay, leaveInSummer: false, repeatedIn: [] };
const register = registerOf({ [urn(1)]: {}, [urn(2)]: {} });

/** Counted as the ledger counts, up to and with a year where it is a headcount. */
function counted(stories: readonly Story[]): (school: Urn, name: CountName, of?: SchoolYear) => number {
  const all = stories.flatMap((story, n) => {
    const pupil = asPupilId(`0152603b-1000-7000-8000-${String(n).padStart(12, '0')}`);
    const events = recorded(story.map(({ type, data }) => told(type, data, pupilStream(pupil))));
    return schoolYearCounts(interpret(pupil, events, register), register);
  });
  return (school, name, of = schoolYear) =>
    all
      .filter((each) => each.school === school)
      .filter((each) => each.schoolYear === of || (name.endsWith('_change') && each.schoolYear < of))
      .reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);
}

const countsIn = (count: ReturnType<typeof counted>, { urn: school }: SchoolOfYear, of?: SchoolYear) => ({
  headcount: count(school, 'january_on_roll_change', of),
  permanentExclusions: count(school, 'permanent_exclusions', of),
  suspensions: count(school, 'suspensions', of),
  pupilsSuspended: count(school, 'pupils_suspended', of),
});

const schoolWith = (at: number) =>
  fc
    .record({
      headcount: fc.nat({ max: 60 }),
      permanentExclusions: fc.nat({ max: 6 }),
      pupilsSuspended: fc.nat({ max: 70 }),
      further: fc.nat({ max: 300 }),
    })
    .map(({ further, ...counts }): SchoolOfYear => ({
      ...counts,
      urn: urn(at),
      schoolType: 'State-funded secondary',
      suspensions: counts.pupilsSuspended === 0 ? 0 : counts.pupilsSuspended + further,
    }));

const withoutPlace = ({ urn: _, schoolType: __, ...counts }: SchoolOfYear) => counts;

/** Two schools, the second of which has leavers of the first. */
function storiesOf(first: SchoolOfYear, second: SchoolOfYear, of = year): Story[] {
  const before = pupilsOf(first, [], of);
  const after = pupilsOf(second, before.leavers, of);
  return [...before.stories, ...after.stories, ...after.leavers];
}

const busy = (at: number): SchoolOfYear => ({
  urn: urn(at),
  schoolType: 'State-funded secondary',
  headcount: 300,
  permanentExclusions: 2,
  suspensions: 130,
  pupilsSuspended: 80,
});

describe('the pupils made for a school', () => {
  it('have exactly its counts, whatever they are', () => {
    fc.assert(
      fc.property(schoolWith(1), schoolWith(2), (first, second) => {
        const count = counted(storiesOf(first, second));
        expect(countsIn(count, first)).toEqual(withoutPlace(first));
        expect(countsIn(count, second)).toEqual(withoutPlace(second));
      }),
      { numRuns: 40 },
    );
  });

  it('have pupils among them who move in the year and are suspended at both schools', () => {
    const moved = storiesOf(busy(1), busy(2)).filter(
      (story) =>
        new Set(story.flatMap(({ type, data }) => (type === 'Suspended' ? data.school : []))).size === 2,
    );
    expect(moved.length).toBe(4);
    const [one = []] = moved;
    expect(one.map(({ type }) => type)).toEqual(expect.arrayContaining(['CountedAsLeaver', 'CountedOnRoll']));
  });

  it('are on roll outside January where the school has no headcount', () => {
    const school = { ...busy(1), headcount: 0 };
    const stories = storiesOf(school, { ...busy(2), headcount: 0 });
    expect(stories.flat().filter(({ type }) => type === 'CountedOnRoll')).toEqual([]);
    expect(countsIn(counted(stories), school)).toEqual(withoutPlace(school));
  });

  it('are gone in the next year where they leave in summer, and there where they do not', () => {
    const next = schoolYearFrom(startYearOf(schoolYear) + 1);
    const staying = counted(storiesOf(busy(1), busy(2)));
    const leaving = counted(storiesOf(busy(1), busy(2), { ...year, leaveInSummer: true }));
    expect(countsIn(leaving, busy(1))).toEqual(withoutPlace(busy(1)));
    expect(staying(urn(1), 'january_on_roll_change', next)).toBe(300);
    expect(leaving(urn(1), 'january_on_roll_change', next)).toBe(0);
  });

  it('are on roll and excluded just so in the years before, where they are repeated', () => {
    const before = schoolYearFrom(2014);
    const repeated = {
      ...year,
      enteredOn: schoolYearDays(before).firstDay,
      repeatedIn: [schoolYearDays(before)],
    };
    const school = { ...busy(1), pupilsSuspended: 12, suspensions: 30 };
    const count = counted([...pupilsOf(school, [], repeated).stories]);
    expect(countsIn(count, school, before)).toEqual(withoutPlace(school));
    expect(countsIn(count, school)).toEqual(withoutPlace(school));
  });
});
