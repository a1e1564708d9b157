/** From the rows of the tally tables, as the read model holds them, to what figures are made of. */
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { asUrn, type Urn } from '../../events/identifiers.js';
import { authorityIn, dayOfYear } from '../measures/school-authority.js';
import type { Register } from '../register/register.js';
import { columnOf } from './characteristics.js';
import {
  breakdownCountNames,
  detailCountNames,
  type BreakdownCountName,
  type DetailCountName,
} from './contribution.js';
import { ageCategory, schoolKind, yearGroupCategory, type Dimension } from './dimensions.js';
import type { Found, KeyedRow } from './figures.js';

/** A row as the read model holds it, whose columns `tableOf` names. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly school_year: SchoolYear };

/** The counts of one key. */
export type StoredCounts = Partial<Record<BreakdownCountName | DetailCountName, number>>;

export const keyedRow = (key: string, schoolYear: SchoolYear, stored: StoredCounts): KeyedRow => {
  const {
    january_on_roll_change: onRollChange = 0,
    suspensions_squared: suspensions = 0,
    managed_moves_begun_squared: managedMoves = 0,
    pupil_days_out_squared: daysOut = 0,
    ...counts
  } = stored;
  const squares = { suspensions, managed_moves_begun: managedMoves, pupil_days_out: daysOut };
  return { key, schoolYear, counts, squares, onRollChange };
};

export interface TableOfDimension {
  readonly table: 'category_count' | 'cohort_count' | 'detail_count';
  readonly columns: readonly string[];
  readonly where: Readonly<Record<string, string>>;
}

/** Which rows of a place a dimension is told from; null for kinds of school, which no table of breakdowns holds. */
export function tableOf({ name, kind, categories }: Dimension): TableOfDimension | null {
  switch (kind) {
    case 'school':
      return null;
    case 'characteristic':
      return {
        table: 'category_count',
        columns: ['count', ...categories.map(({ code }) => columnOf(name, code))],
        where: {},
      };
    case 'cohort':
      return { table: 'cohort_count', columns: [cohortColumn(name), ...breakdownCountNames], where: {} };
    default:
      return {
        table: 'detail_count',
        columns: ['category', ...detailCountNames],
        where: { by: kind },
      };
  }
}

const cohortColumn = (name: string): string => (name === 'age' ? 'age_cohort' : 'year_group_cohort');

/** @param rows of the dimension's table and of one place */
function keyedRows({ name, kind, categories }: Dimension, rows: readonly StoredRow[]): KeyedRow[] {
  if (kind === 'characteristic')
    return rows.flatMap((row) =>
      categories.flatMap(({ code }) => {
        const count = numberIn(row, columnOf(name, code));
        return count === 0 ? [] : keyedRow(code, row.school_year, { [String(row['count'])]: count });
      }),
    );
  const keyColumn = kind === 'cohort' ? cohortColumn(name) : 'category';
  const counts = kind === 'cohort' ? breakdownCountNames : detailCountNames;
  return rows.flatMap((row) => {
    const key = String(row[keyColumn]);
    return key === '' ? [] : keyedRow(key, row.school_year, countsIn(row, counts));
  });
}

/** The counts that a row has, by their names. */
export const countsIn = (row: StoredRow, names: readonly string[]): StoredCounts =>
  Object.fromEntries(names.map((name) => [name, numberIn(row, name)]));

const numberIn = (row: StoredRow, column: string): number => Number(row[column] ?? 0);

/** What is told from which rows. @param totals of the whole place */
export function foundIn(
  dimension: Dimension,
  totals: readonly KeyedRow[],
  stored: readonly StoredRow[],
): Found {
  const rows = keyedRows(dimension, stored);
  switch (dimension.kind) {
    case 'cohort':
      return {
        totals,
        rows,
        categoryOf: (cohort, schoolYear) => cohortCategory(dimension, cohort, schoolYear),
      };
    case 'reason':
    case 'repeats':
      // Each reason, and each pupil, counts once in one row: together they are all that there are.
      return { totals: rows, rows, categoryOf: (key) => key };
    case 'day':
      return { totals: [...totals, ...rows], rows: [], categoryOf: () => undefined };
    default:
      return { totals, rows, categoryOf: (key) => key };
  }
}

function cohortCategory({ name }: Dimension, cohort: string, schoolYear: SchoolYear): string {
  const years = startYearOf(schoolYear) - Number(cohort);
  return name === 'age' ? ageCategory(years) : yearGroupCategory(years);
}

export type SchoolRow = StoredRow & { readonly school: Urn };

/**
 * Schools by what each was in the school year, those of an authority in the years that they were its own.
 *
 * @param place a school's URN, or an authority's code
 */
export const foundAtSchools = (
  rows: readonly SchoolRow[],
  place: string,
  register: Register,
): Omit<Found, 'totals'> => ({
  rows: rows.map((row) => keyedRow(row.school, row.school_year, countsIn(row, breakdownCountNames))),
  categoryOf: (key, schoolYear) => {
    const urn = asUrn(key);
    const isOfPlace = key === place || authorityIn(urn, schoolYear, register) === place;
    const described = isOfPlace ? register.school(urn, dayOfYear(schoolYear)) : undefined;
    return described && schoolKind(described);
  },
});
