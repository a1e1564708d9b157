/** Names of files and columns. */
import { ofCells, ofFiles, type Check } from './check.js';
import { geographicLevels } from '../lists/levels.js';

const stem = (name: string, ending: string): string =>
  name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
const dataStem = (name: string): string => stem(name, '.csv');
const metaStem = (name: string): string => stem(name, '.meta.csv');

const longest = { name: 50, label: 100, item: 120, code: 30 } as const;

/** DfE's names for common filters, by what gives such a filter away (analysts' guide: harmonised variables). */
const harmonised: readonly { readonly like: RegExp; readonly names: readonly string[] }[] = [
  { like: /ethnic/, names: ['ethnicity_major', 'ethnicity_minor', 'ethnicity_detailed', 'minority_ethnic'] },
  { like: /(^|_)sen_/, names: ['sen_status', 'sen_primary_need', 'sen_secondary_need', 'sen_provision'] },
  { like: /primary_need/, names: ['sen_primary_need'] },
  { like: /secondary_need/, names: ['sen_secondary_need'] },
  {
    like: /establishment_type|school_type|provider_type/,
    names: ['establishment_type', 'establishment_type_group', 'provider_type'],
  },
];

const filterItems =
  /(^|_)(male|female|boys|girls|asian|chinese|indian|pakistani|bangladeshi|black|african|caribbean|white|roma|irish|arab)(_|$)/i;

export const nameChecks: readonly Check[] = [
  ofFiles('file-name-spaces', 'fails', 'file names have no spaces', ({ dataName, metaName }, find) => {
    if (/\s/.test(dataName)) find('the name has a space', { file: 'data' });
    if (/\s/.test(metaName)) find('the name has a space', { file: 'meta' });
  }),
  ofFiles(
    'file-name-characters',
    'fails',
    'file names have letters, digits, hyphens and underscores only, before .csv and .meta.csv',
    ({ dataName, metaName }, find) => {
      if (!/^[\w\s-]*$/.test(dataStem(dataName))) find('the name has a special character', { file: 'data' });
      if (!/^[\w\s-]*$/.test(metaStem(metaName))) find('the name has a special character', { file: 'meta' });
    },
  ),
  ofFiles(
    'file-names-match',
    'fails',
    'the files are <name>.csv and <name>.meta.csv',
    ({ dataName, metaName }, find) => {
      if (!metaName.endsWith('.meta.csv') || dataStem(dataName) !== metaStem(metaName))
        find(`${metaName} is not ${dataStem(dataName)}.meta.csv`, { file: 'meta' });
    },
  ),
  ofFiles('column-name-spaces', 'fails', 'names of columns have no spaces', (pair, find) => {
    for (const column of pair.columns) if (/\s/.test(column)) find('has a space', { file: 'data', column });
    for (const column of pair.metaColumns)
      if (/\s/.test(column)) find('has a space', { file: 'meta', column });
    for (const { line, value } of pair.meta)
      if (/\s/.test(value('col_name'))) find('has a space', { file: 'meta', column: 'col_name', line });
  }),
  ofFiles(
    'column-name-snake-case',
    'warns',
    'names of columns are in snake_case: small letters, digits and underscores',
    ({ columns }, find) => {
      for (const column of columns)
        if (!/^[a-z0-9_]*$/.test(column)) find('is not in snake_case', { file: 'data', column });
    },
  ),
  ofFiles('column-name-start', 'warns', 'names of columns start with a small letter', ({ columns }, find) => {
    for (const column of columns)
      if (!/^[a-z]/.test(column)) find('does not start with a small letter', { file: 'data', column });
  }),
  ofFiles(
    'name-length',
    'warns',
    `names of columns have at most ${longest.name} characters`,
    (pair, find) => {
      for (const { line, value } of pair.meta)
        if (value('col_name').length > longest.name)
          find(`has more than ${longest.name} characters`, { file: 'meta', column: 'col_name', line });
    },
  ),
  ofFiles('label-length', 'warns', `labels have at most ${longest.label} characters`, (pair, find) => {
    for (const { line, value } of pair.meta)
      if (value('label').length > longest.label)
        find(`has more than ${longest.label} characters`, { file: 'meta', column: 'label', line });
  }),
  ofCells(
    'item-length',
    'warns',
    `items of filters and names of places have at most ${longest.item} characters`,
    (pair) => [...pair.filterColumns, ...geographicLevels.map(({ place }) => place)],
    (cell) => (cell.length > longest.item ? `has more than ${longest.item} characters` : undefined),
  ),
  ofCells(
    'place-code-length',
    'warns',
    `codes of places have at most ${longest.code} characters`,
    () => geographicLevels.flatMap(({ code }) => code ?? []),
    (cell) => (cell.length > longest.code ? `has more than ${longest.code} characters` : undefined),
  ),
  ofFiles(
    'characteristic-columns',
    'warns',
    'no filter is called characteristic or characteristic_group',
    ({ columns }, find) => {
      for (const column of columns)
        if (column === 'characteristic' || column === 'characteristic_group')
          find('each characteristic is better a filter of its own', { file: 'data', column });
    },
  ),
  ofFiles(
    'filter-in-indicator-name',
    'warns',
    'no indicator’s name holds an item of a filter, such as male_count',
    ({ indicators }, find) => {
      for (const { line, value } of indicators) {
        const found = filterItems.exec(value('col_name'))?.[2];
        if (found !== undefined)
          find(`${value('col_name')}: ‘${found}’ is better an item of a filter`, {
            file: 'meta',
            column: 'col_name',
            line,
          });
      }
    },
  ),
  ofFiles('harmonised-names', 'warns', 'common filters have DfE’s harmonised names', ({ filters }, find) => {
    for (const { line, value } of filters) {
      const name = value('col_name');
      const standards = harmonised.filter(({ like }) => like.test(name));
      if (standards.length === 0 || standards.some(({ names }) => names.includes(name))) continue;
      const names = [...new Set(standards.flatMap((each) => each.names))];
      find(`${name} is one of ${names.join(', ')} elsewhere`, { file: 'meta', column: 'col_name', line });
    }
  }),
];
