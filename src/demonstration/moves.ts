/** Why a pupil leaves or changes school within a year, and what each of these looks like in the reports. */
import type { Destination } from '../../events/destination.js';
import { at, type Incident } from './agenda.js';
import { changePlacement, moveHome, tellFirstCircumstances } from './circumstances.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { leaveForHomeEducation } from './home-education.js';
import { longestManagedMove, referForManagedMove } from './managed-moves.js';
import { placeByFairAccess, reportMissing } from './missing-education.js';
import { directOffSite } from './placements.js';
import { schoolOf, yearGroupOf, type Pupil } from './pupil.js';
import { join, leave, leaveFor, reportDeletion, toNeighbour, toSchool, type Leaving } from './rolls.js';
import { isMainstream, neighbour, standingOn, type School } from './schools.js';
import { explainMove } from './unrecorded-practice.js';
import type { World } from './world.js';

/** What falls to this pupil's lot this year: one thing of these at most, begun on a day of the year. */
export function moveOfTheYear(world: World, pupil: Pupil): Incident[] {
  const yearGroup = yearGroupOf(pupil, world.year.startYear);
  const school = schoolOf(pupil);
  if (!school || yearGroup > 11) return [];
  const kind = pickKind(world, pupil, yearGroup, school);
  if (!kind) return [];
  const day =
    world.schoolDay(world.year.firstSchoolDay + 10, world.year.lastSchoolDay - 40) ??
    world.year.firstSchoolDay;
  return kind(world, pupil, day);
}

type Kind = (world: World, pupil: Pupil, day: number) => Incident[];

function pickKind(world: World, pupil: Pupil, yearGroup: number, school: School): Kind | undefined {
  const { background, socialCare, sen } = pupil;
  const isSecondary = yearGroup >= 7;
  if (world.happens('died')) return dies;
  if (background.isServiceChild && world.happens('serviceFamilyMoves')) return movesAsReportedByPostcode;
  if (
    (background.ethnicity === 'WIRT' || background.ethnicity === 'WROM') &&
    world.happens('travellerFamilyMoves')
  )
    return movesAsReportedByPostcode;
  if (socialCare === 'CLA' && world.happens('placementChanges')) return movesPlacement;
  if (school.kind === 'special' && world.happens('homeEducationSpecial')) return isHomeEducated;
  if (sen === 'E' && isMainstream(school) && world.happens('toSpecialWithPlan')) return goesToSpecial;
  if (!isMainstream(school)) return undefined;
  if (isSecondary ? world.happens('transferSecondary') : world.happens('transferPrimary')) return transfers;
  if (isSecondary && yearGroup < 11) {
    const isAgain = pupil.story.failedMoves > 0 && world.is('movedAgain');
    if (isAgain || world.happens('managedMove')) return isManaged;
    if (world.happens('offSiteDirection')) return isDirected;
  }
  if (isSecondary ? world.happens('homeEducationSecondary') : world.happens('homeEducationPrimary'))
    return isHomeEducated;
  if (yearGroup >= 10 && world.happens('custody')) return exit('custody', { kind: 'custody' });
  if (world.happens('movedHomeToOtherSchool')) return movesHome;
  if (world.happens('movedAway')) return movesAway;
  if (world.happens('abroad')) return exit('moved-away', { kind: 'abroad' });
  if (world.happens('independent')) return exit('transfer', { kind: 'independent' });
  if (world.happens('otherUk')) return exit('moved-away', { kind: 'other-uk' });
  if (world.happens('noneKnown')) return goesMissing;
  if (world.happens('vanished')) return vanishes;
  if (world.happens('leaverRowOnly')) return exit('transfer', { kind: 'none-known' }, 'leaver-row');
  if (world.happens('shortStay')) return staysShortly;
  return world.happens('doubledRecord') ? isDoubled : undefined;
}

/** To another school, with no reason that anybody could see: what EPI counts. */
const transfers: Kind = (world, pupil, day) => [
  at(day, () => {
    const from = pupil.main?.school;
    changeSchool(world, pupil, day, true);
    if (from && pupil.main?.school !== from) explainMove(world, pupil, from, day);
  }),
];

