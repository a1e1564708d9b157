/**
 * The layout of DfE's tables up to 2016/17, for holding figures beside the published files: `fixed_excl` for suspensions,
 * rates to two decimal places without closing noughts, `.` for what is not applicable. Today's screening refuses it.
 */
import { england } from '../lists/regions.js';
import type { CellSymbol, PublishedRow } from '../policies/policy.js';
import { countText, inWordsOfLevel, rateText, timePeriod, type Column, type Layout } from './layout.js';

const symbolText = (symbol: CellSymbol): string => (symbol === 'z' ? '.' : symbol);

/** DfE wrote the article small in those files. */
const regionName = ({ place }: PublishedRow): string =>
  (place.region?.name ?? '').replace('The Humber', 'the Humber');

const columns: readonly Column[] = [
  { name: 'time_identifier', cell: () => 'Academic year' },
  { name: 'time_period', cell: timePeriod },
  { name: 'geographic_level', cell: ({ level }) => inWordsOfLevel[level] },
  { name: 'country_code', cell: () => england.code },
  { name: 'country_name', cell: () => england.name },
  { name: 'region_code', cell: ({ place }) => place.region?.code ?? '' },
  { name: 'region_name', cell: regionName },
  { name: 'old_la_code', cell: ({ place }) => place.authority?.oldCode ?? '' },
  { name: 'new_la_code', cell: ({ place }) => place.authority?.code ?? '' },
  { name: 'la_name', cell: ({ place }) => place.authority?.name ?? '' },
  { name: 'estab', cell: ({ place }) => place.school?.laestab?.slice(3) ?? '' },
  { name: 'laestab', cell: ({ place }) => place.school?.laestab ?? '' },
  // The register does not tell academies from maintained schools: every row is of all of them together.
  { name: 'academy_type', cell: () => 'Total' },
  { name: 'academy_open_date', cell: () => 'Total' },
  { name: 'school_type', cell: ({ schoolType }) => schoolType },
  { name: 'num_schools', cell: ({ counts }) => countText(counts.schools, symbolText) },
  { name: 'headcount', cell: ({ counts }) => countText(counts.headcount, symbolText) },
  { name: 'perm_excl', cell: ({ counts }) => countText(counts.permanentExclusions, symbolText) },
  { name: 'perm_excl_rate', cell: ({ rates }) => rateText(rates.permanentExclusions, 2, symbolText) },
  { name: 'fixed_excl', cell: ({ counts }) => countText(counts.suspensions, symbolText) },
  { name: 'fixed_excl_rate', cell: ({ rates }) => rateText(rates.suspensions, 2, symbolText) },
  { name: 'one_plus_fixed', cell: ({ counts }) => countText(counts.pupilsSuspended, symbolText) },
  { name: 'one_plus_fixed_rate', cell: ({ rates }) => rateText(rates.pupilsSuspended, 2, symbolText) },
];

const metaColumns = [
  'col_name',
  'col_type',
  'label',
  'indicator_grouping',
  'indicator_unit',
  'filter_hint',
  'filter_grouping_column',
] as const;

const meta = [
  {
    col_name: 'school_type',
    col_type: 'Filter',
    label: 'School type',
    filter_hint: 'Filter by school type',
  },
  { col_name: 'num_schools', col_type: 'Indicator', label: 'Number of schools' },
  { col_name: 'headcount', col_type: 'Indicator', label: 'Number of pupils' },
  { col_name: 'perm_excl', col_type: 'Indicator', label: 'Number of permanent exclusions' },
  {
    col_name: 'perm_excl_rate',
    col_type: 'Indicator',
    label: 'Permanent exclusion rate',
    indicator_unit: '%',
  },
  { col_name: 'fixed_excl', col_type: 'Indicator', label: 'Number of fixed period exclusions' },
  {
    col_name: 'fixed_excl_rate',
    col_type: 'Indicator',
    label: 'Fixed period exclusion rate',
    indicator_unit: '%',
  },
  {
    col_name: 'one_plus_fixed',
    col_type: 'Indicator',
    label: 'Number of pupils with one or more fixed period exclusions',
  },
  {
    col_name: 'one_plus_fixed_rate',
    col_type: 'Indicator',
    label: 'Percentage of pupils with one or more fixed period exclusions',
    indicator_unit: '%',
  },
];

export const sfr2017Layout: Layout = {
  name: 'sfr2017',
  version: 1,
  says: 'the columns of DfE’s files up to 2016/17; for comparing with those, and not for publishing anew',
  london: 'inner-and-outer',
  schoolTotals: false,
  areas: { name: 'exclusions_by_geographic_level', columns, metaColumns, meta },
  schools: { name: 'exclusions_by_school', columns, metaColumns, meta },
};
