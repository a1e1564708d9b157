/** The days of one school year on which the bench has something happen. */
import { censusDay, januaryCensusDay, type CensusTerm } from '../../../events/calendar/census-day.js';
import { asPlainDate, type PlainDate } from '../../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../../events/calendar/school-calendar.js';
import { addSchoolDays } from '../../../events/calendar/school-days.js';
import { startYearOf, type SchoolYear } from '../../../events/calendar/school-year.js';

export interface SchoolYearDays {
  readonly schoolYear: SchoolYear;
  readonly firstDay: PlainDate;
  /** Of who is gone before the January census, and the day on which they join another school. */
  readonly leftInDecember: PlainDate;
  readonly joinedInJanuary: PlainDate;
  readonly census: PlainDate;
  readonly censusTerm: CensusTerm;
  readonly lastDay: PlainDate;
  /** The census that lists who left in summer. */
  readonly nextCensus: PlainDate;
  readonly nextCensusTerm: CensusTerm;
  /** School days by the default calendar: before December's leaving, and after January's joining. */
  readonly autumn: readonly PlainDate[];
  readonly springAndSummer: readonly PlainDate[];
  /** Both. */
  readonly wholeYear: readonly PlainDate[];
}

/** @throws RangeError for a year without a January census */
export function schoolYearDays(schoolYear: SchoolYear): SchoolYearDays {
  const year = startYearOf(schoolYear);
  const census = januaryCensusDay(schoolYear);
  const nextCensusTerm: CensusTerm = `${year + 1}-autumn`;
  const nextCensus = censusDay(nextCensusTerm);
  if (census === undefined || nextCensus === undefined)
    throw new RangeError(`no January census took place in ${schoolYear}`);
  const firstDay = asPlainDate(`${year}-09-01`);
  const leftInDecember = asPlainDate(`${year}-12-16`);
  const joinedInJanuary = asPlainDate(`${year + 1}-01-07`);
  const lastDay = asPlainDate(`${year + 1}-07-14`);
  const autumn = schoolDays(firstDay, leftInDecember);
  const springAndSummer = schoolDays(joinedInJanuary, lastDay);
  return {
    schoolYear,
    firstDay,
    leftInDecember,
    joinedInJanuary,
    census,
    censusTerm: `${year + 1}-spring`,
    lastDay,
    nextCensus,
    nextCensusTerm,
    autumn,
    springAndSummer,
    wholeYear: [...autumn, ...springAndSummer],
  };
}

/** After the first day, up to the last. */
function schoolDays(after: PlainDate, last: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  const next = (day: PlainDate): PlainDate => addSchoolDays(day, 1, SchoolCalendar.byDefault).on;
  for (let day = next(after); day <= last; day = next(day)) days.push(day);
  return days;
}

/** As the files have it: 201516. */
export const periodOf = (schoolYear: SchoolYear): string => schoolYear.replace('/', '');
