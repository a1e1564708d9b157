/**
 * The measures that exist: what each counts, out of whom, by whose definition. A figure cites its measure by name and
 * version; a change of what one says gives it a new version. *Rate* and *one-or-more rate* are different measures.
 */
import { challengeCounts } from '../challenges/counts.js';
import { attendanceFigures } from '../cohorts/attendance.js';
import { lookedAfterFigures } from '../cohorts/looked-after.js';
import { nominationFigures } from '../cohorts/nominations.js';
import { costRecoveryCounts } from '../cost-recovery/counts.js';
import { reintegration } from '../episodes/reintegration.js';
import { stock } from '../episodes/stock.js';
import { exclusionCounts, exclusionRates } from '../exclusions/measures.js';
import { homeEducationCounts, homeEducationRates } from '../home-education/counts.js';
import { managedMoveCounts, managedMoveRates } from '../managed-moves/counts.js';
import { managedMoveFigures } from '../managed-moves/figures.js';
import { missingEducationCounts, missingEducationRates } from '../missing-education/counts.js';
import { epi2024 } from '../moves/profiles/epi-2024.js';
import { unusualJoiningCounts, unusualJoiningRates } from '../moves/unusual-joining.js';
import { placementCounts, placementRates } from '../off-site-directions/counts.js';
import { placementFigures } from '../off-site-directions/figures.js';
import { supportCounts } from '../support/counts.js';
import { postSixteenCounts } from '../support/post-sixteen-counts.js';
import { unrecordedPracticeCounts, unrecordedPracticeRates } from '../unrecorded-practice/counts.js';
import { familyCountNames } from './family-counts.js';
import { count, ledger, onRoll, own, rate, type CountedBy, type Measure, type Part } from './measure.js';
import type { DayReport } from './on-day.js';
import { countNames } from './school-year-counts.js';

const epi: CountedBy = { name: epi2024.name, version: epi2024.version };
const epiReport = 'Education Policy Institute, Unexplained school transfers and managed moves, March 2024';

const onRollYears7to11: Part = {
  count: 'january_on_roll_years_7_to_11_change',
  says: 'sole and dual main registrations (C and M) in Years 7 to 11 of state-funded schools on roll on January census day',
};
const unexplained: Part = {
  count: 'unexplained_moves',
  says: `moves that no rule of ${epi2024.name} takes out, by the school left and the school year of leaving, Years 7 to 11`,
};

export const authorityCounts: readonly Measure[] = [
  count('headcount', onRoll, own, 'DfE, school census: pupils on roll', 'registrations'),
  count(
    'headcount-years-7-to-11',
    onRollYears7to11,
    own,
    'DfE, school census: pupils on roll',
    'registrations',
  ),
  count(
    'joined',
    {
      count: 'joined',
      says: 'main registrations that began in the school year, those apart that go on with one by succession or a quick return, all year groups',
    },
    own,
    ledger,
    'registrations',
  ),
  count(
    'exits',
    {
      count: 'exits',
      says: 'main registrations that ended in the school year by leaving the school, wherever that led (no succession, quick return, end of a dual registration or death), all year groups',
    },
    own,
    ledger,
    'registrations',
    'quasi-poisson',
  ),
  ...exclusionCounts,
  count('unexplained-moves', unexplained, epi, epiReport, 'moves', 'quasi-poisson'),
  count(
    'family-reason-moves',
    {
      count: 'family_reason_moves',
      says: `moves that ${epi2024.name} takes out by a family reason in the data`,
    },
    epi,
    epiReport,
    'moves',
  ),
  count(
    'out-of-scope-moves',
    {
      count: 'out_of_scope_moves',
      says: `exits that ${epi2024.name} does not count as moves between schools in Years 7 to 11`,
    },
    epi,
    epiReport,
    'moves',
  ),
  ...managedMoveCounts,
  ...placementCounts,
  ...homeEducationCounts,
  ...missingEducationCounts,
  ...unrecordedPracticeCounts,
  ...costRecoveryCounts,
  ...supportCounts,
  ...challengeCounts,
  ...postSixteenCounts,
  ...unusualJoiningCounts,
];

export const authorityRates: readonly Measure[] = [
  ...exclusionRates,
  rate('unexplained-move-rate', unexplained, onRollYears7to11, epi, epiReport),
  ...managedMoveRates,
  ...placementRates,
  ...homeEducationRates,
  ...missingEducationRates,
  ...unrecordedPracticeRates,
  ...unusualJoiningRates,
];

/** At one school, pupils with one or more suspensions are distinct already; their other schools are not its to tell. */
const ofSchools = ({ numerator, denominator }: Measure): boolean =>
  isOfSchool(numerator) && (denominator === null || isOfSchool(denominator));
const isOfSchool = ({ count: name }: Part): boolean =>
  [...countNames, ...familyCountNames].some((each) => each === name);

export const schoolCounts: readonly Measure[] = authorityCounts.filter(ofSchools);
export const schoolRates: readonly Measure[] = authorityRates.filter(ofSchools);

/** Reports that are told for a day. */
export const dayReports: readonly DayReport[] = [
  stock,
  reintegration,
  managedMoveFigures,
  placementFigures,
  lookedAfterFigures,
  nominationFigures,
  attendanceFigures,
];
