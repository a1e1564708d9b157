/** One pupil through one school year: what happens, in the order of days. */
import type { Incident } from './agenda.js';
import { sendWeeks } from './attendance.js';
import { besidesMoves } from './besides-moves.js';
import { changeCircumstances, moveHome } from './circumstances.js';
import { dateOf } from './calendar.js';
import { excludePermanently, suspend, type ExclusionPlan } from './exclusions.js';
import { comeBackFromHome, leaveForHomeEducation } from './home-education.js';
import { placeByFairAccess } from './missing-education.js';
import { arrive, changeSchool, moveOfTheYear } from './moves.js';
import { ncYearOf, schoolOf, yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import { followSuccession, join, leave, toSchool } from './rolls.js';
import { isMainstream, standingOn, type School } from './schools.js';
import { recordPostSixteen } from './support.js';
import { inClear, type World } from './world.js';

export interface YearAhead {
  readonly exclusions?: ExclusionPlan | undefined;
  /** The day on which the pupil comes into the authority. */
  readonly arrivesOn?: number | undefined;
}

export function liveYear(world: World, pupil: Pupil, { exclusions, arrivesOn }: YearAhead): void {
  const { year, random } = world;
  const { ahead } = pupil;
  ahead.add(...comeBack(world, pupil));
  if (arrivesOn !== undefined) ahead.add({ day: arrivesOn, happens: () => arrive(world, pupil, arrivesOn) });
  if (schoolOf(pupil)) {
    const moves = moveOfTheYear(world, pupil);
    ahead.add(...moves, ...besidesMoves(world, pupil));
    if (moves.length === 0 && world.happens('movedHomeOnly')) ahead.add(movesHomeOnly(world, pupil));
    const day = year.firstSchoolDay + random.below(300);
    ahead.add({ day, happens: () => pupil.main && changeCircumstances(world, pupil, day) });
  }
  if (exclusions) ahead.add(...excludedThroughTheYear(world, pupil, exclusions));
  ahead.add(...successionOf(world, pupil));
  ahead.add({ day: year.censusDay, happens: () => countInCensus(world, pupil) });
  ahead.add({ day: year.lastSchoolDay, happens: () => endYear(world, pupil) });
  for (let next = ahead.next(year.ends); next; next = ahead.next(year.ends)) next.happens();
  sendWeeks(world, pupil);
  // Autumn's census would list who left since January; the demonstration has January's alone.
  pupil.left = pupil.left.filter(({ isToldByRowOnly }) => isToldByRowOnly);
}

/** The first day of term at the next school, or the return from home, from nowhere known, or from the unit. */
function comeBack(world: World, pupil: Pupil): Incident[] {
  const { year, random } = world;
  const { nextSchool, away, main } = pupil;
  const yearGroup = yearGroupOf(pupil, year.startYear);
  if (nextSchool) {
    const day = year.firstSchoolDay;
    return [{ day, happens: () => join(world, pupil, standingOn(nextSchool, day), day) }];
  }
  const returns =
    (away === 'home-education' && world.happens('returnsFromHomeEducation')) ||
    (away === 'missing' && random.chance(0.5));
  const day = world.schoolDay(year.firstSchoolDay, year.lastSchoolDay - 30) ?? year.firstSchoolDay;
  if (returns && yearGroup <= 11) {
    const happens = (): void => {
      if (away === 'home-education') comeBackFromHome(world, pupil, day);
      else if (!pupil.main) comeBackFromNowhereKnown(world, pupil, day);
    };
    return [{ day, happens }];
  }
  if (main?.school.kind === 'pupil-referral-unit' && yearGroup < 11 && world.happens('returnsFromUnit'))
    return [{ day, happens: () => reintegrate(world, pupil, day) }];
  return [];
}

function comeBackFromNowhereKnown(world: World, pupil: Pupil, day: number): void {
  const school = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day);
  if (school) join(world, pupil, school, day, { kind: 'none-known' });
}

/** From the unit to a mainstream school, by the fair access protocol. */
function reintegrate(world: World, pupil: Pupil, day: number): void {
  const school = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day);
  if (!school || !pupil.main) return;
  placeByFairAccess(world, pupil, school, day, 'd');
  changeSchool(world, pupil, day, false, school);
}

function movesHomeOnly(world: World, pupil: Pupil): Incident {
  const day = world.year.firstSchoolDay + world.random.below(290);
  return { day, happens: () => pupil.main && moveHome(world, pupil, day, world.homes.next()) };
}

/** The school, or the one that a place waits at, becomes an academy within the year. */
function successionOf(world: World, pupil: Pupil): Incident[] {
  const { year, successionDays } = world;
  return successionDays
    .filter((day) => day >= year.begins && day <= year.ends)
    .map((day) => ({
      day,
      happens: () => pupil.main?.school.successor?.from === day && followSuccession(world, pupil),
    }));
}

/**
 * Suspensions spread over the year, one stretch of it each; a permanent exclusion after them, early enough for its reviews
 * to end within the year.
 */
