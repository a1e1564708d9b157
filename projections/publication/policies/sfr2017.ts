import { levels, type CountOfTables, type TableRow } from '../exclusions-table.js';
import { nearest } from './nearest.js';
import { exactRate, publishedRow, type CountCell, type DisclosurePolicy } from './policy.js';

/**
 * How DfE published exclusions up to 2016/17. It hides no second cell: 75 authority cells of 2015/16 fall out by
 * subtraction. For comparing with those files, and not for publishing anew.
 */
export const sfr2017: DisclosurePolicy = {
  name: 'sfr2017',
  version: 1,
  says: 'counts of 1 and 2 and the rates on them are x; national and regional counts are rounded to 5, their rates made before; schools are counted exactly',
  source: 'DfE, SFR 28/2018, tables of permanent and fixed-period exclusions up to 2016/17',
  levels,
  publish: (rows) =>
    rows.map((row) =>
      publishedRow(
        row,
        {
          schools: row.counts.schools,
          headcount: cell(row, 'headcount'),
          permanentExclusions: cell(row, 'permanentExclusions'),
          suspensions: cell(row, 'suspensions'),
          pupilsSuspended: cell(row, 'pupilsSuspended'),
        },
        exactRate,
      ),
    ),
};

function cell({ level, counts }: TableRow, name: CountOfTables): CountCell {
  const count = counts[name];
  if (count === 1 || count === 2) return 'x';
  return level === 'national' || level === 'regional' ? nearest(5, count) : count;
}
