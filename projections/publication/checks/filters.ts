/** What rows are divided by. */
import { observationalUnits } from '../lists/levels.js';
import { ofCells, ofFiles, ofRows, type Check, type Find } from './check.js';
import { twice } from './columns.js';
import type { FilePair, MetaLine } from './file-pair.js';

const mostItems = 25_000;
const defaultItem = 'Total';

export const filterChecks: readonly Check[] = [
  ofItems(
    'filter-items-several',
    'fails',
    'each filter has more than one item',
    ({ items, filter }, find) => {
      if (items.size < 2) find(items.size === 0 ? 'has no item' : 'has a single item', whereOf(filter));
    },
  ),
  ofItems(
    'filter-default',
    'fails',
    `each filter has its default in the data: ${defaultItem}, or what filter_default says`,
    ({ items, filter }, find) => {
      const item = filter.value('filter_default') || defaultItem;
      if (!items.has(item)) find(`has no ‘${item}’ in the data`, whereOf(filter));
    },
  ),
  ofItems(
    'filter-items-limit',
    'fails',
    `a filter has at most ${mostItems} items`,
    ({ items, filter }, find) => {
      if (items.size > mostItems) find(`has more than ${mostItems} items`, whereOf(filter));
    },
  ),
  ofCells(
    'filter-blank',
    'fails',
    'filters and their groups have no blanks',
    (pair) => [...pair.filterColumns, ...pair.groups],
    (cell) => (cell === '' ? 'is blank' : undefined),
  ),
  ofCells(
    'filter-whitespace',
    'fails',
    'items of filters and groups have no space before or after them',
    (pair) => [...pair.filterColumns, ...pair.groups],
    (cell) => (cell === cell.trim() ? undefined : 'has a space before or after it'),
  ),
  ofItems(
    'filter-group-size',
    'fails',
    'a group of a filter has no more items than the filter',
    ({ items, groupItems, filter }, find) => {
      if (groupItems.size > items.size)
        find(`${groupItems.size} items, its filter ${items.size}`, {
          file: 'data',
          column: filter.value('filter_grouping_column'),
        });
    },
  ),
  ofFiles('filter-group-in-data', 'fails', 'groups of filters are columns of the data', (pair, find) => {
    for (const { line, value } of pair.filters) {
      const group = value('filter_grouping_column');
      if (group !== '' && !pair.has(group))
        find(`${group} is no column of the data`, { file: 'meta', column: 'filter_grouping_column', line });
    }
  }),
  ofFiles('filter-group-unique', 'fails', 'no two filters are grouped by one column', ({ filters }, find) => {
    const groups = filters.map((line) => line.value('filter_grouping_column')).filter((each) => each !== '');
    for (const group of twice(groups))
      find(`${group} groups two filters`, { file: 'meta', column: 'filter_grouping_column' });
  }),
  ofItems(
    'filter-group-punctuation',
    'fails',
    'the items of a group differ by more than punctuation',
    ({ groupItems, filter }, find) => {
      const stripped = [...groupItems].map((item) => item.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
      for (const item of twice(stripped))
        find(`two items read ‘${item}’ without punctuation`, {
          file: 'data',
          column: filter.value('filter_grouping_column'),
        });
    },
  ),
  ofFiles(
    'filter-group-no-filter',
    'warns',
    'a column that groups a filter is not described as a filter itself',
    ({ filters, groups }, find) => {
      for (const { line, value } of filters)
        if (groups.includes(value('col_name')))
          find(`${value('col_name')} groups another filter`, { file: 'meta', column: 'col_name', line });
    },
  ),
  ofCells(
    'no-total-in-units',
    'fails',
    'columns that say what a row is about hold no Total and no All',
    () => [...observationalUnits],
    (cell) => (/^(total|all)$/i.test(cell) ? `holds ‘${cell}’` : undefined),
  ),
];

/** A filter, with what the data has of it. */
interface FilterSeen {
  readonly filter: MetaLine;
  readonly items: ReadonlySet<string>;
  readonly groupItems: ReadonlySet<string>;
}

const whereOf = (filter: MetaLine) => ({ file: 'data' as const, column: filter.value('col_name') });

/** A check of each filter by all its items; no more of them are held than a filter may have, and one. */
function ofItems(
  name: string,
  severity: Check['severity'],
  says: string,
  look: (seen: FilterSeen, find: Find) => void,
): Check {
  return ofRows(name, severity, says, (pair, find) => {
    const columns = itemsOf(pair);
    if (columns.length === 0) return undefined;
    return {
      row: ({ cells }) => {
        for (const { at, items, groupAt, groupItems } of columns) {
          note(items, cells[at] ?? '');
          if (groupAt !== undefined) note(groupItems, cells[groupAt] ?? '');
        }
      },
      end: () => {
        for (const seen of columns) look(seen, find);
      },
    };
  });
}

function note(items: Set<string>, item: string): void {
  if (items.size <= mostItems) items.add(item);
}

const itemsOf = (pair: FilePair) =>
  pair.filters.flatMap((filter) => {
    const [column] = pair.present([filter.value('col_name')]);
    const [group] = pair.present([filter.value('filter_grouping_column')]);
    return column
      ? {
          filter,
          at: column.at,
          items: new Set<string>(),
          groupAt: group?.at,
          groupItems: new Set<string>(),
        }
      : [];
  });
