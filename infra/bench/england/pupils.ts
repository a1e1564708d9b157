/**
 * The pupils of one school in one year, with exactly its counts: who is on roll in January, who is suspended or excluded, who
 * was on roll outside January only, and who moved to the next school and is suspended at both.
 */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { Characteristics } from '../../../events/admission-register.js';
import type { Urn } from '../../../events/identifiers.js';
import type { FactToRecord } from '../../../src/recording/deciders/decision.js';
import type { SchoolYearDays } from './school-year-days.js';

export interface SchoolOfYear {
  readonly urn: Urn;
  readonly schoolType: string;
  readonly headcount: number;
  readonly permanentExclusions: number;
  readonly suspensions: number;
  readonly pupilsSuspended: number;
}

/** What happens to one pupil, in the order in which it is told. */
export type Story = readonly FactToRecord[];

export interface PupilsOfSchool {
  readonly stories: Iterable<Story>;
  /** Who left in December, for the next school to have in January. */
  readonly leavers: readonly Story[];
}

export interface YearOfPupils {
  readonly days: SchoolYearDays;
  /** The first day of those who are on roll in January. */
  readonly enteredOn: PlainDate;
  /** Whether they leave in summer: another year's pupils come after them. */
  readonly leaveInSummer: boolean;
  /** Earlier years in which those on roll in January were excluded just so. */
  readonly repeatedIn: readonly SchoolYearDays[];
  /** What a census tells of a school's n-th pupil beside school, entry, status and year group. */
  readonly describe?: Describe | undefined;
}

export type Describe = (school: Urn, n: number) => Characteristics | undefined;

/** Of the suspended, one in so many moves to another school of the authority. */
const suspendedPerMover = 20;

/** @param arriving leavers of another school, some of whom are taken in; the rest come first among the stories */
export function pupilsOf(
  school: SchoolOfYear,
  arriving: readonly Story[],
  year: YearOfPupils,
): PupilsOfSchool {
  const plan = planOf(school, arriving.length);
  const leavers: Story[] = [];
  const away: Story[] = [];
  for (let n = plan.inJanuary; n < plan.excluded; n++) {
    const story = [leaverRow(school, n, year), ...exclusionsOf(school, n, year.days.autumn)];
    (leavers.length < plan.leavers && isOnlySuspended(school, n) ? leavers : away).push(story);
  }
  return { leavers, stories: stories() };

  function* stories(): Generator<Story> {
    yield* arriving.slice(plan.arrivals);
    yield* away;
    for (let n = 0; n < plan.inJanuary; n++) {
      const before = arriving[n - plan.arriveFrom];
      if (before !== undefined && n < plan.arriveFrom + plan.arrivals) yield [...before, ...staying(n, true)];
      else yield staying(n, false);
    }
    // Who is on roll and never excluded: by far the most.
    for (let n = plan.inJanuary; n < school.headcount; n++) yield [rollRow(school, n, year, year.enteredOn)];
  }

  function staying(n: number, arrived: boolean): Story {
    const { days } = year;
    if (arrived)
      return [
        rollRow(school, n, year, days.joinedInJanuary),
        ...exclusionsOf(school, n, days.springAndSummer),
      ];
    return [
      rollRow(school, n, year, year.enteredOn),
      ...[...year.repeatedIn, days].flatMap((each) => exclusionsOf(school, n, each.wholeYear)),
    ];
  }
}

interface Plan {
  /** Pupils with a suspension or an exclusion, numbered from 0: the excluded first, the suspended first. */
  readonly excluded: number;
  /** Those of them, the first, who are on roll in January. */
  readonly inJanuary: number;
  /** Of the others, how many join another school in January. */
  readonly leavers: number;
  /** Those of `inJanuary` who come from another school. */
  readonly arriveFrom: number;
  readonly arrivals: number;
}

function planOf({ headcount, permanentExclusions, pupilsSuspended }: SchoolOfYear, arriving: number): Plan {
  const excluded = Math.max(permanentExclusions, pupilsSuspended);
  const onRoll = Math.min(excluded, headcount);
  const leavers = Math.min(
    Math.floor(pupilsSuspended / suspendedPerMover),
    Math.max(0, Math.min(onRoll, pupilsSuspended) - permanentExclusions),
  );
  const inJanuary = onRoll - leavers;
  const arriveFrom = Math.min(permanentExclusions, inJanuary);
  const arrivals = Math.min(arriving, Math.max(0, Math.min(inJanuary, pupilsSuspended) - arriveFrom));
  return { excluded, inJanuary, leavers, arriveFrom, arrivals };
}

