/**
 * The made-up authority's whole history, from its seed: report after report in the order in which the ledger learns
 * of them. Pure: no clock, no other chance than the seed's. One school year is held in memory at a time.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { authorityStream, type AuthorityCode, type EventId, type PupilId } from '../../events/identifiers.js';
import { deriveEventId } from '../ledger/event-ids.js';
import { liveAuthorityYear, setStandards } from './authority.js';
import { calendarOf, dateOf, dayMs, weekdayFrom } from './calendar.js';
import { tellFirstCircumstances } from './circumstances.js';
import { found, liveSchoolYear, receiveCensuses, setNextTerms } from './establishments.js';
import { planExclusions } from './exclusions.js';
import { Matter } from './matter.js';
import { returnNewPupil } from './notices.js';
import { liveYear } from './pupil-year.js';
import { ncYearOf, type Pupil } from './pupil.js';
import { Random } from './random.js';
import { Reports, type Report } from './reports.js';
import { introduce } from './rolls.js';
import { nominate } from './support.js';
import { authority, makeSchools, standingOn, type School } from './schools.js';
import { World } from './world.js';

export interface DemonstrationSettings {
  readonly seed: number;
  /** On roll at a time; in six years half as many again come and go. */
  readonly pupils: number;
  /** School years, the last of them 2024/25. */
  readonly years: number;
}

export const defaultSettings: DemonstrationSettings = { seed: 1, pupils: 12_000, years: 6 };
export const mostYears = 12;

/** The school year 2024/25: the first under the registers' new regulations, so that both regimes are met. */
export const lastStartYear = 2024;

export interface DemonstrationOutcome {
  /** Pupil records, doubled ones included. */
  readonly records: number;
  /** Somebody whose history is worth a look. */
  readonly worthALook: PupilId | undefined;
  readonly authority: AuthorityCode;
  readonly schoolYear: SchoolYear;
}

/** Names a demonstration by its settings; all its ids follow from it. */
const sourceOf = ({ seed, pupils, years }: DemonstrationSettings): string =>
  `demonstration ${seed}/${pupils}/${years}`;

/** The id of the first entry of all, which describes the authority. */
export const firstEntryOf = (settings: DemonstrationSettings): EventId =>
  deriveEventId(authorityStream(authority), sourceOf(settings), 0);

export function* history(settings: DemonstrationSettings): Generator<Report, DemonstrationOutcome> {
  const { seed, pupils, years } = settings;
  const source = sourceOf(settings);
  const random = new Random(seed);
  const firstYear = lastStartYear - years + 1;
  const schools = makeSchools(pupils, firstYear, years, random);
  const [reports, calendar] = [new Reports(source), calendarOf(firstYear)];
  const paperwork = new World(new Random(seed + 1), reports, schools, calendar);
  const world = new World(random, reports, schools, calendar, paperwork);
  const story = new Storyteller();

  found(world);
  setStandards(world);
  let known = takeOn(world, pupils);
  // The largest delivery of all: handed on before the first year is lived.
  yield* world.reports.heardBefore(world.year.begins * dayMs);
  for (let startYear = firstYear; startYear <= lastStartYear; startYear++) {
    world.begin(calendarOf(startYear));
    liveSchoolYear(world);
    liveAuthorityYear(world);
    const newcomers = startYear === firstYear ? [] : intake(world, pupils);
    const arrivals = arrivalsAmong(world, known.length);
    const plans = planExclusions(world, [...known, ...newcomers]);
    nominate(world, plans.keys());
    for (const pupil of known) liveYear(world, pupil, { exclusions: plans.get(pupil) });
    for (const pupil of newcomers) liveYear(world, pupil, { exclusions: plans.get(pupil) });
    for (const { pupil, arrivesOn } of arrivals) liveYear(world, pupil, { arrivesOn });
    receiveCensuses(world, source);
    setNextTerms(world);

    known = [...known, ...newcomers, ...arrivals.map(({ pupil }) => pupil)];
    if (startYear === lastStartYear - 1) destroyKeys(world, known);
    for (const pupil of known) story.consider(pupil);
    known = known.filter(mayBeHeardOf);
    yield* world.reports.heardBefore((world.year.ends + 1) * dayMs);
  }
  const schoolYear = calendarOf(Math.max(firstYear, lastStartYear - 1)).schoolYear;
  return { records: world.recordsMade, worthALook: story.best?.id, authority, schoolYear };
}

/** Everybody on roll when the ledger begins, as the schools' systems hand them over in the weeks before. */
function takeOn(world: World, pupils: number): Pupil[] {
  const cohort = pupils / 12.9;
  const taken: Pupil[] = [];
  const take = (school: School, yearGroup: number): void => {
    const at = takeOnTime(world, taken.length, pupils);
    const pupil = world.newPupil(world.year.startYear - yearGroup, school, at);
    const atSchool =
      pupil.sen === 'E' && school.lowest <= 7 && world.random.chance(0.35)
        ? (world.schoolFor(['special'], yearGroup, world.year.begins) ?? school)
        : school;
    enterBefore(world, pupil, atSchool, yearGroup);
    taken.push(pupil);
  };
  const { primary, secondary, utc } = world.teaching;
  const allThrough = world.teaching['all-through'];
  const unit = world.teaching['pupil-referral-unit'];
  for (let yearGroup = 0; yearGroup <= 13; yearGroup++) {
    const mainstream = [...(yearGroup < 7 ? primary : secondary), ...allThrough].filter(
      ({ highest }) => highest >= yearGroup,
    );
    spread(mainstream, yearGroup <= 11 ? cohort : cohort * 0.4, (school) => take(school, yearGroup));
    if (yearGroup >= 10) spread(utc, Math.max(2, cohort * 0.03), (school) => take(school, yearGroup));
    if (yearGroup >= 8 && yearGroup <= 11)
      spread(unit, Math.max(1, cohort * 0.006), (school) => take(school, yearGroup));
  }
  return taken;
}

