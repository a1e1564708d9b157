/** Counts of places in a school year, from tallies of schools and authorities alone: no pupil is read. */
import type { Knex } from 'knex';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { authorityCountNames, authorityRates } from '../../projections/authority-rates/projection.js';
import type { Part } from '../../projections/measures/measure.js';
import { repeatedNames, squaredOf } from '../../projections/measures/squares.js';
import type { PlacementDates } from '../../projections/off-site-directions/long-placements.js';
import { daysOfLongPlacement } from '../../projections/off-site-directions/long-placements.js';
import { placements } from '../../projections/off-site-directions/projection.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import type { View } from '../projecting/read-models.js';

export type Over = 'schools' | 'authorities';

export const projectionOver = { schools: schoolCounts, authorities: authorityRates } as const;
const placeColumn = { schools: 'school', authorities: 'authority' } as const;

export interface CountOfPlace {
  readonly count: number;
  /** The sum over pupils of squared counts; null where nobody holds it. */
  readonly squares: number | null;
}

export interface PartsAsked {
  readonly over: Over;
  readonly schoolYear: SchoolYear;
  /** Null for every place. */
  readonly codes: readonly string[] | null;
}

/** By the code of the place; places without any are left out. */
export async function countsOfPlaces(
  view: View,
  { count: name }: Part<string>,
  { over, schoolYear, codes }: PartsAsked,
): Promise<ReadonlyMap<string, CountOfPlace>> {
  const place = placeColumn[over];
  const isSideBySide = authorityCountNames.some((each) => each === name);
  const table = view
    .from(projectionOver[over], `${place}_${isSideBySide ? 'year' : 'family'}_count`)
    .select({ code: place });
  if (codes !== null) void table.whereIn(place, [...codes]);
  if (isSideBySide) sideBySide(table, view, place, name, schoolYear);
  else
    void table.select({ count: 'times', squares: 'times_squared' }).where({ school_year: schoolYear, name });
  const rows = (await table) as readonly (CountOfPlace & { readonly code: string })[];
  return new Map(rows.map(({ code, count, squares }) => [code, { count, squares }]));
}

/** Headcounts are changes: that of a year is the sum up to it. */
function sideBySide(
  table: Knex.QueryBuilder,
  { db }: View,
  place: string,
  name: string,
  schoolYear: SchoolYear,
): void {
  if (name.endsWith('_change')) {
    void table
      .select(db.raw('sum(??)::int as count, null::int as squares', [name]))
      .where('school_year', '<=', schoolYear)
      .groupBy(place);
    return;
  }
  const repeated = repeatedNames.find((each) => each === name);
  void table
    .select({ count: name, squares: repeated ? squaredOf(repeated) : db.raw('null::int') })
    .where('school_year', schoolYear);
}

/** Placements that may have lasted for more than a year by the day, and had not ended before the other. */
export async function longRunning(
  view: View,
  from: PlainDate,
  until: PlainDate,
  schools: readonly string[] | null,
): Promise<PlacementDates[]> {
  const table = view
    .from(placements, 'placement')
    .select<PlacementDates[]>({ school: 'school', startedOn: 'started_on', endedOn: 'ended_on' })
    .whereNotNull('school')
    .whereRaw('started_on < ?::date - ?::int', [until, daysOfLongPlacement])
    .where((either) => void either.whereNull('ended_on').orWhere('ended_on', '>=', from));
  if (schools !== null) void table.whereIn('school', [...schools]);
  return table;
}

export interface ExitWeekRow {
  readonly schoolYear: SchoolYear;
  readonly census: 'autumn' | 'spring';
  readonly weeksBefore: number;
  readonly exits: number;
}

/** A school in a school year. */
export interface SchoolInYear {
  readonly school: Urn;
  readonly schoolYear: SchoolYear;
}

/** The school years in which these schools have exits. @param schoolYear null for all of them */
export async function yearsWithExits(
  view: View,
  schools: readonly Urn[],
  schoolYear: SchoolYear | null,
): Promise<SchoolInYear[]> {
  const table = view
    .from(schoolCounts, 'school_exit_week')
    .distinct<SchoolInYear[]>({ school: 'school', schoolYear: 'school_year' })
    .whereIn('school', [...schools]);
  if (schoolYear !== null) void table.where('school_year', schoolYear);
  return table;
}

/** Of all these together, in the order of years, censuses and weeks. */
export async function exitWeeksOf(view: View, counted: readonly SchoolInYear[]): Promise<ExitWeekRow[]> {
  return view
    .from(schoolCounts, 'school_exit_week')
    .whereRaw('(school, school_year) in (select * from unnest(?::text[], ?::text[]))', [
      counted.map(({ school }) => school),
      counted.map(({ schoolYear }) => schoolYear),
    ])
    .select<ExitWeekRow[]>(
      { schoolYear: 'school_year', census: 'census' },
      view.db.raw('weeks_before::int as "weeksBefore"'),
      view.db.raw('sum(exits)::int as exits'),
    )
    .groupByRaw('school_year, census, weeks_before::int')
    .havingRaw('sum(exits) <> 0')
    .orderByRaw('school_year, census, weeks_before::int');
}
