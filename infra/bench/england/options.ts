import { parseArgs } from 'node:util';
import { parseSchoolYear, type SchoolYear } from '../../../events/calendar/school-year.js';
import { groupedBy } from './exact-counts.js';
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

/** What the files hold of the years. @throws WrongUse where they hold nothing of one */
export async function readYears({ schools, areas, years }: EnglandFiles): Promise<PublishedYear[]> {
  const schoolsBy = groupedBy((await Promise.all(schools.map(readSchools))).flat(), ({ period }) => period);
  const areasBy = groupedBy((await Promise.all(areas.map(readAreas))).flat(), ({ period }) => period);
  return years.map((year) => {
    const period = periodOf(year);
    const ofYear = { schools: schoolsBy.get(period), areas: areasBy.get(period) };
    if (ofYear.schools === undefined) throw new WrongUse(`no file of schools holds rows of ${period}`);
    if (ofYear.areas === undefined) throw new WrongUse(`no file of areas holds rows of ${period}`);
    return { days: schoolYearDays(year), schools: ofYear.schools, areas: ofYear.areas };
  });
}
