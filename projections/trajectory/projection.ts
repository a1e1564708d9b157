/** One row a pupil: the main registration that is open, what is flagged, and which schools the history touches. */
import { asUrn, type AuthorityCode, type Urn } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
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
          flagNames(trajectory),
          touchedSchools(trajectory),
          touchedAuthorities(trajectory),
        ],
      ],
    ];
  },
  tallies: () => [],
};

const none: readonly never[] = [];

const flagNames = ({ flags }: Trajectory): readonly string[] =>
  flags.length === 0 ? none : [...new Set(flags.map(({ flag }) => flag))].sort();

/** Every school whose facts this trajectory was read against: when one of them changes, it is read anew. */
function touchedSchools(trajectory: Trajectory): Urn[] {
  // A list, for most pupils touch two: a set took as long as all that is read here.
  const schools: Urn[] = [];
  const add = (school: Urn | null | undefined): void => {
    if (school && !schools.includes(school)) schools.push(school);
  };
  for (const { school, end } of trajectory.spells) {
    add(school);
    add(end?.destination?.school);
  }
  for (const { school } of trajectory.exclusions) add(school);
  for (const { school } of trajectory.separations) add(school);
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
  for (const { school } of trajectory.costRecoveries) add(school);
  for (const { school } of trajectory.attendance) add(school);
  for (const { school } of trajectory.supportReferrals) add(school);
  // A school that is only missed is waited for: its flag goes when the register catches up.
  for (const { flag, about } of trajectory.flags)
    if ((flag === 'unknown-school' || flag === 'unknown-destination') && about) add(asUrn(about));
  return sorted(schools, byText);
}

/** Authorities that are named beside the schools' own: what they set and found out is read too. */
const touchedAuthorities = ({ placements, costRecoveries }: Trajectory): readonly AuthorityCode[] =>
  placements.length + costRecoveries.length === 0
    ? none
    : [...new Set([...placements, ...costRecoveries].flatMap(({ authority }) => authority ?? []))].sort();
