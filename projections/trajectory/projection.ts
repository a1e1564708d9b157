/** One row a pupil: the main registration that is open, what is flagged, and which schools the history touches. */
import { asUrn, type Urn } from '../../events/identifiers.js';
import type { Projection } from '../projection.js';
import type { Trajectory } from './trajectory.js';

export const trajectories: Projection = {
  name: 'trajectories',
  version: 1,
  rowTables: [
    {
      name: 'trajectory',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'main_school', type: 'text' },
        { name: 'main_authority', type: 'text' },
        { name: 'on_roll_since', type: 'date' },
        { name: 'left_last_on', type: 'date' },
        { name: 'flags', type: 'text[]' },
        { name: 'schools', type: 'text[]' },
      ],
      key: ['pupil_id'],
      indexes: [['main_school'], ['main_authority'], ['schools']],
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) => {
    const main = trajectory.registrations.findLast(({ to }) => to === null);
    return [
      [
        [
          trajectory.pupil,
          main?.school ?? null,
          (main && register.school(main.school)?.authority) ?? null,
          main?.from ?? null,
          main ? null : (trajectory.moves.at(-1)?.leftOn ?? null),
          [...new Set(trajectory.flags.map(({ flag }) => flag))].sort(),
          touchedSchools(trajectory),
        ],
      ],
    ];
  },
  tallies: () => [],
};

/** Every school whose facts this trajectory was read against: when one of them changes, it is read anew. */
function touchedSchools({ spells, exclusions, flags }: Trajectory): Urn[] {
  const schools = new Set<Urn>();
  for (const { school, end } of spells) {
    schools.add(school);
    if (end?.destination?.school) schools.add(end.destination.school);
  }
  for (const { school } of exclusions) schools.add(school);
  // A school that is only missed is waited for: its flag goes when the register catches up.
  for (const { flag, about } of flags)
    if ((flag === 'unknown-school' || flag === 'unknown-destination') && about) schools.add(asUrn(about));
  return [...schools].sort();
}
