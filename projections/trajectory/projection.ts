/** One row a pupil: the main registration that is open, what is flagged, and which schools the history touches. */
import { asUrn, type AuthorityCode, type Urn } from '../../events/identifiers.js';
import type { Projection } from '../projection.js';
import type { Trajectory } from './trajectory.js';

export const trajectories: Projection = {
  name: 'trajectories',
  version: 4,
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
  const schools = new Set<Urn>();
  const add = (school: Urn | null | undefined): void => {
    if (school) schools.add(school);
  };
  for (const { school, end } of trajectory.spells) {
    schools.add(school);
    add(end?.destination?.school);
  }
  for (const { school } of trajectory.exclusions) schools.add(school);
  for (const { school } of trajectory.separations) schools.add(school);
  for (const { school } of trajectory.homeEducation) add(school);
  for (const { school } of trajectory.admissionRefusals) add(school);
  for (const { school } of trajectory.reducedTimetables) add(school);
  for (const { school } of trajectory.informalExclusions) add(school);
  for (const { school } of trajectory.concerns) add(school);
  for (const { school } of trajectory.inSchoolUnits) add(school);
  for (const { referringSchool, placedAt } of trajectory.fairAccess) {
    add(referringSchool);
    add(placedAt);
  }
  for (const { homeSchool, receivingSchool } of trajectory.managedMoves) {
    add(homeSchool);
    add(receivingSchool);
  }
  for (const { school, provider, taughtAt } of trajectory.placements) {
    add(school);
    add(provider.school);
    add(taughtAt);
  }
  for (const { school } of trajectory.costRecoveries) schools.add(school);
  for (const { school } of trajectory.attendance) schools.add(school);
  for (const { school } of trajectory.supportReferrals) schools.add(school);
  // A school that is only missed is waited for: its flag goes when the register catches up.
  for (const { flag, about } of trajectory.flags)
    if ((flag === 'unknown-school' || flag === 'unknown-destination') && about) schools.add(asUrn(about));
  return [...schools].sort();
}

/** Authorities that are named beside the schools' own: what they set and found out is read too. */
const touchedAuthorities = ({ placements, costRecoveries }: Trajectory): AuthorityCode[] =>
  [...new Set([...placements, ...costRecoveries].flatMap(({ authority }) => authority ?? []))].sort();
