import { eventTypes, type EventType } from '../../events/catalogue.js';
import { schoolDaysBetween } from '../../events/calendar/school-days.js';
import { headcountsOf } from '../../projections/measures/school-year-counts.js';
import type { FlagName } from '../../projections/trajectory/flags.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import { dutiesOf } from '../../projections/duties/duties.js';
import { rates, shares } from '../../src/demonstration/levels.js';
import { eventsOf, interpreted, type Interpreted } from './given.js';

const events = eventsOf({ seed: 3, pupils: 3_000, years: 6 });
let read: Interpreted;
beforeAll(() => {
  read = interpreted(events);
});

/** No authority could have met one: the guidance that has them is in force from 26 July 2026. */
const ofLaterLaw: readonly EventType[] = ['SafeguardingSeparationStarted', 'SafeguardingSeparationEnded'];

test('every kind of event that an authority met in these years happens in it', () => {
  const types = new Set(events.map(({ type }) => type));
  expect(eventTypes.filter((type) => !types.has(type))).toEqual(ofLaterLaw);
});

/** Put in on purpose: breaches, gaps and disagreements that reports and duties are there to show. */
const onPurpose: readonly FlagName[] = [
  'deletion-without-ground',
  'code-outside-its-period',
  'leaving-dates-differ',
  'unknown-destination',
  'suspended-beyond-45-days',
  'sixth-day-education-late',
  'sixth-day-education-part-time',
  'deleted-before-exclusion-final',
  'managed-move-account-missing',
  'managed-move-decided-late',
  'managed-move-repeated',
  'managed-move-step-missing',
  'managed-move-trial-advised-against',
  'direction-beyond-notice',
  'direction-notice-incomplete',
  'direction-notice-late',
  'direction-without-notice',
  'placement-field-missing',
  'provider-below-good',
  'provider-not-registered',
  'provider-not-visited',
  'sign-of-pressure',
  'informal-exclusion-reported',
  'reduced-timetable-beyond-its-end',
  'reduced-timetable-without-consent',
  'reduced-timetable-without-end',
  'unit-without-parent-told',
];
/** So rare that a demonstration of this size may have none. */
const nowAndThen: readonly FlagName[] = [
  'cancelled-beyond-45-days',
  'cost-recovery-not-negotiated',
  'direction-parent-not-told',
  'explanation-of-nothing',
  'home-education-repeated',
  'home-education-short-cycle',
  'home-education-without-consent',
  'on-roll-of-closed-school',
  'two-main-registrations',
];

test('every history reads without a flag but those that are put in on purpose, and those are met', () => {
  const met = new Set(read.trajectories.flatMap(({ flags }) => flags.map(({ flag }) => flag)));
  const known = new Set([...onPurpose, ...nowAndThen]);
  expect([...met].filter((flag) => !known.has(flag))).toEqual([]);
  expect(onPurpose.filter((flag) => !met.has(flag))).toEqual([]);
});

const share = <T>(all: readonly T[], is: (each: T) => boolean): number => all.filter(is).length / all.length;
const all = <T>(family: (trajectory: Trajectory) => readonly T[]): T[] => read.trajectories.flatMap(family);

test('boards consider permanent exclusions, most in their fifteen school days, some late, some never', () => {
  const permanent = all(({ exclusions }) => exclusions).filter(
    ({ kind, cancelledOn, startedOn }) =>
      kind === 'permanent-exclusion' && cancelledOn === null && startedOn < '2025-03-01',
  );
  const considered = permanent.filter(({ course }) => course.length > 0);
  expect(share(permanent, ({ course }) => course.length > 0)).toBeGreaterThan(0.85);
  expect(considered.length).toBeLessThan(permanent.length);
  const took = considered.map(({ school, startedOn, course: [first] }) =>
    first ? schoolDaysBetween(startedOn, first.on, read.register.calendarOf(school)).count : 0,
  );
  expect(share(took, (days) => days <= 15)).toBeGreaterThan(0.7);
  expect(Math.max(...took)).toBeGreaterThan(15);
});

test('few permanent exclusions are overturned, and few go to a panel', () => {
  const permanent = all(({ exclusions }) => exclusions).filter(
    ({ kind, cancelledOn }) => kind === 'permanent-exclusion' && cancelledOn === null,
  );
  expect(share(permanent, ({ state }) => state.startsWith('reinstate'))).toBeLessThan(0.2);
  const toPanel = share(permanent, ({ course }) => course.some(({ signal }) => signal.startsWith('panel-')));
  expect(toPanel).toBeGreaterThan(0);
  expect(toPanel).toBeLessThan(0.25);
});

