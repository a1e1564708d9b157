/**
 * The floor of Ofsted's analysis, school by school: who was in Year 10 in one January and not at the same school in the
 * next. Beside it stand the loss that the ledger's schools together lead to expect and the funnel around it: the floor
 * alone flags ordinary schools, and a flag is a question, no finding.
 */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { groupedBy } from '../groups.js';
import { isTooFew, type Figure } from '../measures/figure.js';
import { quotientHalfUp } from '../measures/half-up.js';
import {
  funnelOf,
  type Funnel,
  type FunnelLimits,
  type PlaceOfFunnel,
  type Standing,
} from '../statistics/funnel.js';
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

/**
 * The floors of any school, within the funnel of all.
 *
 * @param losses of all schools of the ledger, of cohorts whose loss is known
 * @returns those of a school, in the order in which its losses are told; only what is asked for is worked out
 */
export function floorsOf(losses: readonly YearTenLoss[]): (school: Urn) => FloorOfSchool[] {
  const held = losses.filter(({ onRoll }) => onRoll > 0);
  const bySchool = groupedBy(held, ({ school }) => school);
  const cohorts = new Map<SchoolYear, TogetherInCohort>();
  for (const [cohort, schools] of groupedBy(held, (each) => each.cohort))
    cohorts.set(cohort, togetherIn(schools));
  return (school) => {
    const own = bySchool.get(school) ?? [];
    return own.flatMap((each) => {
      const all = cohorts.get(each.cohort);
      return all === undefined ? [] : floorOf(each, own, all);
    });
  };
}

/** What the schools of a cohort lose together. */
interface TogetherInCohort {
  readonly lost: number;
  readonly onRoll: number;
  readonly funnel: Funnel | undefined;
}

const togetherIn = (schools: readonly YearTenLoss[]): TogetherInCohort => ({
  lost: schools.reduce((sum, { lost }) => sum + lost, 0),
  onRoll: schools.reduce((sum, { onRoll }) => sum + onRoll, 0),
  funnel: funnelOf(schools.map(placeOf), 'proportion'),
});

const placeOf = ({ lost, onRoll }: YearTenLoss): PlaceOfFunnel => ({ count: lost, denominator: onRoll });

/** @param own of all cohorts of the school */
function floorOf(each: YearTenLoss, own: readonly YearTenLoss[], all: TogetherInCohort): FloorOfSchool {
  const before = schoolYearFrom(startYearOf(each.cohort) - 1);
  const reaches = reachesFloor(each);
  const { rate: percent, interval } = rateOfPupils(each.lost, each.onRoll).told;
  return {
    ...each,
    percent,
    interval,
    tooFewToCompare: isTooFew(each.onRoll),
    reachesFloor: reaches,
    flagged: reaches && own.some((other) => other.cohort === before && reachesFloor(other)),
    expected: quotientHalfUp(all.lost * each.onRoll, all.onRoll, 1, 1),
    limits: all.funnel?.limitsOf(each.onRoll) ?? null,
    standing: all.funnel?.standingOf(placeOf(each)) ?? null,
  };
}

/** Five pupils and five in a hundred, in whole numbers. */
const reachesFloor = ({ lost, onRoll }: YearTenLoss): boolean =>
  lost >= Number(ofstedFloorParameters.leastPupils.value) &&
  lost * 100 >= Number(ofstedFloorParameters.leastPercent.value) * onRoll;
