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
 * What happens, a pupil a year. Transfers without a family reason: 30,600 of 2,959,950 pupils of Years 7 to 11 in 2018/19
 * (EPI, 2024), 1.03%; the UTC's intake and the managed moves that succeed are among them. Managed moves: at least one in
 * six of these (the same study); of 66 authorities that held data 5,300, which is 0.4% of their pupils [check]. Nominated for
 * the youth worker: 8 a term by each secondary school (a school forum, 2019). The others are ours: no table of leaving
 * reasons is published, for no census collects them; none of reduced timetables or of what goes unrecorded either.
 */
export const rates = {
  transferSecondary: 0.0079,
  managedMove: 0.004,
  transferPrimary: 0.005,
  transferToUtc: 0.005,
  movedHomeToOtherSchool: 0.012,
  movedHomeOnly: 0.04,
  movedAway: 0.012,
  homeEducationPrimary: 0.002,
  homeEducationSecondary: 0.005,
  homeEducationSpecial: 0.005,
  abroad: 0.0025,
  independent: 0.0015,
  otherUk: 0.0008,
  custody: 0.0004,
  noneKnown: 0.0012,
  vanished: 0.001,
  leaverRowOnly: 0.0008,
  died: 0.0001,
  shortStay: 0.0004,
  offSiteDirection: 0.008,
  medicalProvision: 0.0008,
  reducedTimetable: 0.003,
  informalExclusion: 0.0006,
  concern: 0.0006,
  inSchoolUnit: 0.006,
  disclosure: 0.001,
  doubledRecord: 0.0001,
  toSpecialWithPlan: 0.04,
  serviceFamilyMoves: 0.08,
  travellerFamilyMoves: 0.12,
  placementChanges: 0.25,
  arrives: 0.02,
  returnsFromHomeEducation: 0.2,
  returnsFromUnit: 0.35,
} as const;

/** In each secondary school and term, by the peer group of schools (a school forum, 2019: "8 children per term"). */
export const nominationsATerm = 8;

/**
 * Of the cases of a kind, how many are such. Panels: 560 asked for on 7,720 permanent exclusions, 45 pupils offered
 * reinstatement (Timpson Review, 2019). Pupils of alternative provision who return to mainstream in a year: 64% of
 * Key Stage 3 and 53% of Year 10 do in the end (the same). Home education found unsuitable, and orders: about what the
 * authorities' collection has [check]. All others are ours, and many of them breaches that are to be met somewhere.
 */
export const shares = {
  // notices
  parentNotTold: 0.01,
  authorityNotTold: 0.03,
  socialWorkerNotTold: 0.12,
  toldLate: 0.05,
  acknowledged: 0.85,
  riskConsidered: 0.75,
  // courses of exclusions
  signpostedAfterExclusion: 0.7,
  signpostedAfterSuspension: 0.04,
  reintegrationMeeting: 0.75,
  sixthDayLate: 0.12,
  sixthDayNever: 0.06,
  sixthDayPartTime: 0.05,
  representations: 0.3,
  boardLate: 0.1,
  boardNever: 0.03,
  suspensionNotReviewed: 0.05,
  boardReinstates: 0.04,
  panelAskedFor: 0.0725,
  panelLate: 0.2,
  standsRecorded: 0.6,
  deletedEarly: 0.06,
  tribunal: 0.03,
  // money
  costRecovered: 0.85,
  recoveryNotNegotiated: 0.08,
  recoverySettled: 0.7,
  recoveryWrittenOff: 0.3,
  // managed moves
  moveRefused: 0.08,
  moveWithdrawn: 0.08,
  moveSucceeds: 0.5,
  moveUndecided: 0.04,
  moveDecidedLate: 0.1,
  moveStepMissing: 0.15,
  accountMissing: 0.15,
  movedAgain: 0.15,
  outcomeReported: 0.7,
  // directions and provision
  directionElsewhere: 0.3,
  uncheckedProvider: 0.1,
  directionWithoutNotice: 0.05,
  directionNoticeLate: 0.08,
  directionNoticeIncomplete: 0.06,
  directionReviewed: 0.8,
  directionReviewAsked: 0.08,
  directionDisputed: 0.04,
  directionBeyondNotice: 0.06,
  attendanceNotSaid: 0.05,
  // home education
  noticeByOthers: 0.06,
  homeEducationMeeting: 0.75,
  homeEducationReviewed: 0.6,
  foundUnsuitable: 0.09,
  homeEducationAfterSuspension: 0.004,
  consentAsked: 0.9,
  consentRefused: 0.15,
  educationNotice: 0.6,
  attendanceOrder: 0.4,
  orderRevoked: 0.3,
  // missing education and fair access
  traced: 0.5,
  fairAccess: 0.1,
  fairAccessLate: 0.12,
  fairAccessNotAccepted: 0.06,
  // registers
  transferFileNotSent: 0.06,
  transferFileLate: 0.08,
  boardReportMissing: 0.1,
  oldLettersKept: 0.06,
  suspensionNotMarked: 0.05,
  markedWithoutReason: 0.03,
  // unrecorded practice
  timetableNotAgreed: 0.1,
  timetableOpenEnded: 0.06,
  timetableNotReviewed: 0.2,
  timetableGoesOn: 0.12,
  concernResolved: 0.6,
  moveExplained: 0.25,
  // challenges
  exclusionChallenged: 0.12,
  suspensionChallenged: 0.004,
  challengeOpen: 0.2,
  // units, ratings and disclosures
  ratedBeyondRule: 0.02,
  unitParentNotTold: 0.06,
  disclosureDeclined: 0.15,
} as const;

/** Weeks of attendance that are sent in before and after what happened first, and how many sessions of them are missed [check]. */
export const followedWeeks = { before: 3, after: 6 };
export const absenceOfFollowed = 0.14;

/**
 * What a pupil brings a school in the financial year from that April, in pounds: primary, Key Stage 3, Key Stage 4. The
 * national funding formula's basic amounts, from memory [check].
 */
export function fundingFrom(april: number): readonly [primary: number, keyStage3: number, keyStage4: number] {
  return funding.get(Math.min(Math.max(april, 2019), 2025)) ?? [3_847, 5_422, 6_113];
}

const funding: ReadonlyMap<number, readonly [number, number, number]> = new Map([
  [2019, [2_747, 3_863, 4_386]],
  [2020, [2_857, 4_018, 4_561]],
  [2021, [3_123, 4_404, 4_963]],
  [2022, [3_217, 4_536, 5_112]],
  [2023, [3_394, 4_785, 5_393]],
  [2024, [3_562, 5_022, 5_661]],
  [2025, [3_847, 5_422, 6_113]],
]);
