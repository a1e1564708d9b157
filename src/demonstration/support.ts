/** What schools and the authority offer around a move, and where schooling leads. */
import { addTo } from '../../projections/groups.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { nominationsATerm } from './levels.js';
import { Matter } from './matter.js';
import { schoolOf, type Pupil } from './pupil.js';
import type { Entry } from './reports.js';
import { exclusionPhase, standingOn, type School } from './schools.js';
import type { World } from './world.js';

/** The family is told of independent advice, about that entry. */
export function signpost(world: World, matter: Matter, about: Entry, day: number): void {
  matter.tell('SupportSignposted', {
    effectiveOn: dateOf(schoolDayAfter(day, world.random.between(1, 4))),
    about: about.id,
    to: 'parent',
    services: world.random.pick([
      ['sendiass'],
      ['coram-child-law-advice', 'ace'],
      ['independent-advice', 'early-help'],
    ]),
    by: world.random.pick(['school', 'authority']),
  });
}

/** Some weeks in a unit of the own school. */
export function taughtInUnit(world: World, pupil: Pupil, day: number): void {
  const { random, year } = world;
  const roll = pupil.main;
  const lastDay = Math.min(
    schoolDayAfter(day, random.between(5, 50)),
    schoolDayBefore(year.lastSchoolDay, 3),
  );
  if (!roll || lastDay <= day) return;
  const matter = new Matter(world, pupil);
  const school = roll.school.urn;
  const pattern = random.chance(0.3) ? 'full-time' : 'part-time';
  matter.tell('InSchoolUnitStarted', {
    effectiveOn: dateOf(day),
    school,
    purpose: random.pick(['behaviour', 'behaviour', 'instead-of-suspension', 'wellbeing', 'reintegration']),
    pattern,
    sessionsPerWeek: pattern === 'full-time' ? 10 : 4,
    plannedEndOn: dateOf(lastDay),
    parentTold: !world.is('unitParentNotTold'),
  });
  let isOver = false;
  const end = (on: number, outcome: 'returned-to-lessons' | 'moved-school'): void => {
    if (isOver || on < day) return;
    isOver = true;
    matter.tell('InSchoolUnitEnded', { effectiveOn: dateOf(on), school, outcome });
  };
  pupil.ahead.add({ day: lastDay, happens: () => end(lastDay, 'returned-to-lessons') });
  pupil.whenLeaving.push((on) => end(on, 'moved-school'));
}

const nominatedFrom = 2022;

/** Each secondary school puts some of those whom it suspends forward for the youth worker, every term. */
export function nominate(world: World, suspended: Iterable<Pupil>): void {
  const { random, year } = world;
  if (year.startYear < nominatedFrom) return;
  const ofSchools = new Map<School, Pupil[]>();
  for (const pupil of suspended) {
    const school = schoolOf(pupil);
    if (school && exclusionPhase(school) === 'secondary') addTo(ofSchools, school, pupil);
  }
  for (const pupils of ofSchools.values())
    for (const [term] of year.terms.entries())
      for (let at = 0; at < nominationsATerm && pupils.length > 0; at++) {
        const [pupil] = pupils.splice(random.below(pupils.length), 1);
        if (pupil) putForward(world, pupil, term);
      }
}

function putForward(world: World, pupil: Pupil, term: number): void {
  const { schoolDays, terms } = world.year;
  const [from, to] = [terms[term]?.startsOn ?? '', terms[term]?.endsOn ?? ''];
  const day = world.random.pick(schoolDays.filter((each) => dateOf(each) >= from && dateOf(each) <= to));
  const happens = (): void => {
    if (pupil.main)
      world.tell(pupil, day, 'SupportReferred', {
        effectiveOn: dateOf(day),
        school: pupil.main.school.urn,
        service: 'youth-worker',
      });
  };
  pupil.ahead.add({ day, happens });
}

/** What the authority knows by November of those who left their school at the end of Year 11. */
export function recordPostSixteen(world: World, pupil: Pupil): void {
  const { random, year } = world;
  const day = schoolDayAfter(year.ends, random.between(30, 50));
  const place = pupil.nextSchool && standingOn(pupil.nextSchool, day).urn;
  const destination = place ? 'school-sixth-form' : random.weighted(afterYear11);
  world.tell(pupil, day, 'PostSixteenDestinationRecorded', {
    effectiveOn: dateOf(day),
    destination,
    ...(place && { place }),
    ...(destination !== 'not-known' && random.chance(0.3) && { sustained: random.chance(0.9) }),
  });
}

/** Of those who leave school, about as DfE's key stage 4 destination measures have it [check]. */
const afterYear11 = [
  ['further-education', 56],
  ['sixth-form-college', 21],
  ['apprenticeship', 5],
  ['employment', 4],
  ['training', 3],
  ['not-in-education-employment-or-training', 8],
  ['not-known', 3],
] as const;