/** Ten working days in August. */
function takeOnTime({ year }: World, at: number, pupils: number): number {
  const day = weekdayFrom(year.begins - 20 + Math.min(11, Math.floor((12 * at) / (pupils * 1.1))));
  return day * dayMs + 8 * 3_600_000 + (at % 3_000_000) * 10;
}

/** Entered in the first year that the school teaches, most of them; the others in some year since. */
function enterBefore(world: World, pupil: Pupil, school: School, yearGroup: number): void {
  const { year, random } = world;
  const joinedIn = random.chance(0.88)
    ? Math.min(school.lowest, yearGroup)
    : random.between(Math.min(school.lowest, yearGroup), yearGroup);
  const enteredOn = calendarOf(pupil.reception + joinedIn).firstSchoolDay;
  const roll = { school, enteredOn, status: 'C' as const };
  pupil.main = roll;
  const entered = world.entry(pupil, 'AddedToRoll', {
    effectiveOn: dateOf(enteredOn),
    school: school.urn,
    enrolmentStatus: 'C',
    ncYear: ncYearOf(joinedIn),
  });
  introduce(world, pupil, entered);
  // No return is owed of who enters the lowest class as the school year begins, and was of nobody before September 2016.
  if (joinedIn > school.lowest && dateOf(enteredOn) >= '2016-09-01')
    returnNewPupil({ world, pupil, matter: new Matter(world, pupil), about: entered, school: school.urn });
  tellFirstCircumstances(world, pupil, Math.max(enteredOn, year.begins - 20));
}

/** Reception, and the UTC's Year 10 from beyond the authority. */
function intake(world: World, pupils: number): Pupil[] {
  const cohort = pupils / 12.9;
  const taken: Pupil[] = [];
  const { year, random } = world;
  const take = (school: School, yearGroup: number): void => {
    const pupil = world.newPupil(
      year.startYear - yearGroup,
      school,
      world.timeOn(year.firstSchoolDay + random.below(8)),
    );
    const special =
      pupil.sen === 'E' && random.chance(0.35)
        ? world.schoolFor(['special'], yearGroup, year.begins)
        : undefined;
    pupil.nextSchool = special ?? standingOn(school, year.firstSchoolDay);
    tellFirstCircumstances(world, pupil, year.firstSchoolDay + 5);
    taken.push(pupil);
  };
  const open = [...world.teaching.primary, ...world.teaching['all-through']].filter(
    ({ closesOn }) => (closesOn ?? Infinity) > year.ends,
  );
  spread(open, cohort, (school) => take(school, 0));
  spread(world.teaching.utc, Math.max(2, cohort * 0.03), (school) => take(school, 10));
  return taken;
}

function arrivalsAmong(world: World, known: number): { pupil: Pupil; arrivesOn: number }[] {
  const { year, random } = world;
  const arrivals: { pupil: Pupil; arrivesOn: number }[] = [];
  for (let at = 0; at < known; at++) {
    if (!world.happens('arrives')) continue;
    const arrivesOn = world.schoolDay(year.firstSchoolDay + 5) ?? year.firstSchoolDay;
    const yearGroup = random.between(1, 10);
    const school = world.mainstreamFor(yearGroup, arrivesOn);
    if (!school) continue;
    const pupil = world.newPupil(
      year.startYear - yearGroup,
      school,
      world.timeOn(arrivesOn + random.below(6)),
    );
    arrivals.push({ pupil, arrivesOn });
  }
  return arrivals;
}

/** Two pupils who left the authority are erased in the year after. */
function destroyKeys(world: World, pupils: readonly Pupil[]): void {
  const gone = pupils.filter(
    ({ away, story }) => away === 'gone' && story.moves === 1 && story.transfers === 0,
  );
  for (const pupil of gone.slice(0, 2)) {
    const day = world.year.ends + world.random.between(150, 250);
    const entry = world.entry(pupil, 'PersonalDataKeyDestroyed', {
      effectiveOn: dateOf(day),
      reason: 'erasure-request',
    });
    world.file(pupil, world.timeOn(day), [entry]);
  }
}

/** On a roll, about to be, or with something left for the next census to tell. */
const mayBeHeardOf = ({ main, nextSchool, away, left, unreported }: Pupil): boolean =>
  main !== undefined ||
  nextSchool !== undefined ||
  away !== 'gone' ||
  left.length > 0 ||
  unreported !== undefined;

/** So many pupils over the schools, as evenly as whole pupils go. */
function spread(schools: readonly School[], count: number, take: (school: School) => void): void {
  for (let at = 0; at < Math.round(count); at++) {
    const school = schools[at % schools.length];
    if (school) take(school);
  }
}

/** Keeps the history that shows most at once. */
class Storyteller {
  best: Pupil | undefined;

  consider(pupil: Pupil): void {
    if (this.scoreOf(pupil) > (this.best ? this.scoreOf(this.best) : 0)) this.best = pupil;
  }

  /** Nothing without an unexplained transfer and a suspension. */
  private scoreOf({ story: { transfers, moves, suspensions, dualRolls } }: Pupil): number {
    if (transfers === 0 || suspensions === 0) return 0;
    return 5 * transfers + 3 * moves + Math.min(suspensions, 6) + 4 * dualRolls;
  }
}
