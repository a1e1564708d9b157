/** What rows say, and how the metadata describes it. */
import { symbols } from '../policies/policy.js';
import { ofCells, ofFiles, type Check, type Find } from './check.js';
import type { FilePair, MetaLine } from './file-pair.js';
import { nullWords, oldSymbols } from './general.js';

const symbolsOnce = new Set(['~', ':']);
const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** Today's symbols, and those that other checks find. */
const known: ReadonlySet<string> = new Set([...symbols, ...symbolsOnce, ...oldSymbols, ...nullWords]);
const shortened = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

const units = new Set(['', '%', 'pp', '£', '£m', 'numberstring']);

export const indicatorChecks: readonly Check[] = [
  ofCells(
    'indicator-blank',
    'fails',
    'indicators have no blanks; z stands for what is not applicable, x for what is not available',
    (pair) => pair.indicatorColumns,
    (cell) => (cell === '' ? 'is blank' : undefined),
  ),
  ofCells(
    'indicator-symbols',
    'fails',
    'indicators have no ~ and no :, which were symbols once',
    (pair) => pair.indicatorColumns,
    (cell) => (symbolsOnce.has(cell) ? `holds ‘${cell}’` : undefined),
  ),
  ofCells(
    'indicator-values',
    'warns',
    'indicators hold numbers without separators, or z, x, c, low or u, unless their unit is numberstring',
    (pair) => pair.indicatorColumns.filter((column) => !pair.isText(column)),
    (cell) =>
      cell === '' || number.test(cell) || known.has(cell) ? undefined : `holds ‘${shortened(cell)}’`,
  ),
  ofMeta(
    'indicator-unit-known',
    'fails',
    'the unit of an indicator is blank, %, pp, £, £m or numberstring',
    ({ indicators }) => indicators,
    'indicator_unit',
    (text) => (units.has(text) ? undefined : `‘${text}’ is no unit`),
  ),
  ofMeta(
    'indicator-dp-number',
    'fails',
    'indicator_dp is a whole number, 0 or more',
    ({ indicators }) => indicators,
    'indicator_dp',
    (text) => (/^\d*$/.test(text) ? undefined : `‘${text}’ is no whole number, 0 or more`),
  ),
  ofMeta(
    'indicator-dp-set',
    'warns',
    'each indicator has its decimal places',
    ({ indicators }) => indicators,
    'indicator_dp',
    (text) => (text === '' ? 'is blank' : undefined),
  ),
  blankFor('filter-dp-blank', 'fails', 'filters', 'indicator_dp'),
  blankFor('filter-indicator-grouping-blank', 'fails', 'filters', 'indicator_grouping'),
  blankFor('filter-unit-blank', 'fails', 'filters', 'indicator_unit'),
  blankFor('indicator-hint-blank', 'warns', 'indicators', 'filter_hint'),
  blankFor('indicator-filter-group-blank', 'warns', 'indicators', 'filter_grouping_column'),
];

function ofMeta(
  name: string,
  severity: Check['severity'],
  says: string,
  lines: (pair: FilePair) => readonly MetaLine[],
  column: string,
  wrong: (text: string) => string | undefined,
): Check {
  return ofFiles(name, severity, says, (pair, find: Find) => {
    for (const { line, value } of lines(pair)) {
      const problem = wrong(value(column));
      if (problem !== undefined) find(problem, { file: 'meta', column, line });
    }
  });
}

function blankFor(
  name: string,
  severity: Check['severity'],
  kind: 'filters' | 'indicators',
  column: string,
): Check {
  return ofMeta(
    name,
    severity,
    `${column} is blank for ${kind}`,
    (pair) => pair[kind],
    column,
    (text) => (text === '' ? undefined : `is filled for one of the ${kind}`),
  );
}
