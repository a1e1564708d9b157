/**
 * How often pupils are excluded in state-funded schools in England, by phase and school year: per 100 pupils on roll
 * on January census day, as "Suspensions and permanent exclusions in England" (DfE, Explore education statistics)
 * gives them. The demonstration is drawn to these.
 *
 * Read in the published files: 2019/20, all phases, and 2023/24, secondary (22.61338 and 0.25336). [check] The others
 * are from memory of the releases' headlines; the pupils suspended at least once keep to the share that the years
 * read show (half of the suspensions in 2019/20, 36% over all phases in 2023/24).
 */

export interface ExclusionLevel {
  readonly suspensions: number;
  /** Pupils with one or more, enrolments as DfE counts them. */
  readonly suspendedPupils: number;
  readonly permanentExclusions: number;
}

export type ExclusionPhase = 'primary' | 'secondary' | 'special';

const level = (
  suspensions: number,
  suspendedPupils: number,
  permanentExclusions: number,
): ExclusionLevel => ({
  suspensions,
  suspendedPupils,
  permanentExclusions,
});

/** By the calendar year in which the school year begins. */
const published: ReadonlyMap<number, Readonly<Record<ExclusionPhase, ExclusionLevel>>> = new Map([
  [
    2018,
    {
      primary: level(1.41, 0.62, 0.02),
      secondary: level(10.75, 5.06, 0.2),
      special: level(11.32, 4.9, 0.06),
    },
  ],
  [
    2019,
    {
      primary: level(1.0024, 0.50323, 0.01567),
      secondary: level(7.42993, 3.6904, 0.12522),
      special: level(7.75972, 3.80314, 0.03741),
    },
  ],
  [
    2020,
    { primary: level(0.99, 0.47, 0.01), secondary: level(8.48, 4.05, 0.1), special: level(6.49, 3.1, 0.03) },
  ],
  [
    2021,
    { primary: level(1.42, 0.6, 0.02), secondary: level(13.96, 5.9, 0.16), special: level(9.73, 4.3, 0.04) },
  ],
  [
    2022,
    { primary: level(1.82, 0.72, 0.03), secondary: level(18.65, 7.1, 0.22), special: level(10.5, 4.5, 0.05) },
  ],
  [
    2023,
    {
      primary: level(2.46, 0.9, 0.03),
      secondary: level(22.61338, 8.1, 0.25336),
      special: level(12.3, 5.1, 0.06),
    },
  ],
]);

const firstYear = 2018;
const lastYear = 2023;

/** The level of that school year; the nearest year's, before the first and after the last that is held. */
export function exclusionLevel(startYear: number, phase: ExclusionPhase): ExclusionLevel {
  const year = Math.min(Math.max(startYear, firstYear), lastYear);
  const levels = published.get(year);
  if (!levels) throw new RangeError(`no level of ${year}`);
  return levels[phase];
}

/**
 * Moves and departures, a pupil a year. Transfers without a family reason: 30,600 of 2,959,950 pupils of Years 7 to 11
 * in 2018/19 (EPI, 2024), 1.03%; the UTC's intake is among them. The others are ours: no table of leaving reasons is
 * published, for no census collects them.
 */
export const rates = {
  transferSecondary: 0.0095,
  transferPrimary: 0.005,
  transferToUtc: 0.005,
  movedHomeToOtherSchool: 0.012,
  movedHomeOnly: 0.04,
  movedAway: 0.012,
  homeEducationPrimary: 0.002,
  homeEducationSecondary: 0.005,
  abroad: 0.0025,
  independent: 0.0015,
  otherUk: 0.0008,
  custody: 0.0004,
  noneKnown: 0.0012,
  vanished: 0.001,
  leaverRowOnly: 0.0008,
  died: 0.0001,
  shortStay: 0.0004,
  dualRegistration: 0.008,
  doubledRecord: 0.0001,
  toSpecialWithPlan: 0.04,
  serviceFamilyMoves: 0.08,
  travellerFamilyMoves: 0.12,
  placementChanges: 0.25,
  arrives: 0.02,
  returnsFromHomeEducation: 0.2,
} as const;
