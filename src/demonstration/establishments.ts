/** What stands outside pupils' streams: authorities, schools, their inspections and trusts, terms, censuses received. */
import { createHash } from 'node:crypto';
import type { EventData, EventType } from '../../events/catalogue.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import {
  authorityStream,
  calendarStream,
  schoolStream,
  type AuthorityCode,
  type StreamName,
} from '../../events/identifiers.js';
import { calendarOf, dateOf, dayMs, type YearCalendar } from './calendar.js';
import {
  authorities,
  authority,
  described,
  neighbour,
  standingOn,
  type School,
  type Schools,
} from './schools.js';
import type { World } from './world.js';

/** The stream that the last entry of a whole demonstration opens: the term dates of the year to come. */
export const lastStream = (lastYear: number): StreamName =>
  calendarStream(authority, calendarOf(lastYear + 1).schoolYear);

/** Authorities and schools as the register has them when the ledger begins; the term dates of the first year. */
export function found(world: World): void {
  const { schools, year, random } = world;
  const begins = world.timeOn(year.begins - 31);
  for (const each of authorities) tellOfAuthority(world, begins, each);
  setTerms(world, year, begins);
  const byAuthority = [
    ...schools.founding.map((school) => [school, authority] as const),
    ...schools.outside.map((school) => [school, neighbour] as const),
  ];
  byAuthority.forEach(([school, of], at) => {
    const openedOn = dateOf(year.begins - random.between(3_000, 20_000));
    open(world, school, of, openedOn, begins + 1_000 * (at + 1));
  });
}

/** What happens to schools in the year under way, and the terms of the next. */
export function liveSchoolYear(world: World): void {
  const { schools, year, random } = world;
  const within = (day: number): boolean => day >= year.begins && day <= year.ends;
  for (const school of schools.founding) {
    const { successor, closesOn } = school;
    if (successor && within(successor.from)) convert(world, school, successor.school, successor.from);
    if (closesOn !== undefined && within(closesOn))
      tell(world, school, Math.max(year.begins, closesOn - 60), 'SchoolClosed', {
        effectiveOn: dateOf(closesOn),
      });
    if (random.chance(0.22)) {
      const day = world.schoolDay() ?? year.firstSchoolDay;
      tell(world, school, day + 40, 'InspectionPublished', {
        effectiveOn: dateOf(day),
        rating: random.weighted(ratings),
      });
    }
  }
  correctOneName(world, schools);
  const [technical] = world.teaching.utc;
  if (technical && year.startYear === trustChangesIn)
    tell(world, technical, year.begins - 10, 'TrustMembershipChanged', {
      effectiveOn: dateOf(year.begins),
      trust: 'TR20',
    });
}

/** From that September the university technical college is with another trust. */
const trustChangesIn = 2023;

/** After everything else that is heard in the year. */
export function setNextTerms(world: World): void {
  const { year } = world;
  setTerms(world, calendarOf(year.startYear + 1), year.ends * dayMs + 17.5 * 3_600_000);
}

/** The January census of each school, once its rows are in. */
export function receiveCensuses(world: World, source: string): void {
  const { year, schools, census } = world;
  for (const school of [...schools.founding, ...schools.successors]) {
    const tally = census.get(school.urn);
    if (!tally || tally.onRoll === 0) continue;
    const digest = createHash('sha256').update(`${source}/${school.urn}/${year.censusTerm}`).digest('hex');
    const { onRoll, leavers, exclusions } = tally;
    const entry = world.reports.entry(schoolStream(school.urn), 'CensusReceived', {
      effectiveOn: dateOf(year.censusDay),
      term: year.censusTerm,
      onRoll,
      leavers,
      exclusions,
      digest,
    });
    world.reports.file(schoolStream(school.urn), world.censusReadAt(school) + 60_000, [entry]);
  }
}

const ratings = [
  ['Good', 70],
  ['Outstanding', 14],
  ['Requires improvement', 13],
  ['Inadequate', 3],
] as const;

function tellOfAuthority(
  world: World,
  at: number,
  { code, name, oldCode }: (typeof authorities)[number],
): void {
  const stream = authorityStream(code);
  const since = dateOf(world.year.begins - 9_000);
  const entry = world.reports.entry(stream, 'AuthorityDescribed', {
    effectiveOn: since,
    standing: 'described',
    name,
    oldCode,
    startedOn: since,
  });
  world.reports.file(stream, at, [entry], true);
}

