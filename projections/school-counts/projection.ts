/**
 * Counts of each school by school year: those that most pupils have side by side, those that few have by their names,
 * and exits by the weeks before a census.
 */
import { familyTallies } from '../measures/family-counts.js';
import { countNames, schoolYearCounts } from '../measures/school-year-counts.js';
import type { Projection } from '../projection.js';
import { exitWeeks, exitWeekTable } from './exit-weeks.js';

export const schoolCounts: Projection = {
  name: 'school-counts',
  version: 8,
  rowTables: [],
  tallyTables: [
    {
      name: 'school_year_count',
      key: [
        { name: 'school', type: 'text' },
        { name: 'school_year', type: 'text' },
      ],
      counts: countNames,
    },
    {
      name: 'school_family_count',
      key: [
        { name: 'school', type: 'text' },
        { name: 'school_year', type: 'text' },
        { name: 'name', type: 'text' },
      ],
      counts: ['times', 'times_squared'],
    },
    exitWeekTable,
  ],
  rows: () => [],
  tallies: (trajectory, register) => [
    schoolYearCounts(trajectory, register).map(({ school, schoolYear, counts }) => ({
      key: [school, schoolYear],
      counts,
    })),
    familyTallies(trajectory, register, ({ school }) => school),
    exitWeeks(trajectory),
  ],
};
