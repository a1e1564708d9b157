/**
 * The layout of DfE's exclusions data on Explore education statistics, with today's names and symbols, which passes the
 * published screening. Rates have five decimal places in the file, and ask to be shown with two.
 */
import type { School } from '../../register/register.js';
import { england } from '../lists/regions.js';
import type { CellSymbol, PublishedRow } from '../policies/policy.js';
import {
  countText,
  inWordsOfLevel,
  rateText,
  timePeriod,
  type Column,
  type Layout,
  type MetaRow,
} from './layout.js';

const symbolText = (symbol: CellSymbol): string => symbol;
const rateOf = (name: keyof PublishedRow['rates'], column: string): Column => ({
  name: column,
  cell: ({ rates }) => rateText(rates[name], 5, symbolText),
});
const countOf = (name: keyof PublishedRow['counts'], column: string): Column => ({
  name: column,
  cell: ({ counts }) => countText(counts[name], symbolText),
});

/** A place that nobody names is written so, and its code as `x`. */
const notAvailable = { code: 'x', name: 'Not available' } as const;
/** Of an authority whose region nobody says too; none of the nation. */
const regionOf = ({ place: { region, authority } }: PublishedRow): { code: string; name: string } =>
  region ?? (authority ? notAvailable : { code: '', name: '' });

const upToAuthority: readonly Column[] = [
  { name: 'time_period', cell: timePeriod },
  { name: 'time_identifier', cell: () => 'Academic year' },
  { name: 'geographic_level', cell: ({ level }) => inWordsOfLevel[level] },
  { name: 'country_code', cell: () => england.code },
  { name: 'country_name', cell: () => england.name },
  { name: 'region_code', cell: (row) => regionOf(row).code },
  { name: 'region_name', cell: (row) => regionOf(row).name },
  { name: 'old_la_code', cell: ({ place }) => place.authority?.oldCode ?? '' },
  { name: 'new_la_code', cell: ({ place }) => place.authority?.code ?? '' },
  { name: 'la_name', cell: ({ place }) => place.authority?.name ?? '' },
];
/** A school that nobody named goes by its number: it has a code, so it is no place that is not available. */
const nameOf = ({ name, urn }: School): string => name ?? `URN ${urn}`;
const ofSchool: readonly Column[] = [
  { name: 'school_laestab', cell: ({ place }) => place.school?.laestab ?? notAvailable.code },
  { name: 'school_urn', cell: ({ place }) => place.school?.urn ?? '' },
  { name: 'school_name', cell: ({ place }) => (place.school ? nameOf(place.school) : '') },
];
const figures: readonly Column[] = [
  { name: 'education_phase', cell: ({ schoolType }) => schoolType },
  countOf('schools', 'num_schools'),
  countOf('headcount', 'headcount'),
  countOf('permanentExclusions', 'perm_excl'),
  rateOf('permanentExclusions', 'perm_excl_rate'),
  countOf('suspensions', 'suspension'),
  rateOf('suspensions', 'susp_rate'),
  countOf('pupilsSuspended', 'one_plus_susp'),
  rateOf('pupilsSuspended', 'one_plus_susp_rate'),
];

const metaColumns = [
  'col_name',
  'col_type',
  'label',
  'indicator_grouping',
  'indicator_unit',
  'indicator_dp',
  'filter_hint',
  'filter_grouping_column',
] as const;

const indicator = (name: string, label: string, grouping: string, unit = '', places = '0'): MetaRow => ({
  col_name: name,
  col_type: 'Indicator',
  label,
  indicator_grouping: grouping,
  indicator_unit: unit,
  indicator_dp: places,
});

const roll = 'Schools and pupils';
const permanent = 'Permanent exclusions';
const suspensions = 'Suspensions';

const meta: readonly MetaRow[] = [
  {
    col_name: 'education_phase',
    col_type: 'Filter',
    label: 'School phase and type',
    filter_hint: 'Filter by type of state-funded school',
  },
  indicator('num_schools', 'Number of schools', roll),
  indicator('headcount', 'Pupil headcount', roll),
  indicator('perm_excl', 'Number of permanent exclusions', permanent),
  indicator('perm_excl_rate', 'Rate of permanent exclusions', permanent, '%', '2'),
  indicator('suspension', 'Number of suspensions', suspensions),
  indicator('susp_rate', 'Rate of suspensions', suspensions, '%', '2'),
  indicator('one_plus_susp', 'Number of pupil enrolments with one or more suspensions', suspensions),
  indicator(
    'one_plus_susp_rate',
    'Rate of pupil enrolments with one or more suspensions',
    suspensions,
    '%',
    '2',
  ),
];

export const eesLayout: Layout = {
  name: 'ees',
  version: 1,
  says: 'DfE’s open-data layout with today’s names, which passes the published screening',
  london: 'one',
  schoolTotals: true,
  areas: {
    name: 'exclusions_by_geographic_level',
    columns: [...upToAuthority, ...figures],
    metaColumns,
    meta,
  },
  schools: {
    name: 'exclusions_by_school',
    columns: [...upToAuthority, ...ofSchool, ...figures],
    metaColumns,
    meta,
  },
};
