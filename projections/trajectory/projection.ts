/** One row a pupil: the main registration that is open, what is flagged, and which schools the history touches. */
import { asUrn, type AuthorityCode, type Urn } from '../../events/identifiers.js';
import type { Projection } from '../projection.js';
import type { Trajectory } from './trajectory.js';

export const trajectories: Projection = {
  name: 'trajectories',
  version: 3,
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
        { name: 'authorities', type: 'text[]' },
      ],
      key: ['pupil_id'],
      indexes: [['main_school'], ['main_authority'], ['schools'], ['authorities']],
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
          touchedAuthorities(trajectory),
        ],
      ],
    ];
  },
  tallies: () => [],
};

/** Every school whose facts this trajectory was read against: when one of them changes, it is read anew. */
function touchedSchools(trajectory: Trajectory): Urn[] {
  const { spells, exclusions, separations, flags } = trajectory;
  const schools = new Set<Urn>();
  for (const { school, end } of spells) {
    schools.add(school);
    if (end?.destination?.school) schools.add(end.destination.school);
  }
  for (const { school } of [...exclusions, ...separations]) schools.add(school);
  const { homeEducation, fairAccess, admissionRefusals, reducedTimetables } = trajectory;
  for (const { school } of [...homeEducation, ...admissionRefusals, ...reducedTimetables])
    if (school) schools.add(school);
  const { informalExclusions, concerns, inSchoolUnits } = trajectory;
  for (const { school } of [...informalExclusions, ...concerns, ...inSchoolUnits])
    if (school) schools.add(school);
  for (const { referringSchool, placedAt } of fairAccess)
    for (const school of [referringSchool, placedAt]) if (school) schools.add(school);
  const { managedMoves, placements } = trajectory;
  for (const { homeSchool, receivingSchool } of managedMoves)
    for (const school of [homeSchool, receivingSchool]) if (school) schools.add(school);
  for (const { school, provider, taughtAt } of placements)
    for (const each of [school, provider.school, taughtAt]) if (each) schools.add(each);
  for (const { school } of [
    ...trajectory.costRecoveries,
    ...trajectory.attendance,
    ...trajectory.supportReferrals,
  ])
    schools.add(school);
  // A school that is only missed is waited for: its flag goes when the register catches up.
  for (const { flag, about } of flags)
    if ((flag === 'unknown-school' || flag === 'unknown-destination') && about) schools.add(asUrn(about));
  return [...schools].sort();
}

/** Authorities that are named beside the schools' own: what they set and found out is read too. */
const touchedAuthorities = ({ placements, costRecoveries }: Trajectory): AuthorityCode[] =>
  [...new Set([...placements, ...costRecoveries].flatMap(({ authority }) => authority ?? []))].sort();