/** The authority's terms; one academy's begin a day earlier, as academies may, and some schools train in September. */
function setTerms(
  { reports, schools }: World,
  { schoolYear, terms, closures: ofYear, begins, schoolDays }: YearCalendar,
  at: number,
): void {
  const stream = calendarStream(authority, schoolYear);
  const effectiveOn = dateOf(begins);
  const closures = [...ofYear];
  const own = schools.founding.find(({ kind, trust }) => kind === 'secondary' && trust !== undefined);
  const entries = [
    reports.entry(stream, 'TermDatesSet', {
      effectiveOn,
      authority,
      schoolYear,
      terms: [...terms],
      closures,
    }),
  ];
  if (own) {
    const earlier = terms.map((term, index) =>
      index === 0 ? { ...term, startsOn: dateOf(begins + 1) } : term,
    );
    entries.push(
      reports.entry(stream, 'TermDatesSet', {
        effectiveOn,
        authority,
        school: own.urn,
        schoolYear,
        terms: earlier,
        closures,
      }),
    );
  }
  const [, inset = begins] = schoolDays;
  const training = schools.founding.filter((school, place) => school !== own && place % 5 === 0);
  for (const school of training.map((each) => standingOn(each, begins + 1).urn))
    entries.push(
      reports.entry(stream, 'TermDatesSet', {
        effectiveOn,
        authority,
        school,
        schoolYear,
        terms: [],
        closures: [{ kind: 'inset', startsOn: dateOf(inset), endsOn: dateOf(inset) }],
      }),
    );
  reports.file(stream, at, entries, true);
}

function open({ reports }: World, school: School, of: AuthorityCode, openedOn: PlainDate, at: number): void {
  const stream = schoolStream(school.urn);
  const entries = [
    reports.entry(stream, 'SchoolOpened', { effectiveOn: openedOn }),
    reports.entry(stream, 'SchoolDescribed', descriptionOf(school, of, openedOn)),
    ...(school.trust
      ? [reports.entry(stream, 'TrustMembershipChanged', { effectiveOn: openedOn, trust: school.trust })]
      : []),
  ];
  reports.file(stream, at, entries, true);
}

function descriptionOf(
  { name, laestab, kind, lowest, highest }: School,
  of: AuthorityCode,
  effectiveOn: PlainDate,
) {
  // Reception is the year in which a child turns five; who is in Year 11 turns 16.
  const ages = { lowestAge: lowest + 4, highestAge: highest + 5 };
  return {
    effectiveOn,
    standing: 'described' as const,
    name,
    authority: of,
    laestab,
    ...described[kind],
    ...ages,
  };
}

function convert(world: World, school: School, academy: School, from: number): void {
  const at = world.timeOn(Math.max(world.year.begins - 20, from - 20));
  open(world, academy, authority, dateOf(from), at);
  const stream = schoolStream(school.urn);
  world.reports.file(stream, at + 1_000, [
    world.reports.entry(stream, 'SchoolClosed', { effectiveOn: dateOf(from - 1) }),
    world.reports.entry(stream, 'SchoolSucceeded', {
      effectiveOn: dateOf(from),
      other: academy.urn,
      kind: 'succeeded',
      detail: 'Successor: academy converter',
      from: dateOf(from),
    }),
  ]);
}

function tell<T extends EventType>(
  world: World,
  school: School,
  day: number,
  type: T,
  data: EventData<T>,
): void {
  const stream = schoolStream(school.urn);
  world.reports.file(stream, world.timeOn(day), [world.reports.entry(stream, type, data)]);
}

/** In about every other year a school's name is entered with a slip, and corrected within the hour. */
function correctOneName(world: World, { founding }: Schools): void {
  const { reports, year, random } = world;
  const school = founding[0];
  if (!school || random.chance(0.5)) return;
  const stream = schoolStream(school.urn);
  const right = descriptionOf(school, authority, dateOf(year.begins));
  const slip = reports.entry(stream, 'SchoolDescribed', { ...right, name: school.name.slice(0, -1) });
  const correction = reports.entry(stream, 'EntryCorrected', {
    effectiveOn: right.effectiveOn,
    entry: slip.id,
    data: right,
  });
  const at = world.timeOn(year.begins + 20);
  reports.file(stream, at, [slip]);
  reports.file(stream, at + 3_600_000, [correction]);
}
