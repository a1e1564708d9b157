/**
 * What one pupil adds to the counts of each school and school year beside rolls, moves and exclusions: a number for each
 * thing that happened, on its own day. Most pupils have nothing of these families and add nothing.
 */
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { askedOnce } from '../asked-once.js';
import { challengeCountNames, countChallenges } from '../challenges/counts.js';
import { costRecoveryCountNames, countCostRecovery } from '../cost-recovery/counts.js';
import { countHomeEducation, homeEducationCountNames } from '../home-education/counts.js';
import { countManagedMoves, managedMoveCountNames } from '../managed-moves/counts.js';
import { countMissingEducation, missingEducationCountNames } from '../missing-education/counts.js';
import { countPlacements, placementCountNames } from '../off-site-directions/counts.js';
import { countUnusualJoining, unusualJoiningCountNames } from '../moves/unusual-joining.js';
import { summed, type Tally } from '../projection.js';
import type { Register } from '../register/register.js';
import { countSupport, supportCountNames } from '../support/counts.js';
import { countPostSixteen, postSixteenCountNames } from '../support/post-sixteen-counts.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { countUnrecordedPractice, unrecordedPracticeCountNames } from '../unrecorded-practice/counts.js';
import { authorityIn, authorityNotKnown } from './school-authority.js';

export const familyCountNames = [
  ...managedMoveCountNames,
  ...placementCountNames,
  ...homeEducationCountNames,
  ...missingEducationCountNames,
  ...unrecordedPracticeCountNames,
  ...costRecoveryCountNames,
  ...supportCountNames,
  ...challengeCountNames,
  ...postSixteenCountNames,
  ...unusualJoiningCountNames,
] as const;

export type FamilyCountName = (typeof familyCountNames)[number];

/** Where something counts. */
export interface CountedAt {
  readonly school: Urn | null;
  /** Whose it is, where that is not for the school's authority to be: who arranges or recovers, or knows of no school. */
  readonly authority?: AuthorityCode | null;
}

/** Adds one of a name, or so many. What has no day did not happen, or nobody told when. */
export type Add<Name extends string> = (
  name: Name,
  on: PlainDate | null,
  at: CountedAt,
  times?: number,
) => void;

export interface FamilyCount {
  readonly name: FamilyCountName;
  readonly school: Urn | null;
  readonly authority: AuthorityCode | typeof authorityNotKnown;
  readonly schoolYear: SchoolYear;
  readonly times: number;
}

/** Everything that the pupil adds; a name may come several times. */
export const familyCounts = askedOnce(
  (trajectory: Trajectory, register: Register): readonly FamilyCount[] => {
    const counts: FamilyCount[] = [];
    const add: Add<FamilyCountName> = (name, on, at, times = 1) => {
      if (on !== null && times !== 0) counts.push({ name, ...placed(at, on, register), times });
    };
    countManagedMoves(trajectory, add);
    countPlacements(trajectory, add);
    countHomeEducation(trajectory, add);
    countMissingEducation(trajectory, add);
    countUnrecordedPractice(trajectory, add);
    countCostRecovery(trajectory, add);
    countSupport(trajectory, add);
    countChallenges(trajectory, add);
    countPostSixteen(trajectory, add);
    countUnusualJoining(trajectory, add);
    return counts;
  },
);

/**
 * What the pupil adds to the counts of places, by place, school year and name: how often, and the square of that.
 *
 * @param placeOf where a count stands; null for nowhere
 */
export function familyTallies(
  trajectory: Trajectory,
  register: Register,
  placeOf: (count: FamilyCount) => string | null,
): Tally[] {
  const tallies: Tally[] = [];
  for (const count of familyCounts(trajectory, register)) {
    const place = placeOf(count);
    if (place !== null)
      tallies.push({ key: [place, count.schoolYear, count.name], counts: { times: count.times } });
  }
  return summed(tallies).map(({ key, counts }) => {
    const times = counts['times'] ?? 0;
    // Sums of money are no events of a pupil.
    const isAmount = key.at(-1)?.endsWith('_pence') === true;
    return { key, counts: { times, times_squared: isAmount ? 0 : times * times } };
  });
}

/** The school year and authority that something on a day counts in; of no school's terms, by the default calendar. */
export function placed(
  { school, authority }: CountedAt,
  on: PlainDate,
  register: Register,
): Pick<FamilyCount, 'school' | 'schoolYear' | 'authority'> {
  const { schoolYear } = schoolYearOf(on, school === null ? undefined : register.termsOf(school));
  const ofSchool = school === null ? authorityNotKnown : authorityIn(school, schoolYear, register);
  return { school, schoolYear, authority: authority ?? ofSchool };
}