const isOnlySuspended = ({ permanentExclusions, pupilsSuspended }: SchoolOfYear, n: number): boolean =>
  n >= permanentExclusions && n < pupilsSuspended;

function rollRow(
  { urn: school, schoolType }: SchoolOfYear,
  n: number,
  { days, leaveInSummer, describe }: YearOfPupils,
  enteredOn: PlainDate,
): FactToRecord {
  const characteristics = describe?.(school, n);
  const told = {
    ...{ school, enteredOn, enrolmentStatus: 'C', ncYear: ncYearOf(schoolType, n) },
    ...(characteristics && { characteristics }),
  };
  if (!leaveInSummer)
    return { type: 'CountedOnRoll', data: { effectiveOn: days.census, term: days.censusTerm, ...told } };
  return {
    type: 'CountedAsLeaver',
    data: { effectiveOn: days.nextCensus, term: days.nextCensusTerm, leftOn: days.lastDay, ...told },
  };
}

/** Of a pupil who is gone before the January census, which tells so. */
function leaverRow(
  { urn: school, schoolType }: SchoolOfYear,
  n: number,
  { days }: YearOfPupils,
): FactToRecord {
  return {
    type: 'CountedAsLeaver',
    data: {
      effectiveOn: days.census,
      school,
      term: days.censusTerm,
      enteredOn: days.firstDay,
      leftOn: days.leftInDecember,
      enrolmentStatus: 'C',
      ncYear: ncYearOf(schoolType, n),
    },
  };
}

/** @param on school days of which the pupil's suspensions begin on some; a permanent exclusion on the last */
function exclusionsOf(school: SchoolOfYear, n: number, on: readonly PlainDate[]): FactToRecord[] {
  const facts: FactToRecord[] = [];
  const { urn, suspensions, pupilsSuspended, permanentExclusions } = school;
  const own = n < pupilsSuspended ? shareOf(suspensions, pupilsSuspended, n) : 0;
  const step = Math.max(1, Math.floor((on.length - 1) / Math.max(own, 1)));
  for (let k = 0; k < own; k++) {
    // The last day is left to a permanent exclusion; who has more suspensions than days has several on one.
    const place = (n % step) + k * step;
    const ordinal = Math.floor(place / (on.length - 1)) + 1;
    facts.push({
      type: 'Suspended',
      data: {
        effectiveOn: dayAt(on, place % (on.length - 1)),
        school: urn,
        reasons: [reasonOf(n + k)],
        category: 'SUSP',
        lengthSessions: 2 + 2 * ((n + k) % 4),
        ...(ordinal > 1 && { ordinal }),
      },
    });
  }
  if (n < permanentExclusions)
    facts.push({
      type: 'PermanentlyExcluded',
      data: { effectiveOn: dayAt(on, on.length - 1), school: urn, reasons: [reasonOf(n)] },
    });
  return facts;
}

/** What is to be shared out is shared evenly, the first have one more. */
const shareOf = (all: number, among: number, n: number): number =>
  Math.floor(all / among) + (n < all % among ? 1 : 0);

function dayAt(days: readonly PlainDate[], at: number): PlainDate {
  const day = days[at];
  if (day === undefined) throw new RangeError('a school year has days');
  return day;
}

const reasons = ['DB', 'PP', 'VA', 'PA', 'VP', 'DM'] as const;
const reasonOf = (n: number): string => reasons[n % reasons.length] ?? 'DB';

const ncYears: Readonly<Record<string, readonly string[]>> = {
  'State-funded primary': ['R', '1', '2', '3', '4', '5', '6'],
  'State-funded secondary': ['7', '8', '9', '10', '11', '7', '8', '9', '10', '11', '12', '13'],
};
const allYears = ['R', ...Array.from({ length: 13 }, (_, n) => String(n + 1))];

function ncYearOf(schoolType: string, n: number): string {
  const years = ncYears[schoolType] ?? allYears;
  return years[n % years.length] ?? 'X';
}
