/** A sound pair of files, and for each screening check one thing wrong with it that the check finds. */
import type { Finding } from '../../projections/publication/checks/check.js';

export type Row = Record<string, string>;

export interface Pair {
  dataName: string;
  metaName: string;
  columns: string[];
  data: Row[];
  metaColumns: string[];
  meta: Row[];
}

const nation = { geographic_level: 'National' };
const region = { geographic_level: 'Regional', region_code: 'E12000004', region_name: 'East Midlands' };
const rutland = {
  ...region,
  geographic_level: 'Local authority',
  old_la_code: '857',
  new_la_code: 'E06000017',
  la_name: 'Rutland',
};

/** Three places with two groups of exclusion reasons and their items; a new one each time, for tests spoil it. */
export function sound(): Pair {
  const figures = [
    { reason_group: 'Total', reason: 'Total' },
    { reason_group: 'Assault', reason: 'Assault, pupil' },
    { reason_group: 'Assault', reason: 'Assault, adult' },
  ];
  const row = (place: Row, filters: Row): Row => ({
    time_period: '202122',
    time_identifier: 'Academic year',
    country_code: 'E92000001',
    country_name: 'England',
    region_code: '',
    region_name: '',
    old_la_code: '',
    new_la_code: '',
    la_name: '',
    ...place,
    ...filters,
    suspension: '12',
    susp_rate: '1.25',
  });
  return {
    dataName: 'suspensions_by_reason.csv',
    metaName: 'suspensions_by_reason.meta.csv',
    columns: [
      ...['time_period', 'time_identifier', 'geographic_level', 'country_code', 'country_name'],
      ...['region_code', 'region_name', 'old_la_code', 'new_la_code', 'la_name'],
      ...['reason_group', 'reason', 'suspension', 'susp_rate'],
    ],
    data: [nation, region, rutland].flatMap((place) => figures.map((filters) => row(place, filters))),
    metaColumns: [
      ...['col_name', 'col_type', 'label', 'indicator_grouping', 'indicator_unit'],
      ...['indicator_dp', 'filter_hint', 'filter_grouping_column'],
    ],
    meta: [
      {
        col_name: 'reason',
        col_type: 'Filter',
        label: 'Reason',
        filter_hint: 'Filter by reason',
        filter_grouping_column: 'reason_group',
      },
      { col_name: 'suspension', col_type: 'Indicator', label: 'Suspensions', indicator_dp: '0' },
      {
        col_name: 'susp_rate',
        col_type: 'Indicator',
        label: 'Suspension rate',
        indicator_unit: '%',
        indicator_dp: '2',
      },
    ],
  };
}

const all = <T extends Row>(rows: T[], change: Row): void =>
  rows.forEach((row) => Object.assign(row, change));
export const only = (rows: Row[], at: number, change: Row): void =>
  void Object.assign(rows[at] ?? {}, change);
/** The data's and the metadata's column under another name. */
function renamed(pair: Pair, from: string, to: string): void {
  pair.columns = pair.columns.map((column) => (column === from ? to : column));
  for (const row of pair.data) row[to] = row[from] ?? '';
  for (const row of pair.meta) {
    if (row['col_name'] === from) row['col_name'] = to;
    if (row['filter_grouping_column'] === from) row['filter_grouping_column'] = to;
  }
}
function withColumn(pair: Pair, name: string, valueOf: (row: Row, at: number) => string): void {
  pair.columns.push(name);
  pair.data.forEach((row, at) => (row[name] = valueOf(row, at)));
}

