import type { TableRow } from '../exclusions-table.js';
import {
  exactRate,
  publishedRow,
  type CountCell,
  type DisclosurePolicy,
  type PublishedRow,
} from './policy.js';
import { hiddenCells } from './suppression.js';

const threshold = 5;

/**
 * What those who ask by freedom of information expect, with second cells hidden so that no first one can be found by
 * subtraction. Suspensions and pupils suspended are hidden together: pupils are no more than suspensions, so that one
 * of them would bound the other.
 */
export const fewerThanFive: DisclosurePolicy = {
  name: 'lt5',
  version: 1,
  says: 'counts of 1 to 4 pupils, exclusions or suspensions are c, the rates on them too, and as many other cells as keep each from being found by subtraction; noughts are printed',
  source: 'councils’ practice (Moray, disclosure of fewer than five); the second cells: our choice',
  levels: ['national', 'regional', 'local-authority'],
  publish: (rows) => {
    const headcount = hidden(rows, ({ counts }) => counts.headcount);
    const excluded = hidden(rows, ({ counts }) => counts.permanentExclusions);
    const suspended = hidden(rows, ({ counts }) => counts.pupilsSuspended);
    return rows.map((row, at): PublishedRow => {
      const cell = (count: number, isHidden: boolean | undefined): CountCell => (isHidden ? 'c' : count);
      const counts = {
        schools: row.counts.schools,
        headcount: cell(row.counts.headcount, headcount[at]),
        permanentExclusions: cell(row.counts.permanentExclusions, excluded[at]),
        suspensions: cell(row.counts.suspensions, suspended[at]),
        pupilsSuspended: cell(row.counts.pupilsSuspended, suspended[at]),
      };
      return publishedRow(row, counts, exactRate);
    });
  },
};

const hidden = (rows: readonly TableRow[], valueOf: (row: TableRow) => number): boolean[] =>
  hiddenCells(rows, rows.map(valueOf), threshold);
