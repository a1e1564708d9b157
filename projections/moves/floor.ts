/**
 * The floor of Ofsted's analysis, school by school: who was in Year 10 in one January and not at the same school in the
 * next. Beside it stand the loss that the ledger's schools together lead to expect and the funnel around it: the floor
 * alone flags ordinary schools, and a flag is a question, no finding.
 */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { isTooFew, type Figure } from '../measures/figure.js';
import { quotientHalfUp } from '../measures/half-up.js';
import { funnelOf, type FunnelLimits, type Standing } from '../statistics/funnel.js';
import { ofstedFloorParameters } from './profiles/ofsted-floor.js';
import { rateOfPupils } from './rate-of-pupils.js';

/** One school and one cohort. */
export interface YearTenLoss {
  readonly school: Urn;
  readonly cohort: SchoolYear;
  /** On roll in the January of Year 10. */
  readonly onRoll: number;
  /** Not on the roll of the same school in the January after. */
  readonly lost: number;
}

export interface FloorOfSchool extends YearTenLoss {
  /** Per 100 on roll, to two decimal places. */
  readonly percent: string | null;
  readonly interval: Figure['interval'];
  /** Whether the year is so small that it is compared with nothing: the limits of the funnel are as wide as that asks. */
  readonly tooFewToCompare: boolean;
  readonly reachesFloor: boolean;
  /** Reached by this cohort and by the one before: what the floor asks for. */
  readonly flagged: boolean;
  /** Pupils that a school of that size loses where it loses as the ledger's schools do together; to one decimal place. */
  readonly expected: string | null;
  /** As shares of the roll; null with too few schools for a funnel. */
  readonly limits: FunnelLimits | null;
  readonly standing: Standing | null;
}

/** Whether the January of Year 11, which tells who is gone, lies behind. */
export function lossIsKnown(cohort: SchoolYear, knownOn: PlainDate | null): boolean {
  const january = januaryCensusDay(cohort);
  return january !== undefined && knownOn !== null && january <= knownOn;
}

/** @param losses of all schools of the ledger, of cohorts whose loss is known, in the order in which they are told */
export function floorsOf(losses: readonly YearTenLoss[]): FloorOfSchool[] {
  const held = losses.filter(({ onRoll }) => onRoll > 0);
  const atFloor = new Set(held.filter(reachesFloor).map(({ school, cohort }) => `${school} ${cohort}`));
  const cohorts = [...new Set(held.map(({ cohort }) => cohort))];
  return cohorts.flatMap((cohort) => {
    const schools = held.filter((each) => each.cohort === cohort);
    const lost = schools.reduce((sum, each) => sum + each.lost, 0);
    const onRoll = schools.reduce((sum, each) => sum + each.onRoll, 0);
    const funnel = funnelOf(
      schools.map((each) => ({ count: each.lost, denominator: each.onRoll })),
      'proportion',
    );
    return schools.map((each, at): FloorOfSchool => {
      const before = schoolYearFrom(startYearOf(cohort) - 1);
      const reaches = atFloor.has(`${each.school} ${cohort}`);
      const { rate: percent, interval } = rateOfPupils(each.lost, each.onRoll).told;
      return {
        ...each,
        percent,
        interval,
        tooFewToCompare: isTooFew(each.onRoll),
        reachesFloor: reaches,
        flagged: reaches && atFloor.has(`${each.school} ${before}`),
        expected: quotientHalfUp(lost * each.onRoll, onRoll, 1, 1),
        limits: funnel?.limits[at] ?? null,
        standing: funnel?.standings[at] ?? null,
      };
    });
  });
}

/** Five pupils and five in a hundred, in whole numbers. */
const reachesFloor = ({ lost, onRoll }: YearTenLoss): boolean =>
  lost >= Number(ofstedFloorParameters.leastPupils.value) &&
  lost * 100 >= Number(ofstedFloorParameters.leastPercent.value) * onRoll;
