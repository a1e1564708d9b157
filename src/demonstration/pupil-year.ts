/** One pupil through one school year: what happens, in the order of days. */
import { changeCircumstances, moveHome } from './circumstances.js';
import { dateOf } from './calendar.js';
import { excludePermanently, suspend, type ExclusionPlan } from './exclusions.js';
import { arrive, changeSchool, moveOfTheYear, type Incident } from './moves.js';
import { ncYearOf, schoolOf, yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import { followSuccession, join, leave, toSchool } from './rolls.js';
import { isMainstream, standingOn, type School } from './schools.js';
import { inClear, type World } from './world.js';

export interface YearAhead {
  readonly exclusions?: ExclusionPlan | undefined;
  /** The day on which the pupil comes into the authority. */
  readonly arrivesOn?: number | undefined;
}

export function liveYear(world: World, pupil: Pupil, { exclusions, arrivesOn }: YearAhead): void {
  const { year, random } = world;
  const incidents: Incident[] = [...comeBack(world, pupil)];
  if (arrivesOn !== undefined)
    incidents.push({ day: arrivesOn, happens: () => arrive(world, pupil, arrivesOn) });
  if (schoolOf(pupil)) {
    const moves = moveOfTheYear(world, pupil);
    incidents.push(...moves);
    if (moves.length === 0 && world.happens('movedHomeOnly')) incidents.push(movesHomeOnly(world, pupil));
    const day = year.firstSchoolDay + random.below(300);
    incidents.push({ day, happens: () => pupil.main && changeCircumstances(world, pupil, day) });
  }
  if (exclusions) incidents.push(...excludedThroughTheYear(world, pupil, exclusions));
  incidents.push(...successionOf(world, pupil));
  incidents.push({ day: year.censusDay, happens: () => countInCensus(world, pupil) });
  incidents.push({ day: year.lastSchoolDay, happens: () => endYear(world, pupil) });
  incidents.sort((a, b) => a.day - b.day);
  for (const { happens } of incidents) happens();
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
      const school = world.mainstreamFor(yearGroup, day);
      const origin = away === 'home-education' ? { kind: away } : { kind: 'none-known' as const };
      if (school) join(world, pupil, school, day, origin);
    };
    return [{ day, happens }];
  }
  if (main?.school.kind === 'pupil-referral-unit' && yearGroup < 11 && random.chance(0.3))
    return [{ day, happens: () => changeSchool(world, pupil, day) }];
  return [];
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

/** Suspensions spread over the year, one stretch of it each; a permanent exclusion after them. */
function excludedThroughTheYear(
  world: World,
  pupil: Pupil,
  { sessions, permanently }: ExclusionPlan,
): Incident[] {
  const { random, year } = world;
  const days = year.schoolDays.slice(3, -12);
  const until = permanently ? Math.floor(days.length * (0.35 + 0.55 * random.fraction())) : days.length;
  const stretch = until / sessions.length;
  const incidents: Incident[] = sessions.flatMap((length, at) => {
    const room = Math.max(1, Math.floor(stretch - length / 2 - 1));
    const day = days[Math.floor(at * stretch) + random.below(room)];
    return day === undefined ? [] : [{ day, happens: () => suspend(world, pupil, day, length) }];
  });
  const excludedOn = permanently ? days[until] : undefined;
  if (excludedOn === undefined) return incidents;
  let stands = false;
  const deletedOn = world.schoolDaysAfter(excludedOn, 18);
  const unit = world.schoolFor(['pupil-referral-unit'], yearGroupOf(pupil, year.startYear), deletedOn);
  incidents.push({
    day: excludedOn,
    happens: () => void (stands = excludePermanently(world, pupil, excludedOn)),
  });
  incidents.push({
    day: deletedOn,
    happens: () => stands && moveAfterExclusion(world, pupil, deletedOn, unit),
  });
  return incidents;
}

function moveAfterExclusion(world: World, pupil: Pupil, day: number, unit: School | undefined): void {
  const goesThere = unit && world.random.chance(0.8) ? unit : undefined;
  const destination = goesThere ? toSchool(goesThere, day) : { kind: 'alternative-provision' as const };
  leave(world, pupil, day, { meaning: 'permanent-exclusion', destination });
  if (goesThere) join(world, pupil, goesThere, day + 1);
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
}
