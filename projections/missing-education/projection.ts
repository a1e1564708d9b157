/** Places allocated and taken up under fair access, and refusals to admit, of each school by school year. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import type { Projection, Tally } from '../projection.js';

/** In the order of the tally's counts. */
export const fairAccessCounts = ['placed', 'admitted', 'refused'] as const;
export type FairAccessCount = (typeof fairAccessCounts)[number];

export const fairAccessPlaces: Projection = {
  name: 'fair-access-places',
  version: 1,
  rowTables: [],
  tallyTables: [
    {
      name: 'fair_access_year_count',
      key: [
        { name: 'school', type: 'text' },
        { name: 'school_year', type: 'text' },
      ],
      counts: fairAccessCounts,
    },
  ],
  rows: () => [],
  tallies: ({ fairAccess, admissionRefusals }, register) => {
    const count = (of: FairAccessCount, school: Urn, on: PlainDate): Tally => ({
      key: [school, schoolYearOf(on, register.termsOf(school)).schoolYear],
      counts: { [of]: 1 },
    });
    const places = fairAccess.flatMap(({ placedAt, placedOn, admittedOn }) => [
      ...(placedAt !== null && placedOn !== null ? [count('placed', placedAt, placedOn)] : []),
      ...(placedAt !== null && admittedOn !== null ? [count('admitted', placedAt, admittedOn)] : []),
    ]);
    return [[...places, ...admissionRefusals.map(({ school, on }) => count('refused', school, on))]];
  },
};
