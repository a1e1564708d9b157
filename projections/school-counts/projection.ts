/** Counts of each school by school year. */
import { countNames, schoolYearCounts } from '../measures/school-year-counts.js';
import type { Projection } from '../projection.js';

export const schoolCounts: Projection = {
  name: 'school-counts',
  version: 2,
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
  ],
  rows: () => [],
  tallies: (trajectory, register) => [
    schoolYearCounts(trajectory, register).map(({ school, schoolYear, counts }) => ({
      key: [school, schoolYear],
      counts,
    })),
  ],
};
