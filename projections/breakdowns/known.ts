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
import { codesAtEvent, codesOn, none, type EventPoint, type Stretch } from './characteristic.js';
import { characteristics, columnsByCode } from './characteristics.js';
import type { Cohort, Sorted } from './contribution.js';

/** From ever on: sorts before every school year. */
const always = '';

/** The stretches of each characteristic, in the order of `characteristics`; most pupils have few. */
export type KnownStretches = readonly (readonly Stretch[])[];

export const stretchesOf = (circumstances: Circumstances): KnownStretches =>
  characteristics.map(({ stretches }) => stretches(circumstances));

/** What each January finds of a pupil. */
export class KnownInJanuaries {
  /** The school years from whose January on something else may hold, in order: the first is `always`. */
  private readonly years: (SchoolYear | typeof always)[] = [always];
  /** What holds from each of them on, once it was asked for: the pupil is on roll in few. */
  private readonly found: (KnownInJanuary | undefined)[] = [];
  private readonly groups: readonly YearGroupCohort[];
  private readonly age: number | null;

  constructor(
    private readonly known: KnownStretches,
    { yearGroups, circumstances }: Pick<Trajectory, 'yearGroups' | 'circumstances'>,
  ) {
    this.groups = yearGroupCohorts(yearGroups, circumstances);
    this.age = ageCohort(circumstances);
    for (const stretches of known)
      for (const { from } of stretches) if (from !== null) addYear(this.years, firstJanuaryFrom(from));
    for (const { from } of this.groups) addYear(this.years, from);
    sorted(this.years, byText);
  }

  /** The years after the first and before the last in which something may change, in order. */
  changesBetween(first: SchoolYear, until: SchoolYear | null): SchoolYear[] {
    const changes: SchoolYear[] = [];
    for (const year of this.years)
      if (year !== always && year > first && (until === null || year < until)) changes.push(year);
    return changes;
  }

  in(schoolYear: SchoolYear): KnownInJanuary {
    let at = this.years.length - 1;
    while (at > 0 && (this.years[at] ?? always) > schoolYear) at--;
    return (this.found[at] ??= this.heldFrom(this.years[at] ?? always));
  }

  /** Of what changed more than once before one January the last is found there. */
  private heldFrom(year: SchoolYear | typeof always): KnownInJanuary {
    const january = year === always ? null : dayOfYear(year);
    const columns: string[] = [];
    for (let at = 0; at < this.known.length; at++)
      addColumns(columns, at, codesOn(this.known[at] ?? none, january));
    let yearGroup: number | null = null;
    for (const group of this.groups) if (group.from <= year) yearGroup = group.cohort;
    return { columns, cohort: { yearGroup, age: this.age } };
  }
}

interface KnownInJanuary extends Sorted {
  readonly cohort: Cohort;
}

function addYear(years: (SchoolYear | typeof always)[], year: SchoolYear | typeof always): void {
  if (!years.includes(year)) years.push(year);
}

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

function addColumns(columns: string[], characteristic: number, codes: readonly string[]): void {
  for (const code of codes) {
    const column = columnsByCode[characteristic]?.get(code);
    if (column !== undefined) columns.push(column);
  }
}

interface YearGroupCohort {
  readonly from: SchoolYear | typeof always;
  readonly cohort: number;
}

/** As `yearGroupOn` has it for January: the first report holds for the years before it too. */
function yearGroupCohorts(
  sightings: readonly YearGroupSighting[],
  circumstances: Circumstances,
): YearGroupCohort[] {
  const cohorts: YearGroupCohort[] = [];
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
