/**
 * School census days: the first Thursday in October, the third Thursday in January, the third Thursday in May
 * (DfE school census guides). A term is named by its calendar year, as the census files are: the school year
 * 2024/25 has `2024-autumn`, `2025-spring` and `2025-summer`.
 */
import { dayOf, reckonedDate, weekdayOf, yearOf, type PlainDate } from './plain-date.js';
import { startYearOf, type SchoolYear } from './school-year.js';

export type CensusSeason = 'autumn' | 'spring' | 'summer';
export type CensusTerm = `${number}-${CensusSeason}`;

/** Terms whose day differs from the rule; `not-held` for a census that did not take place. */
export type CensusDayExceptions = ReadonlyMap<CensusTerm, PlainDate | 'not-held'>;

export const censusDayExceptions: CensusDayExceptions = new Map<CensusTerm, PlainDate | 'not-held'>([
  ['2020-summer', 'not-held'],
]);

interface DayRule {
  readonly month: number;
  /** Which Thursday of the month: 1 is the first. */
  readonly thursday: number;
}

const rules: Readonly<Record<CensusSeason, DayRule>> = {
  autumn: { month: 10, thursday: 1 },
  spring: { month: 1, thursday: 3 },
  summer: { month: 5, thursday: 3 },
};

/** Reads `2024-autumn`, or `2024_autumn` as files are named; undefined for anything else. */
export function parseCensusTerm(text: string): CensusTerm | undefined {
  const parts = /^((?:19|20|21)\d{2})[-_](autumn|spring|summer)$/.exec(text);
  return parts ? termOf(Number(parts[1]), parts[2] as CensusSeason) : undefined;
}

/** The day that a census counts, or undefined where that census did not take place. */
export function censusDay(
  term: CensusTerm,
  exceptions: CensusDayExceptions = censusDayExceptions,
): PlainDate | undefined {
  const exception = exceptions.get(term);
  if (exception) return exception === 'not-held' ? undefined : exception;
  const { year, season } = partsOf(term);
  const { month, thursday } = rules[season];
  return nthThursday(year, month, thursday);
}

/** Census day of the spring term, on which denominators count the roll. */
export function januaryCensusDay(
  schoolYear: SchoolYear,
  exceptions: CensusDayExceptions = censusDayExceptions,
): PlainDate | undefined {
  if (exceptions !== censusDayExceptions) return springCensusDay(schoolYear, exceptions);
  let january = januaries.get(schoolYear);
  if (january === undefined)
    januaries.set(schoolYear, (january = springCensusDay(schoolYear, exceptions) ?? notHeld));
  return january ?? undefined;
}

const notHeld = null;

/** Reckoned once for each school year: every registration of every pupil asks. */
const januaries = new Map<SchoolYear, PlainDate | typeof notHeld>();

const springCensusDay = (schoolYear: SchoolYear, exceptions: CensusDayExceptions): PlainDate | undefined =>
  censusDay(termOf(startYearOf(schoolYear) + 1, 'spring'), exceptions);

/** The first census day of a season after a day: who leaves on the day itself is still counted. */
export function nextCensusDay(season: CensusSeason, after: PlainDate): PlainDate {
  for (let year = yearOf(after); ; year++) {
    const day = dayIn(year, season);
    if (day !== notHeld && day > after) return day;
  }
}

/** The last census day of a season up to a day. */
export function lastCensusDay(season: CensusSeason, upTo: PlainDate): PlainDate {
  for (let year = yearOf(upTo); ; year--) {
    const day = dayIn(year, season);
    if (day !== notHeld && day <= upTo) return day;
  }
}

/** Reckoned once for each term: every move asks for six of them under methods that compare censuses. */
function dayIn(year: number, season: CensusSeason): PlainDate | typeof notHeld {
  const ofSeason = days[season];
  let day = ofSeason.get(year);
  if (day === undefined) ofSeason.set(year, (day = censusDay(termOf(year, season)) ?? notHeld));
  return day;
}

/** By calendar year: the name of a term would have to be written before it could be looked up. */
const days: Readonly<Record<CensusSeason, Map<number, PlainDate | typeof notHeld>>> = {
  autumn: new Map(),
  spring: new Map(),
  summer: new Map(),
};

/** The term before, whether or not its census was held. */
export function previousTerm(term: CensusTerm): CensusTerm {
  const { year, season } = partsOf(term);
  if (season === 'spring') return termOf(year - 1, 'autumn');
  return termOf(year, season === 'autumn' ? 'summer' : 'spring');
}

const termOf = (year: number, season: CensusSeason): CensusTerm => `${year}-${season}`;

export function partsOf(term: CensusTerm): { readonly year: number; readonly season: CensusSeason } {
  const dash = term.lastIndexOf('-');
  return { year: Number(term.slice(0, dash)), season: term.slice(dash + 1) as CensusSeason };
}

function nthThursday(year: number, month: number, nth: number): PlainDate {
  const first = reckonedDate(year, month, 1);
  const toThursday = (4 - weekdayOf(first) + 7) % 7;
  return reckonedDate(year, month, dayOf(first) + toThursday + 7 * (nth - 1));
}
