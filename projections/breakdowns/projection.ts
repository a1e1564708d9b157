/**
 * Tallies behind figures by characteristic, of schools and of authorities, by the school's location and by where pupils
 * live. Categories stand side by side in a row, so that a pupil of whom everything is known adds a few rows; of whom
 * nothing is known and nothing happened, none at all.
 */
import type { Projection, Tally } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { categoryColumns } from './characteristics.js';
import { breakdownCountNames, Contribution, detailCountNames } from './contribution.js';
import { addDetails } from './details.js';
import { addHappenings, addManagedMoves, happenedTo, suspendedPupils } from './happenings.js';
import { addHeadcounts } from './headcounts.js';
import { KnownInJanuaries, stretchesOf } from './known.js';

const placeAndYear = [
  { name: 'place', type: 'text' },
  { name: 'basis', type: 'text' },
  { name: 'school_year', type: 'text' },
] as const;

export const breakdowns: Projection = {
  name: 'breakdowns',
  version: 3,
  rowTables: [],
  tallyTables: [
    {
      name: 'category_count',
      key: [...placeAndYear, { name: 'count', type: 'text' }],
      counts: categoryColumns,
    },
    {
      name: 'cohort_count',
      key: [
        ...placeAndYear,
        { name: 'year_group_cohort', type: 'text' },
        { name: 'age_cohort', type: 'text' },
      ],
      counts: breakdownCountNames,
    },
    {
      name: 'detail_count',
      key: [...placeAndYear, { name: 'by', type: 'text' }, { name: 'category', type: 'text' }],
      counts: detailCountNames,
    },
  ],
  rows: () => [],
  tallies: (trajectory, register) =>
    isPlain(trajectory) ? nothing : contributionOf(trajectory, register).all(),
};

const nothing: readonly (readonly Tally[])[] = [[], [], []];

/** Nothing is known but the roll, and nothing happened: most pupils of a ledger that counts heads. */
const isPlain = ({ circumstances, yearGroups, exclusions, managedMoves }: Trajectory): boolean =>
  exclusions.length + managedMoves.length + yearGroups.length === 0 &&
  Object.values(circumstances).every((timeline: readonly unknown[]) => timeline.length === 0);

function contributionOf(trajectory: Trajectory, register: Register): Contribution {
  const contribution = new Contribution();
  const stretches = stretchesOf(trajectory.circumstances);
  addHeadcounts(contribution, trajectory, new KnownInJanuaries(stretches, trajectory), register);
  if (trajectory.exclusions.length > 0) {
    const happened = happenedTo(trajectory, stretches, register);
    const suspended = suspendedPupils(happened);
    addHappenings(contribution, happened, suspended);
    addDetails(contribution, happened, suspended, register);
  }
  addManagedMoves(contribution, trajectory, stretches, register);
  return contribution;
}