function excludedThroughTheYear(
  world: World,
  pupil: Pupil,
  { sessions, permanently }: ExclusionPlan,
): Incident[] {
  const { random, year } = world;
  const days = year.schoolDays.slice(3, -12);
  const until = permanently ? Math.floor(days.length * (0.25 + 0.45 * random.fraction())) : days.length;
  const stretch = until / sessions.length;
  const incidents: Incident[] = sessions.flatMap((length, at) => {
    const room = Math.max(1, Math.floor(stretch - length / 2 - 1));
    const day = days[Math.floor(at * stretch) + random.below(room)];
    return day === undefined ? [] : [{ day, happens: () => suspend(world, pupil, day, length) }];
  });
  const excludedOn = permanently ? days[until] : undefined;
  if (excludedOn !== undefined)
    incidents.push({ day: excludedOn, happens: () => excludePermanently(world, pupil, excludedOn) });
  // Two weeks on, before anybody can say whose idea it was.
  const last = incidents.at(-1);
  if (
    last &&
    excludedOn === undefined &&
    yearGroupOf(pupil, year.startYear) <= 11 &&
    world.is('homeEducationAfterSuspension')
  ) {
    const day = world.schoolDaysAfter(last.day, 10 + random.below(8));
    incidents.push({ day, happens: () => leaveForHomeEducation(world, pupil, day) });
  }
  return incidents;
}

/** The January census of every school that has, or should have, the pupil on its lists. */
function countInCensus(world: World, pupil: Pupil): void {
  const { year } = world;
  const effectiveOn = dateOf(year.censusDay);
  const yearGroup = yearGroupOf(pupil, year.startYear);
  const rowOf = ({ school, enteredOn, status }: OnRoll) => ({
    effectiveOn,
    school: school.urn,
    term: year.censusTerm,
    enteredOn: dateOf(enteredOn),
    enrolmentStatus: status,
    ncYear: ncYearOf(yearGroup),
    characteristics: characteristicsOf(pupil),
  });
  const readAt = (school: School, row: number): number =>
    Math.max(pupil.knownSince + 1, world.censusReadAt(school) + 5 * row);

  for (const roll of [pupil.main, pupil.second]) {
    if (!roll) continue;
    const tally = world.tallyOf(roll.school);
    world.file(pupil, readAt(roll.school, ++tally.onRoll), [
      world.entry(pupil, 'CountedOnRoll', rowOf(roll)),
    ]);
  }
  for (const { roll, on } of pupil.left) {
    const tally = world.tallyOf(roll.school);
    // Now and then the leaver row has another day than the register.
    const told = world.random.chance(0.02) ? Math.max(roll.enteredOn, on - 3) : on;
    const row = { ...rowOf(roll), leftOn: dateOf(told) };
    world.file(pupil, readAt(roll.school, 2_000 + ++tally.leavers), [
      world.entry(pupil, 'CountedAsLeaver', row),
    ]);
  }
  const { unreported } = pupil;
  if (unreported) {
    const { school, enteredOn } = unreported;
    const missed = { effectiveOn, school: school.urn, term: year.censusTerm, enteredOn: dateOf(enteredOn) };
    world.file(pupil, readAt(school, 4_000), [world.entry(pupil, 'NotCountedOnRoll', missed)]);
  }
  pupil.left = [];
  pupil.unreported = undefined;
}

function characteristicsOf({ background, sen, freeSchoolMeals, youngCarer }: Pupil) {
  return {
    ...inClear(background),
    ethnicity: background.ethnicity,
    senProvision: sen,
    freeSchoolMeals,
    firstLanguage: background.firstLanguage,
    serviceChild: background.isServiceChild ? 'Y' : 'N',
    ...(youngCarer && { youngCarer: 'S' }),
  };
}

/** The end of what a school teaches, of compulsory education, or of the school itself. */
function endYear(world: World, pupil: Pupil): void {
  const { year, random } = world;
  const school = pupil.main?.school;
  if (!school) return;
  const yearGroup = yearGroupOf(pupil, year.startYear);
  const day = year.lastSchoolDay;
  const onward = (next: School | undefined): void => {
    const destination = next ? toSchool(next, year.ends + 1) : { kind: 'independent' as const };
    leave(world, pupil, day, { meaning: 'transfer', destination, isTransition: true });
    pupil.nextSchool = next;
  };
  const openNext = (kinds: readonly School['kind'][], except?: School): School | undefined =>
    world.schoolFor(kinds, yearGroup + 1, year.ends + 1, except);

  if (school.closesOn === year.ends) onward(openNext(['primary'], school));
  else if (yearGroup === 6 && school.highest === 6)
    onward(random.chance(0.95) ? openNext(['secondary', 'all-through']) : undefined);
  else if (yearGroup === 9 && isMainstream(school) && world.happens('transferToUtc'))
    onward(openNext(['utc']));
  else if (yearGroup === 11 && school.highest === 11 && school.kind === 'secondary' && random.chance(0.25))
    onward(openNext(['secondary', 'all-through']));
  else if (yearGroup >= school.highest || (yearGroup >= 11 && random.chance(yearGroup === 11 ? 0.45 : 0.08)))
    leave(world, pupil, day, {
      meaning: 'over-compulsory-age',
      destination: { kind: 'college' },
      isTransition: true,
    });
  if (yearGroup === 11 && !pupil.main) recordPostSixteen(world, pupil);
}