/** Early enough in the year for its trial to end within it. */
const isManaged: Kind = (world, pupil) => {
  const { firstSchoolDay, lastSchoolDay } = world.year;
  const day = world.schoolDay(firstSchoolDay + 10, schoolDayBefore(lastSchoolDay, longestManagedMove));
  return day === undefined ? [] : [at(day, () => referForManagedMove(world, pupil, day))];
};

/** By the own school's board, to the unit or to a workshop. */
const isDirected: Kind = (world, pupil, day) => [at(day, () => directOffSite(world, pupil, day))];

const movesHome: Kind = (world, pupil, day) => [
  at(day, () => {
    moveHome(world, pupil, day - world.random.below(40), world.homes.next());
    changeSchool(world, pupil, day);
  }),
];

/** A service or traveller family moves on; of the new home no more is told than its postcode. */
const movesAsReportedByPostcode: Kind = (world, pupil, day) => [
  at(day, () => {
    moveHome(world, pupil, day - world.random.below(20), world.homes.nextByPostcode(pupil.home));
    changeSchool(world, pupil, day);
  }),
];

const movesPlacement: Kind = (world, pupil, day) => [
  at(day, () => {
    if (pupil.socialCare !== 'CLA') return;
    changePlacement(world, pupil, day - 1);
    if (world.random.chance(0.5)) changeSchool(world, pupil, day);
  }),
];

const goesToSpecial: Kind = (world, pupil, day) => [
  at(day, () => {
    const special = world.schoolFor(['special'], yearGroupOf(pupil, world.year.startYear), day);
    if (special) changeSchool(world, pupil, day, false, special);
  }),
];

const movesAway: Kind = (world, pupil, day) => [
  at(day, () => {
    moveHome(world, pupil, day, world.homes.next(neighbour));
    leaveFor(world, pupil, day, { meaning: 'transfer', destination: toNeighbour(world) });
  }),
];

const isHomeEducated: Kind = (world, pupil, day) => [at(day, () => leaveForHomeEducation(world, pupil, day))];

/** Deleted after more than twenty days of absence; of those whom nobody traces half turn up on another roll after some months. */
const goesMissing: Kind = (world, pupil, day) => [
  at(day, () => {
    const roll = pupil.main;
    if (!roll) return;
    pupil.marked.push({ roll, from: schoolDayBefore(day, 27), to: day, code: 'O' });
    leave(world, pupil, day, { meaning: 'missing-education-risk', destination: { kind: 'none-known' } });
    const isFound = reportMissing(world, pupil, day + world.random.between(1, 10), {
      reportedBy: 'school',
      reason: 'continually-absent',
      origin: { kind: 'school', school: roll.school.urn },
    });
    if (!isFound) pupil.away = 'missing';
  }),
];

/** No report, and the next census does not list the pupil. Of some the school tells months afterwards. */
const vanishes: Kind = (world, pupil, day) => [
  at(day, () => {
    const roll = pupil.main;
    leave(world, pupil, day, { meaning: 'missing-education-risk', toldBy: 'absence-from-census' });
    if (!roll || !world.random.chance(0.3)) return;
    reportMissing(world, pupil, world.year.censusDay + world.random.between(50, 60), {
      reportedBy: 'local-authority',
      reason: 'off-roll-without-destination',
      origin: { kind: 'school', school: roll.school.urn },
    });
    const known = { ...pupil, knownSince: world.timeOn(world.year.censusDay + 60) };
    reportDeletion(world, known, roll, day, {
      meaning: 'missing-education-risk',
      destination: { kind: 'none-known' },
    });
  }),
];

const dies: Kind = (world, pupil, day) => [
  at(day, () => {
    leave(world, pupil, day, { meaning: 'died' });
    world.tell(pupil, day, 'PupilDied', { effectiveOn: dateOf(day) });
  }),
];

/** A few days elsewhere, and back. */
const staysShortly: Kind = (world, pupil, day) => {
  const back = day + 10;
  let home: School | undefined;
  return [
    at(day, () => {
      home = pupil.main?.school;
      changeSchool(world, pupil, day);
    }),
    at(back, () => {
      if (!home || !pupil.main || pupil.main.enteredOn >= back) return;
      leave(world, pupil, back, { meaning: 'transfer', destination: toSchool(home, back + 1) });
      join(world, pupil, home, back + 1);
    }),
  ];
};