test('parents are told of nearly every exclusion, and of one in ten the social worker is not', () => {
  const owed = read.trajectories
    .flatMap((trajectory) => dutiesOf(trajectory, read.register))
    .filter(({ kind }) => kind.startsWith('exclusion-'));
  const told = (party: string): number =>
    share(
      owed.filter(({ owedTo }) => owedTo === party),
      ({ met }) => met !== null,
    );
  expect(told('parent')).toBeGreaterThan(0.95);
  expect(told('social-worker')).toBeGreaterThan(0.75);
  expect(told('social-worker')).toBeLessThan(0.97);
});

test('education from the sixth day is owed, in place for most in time, and for some not', () => {
  const owed = all(({ sixthDays }) => sixthDays).filter(
    ({ dueOn, exemption }) => dueOn !== null && exemption === null,
  );
  const inTime = share(
    owed,
    ({ arrangements, dueOn }) => dueOn !== null && arrangements.some(({ from }) => from <= dueOn),
  );
  expect(inTime).toBeGreaterThan(0.65);
  expect(inTime).toBeLessThan(1);
});

test('managed moves are about as frequent as the authorities that count them say, and half of the trials fail', () => {
  const moves = all(({ managedMoves }) => managedMoves);
  const secondaryPupilYears = pupilYears('years7to11');
  expect(moves.length / secondaryPupilYears).toBeGreaterThan(0.5 * rates.managedMove);
  expect(moves.length / secondaryPupilYears).toBeLessThan(1.3 * rates.managedMove);
  const decided = moves.filter(
    ({ trial, decidedOn, state }) => trial && decidedOn !== null && state !== 'withdrawn',
  );
  const succeeded = share(decided, ({ state }) => state === 'succeeded');
  expect(Math.abs(succeeded - shares.moveSucceeds)).toBeLessThan(0.2);
  expect(
    share(
      decided.filter(({ state }) => state === 'succeeded'),
      ({ rolls }) => rolls?.agree === true,
    ),
  ).toBeGreaterThan(0.9);
});

test('directions are notified and reviewed, most of them, and the others can be found', () => {
  const directions = all(({ placements }) => placements).filter(({ kind }) => kind === 'direction');
  expect(share(directions, ({ notice }) => notice !== null)).toBeGreaterThan(0.85);
  const reviewed = share(directions, ({ reviews }) => reviews.length > 0);
  expect(reviewed).toBeGreaterThan(0.5);
  expect(reviewed).toBeLessThan(0.95);
});

test('children are educated at home at about the pace of the last years, some straight after a suspension', () => {
  const starts = all(({ homeEducation }) => homeEducation).filter(
    ({ startedOn }) => startedOn !== null && startedOn >= '2019-09-01',
  );
  const rate = starts.length / pupilYears('all');
  expect(rate).toBeGreaterThan(0.002);
  expect(rate).toBeLessThan(0.006);
  const signs = new Set(starts.flatMap(({ pressure }) => pressure.map(({ sign }) => sign)));
  expect(signs).toContain('after-exclusion');
});

test('weeks of attendance come of few pupils, add up, and have the marks of what happened in them', () => {
  const followed = read.trajectories.filter(({ attendance }) => attendance.length > 0);
  expect(followed.length / read.trajectories.length).toBeLessThan(0.1);
  const codes = new Set(
    followed.flatMap(({ attendance }) => attendance.flatMap(({ byCode }) => byCode.map(({ code }) => code))),
  );
  for (const code of ['/', 'E', 'B', 'C', 'C2', 'O']) expect(codes).toContain(code);
});

test('somebody failed a managed move, was sent home, or was kept on half a week beyond its end', () => {
  expect(all(({ managedMoves }) => managedMoves).some(({ state }) => state === 'failure-considered')).toBe(
    true,
  );
  expect(all(({ informalExclusions }) => informalExclusions).length).toBeGreaterThan(0);
  expect(
    all(({ reducedTimetables }) => reducedTimetables).some(
      ({ plannedEnd, to }) => plannedEnd !== null && to !== null && to > plannedEnd,
    ),
  ).toBe(true);
  expect(all(({ reducedTimetables }) => reducedTimetables).some(({ reviews }) => reviews.length === 0)).toBe(
    true,
  );
});

test('a case of money follows most permanent exclusions of secondary pupils', () => {
  const recoveries = all(({ costRecoveries }) => costRecoveries);
  expect(recoveries.length).toBeGreaterThan(5);
  expect(new Set(recoveries.map(({ state }) => state)).size).toBeGreaterThan(1);
});

/** Of those on roll at January censuses. */
function pupilYears(group: 'all' | 'years7to11'): number {
  const years = ['2019/20', '2020/21', '2021/22', '2022/23', '2023/24', '2024/25'];
  const spells = read.trajectories.flatMap((trajectory) => headcountsOf(trajectory, read.register)[group]);
  return years
    .map(
      (year) => spells.filter(({ first, until }) => first <= year && (until === null || year < until)).length,
    )
    .reduce((sum, each) => sum + each, 0);
}
