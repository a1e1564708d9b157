/** What is known of a pupil's characteristics: on each January, and at an event. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { yearGroupNumber } from '../../events/codes/nc-year.js';
import { firstJanuaryFrom } from '../measures/on-roll.js';
import { dayOfYear } from '../measures/school-authority.js';
import { byText, sorted } from '../order.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import type { Trajectory, YearGroupSighting } from '../trajectory/trajectory.js';
import { ageCohort, yearGroupOn } from '../trajectory/year-groups.js';
import { codesAtEvent, none, type EventPoint, type Stretch } from './characteristic.js';
import { characteristics, columnsByCode } from './characteristics.js';
import type { Cohort, Sorted } from './contribution.js';

/** From ever on: sorts before every school year. */
const always = '';

/** What holds on the Januaries from that of a school year on. */
export interface Held extends Sorted {
  readonly cohort: Cohort;
  readonly from: SchoolYear | typeof always;
}

/** The stretches of each characteristic, in the order of `characteristics`; most pupils have few. */
export type KnownStretches = readonly (readonly Stretch[])[];

export const stretchesOf = (circumstances: Circumstances): KnownStretches =>
  characteristics.map(({ stretches }) => stretches(circumstances));

/** In the order of school years; the first holds from ever on. */
export function heldInJanuaries(
  known: KnownStretches,
  { yearGroups, circumstances }: Pick<Trajectory, 'yearGroups' | 'circumstances'>,
): Held[] {
  const timelines: HeldColumns[][] = [];
  for (const [at, stretches] of known.entries())
    if (stretches.length > 0) timelines.push(inSchoolYears(stretches, at));
  const groups = yearGroupCohorts(yearGroups, circumstances);
  const age = ageCohort(circumstances);
  const years: (SchoolYear | typeof always)[] = [always];
  for (const timeline of timelines) addYears(years, timeline);
  addYears(years, groups);
  return sorted(years, byText).map((from) => {
    const columns: string[] = [];
    for (const timeline of timelines)
      for (const column of inForce(timeline, from)?.columns ?? none) columns.push(column);
    return { from, columns, cohort: { yearGroup: inForce(groups, from)?.cohort ?? null, age } };
  });
}

/** Adds the years from which something else holds, each once. */
export function addYears(
  years: (SchoolYear | typeof always)[],
  timeline: readonly { readonly from: SchoolYear | typeof always }[],
): void {
  for (const { from } of timeline) if (!years.includes(from)) years.push(from);
}

interface HeldColumns {
  readonly from: SchoolYear | typeof always;
  readonly columns: readonly string[];
}

/** Of what changed more than once before one January the last is found there. */
const inSchoolYears = (stretches: readonly Stretch[], characteristic: number): HeldColumns[] =>
  stretches.map(({ from, codes }) => {
    const columns: string[] = [];
    addColumns(columns, characteristic, codes);
    return { from: yearFrom(from), columns };
  });

/** The last that holds from that school year or an earlier one. */
export const inForce = <T extends { readonly from: SchoolYear | typeof always }>(
  timeline: readonly T[],
  schoolYear: SchoolYear | typeof always,
): T | undefined => {
  for (let at = timeline.length - 1; at >= 0; at--) {
    const entry = timeline[at];
    if (entry !== undefined && entry.from <= schoolYear) return entry;
  }
  return undefined;
};

/** What an event finds. Its year group is that of the day, as last reported. */
export function knownAtEvent(
  known: KnownStretches,
  { yearGroups, circumstances }: Pick<Trajectory, 'yearGroups' | 'circumstances'>,
  on: PlainDate,
  schoolYear: SchoolYear,
  senProvision: string | null = null,
): Sorted {
  const year = startYearOf(schoolYear);
  const event: EventPoint = { on, january: dayOfYear(schoolYear), senProvision };
  const yearGroup = yearGroupOn(on, schoolYear, yearGroups, circumstances);
  const columns: string[] = [];
  for (const [at, characteristic] of characteristics.entries())
    addColumns(columns, at, codesAtEvent(characteristic, known[at] ?? none, circumstances, event));
  return {
    columns,
    cohort: { yearGroup: yearGroup === null ? null : year - yearGroup, age: ageCohort(circumstances) },
  };
}

export const yearFrom = (day: PlainDate | null): SchoolYear | typeof always =>
  day === null ? always : firstJanuaryFrom(day);

function addColumns(columns: string[], characteristic: number, codes: readonly string[]): void {
  for (const code of codes) {
    const column = columnsByCode[characteristic]?.get(code);
    if (column !== undefined) columns.push(column);
  }
}

/** As `yearGroupOn` has it for January: the first report holds for the years before it too. */
function yearGroupCohorts(
  sightings: readonly YearGroupSighting[],
  circumstances: Circumstances,
): { readonly from: SchoolYear | typeof always; readonly cohort: number }[] {
  const cohorts: { readonly from: SchoolYear | typeof always; readonly cohort: number }[] = [];
  for (const { on, ncYear, schoolYear } of sightings) {
    const yearGroup = yearGroupNumber(ncYear);
    if (yearGroup === undefined) continue;
    const cohort = startYearOf(schoolYear) - yearGroup;
    if (cohorts[cohorts.length - 1]?.cohort === cohort) continue;
    cohorts.push({ from: cohorts.length === 0 ? always : firstJanuaryFrom(on), cohort });
  }
  const born = ageCohort(circumstances);
  return cohorts.length > 0 || born === null ? cohorts : [{ from: always, cohort: born + yearsToReception }];
}

/** Reception is the school year that finds a child four years old on the day before it, 31 August. */
const yearsToReception = 4;
