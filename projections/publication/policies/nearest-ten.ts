import { levels, type CountOfTables, type TableRow } from '../exclusions-table.js';
import { nearest } from './nearest.js';
import {
  isSymbol,
  publishedRow,
  type CountCell,
  type DisclosurePolicy,
  type PublishedRow,
  type RateCell,
  type Rated,
} from './policy.js';

/** As DfE publishes elective home education. Its rates are ours: made of the rounded counts, so that none can be undone. */
export const nearestTen: DisclosurePolicy = {
  name: 'ehe10',
  version: 1,
  says: 'counts of pupils, exclusions and suspensions are rounded to 10, of the nation to 100; low is what rounds to nought and is not; rates are made of the rounded counts',
  source:
    'DfE, Elective home education: data guidance, autumn term 2025/26; the rates: our choice, for exact ones give the counts away',
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
        rateOfRounded,
      ),
    ),
};

function cell({ level, counts }: TableRow, name: CountOfTables): CountCell {
  const rounded = nearest(level === 'national' ? 100 : 10, counts[name]);
  return rounded === 0 && counts[name] > 0 ? 'low' : rounded;
}

function rateOfRounded(name: Rated, _row: TableRow, counts: PublishedRow['counts']): RateCell {
  const { headcount } = counts;
  if (headcount === 'low') return 'u';
  if (isSymbol(headcount)) return headcount;
  if (headcount === 0) return 'z';
  const count = counts[name];
  return isSymbol(count) ? count : { numerator: count, denominator: headcount };
}