/** What is wrong, and where it is found. Lines: 2 to 4 are the nation's, 5 to 7 the region's, 8 to 10 Rutland's. */
export const spoilt: Readonly<Record<string, readonly [(pair: Pair) => void, Partial<Finding>]>> = {
  'file-name-spaces': [(pair) => (pair.dataName = 'by reason.csv'), { file: 'data' }],
  'file-name-characters': [(pair) => (pair.metaName = 'suspensions&reason.meta.csv'), { file: 'meta' }],
  'file-names-match': [(pair) => (pair.metaName = 'suspensions.meta.csv'), { file: 'meta' }],
  'column-name-spaces': [(pair) => renamed(pair, 'susp_rate', 'susp rate'), { column: 'susp rate' }],
  'column-name-snake-case': [(pair) => renamed(pair, 'susp_rate', 'suspRate'), { column: 'suspRate' }],
  'column-name-start': [(pair) => renamed(pair, 'susp_rate', '_rate'), { column: '_rate' }],
  'name-length': [(pair) => renamed(pair, 'susp_rate', 'r'.repeat(51)), { column: 'col_name', line: 4 }],
  'label-length': [(pair) => only(pair.meta, 1, { label: 's'.repeat(101) }), { column: 'label', line: 3 }],
  'item-length': [(pair) => only(pair.data, 1, { reason: 'a'.repeat(121) }), { column: 'reason', line: 3 }],
  'place-code-length': [
    (pair) => only(pair.data, 8, { new_la_code: 'E'.repeat(31) }),
    { column: 'new_la_code', line: 10 },
  ],
  'characteristic-columns': [
    (pair) => renamed(pair, 'reason', 'characteristic'),
    { column: 'characteristic' },
  ],
  'filter-in-indicator-name': [
    (pair) => renamed(pair, 'suspension', 'male_suspension'),
    { column: 'col_name', line: 3 },
  ],
  'harmonised-names': [(pair) => renamed(pair, 'reason', 'ethnicity'), { column: 'col_name', line: 2 }],
  'data-columns-required': [
    (pair) => (pair.columns = pair.columns.filter((column) => column !== 'country_name')),
    { file: 'data', column: 'country_name' },
  ],
  'meta-columns-required': [
    (pair) => (pair.metaColumns = pair.metaColumns.filter((column) => column !== 'indicator_dp')),
    { file: 'meta', column: 'indicator_dp' },
  ],
  'meta-columns-known': [(pair) => pair.metaColumns.push('comment'), { file: 'meta', column: 'comment' }],
  'columns-to-rows': [
    (pair) =>
      pair.meta.push(
        ...Array.from({ length: 7 }, (_, at) => ({
          col_name: `more_${at}`,
          col_type: 'Indicator',
          label: `${at}`,
        })),
      ),
    { file: 'data' },
  ],
  'column-unique': [(pair) => pair.columns.push('reason'), { column: 'reason' }],
  'data-columns-described': [
    (pair) => withColumn(pair, 'estab', (_, at) => String(at)),
    { column: 'estab', line: 3 },
  ],
  'meta-columns-in-data': [
    (pair) => pair.meta.push({ col_name: 'headcount', col_type: 'Indicator', label: 'Pupils' }),
    { column: 'col_name', line: 5 },
  ],
  'col-name-filled': [(pair) => only(pair.meta, 2, { col_name: '' }), { column: 'col_name', line: 4 }],
  'col-name-unique': [
    (pair) => only(pair.meta, 2, { col_name: 'suspension' }),
    { column: 'col_name', line: 4 },
  ],
  'label-filled': [(pair) => only(pair.meta, 0, { label: '' }), { column: 'label', line: 2 }],
  'label-unique': [(pair) => only(pair.meta, 2, { label: 'Suspensions' }), { column: 'label', line: 4 }],
  'col-type-known': [(pair) => only(pair.meta, 0, { col_type: 'filter' }), { column: 'col_type', line: 2 }],
  'meta-observational-units': [
    (pair) => pair.meta.push({ col_name: 'region_name', col_type: 'Filter', label: 'Region' }),
    { column: 'col_name', line: 5 },
  ],
  'meta-geography': [(pair) => renamed(pair, 'reason', 'school'), { column: 'col_name', line: 2 }],
  'level-columns-together': [
    (pair) => (pair.columns = pair.columns.filter((column) => column !== 'old_la_code')),
    { column: 'old_la_code' },
  ],
  'time-period-digits': [
    (pair) => only(pair.data, 0, { time_period: '2021/22' }),
    { column: 'time_period', line: 2 },
  ],
  'time-period-consecutive': [
    (pair) => only(pair.data, 3, { time_period: '202123' }),
    { column: 'time_period', line: 5 },
  ],
  'time-period-length': [
    (pair) => only(pair.data, 3, { time_period: '2021' }),
    { column: 'time_period', line: 5 },
  ],
  'time-identifier-known': [
    (pair) => only(pair.data, 8, { time_identifier: 'School year' }),
    { column: 'time_identifier', line: 10 },
  ],
  'time-identifier-family': [
    (pair) => only(pair.data, 8, { time_identifier: 'Autumn term' }),
    { column: 'time_identifier', line: 10 },
  ],
  'level-known': [
    (pair) => only(pair.data, 8, { geographic_level: 'Council' }),
    { column: 'geographic_level', line: 10 },
  ],
  'level-columns-present': [
    (pair) => only(pair.data, 8, { geographic_level: 'School' }),
    { column: 'school_urn', line: 10 },
  ],
  'level-columns-filled': [(pair) => only(pair.data, 8, { la_name: '' }), { column: 'la_name', line: 10 }],
  'lower-levels-empty': [
    (pair) => only(pair.data, 3, { new_la_code: 'E06000017' }),
    { column: 'new_la_code', line: 5 },
  ],
  'region-of-authority': [
    (pair) => only(pair.data, 8, { region_name: '' }),
    { column: 'region_name', line: 10 },
  ],
  'country-listed': [
    (pair) => only(pair.data, 0, { country_name: 'Wales' }),
    { column: 'country_name', line: 2 },
  ],
  'region-listed': [
    (pair) => only(pair.data, 3, { region_code: 'E12000099' }),
    { column: 'region_code', line: 5 },
  ],
  'authority-listed': [
    (pair) => only(pair.data, 8, { la_name: 'Rutland County' }),
    { column: 'la_name', line: 10, problem: 'E06000017 is listed as ‘Rutland’' },
  ],
  'not-available-places': [
    (pair) => only(pair.data, 8, { new_la_code: 'x' }),
    { column: 'la_name', line: 10 },
  ],
  'schools-apart': [
    (pair) => only(pair.data, 8, { geographic_level: 'School' }),
    { column: 'geographic_level', line: 10 },
  ],
  'filter-items-several': [(pair) => all(pair.data, { reason: 'Total' }), { column: 'reason' }],
  'filter-default': [
    (pair) => pair.data.forEach((row) => (row['reason'] = row['reason']?.replace('Total', 'All') ?? '')),
    { column: 'reason' },
  ],
  'filter-items-limit': [
    (pair) => {
      const [row = {}] = pair.data;
      pair.data = Array.from({ length: 25_001 }, (_, at) => ({ ...row, reason: `Total ${at}` }));
    },
    { column: 'reason' },
  ],
  'filter-blank': [(pair) => only(pair.data, 1, { reason_group: '' }), { column: 'reason_group', line: 3 }],
  'filter-whitespace': [
    (pair) => only(pair.data, 1, { reason: 'Assault, pupil ' }),
    { column: 'reason', line: 3 },
  ],
  'filter-group-size': [
    (pair) => pair.data.forEach((row, at) => (row['reason_group'] = `Group ${at}`)),
    { column: 'reason_group' },
  ],
  'filter-group-in-data': [
    (pair) => only(pair.meta, 0, { filter_grouping_column: 'reason_kind' }),
    { column: 'filter_grouping_column', line: 2 },
  ],
  'filter-group-unique': [
    (pair) =>
      pair.meta.push({
        col_name: 'severity',
        col_type: 'Filter',
        label: 'Severity',
        filter_grouping_column: 'reason_group',
      }),
    { column: 'filter_grouping_column' },
  ],
  'filter-group-punctuation': [
    (pair) => only(pair.data, 1, { reason_group: 'Assault.' }),
    { column: 'reason_group' },
  ],
  'filter-group-no-filter': [
    (pair) => pair.meta.push({ col_name: 'reason_group', col_type: 'Filter', label: 'Group of reasons' }),
    { column: 'col_name', line: 5 },
  ],
  'no-total-in-units': [
    (pair) => only(pair.data, 0, { region_name: 'Total' }),
    { column: 'region_name', line: 2 },
  ],
  'indicator-blank': [(pair) => only(pair.data, 1, { suspension: '' }), { column: 'suspension', line: 3 }],
  'indicator-symbols': [(pair) => only(pair.data, 1, { suspension: '~' }), { column: 'suspension', line: 3 }],
  'indicator-values': [
    (pair) => only(pair.data, 1, { suspension: '1,204' }),
    { column: 'suspension', line: 3 },
  ],
  'indicator-unit-known': [
    (pair) => only(pair.meta, 2, { indicator_unit: 'percent' }),
    { column: 'indicator_unit', line: 4 },
  ],
  'indicator-dp-number': [
    (pair) => only(pair.meta, 2, { indicator_dp: '-1' }),
    { column: 'indicator_dp', line: 4 },
  ],
  'indicator-dp-set': [
    (pair) => only(pair.meta, 2, { indicator_dp: '' }),
    { column: 'indicator_dp', line: 4 },
  ],
  'filter-dp-blank': [
    (pair) => only(pair.meta, 0, { indicator_dp: '0' }),
    { column: 'indicator_dp', line: 2 },
  ],
  'filter-indicator-grouping-blank': [
    (pair) => only(pair.meta, 0, { indicator_grouping: 'Reasons' }),
    { column: 'indicator_grouping', line: 2 },
  ],
  'filter-unit-blank': [
    (pair) => only(pair.meta, 0, { indicator_unit: '%' }),
    { column: 'indicator_unit', line: 2 },
  ],
  'indicator-hint-blank': [
    (pair) => only(pair.meta, 1, { filter_hint: 'Filter by it' }),
    { column: 'filter_hint', line: 3 },
  ],
  'indicator-filter-group-blank': [
    (pair) => only(pair.meta, 1, { filter_grouping_column: 'reason_group' }),
    { column: 'filter_grouping_column', line: 3 },
  ],
  'duplicate-rows': [
    (pair) => only(pair.data, 8, { reason: 'Assault, pupil', suspension: '13' }),
    { file: 'data', line: 10 },
  ],
  'null-words': [(pair) => only(pair.data, 1, { suspension: 'NULL' }), { column: 'suspension', line: 3 }],
  'null-words-in-metadata': [
    (pair) => only(pair.meta, 1, { filter_hint: 'NA' }),
    { file: 'meta', column: 'filter_hint', line: 3 },
  ],
  'old-symbols': [(pair) => only(pair.data, 1, { susp_rate: '..' }), { column: 'susp_rate', line: 3 }],
};
