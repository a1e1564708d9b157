/** Rows as wholes, and words for nothing. */
import { observationalUnits } from '../lists/levels.js';
import { ofCells, ofRows, type Check } from './check.js';
import { SeenBefore } from './seen-before.js';

export const nullWords = new Set(['NULL', 'Null', 'null', 'NA', 'na']);
export const oldSymbols = new Set(['N/A', 'n/a', '.', '..', '-']);

export const generalChecks: readonly Check[] = [
  ofRows(
    'duplicate-rows',
    'fails',
    'no two rows are about the same: time, place and items of all filters',
    (pair, find) => {
      const columns = pair.present([
        ...new Set([...observationalUnits, ...pair.filterColumns, ...pair.groups]),
      ]);
      const seen = new SeenBefore();
      return {
        row: ({ cells, line }) => {
          if (seen.add(columns.map(({ at }) => cells[at] ?? '').join('\u001f')))
            find('a row before it is about the same', { file: 'data', line });
        },
      };
    },
  ),
  ofCells(
    'null-words',
    'fails',
    'no cell of the data holds NULL, Null, null, NA or na',
    ({ columns }) => columns,
    (cell) => (nullWords.has(cell) ? `holds ‘${cell}’` : undefined),
  ),
  ofRows('null-words-in-metadata', 'fails', 'no cell of the metadata holds them', (pair, find) => {
    for (const { line, value } of pair.meta)
      for (const column of pair.metaColumns)
        if (nullWords.has(value(column))) find(`holds ‘${value(column)}’`, { file: 'meta', column, line });
    return undefined;
  }),
  ofCells(
    'old-symbols',
    'warns',
    'no cell of the data holds N/A, n/a, ., .. or -: today’s symbols are z, x, c, low and u',
    ({ columns }) => columns,
    (cell) => (oldSymbols.has(cell) ? `holds ‘${cell}’` : undefined),
  ),
];
