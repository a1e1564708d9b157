/** What registers do not show: reduced timetables, children sent home, concerns, and officers' explanations. */
import type { EventId } from '../../events/identifiers.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { Matter } from './matter.js';
import type { Pupil } from './pupil.js';
import type { School } from './schools.js';
import type { World } from './world.js';

/** Taught for some hours a week from that day on: agreed, reviewed and ended, or not. */
export function reduceTimetable(world: World, pupil: Pupil, day: number): void {
  const { random, year } = world;
  const roll = pupil.main;
  if (!roll) return;
  const { school } = roll;
  const matter = new Matter(world, pupil);
  const plannedEnd = Math.min(
    schoolDayAfter(day, random.between(20, 50)),
    schoolDayBefore(year.lastSchoolDay, 3),
  );
  if (plannedEnd <= day) return;
  const reviewBy = Math.min(schoolDayAfter(day, random.between(15, 28)), plannedEnd);
  const parentAgreed = !world.is('timetableNotAgreed');
  const isOpenEnded = world.is('timetableOpenEnded');
  matter.tell('ReducedTimetableStarted', {
    effectiveOn: dateOf(day),
    school: school.urn,
    sessionsAWeek: 5,
    reason: random.weighted(timetableReasons),
    parentAgreed,
    ...(!isOpenEnded && { plannedEnd: dateOf(plannedEnd), reviewBy: dateOf(reviewBy) }),
  });
  const reviewedOn = schoolDayBefore(reviewBy + 1, random.between(1, 4));
  const review = (): void => {
    if (pupil.main === roll)
      matter.tell('ReducedTimetableReviewed', {
        effectiveOn: dateOf(reviewedOn),
        school: school.urn,
        outcome: 'continued',
        parentAgreed,
      });
  };
  if (!world.is('timetableNotReviewed')) pupil.ahead.add({ day: reviewedOn, happens: review });
  // What goes on beyond its day ends in the last days of the year; what has no end at all ends when the roll does.
  const last = world.is('timetableGoesOn') ? year.lastSchoolDay : plannedEnd;
  const code = dateOf(day) < '2024-08-19' ? 'C' : 'C2';
  pupil.marked.push({ roll, from: day, to: isOpenEnded ? year.lastSchoolDay : last, code, afternoons: true });
  if (isOpenEnded) return;
  const end = (): void => {
    if (pupil.main === roll)
      matter.tell('ReducedTimetableEnded', {
        effectiveOn: dateOf(last),
        school: school.urn,
        outcome: 'full-time',
      });
  };
  pupil.ahead.add({ day: last, happens: end });
}

/** A parent, as a rule, tells that the pupil was sent home without an exclusion; somebody looks into it. */
export function sendHome(world: World, pupil: Pupil, day: number): void {
  const { random } = world;
  const school = pupil.main?.school;
  if (!school) return;
  const matter = new Matter(world, pupil);
  const sessions = random.between(1, 6);
  const report = matter.tell('InformalExclusionReported', {
    effectiveOn: dateOf(day),
    school: school.urn,
    reportedBy: random.pick(['parent', 'parent', 'parent', 'social-worker', 'other-school']),
    kind: random.pick(['sent-home', 'told-to-stay-away', 'collected-early', 'cooling-off']),
    endsOn: dateOf(schoolDayAfter(day - 1, Math.ceil(sessions / 2))),
    sessions,
  });
  if (random.chance(0.6))
    concern(world, matter, day, { kind: 'informal-exclusion', school, about: report.id });
}

export function raiseConcern(world: World, pupil: Pupil, day: number): void {
  const school = pupil.main?.school;
  const kind = world.random.pick([
    'exclusion-threatened',
    'pressure-to-move',
    'reduced-timetable',
    'safeguarding',
    'off-rolling',
  ]);
  if (school) concern(world, new Matter(world, pupil), day, { kind, school });
}

function concern(
  world: World,
  matter: Matter,
  day: number,
  { kind, school, about }: { kind: string; school: School; about?: EventId },
): void {
  const { random } = world;
  const raisedOn = schoolDayAfter(day, random.between(1, 8));
  const raised = matter.tell('ConcernRaised', {
    effectiveOn: dateOf(raisedOn),
    kind,
    raisedBy: random.pick(['parent', 'parent', 'local-authority', 'social-worker', 'other-school']),
    school: school.urn,
    ...(about !== undefined && { about }),
  });
  if (!world.is('concernResolved')) return;
  matter.tell('ConcernResolved', {
    effectiveOn: dateOf(schoolDayAfter(raisedOn, random.between(8, 40))),
    concern: raised.id,
    outcome: random.pick(['substantiated', 'dismissed']),
    resolvedBy: 'local-authority',
  });
}

/** An officer writes down why the pupil left that school on that day: in the authority's own profile, it counts. */
export function explainMove(world: World, pupil: Pupil, school: School, leftOn: number): void {
  if (!world.is('moveExplained')) return;
  const { random } = world;
  const day = schoolDayAfter(leftOn, random.between(10, 60));
  new Matter(world, pupil).tell('MoveExplained', {
    effectiveOn: dateOf(day),
    school: school.urn,
    leftOn: dateOf(leftOn),
    reason: random.pick(['parental-choice', 'parental-choice', 'home-moved', 'other']),
    evidence: random.pick(['told-by-parent', 'told-by-school', 'letter-of-parent', 'none']),
  });
}

const timetableReasons = [
  ['anxiety', 30],
  ['health', 20],
  ['reintegration', 20],
  ['behaviour', 20],
  ['special-needs', 10],
] as const;
