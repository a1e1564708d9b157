/** Names entered on a roll and deleted from it, as schools report it: mostly rightly and in time. */
import type { DestinationKind } from '../../events/codes/destination-kind.js';
import {
  groundsOf,
  meaningOfGround,
  regimeOn,
  type DeletionMeaning,
  type RegisterRegime,
} from '../../events/codes/deletion-ground.js';
import type { Destination } from '../../events/destination.js';
import { asUrn } from '../../events/identifiers.js';
import { dateOf } from './calendar.js';
import { Matter } from './matter.js';
import { returnNewPupil, sendTransferFile } from './notices.js';
import { ncYearOf, yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import type { Entry } from './reports.js';
import { neighbour, standingOn, type School } from './schools.js';
import { inClear, type World } from './world.js';

/** The first that the ledger hears of a pupil: who it is, where the home is, and what else the first form asked. */
export function introduce(world: World, pupil: Pupil, entered: Entry): void {
  pupil.isIntroduced = true;
  const { background, home } = pupil;
  const on = entered.data.effectiveOn;
  const entries: Entry[] = [
    world.entry(
      pupil,
      'PupilIdentified',
      { effectiveOn: on, ...inClear(background) },
      {
        kind: 'person',
        person: {
          upn: pupil.upn,
          surname: background.surname,
          forenames: background.forenames,
          dateOfBirth: background.dateOfBirth,
        },
      },
    ),
    world.entry(
      pupil,
      'AddressChanged',
      { effectiveOn: on, homeAuthority: home.authority, outwardPostcode: home.outwardPostcode },
      { kind: 'address', home },
    ),
    entered,
  ];
  if (background.isServiceChild)
    entries.push(world.entry(pupil, 'ServiceChildRecorded', { effectiveOn: on, serviceChild: 'Y' }));
  world.file(pupil, pupil.knownSince, entries, true);
}

/** The starting day on a roll as the main registration. One in a hundred is reported with a wrong day, and corrected. */
export function join(world: World, pupil: Pupil, school: School, day: number, origin?: Destination): void {
  const yearGroup = yearGroupOf(pupil, world.year.startYear);
  const fact = {
    effectiveOn: dateOf(day),
    school: school.urn,
    enrolmentStatus: 'C',
    ncYear: ncYearOf(yearGroup),
    ...(origin && { origin }),
  };
  pupil.main = { school, enteredOn: day, status: 'C' };
  pupil.away = undefined;
  pupil.nextSchool = undefined;
  const isWrong = pupil.isIntroduced && world.random.chance(0.01);
  const reported = isWrong ? { ...fact, effectiveOn: dateOf(day + 7) } : fact;
  const entered = world.entry(pupil, 'AddedToRoll', reported);
  const isNew = !pupil.isIntroduced;
  if (isNew) introduce(world, pupil, entered);
  const heardAt = isNew ? pupil.knownSince : world.heard(pupil, day);
  if (!isNew) world.file(pupil, heardAt, [entered]);
  const isOwed = yearGroup > school.lowest || day > world.year.firstSchoolDay;
  if (isOwed)
    returnNewPupil({
      world,
      pupil,
      matter: new Matter(world, pupil, heardAt),
      about: entered,
      school: school.urn,
    });
  if (isWrong) {
    const correction = world.entry(pupil, 'EntryCorrected', {
      effectiveOn: fact.effectiveOn,
      entry: entered.id,
      data: fact,
    });
    world.file(pupil, world.heard({ knownSince: heardAt }, day + 20), [correction]);
  }
}

export interface Leaving {
  readonly meaning: DeletionMeaning;
  readonly destination?: Destination;
  /** At the end of a school year, as pupils of that age do. */
  readonly isTransition?: boolean;
  /** Nobody tells the authority but the next census: by a leaver row, or by listing the pupil no more. */
  readonly toldBy?: 'leaver-row' | 'absence-from-census';
}

/** The last day on the main roll. */
export function leave(world: World, pupil: Pupil, day: number, leaving: Leaving): void {
  const roll = pupil.main;
  if (!roll) return;
  for (const ends of pupil.whenLeaving.splice(0)) ends(day, leaving);
  endSecond(world, pupil, day);
  pupil.main = undefined;
  roll.leftOn = day;
  pupil.away = 'gone';
  pupil.story.moves += leaving.isTransition ? 0 : 1;
  if (leaving.toldBy === 'absence-from-census') {
    pupil.unreported = roll;
    return;
  }
  const isToldByRowOnly = leaving.toldBy === 'leaver-row';
  pupil.left.push({ roll, on: day, isToldByRowOnly });
  if (!isToldByRowOnly) reportDeletion(world, pupil, roll, day, leaving);
}

/** Leaves for somewhere, where somebody may make sure of the arrival. */
export function leaveFor(world: World, pupil: Pupil, day: number, leaving: Leaving): void {
  const school = pupil.main?.school;
  leave(world, pupil, day, leaving);
  if (school && leaving.destination && !leaving.toldBy)
    confirm(world, pupil, school, day, leaving.destination);
}

/** The return and the deletion itself, or what a school made of them. */
export function reportDeletion(
  world: World,
  pupil: Pupil,
  { school, enteredOn }: OnRoll,
  day: number,
  { meaning, destination, isTransition }: Leaving,
): void {
  const { random } = world;
  const leavesOn = dateOf(day);
  const regime = regimeKept(world, day);
  const told = destination && !(destination.kind === 'school' && random.chance(0.05)) ? { destination } : {};
  const ground = random.chance(isTransition ? 0 : 0.03) ? {} : { ground: groundMeaning(regime, meaning) };
  // None is owed of who has come to the end of the school's last year; a school that converts deletes nobody.
  const isLastYear = yearGroupOf(pupil, world.year.startYear) >= school.highest;
  const isOwed = !isTransition || !(isLastYear || school.successor?.from === day + 1);
  const how = isOwed ? random.weighted(waysOfTelling) : 'removal';
  let about: Entry | undefined;
  if (how !== 'removal') {
    const returnedOn = dateOf(Math.max(enteredOn, day - random.below(4)));
    // Now and then the return announces another day than the register then has.
    const announced = random.chance(0.02) ? dateOf(day + 3) : leavesOn;
    const fact = {
      effectiveOn: returnedOn,
      school: school.urn,
      regime,
      leavesOn: announced,
      ...ground,
      ...told,
    };
    about = world.tell(pupil, day, 'DeletionReturned', fact);
  }
  if (how !== 'return') {
    const entered = random.chance(0.8) ? { enteredOn: dateOf(enteredOn) } : {};
    about = world.tell(pupil, day, 'RemovedFromRoll', {
      effectiveOn: leavesOn,
      school: school.urn,
      regime,
      ...entered,
      ...ground,
      ...told,
    });
  }
  const isConversion = school.successor?.from === day + 1;
  if (about && (destination?.kind === 'school' || destination?.kind === 'independent') && !isConversion)
    sendTransferFile({ world, pupil, about, school: school.urn }, destination.school);
}

/** Some schools kept to the old letters for a term after the regulations had changed. */
function regimeKept(world: World, day: number): RegisterRegime {
  const regime = regimeOn(dateOf(day));
  const isNew = regime === 'SI2024/208' && dateOf(day) < '2025-01-01';
  return isNew && world.is('oldLettersKept') ? 'SI2006/1751' : regime;
}

const waysOfTelling = [
  ['both', 86],
  ['removal', 8],
  ['return', 6],
] as const;

/** A second registration beside the main one, which becomes a dual one. */
export function joinSecond(world: World, pupil: Pupil, school: School, day: number): void {
  const { main } = pupil;
  if (!main || pupil.second) return;
  pupil.second = { school, enteredOn: day, status: 'S' };
  pupil.story.dualRolls++;
  const effectiveOn = dateOf(day);
  const ncYear = ncYearOf(yearGroupOf(pupil, world.year.startYear));
  const matter = new Matter(world, pupil);
  const about = matter.tell('AddedToRoll', { effectiveOn, school: school.urn, enrolmentStatus: 'S', ncYear });
  returnNewPupil({ world, pupil, matter, about, school: school.urn });
  changeStatus(world, pupil, main, day, 'M');
}

export function endSecond(world: World, pupil: Pupil, day: number): void {
  const { second, main } = pupil;
  if (!second) return;
  pupil.second = undefined;
  pupil.left.push({ roll: second, on: day, isToldByRowOnly: false });
  reportDeletion(world, pupil, second, day, { meaning: 'dual-roll-end' });
  if (main) changeStatus(world, pupil, main, day + 1, 'C');
}

function changeStatus(world: World, pupil: Pupil, roll: OnRoll, day: number, status: 'C' | 'M'): void {
  roll.status = status;
  world.tell(pupil, day, 'EnrolmentStatusChanged', {
    effectiveOn: dateOf(day),
    school: roll.school.urn,
    enrolmentStatus: status,
  });
}

/** The second registration takes the main one's place: the one ends on that day, the other is the only one after it. */
export function secondBecomesMain(world: World, pupil: Pupil, day: number, destination: Destination): void {
  const { second } = pupil;
  if (!second) return;
  pupil.second = undefined;
  leave(world, pupil, day, { meaning: 'transfer', destination });
  pupil.main = second;
  pupil.away = undefined;
  changeStatus(world, pupil, second, day + 1, 'C');
}

/** A known pupil whose school became another: one roll ends, the next begins the day after. */
export function followSuccession(world: World, pupil: Pupil): void {
  const roll = pupil.main;
  const successor = roll?.school.successor;
  if (!roll || !successor) return;
  const { school, from } = successor;
  leave(world, pupil, from - 1, {
    meaning: 'transfer',
    destination: { kind: 'school', school: school.urn },
    isTransition: true,
  });
  join(world, pupil, school, from);
}

export const toSchool = (school: School, day: number): Destination => ({
  kind: 'school',
  school: standingOn(school, day).urn,
});

/** A school next door: by its URN as a rule, by one that no register has, or by the authority alone. */
export function toNeighbour(world: World): Destination {
  const { random, schools } = world;
  const known = random.pick(schools.outside);
  return random.weighted<Destination>([
    [{ kind: 'school', school: known.urn, authority: neighbour }, 70],
    [{ kind: 'school', laestab: known.laestab, authority: neighbour }, 15],
    [{ kind: 'school', authority: neighbour }, 10],
    [{ kind: 'school', school: asUrn('999999') }, 5],
  ]);
}

/** Somebody made sure of the arrival, as a rule; now and then the pupil was not there. */
function confirm(world: World, pupil: Pupil, school: School, leftOn: number, destination: Destination): void {
  if (!world.random.chance(0.6)) return;
  const arrived = world.random.chance(0.92);
  const on = leftOn + world.random.between(10, 60);
  const suitable = arrived && mayJudge.has(destination.kind) ? { suitable: world.random.chance(0.85) } : {};
  const fact = {
    effectiveOn: dateOf(on),
    school: school.urn,
    leftOn: dateOf(leftOn),
    destination,
    arrived,
    ...suitable,
  };
  world.tell(pupil, on, 'DestinationConfirmed', fact);
}

const mayJudge: ReadonlySet<DestinationKind> = new Set([
  'home-education',
  'independent',
  'alternative-provision',
]);

/** The letter of that meaning under the regulations of the day; of two, the one for an absence without leave. */
function groundMeaning(regime: RegisterRegime, meaning: DeletionMeaning): string {
  const letter = [...groundsOf(regime).codes.keys()].findLast(
    (code) => meaningOfGround(regime, code) === meaning,
  );
  if (letter === undefined) throw new RangeError(`no ground of ${regime} means ${meaning}`);
  return letter;
}