/** The new school cannot find the UPN and makes a second record; some weeks later both are seen to be one child's. */
const isDoubled: Kind = (world, pupil, day) => [
  at(day, () => {
    const { school } = pupil.main ?? {};
    const other = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day, school);
    if (!other) return;
    leave(world, pupil, day, { meaning: 'transfer', destination: toSchool(other, day) });
    const joinsOn = day + 1;
    const record = world.newPupil(pupil.reception, other, world.timeOn(joinsOn + world.random.below(6)));
    const second: Pupil = {
      ...record,
      background: pupil.background,
      upn: world.upns.temporary(other, world.year.startYear + 1),
      home: pupil.home,
    };
    join(world, second, other, joinsOn);
    pupil.main = second.main;
    pupil.away = undefined;
    const mergedOn = joinsOn + world.random.between(20, 80);
    const homes = [{ ...pupil.home, since: dateOf(joinsOn) }];
    const merged = world.entry(
      pupil,
      'RecordsMerged',
      { effectiveOn: dateOf(mergedOn), absorbed: second.id, addresses: [] },
      {
        kind: 'merge',
        absorbed: second.id,
        homes,
      },
    );
    world.file(pupil, world.heard({ knownSince: Math.max(pupil.knownSince, second.knownSince) }, mergedOn), [
      merged,
    ]);
  }),
];

function exit(meaning: Leaving['meaning'], destination: Destination, toldBy?: Leaving['toldBy']): Kind {
  return (world, pupil, day) => [
    at(day, () => leaveFor(world, pupil, day, { meaning, destination, ...(toldBy && { toldBy }) })),
  ];
}

/** From one roll of the authority to another, within days. */
export function changeSchool(
  world: World,
  pupil: Pupil,
  day: number,
  isUnexplained = false,
  to?: School,
): void {
  const { random } = world;
  const from = pupil.main?.school;
  const yearGroup = yearGroupOf(pupil, world.year.startYear);
  const other = to ?? world.mainstreamFor(yearGroup, day, from);
  if (!from || !other) return;
  if (isUnexplained && yearGroup >= 7) pupil.story.transfers++;
  if (world.lot('refused', 0.04)) refuse(world, pupil, day - 12, yearGroup, other);
  const joinsOn = schoolDayAfter(day, random.between(1, 5));
  leave(world, pupil, day, { meaning: 'transfer', destination: toSchool(other, joinsOn) });
  join(world, pupil, standingOn(other, joinsOn), joinsOn, { kind: 'school', school: from.urn });
}

function refuse(world: World, pupil: Pupil, day: number, yearGroup: number, except: School): void {
  const school = world.mainstreamFor(yearGroup, day, except);
  if (!school) return;
  const ground = world.random.pick(['full', 'full', 'challenging-behaviour', 'not-stated']);
  world.tell(pupil, day, 'AdmissionRefused', { effectiveOn: dateOf(day), school: school.urn, ground });
}

/** Comes into the authority within the year. Half are not known by a UPN at first, and are given one for the time. */
export function arrive(world: World, pupil: Pupil, day: number): void {
  const { random } = world;
  const school = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day);
  if (!school) return;
  const origin = random.weighted<Destination>([
    [toNeighbour(world), 60],
    [{ kind: 'abroad' }, 25],
    [{ kind: 'independent' }, 8],
    [{ kind: 'other-uk' }, 7],
  ]);
  const permanent = pupil.upn;
  const isTemporary = random.chance(0.4);
  if (world.is('fairAccess')) placeByFairAccess(world, pupil, school, day, 'l');
  if (isTemporary) pupil.upn = world.upns.temporary(school, world.year.startYear);
  join(world, pupil, school, day, origin);
  tellFirstCircumstances(world, pupil, day);
  if (!isTemporary) return;
  pupil.upn = permanent;
  const since = day + random.between(10, 60);
  // What the change says in clear; the number itself is sealed beside it.
  const change = world.upnChange(pupil, permanent, since);
  world.file(pupil, world.heard(pupil, since), [change]);
}
