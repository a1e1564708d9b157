/** Columns of the data, rows of the metadata, and how they fit. */
import { columnsOf, geographicLevels, observationalUnits } from '../lists/levels.js';
import { ofFiles, ofRows, type Check } from './check.js';
import type { FilePair, MetaLine } from './file-pair.js';

const dataColumns = [
  'geographic_level',
  'time_period',
  'time_identifier',
  'country_code',
  'country_name',
] as const;
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
const optionalMetaColumns = ['filter_default', 'parent_filter'] as const;

/** Files of schools name their trust without its number. */
const togetherOf = new Set(['Regional', 'Local authority', 'Local authority district']);

/** Names that are a place's code or name, though no level's own. */
const likePlace =
  /^(country|region|la|lad|local_authority|school|sch|estab|provider|institution|ward|pcon|lep|mat|trust|sponsor)(_?(name|code|id|urn|ukprn|number))?$|^(urn|ukprn|laestab|upin)$/;

export const columnChecks: readonly Check[] = [
  ofFiles('data-columns-required', 'fails', `the data has ${dataColumns.join(', ')}`, (pair, find) => {
    for (const column of dataColumns) if (!pair.has(column)) find('is missing', { file: 'data', column });
  }),
  ofFiles('meta-columns-required', 'fails', `the metadata has ${metaColumns.join(', ')}`, (pair, find) => {
    for (const column of metaColumns)
      if (!pair.metaColumns.includes(column)) find('is missing', { file: 'meta', column });
  }),
  ofFiles(
    'meta-columns-known',
    'fails',
    `the metadata has no other columns, but for ${optionalMetaColumns.join(' and ')}`,
    (pair, find) => {
      const known = new Set<string>([...metaColumns, ...optionalMetaColumns]);
      for (const column of pair.metaColumns)
        if (!known.has(column)) find('is no column of the metadata', { file: 'meta', column });
    },
  ),
  ofFiles(
    'columns-to-rows',
    'fails',
    'the data has at least five columns more than the metadata has rows',
    ({ columns, meta }, find) => {
      if (columns.length < meta.length + 5)
        find(`${columns.length} columns for ${meta.length} rows of metadata`, { file: 'data' });
    },
  ),
  ofFiles('column-unique', 'fails', 'no two columns have one name', ({ columns }, find) => {
    for (const column of twice(columns)) find('stands twice in the header', { file: 'data', column });
  }),
  ofRows(
    'data-columns-described',
    'fails',
    'each column of the data is in the metadata, says what the row is about, or has a single value',
    watchUndescribed,
  ),
  ofFiles(
    'meta-columns-in-data',
    'fails',
    'each col_name and filter_grouping_column is a column of the data',
    (pair, find) => {
      for (const { line, value } of pair.meta)
        for (const column of ['col_name', 'filter_grouping_column'])
          if (value(column) !== '' && !pair.has(value(column)))
            find(`${value(column)} is no column of the data`, { file: 'meta', column, line });
    },
  ),
  filled('col_name'),
  unique('col_name'),
  filled('label'),
  unique('label'),
  ofFiles('col-type-known', 'fails', 'col_type is Filter or Indicator', ({ meta }, find) => {
    for (const { line, value } of meta)
      if (value('col_type') !== 'Filter' && value('col_type') !== 'Indicator')
        find('is neither Filter nor Indicator', { file: 'meta', column: 'col_type', line });
  }),
  ofFiles(
    'meta-observational-units',
    'fails',
    'the metadata describes no column that says what a row is about: time, level, places',
    ({ meta }, find) => {
      for (const { line, value } of meta)
        if (observationalUnits.has(value('col_name')))
          find(`${value('col_name')} says what the row is about`, { file: 'meta', column: 'col_name', line });
    },
  ),
  ofFiles(
    'meta-geography',
    'fails',
    'no filter or group of filters is a column of places under another name',
    ({ filters }, find) => {
      for (const { line, value } of filters)
        for (const column of ['col_name', 'filter_grouping_column'])
          if (likePlace.test(value(column)) && !observationalUnits.has(value(column)))
            find(`${value(column)} is a place and no filter`, { file: 'meta', column, line });
    },
  ),
  ofFiles(
    'level-columns-together',
    'fails',
    'where one column of regions, authorities or districts is there, all are',
    (pair, find) => {
      for (const level of geographicLevels.filter(({ name }) => togetherOf.has(name))) {
        const columns = columnsOf(level);
        if (!columns.some((column) => pair.has(column))) continue;
        for (const column of columns)
          if (!pair.has(column))
            find(`is missing beside the others of ${level.name}`, { file: 'data', column });
      }
    },
  ),
];

function filled(column: string): Check {
  return ofFiles(
    `${column.replace('_', '-')}-filled`,
    'fails',
    `each row of the metadata has a ${column}`,
    ({ meta }, find) => {
      for (const { line, value } of meta)
        if (value(column) === '') find('is blank', { file: 'meta', column, line });
    },
  );
}

function unique(column: string): Check {
  return ofFiles(
    `${column.replace('_', '-')}-unique`,
    'fails',
    `no two rows of the metadata have one ${column}`,
    ({ meta }, find) => {
      const values = (line: MetaLine): string => line.value(column);
      for (const value of twice(meta.map(values).filter((each) => each !== ''))) {
        const again = meta.findLast((line) => values(line) === value);
        find(`${value} stands twice`, { file: 'meta', column, ...(again && { line: again.line }) });
      }
    },
  );
}

/** Those that stand more than once, each once. */
export const twice = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
};

function watchUndescribed(pair: FilePair, find: Parameters<Check['begin']>[1]): ReturnType<Check['begin']> {
  const described = new Set([...pair.meta.map((line) => line.value('col_name')), ...pair.groups]);
  let undescribed = pair.present(
    pair.columns.filter((column) => !described.has(column) && !observationalUnits.has(column)),
  );
  if (undescribed.length === 0) return undefined;
  let first: readonly string[] | undefined;
  return {
    row: ({ cells, line }) => {
      first ??= cells;
      for (const { name, at } of undescribed) {
        if (cells[at] === first[at]) continue;
        find('is not in the metadata and has more than one value', { file: 'data', column: name, line });
        undescribed = undescribed.filter((column) => column.name !== name);
      }
    },
  };
}
