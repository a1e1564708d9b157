/** The tally rows that figures by characteristic are made of: those of one place, by their keys. */
import { yearOf } from '../../events/calendar/plain-date.js';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { authorityRates } from '../../projections/authority-rates/projection.js';
import { breakdownCountNames, type Basis } from '../../projections/breakdowns/contribution.js';
import type { Dimension } from '../../projections/breakdowns/dimensions.js';
import type { Found, KeyedRow } from '../../projections/breakdowns/figures.js';
import { breakdowns } from '../../projections/breakdowns/projection.js';
import {
  countsIn,
  foundAtSchools,
  foundIn,
  keyedRow,
  tableOf,
  type SchoolRow,
  type StoredRow,
} from '../../projections/breakdowns/stored.js';
import { dayOfYear } from '../../projections/measures/school-authority.js';
import type { Register } from '../../projections/register/register.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import type { View } from '../projecting/read-models.js';
import type { Place } from './places.js';

export async function breakdownRows(
  view: View,
  dimension: Dimension,
  basis: Basis,
  place: Place,
  register: Register,
): Promise<Found> {
  const of = { place: place.school?.urn ?? place.authority?.code ?? '', basis };
  const totals = basis === 'residence' ? await residents(view, of) : await wholePlace(view, place);
  const told = tableOf(dimension);
  if (told === null) return { totals, ...(await rowsOfSchools(view, place, register)) };
  const rows = await view
    .from(breakdowns, told.table)
    .select<StoredRow[]>('school_year', ...told.columns)
    .where({ ...of, ...told.where });
  return foundIn(dimension, totals, rows);
}

/** Cohorts of residents sum up to everybody. */
async function residents(
  view: View,
  of: { readonly place: string; readonly basis: Basis },
): Promise<KeyedRow[]> {
  const rows = await view
    .from(breakdowns, 'cohort_count')
    .select<StoredRow[]>('school_year', ...breakdownCountNames)
    .where(of);
  return rows.map((row) => keyedRow('', row.school_year, countsIn(row, breakdownCountNames)));
}

const placeCounts = breakdownCountNames.filter(
  (name) => !name.startsWith('managed_moves_begun') && name !== 'distinct_pupils_suspended',
);

async function wholePlace(view: View, { authority, school }: Place): Promise<KeyedRow[]> {
  const [projection, of, code] =
    school === null
      ? ([authorityRates, 'authority', authority?.code ?? ''] as const)
      : ([schoolCounts, 'school', school.urn] as const);
  // At one school pupils with one or more suspensions are distinct already.
  const distinct =
    school === null ? 'distinct_pupils_suspended' : 'pupils_suspended as distinct_pupils_suspended';
  const rows = await view
    .from(projection, `${of}_year_count`)
    .select<StoredRow[]>('school_year', ...placeCounts, distinct)
    .where(of, code);
  const managedMoves = await view
    .from(projection, `${of}_family_count`)
    .select<StoredRow[]>(
      'school_year',
      'times as managed_moves_begun',
      'times_squared as managed_moves_begun_squared',
    )
    .where({ [of]: code, name: 'managed_moves_begun' });
  return [...rows, ...managedMoves].map((row) =>
    keyedRow('', row.school_year, countsIn(row, breakdownCountNames)),
  );
}

/** Each school's counts stand by themselves: its type in a year is the register's to say. */
async function rowsOfSchools(
  view: View,
  { authority, school }: Place,
  register: Register,
): Promise<Omit<Found, 'totals'>> {
  const schools = school === null ? schoolsEverOf(register, authority?.code) : [school.urn];
  const rows = await view
    .from(schoolCounts, 'school_year_count')
    .select<SchoolRow[]>('school', 'school_year', ...placeCounts)
    .whereIn('school', schools);
  return foundAtSchools(rows, school?.urn ?? authority?.code ?? '', register);
}

const everOf = new WeakMap<Register, Map<AuthorityCode, Set<Urn>>>();

/** Every school that was the authority's in some January since its register begins; a register never changes. */
function schoolsEverOf(register: Register, authority: AuthorityCode | undefined): Urn[] {
  let known = everOf.get(register);
  if (!known) {
    known = new Map();
    for (const { urn } of register.allSchools()) {
      for (const code of authoritiesEverOf(register, urn)) {
        const schools = known.get(code);
        if (schools) schools.add(urn);
        else known.set(code, new Set([urn]));
      }
    }
    everOf.set(register, known);
  }
  return authority === undefined ? [] : [...(known.get(authority) ?? [])];
}

/** Before the first exclusions that DfE published. */
const firstYearLookedAt = 1995;

function authoritiesEverOf(register: Register, urn: Urn): Set<AuthorityCode> {
  const now = register.school(urn)?.authority;
  const authorities = new Set(now === undefined ? [] : [now]);
  const lastChange = register.lastChangeOf(urn);
  if (lastChange === undefined) return authorities;
  for (let year = firstYearLookedAt; year <= yearOf(lastChange); year++) {
    const then = register.school(urn, dayOfYear(schoolYearFrom(year)))?.authority;
    if (then !== undefined) authorities.add(then);
  }
  return authorities;
}
