import { parseArgs } from 'node:util';
import { parseSchoolYear, type SchoolYear } from '../../../events/calendar/school-year.js';
import { groupedBy } from '../../../projections/groups.js';
import type { CountedYear } from './establishments.js';
import { readAreas, readSchools, type PublishedArea } from './published-files.js';
import { periodOf, schoolYearDays } from './school-year-days.js';
import { WrongUse } from '../options.js';

export interface EnglandFiles {
  readonly schools: readonly string[];
  readonly areas: readonly string[];
  /** In order. */
  readonly years: readonly SchoolYear[];
}

/** The options that name the files and their years, and what else was given. */
export function takeFiles(
  options: readonly string[],
  others: readonly string[],
): [EnglandFiles, Map<string, string>] {
  const names = ['schools', 'areas', 'year', ...others];
  const values = new Map<string, string>();
  try {
    const parsed = parseArgs({
      args: [...options],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    for (const [name, value] of Object.entries(parsed.values))
      if (typeof value === 'string') values.set(name, value);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'wrong options');
  }
  const listed = (name: string): string[] =>
    (values.get(name) ?? '').split(',').filter((part) => part !== '');
  const years = listed('year').map((text) => {
    const year = parseSchoolYear(text);
    if (year === undefined)
      throw new WrongUse('--year takes school years such as 201516, separated by commas');
    return year;
  });
  const files = { schools: listed('schools'), areas: listed('areas'), years: [...new Set(years)].sort() };
  if (files.schools.length === 0 || files.areas.length === 0 || years.length === 0)
    throw new WrongUse('--schools <csv> --areas <csv> --year 201516: files, and years, separated by commas');
  return [files, values];
}

export interface PublishedYear extends CountedYear {
  readonly areas: readonly PublishedArea[];
}

/**
 * What the files hold of the years; rows of other years are passed over, whatever stands in them.
 * @throws WrongUse where they hold nothing of one, or a school or an area of a year twice
 */
export async function readYears({ schools, areas, years }: EnglandFiles): Promise<PublishedYear[]> {
  const periods = new Set(years.map(periodOf));
  const schoolsBy = byPeriod('schools', await allOf(schools, periods, readSchools), ({ laestab }) => laestab);
  const areasBy = byPeriod(
    'areas',
    await allOf(areas, periods, readAreas),
    ({ authority, schoolType }) => `${authority}, ${schoolType}`,
  );
  return years.map((year) => ({
    days: schoolYearDays(year),
    schools: rowsOf('schools', schoolsBy, periodOf(year)),
    areas: rowsOf('areas', areasBy, periodOf(year)),
  }));
}

async function allOf<Row>(
  paths: readonly string[],
  periods: ReadonlySet<string>,
  read: (path: string, periods: ReadonlySet<string>) => Promise<Row[]>,
): Promise<Row[]> {
  return (await Promise.all(paths.map((path) => read(path, periods)))).flat();
}

/** One file named twice, or two that overlap, would count their pupils twice. */
function byPeriod<Row extends { readonly period: string }>(
  what: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): Map<string, Row[]> {
  const seen = new Set<string>();
  for (const row of rows) {
    const name = `${row.period}, ${nameOf(row)}`;
    if (seen.has(name)) throw new WrongUse(`the files of ${what} hold a row twice: ${name}`);
    seen.add(name);
  }
  return groupedBy(rows, ({ period }) => period);
}

function rowsOf<Row>(what: string, rows: ReadonlyMap<string, Row[]>, period: string): Row[] {
  const ofPeriod = rows.get(period);
  if (ofPeriod === undefined) throw new WrongUse(`no file of ${what} holds rows of ${period}`);
  return ofPeriod;
}
