/** From parameters, of an address or of a command, to what is asked for. The names are the same in both. */
import type { PupilId } from '../../events/identifiers.js';
import { schoolPhases, schoolTypes } from '../../events/codes/school-type.js';
import { dimensions } from '../../projections/breakdowns/dimensions.js';
import { dayReports } from '../../projections/measures/catalogue.js';
import {
  bandEdgesOf,
  distributedOverAuthorities,
  distributedOverSchools,
} from '../../projections/measures/distributed.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { RankedBy } from '../../projections/statistics/distribution.js';
import type { Whereabouts } from '../../projections/trajectory/trajectory.js';
import { dutyKinds } from '../../projections/duties/catalogue.js';
import { dutyStates } from '../../projections/duties/duty.js';
import { earlyWarningRules } from '../../projections/early-warning/projection.js';
import { reconciliationRules } from '../../projections/reconciliation/projection.js';
import { readDutyCursor } from './duty-rows.js';
import { readDisagreementCursor, readPupilCursor } from './finding-rows.js';
import { readDifferenceCursor } from './method-rows.js';
import { readCursor } from './move-rows.js';
import { invalidFields } from '../platform/errors/problem.js';
import { Parameters } from './parameters.js';
import type { PlaceAsked } from './places.js';
import type {
  BreakdownAskedFor,
  DayAskedFor,
  DistributionAskedFor,
  DutiesAskedFor,
  EarlyWarningsAskedFor,
  ExitTimingAskedFor,
  FiguresAskedFor,
  MethodsAskedFor,
  MovesAskedFor,
  OnDayAskedFor,
  ReconciliationAskedFor,
  TrajectoryAsked,
} from './queries.js';
import { rulesOfMoves } from './report-documents.js';

type Given = Readonly<Record<string, unknown>>;

export const trajectoryParameters = ['as-at', 'as-known', 'identity'] as const;
export const moveParameters = ['year', 'class', 'rule', 'whereabouts', 'as-known', 'after', 'limit'] as const;
export const methodParameters = ['year', 'compare', 'as-known', 'after', 'limit'] as const;
export const figureParameters = ['year', 'as-known'] as const;
/** Of how a measure lies over the schools of an authority; over all that the ledger holds it is asked over which. */
export const distributionParameters = [
  'measure',
  'year',
  'type',
  'phase',
  'quarters-by',
  'bands',
  'as-known',
] as const;
export const wholeDistributionParameters = ['over', ...distributionParameters] as const;
/** Of counts and rates by characteristic; `by` is the last part of the path. */
export const breakdownParameters = ['basis', 'year', 'as-known'] as const;
/** Of what is told for a day. */
export const dayParameters = ['year', 'as-at', 'as-known'] as const;

export const dutyParameters = ['kind', 'state', 'as-at', 'as-known', 'after', 'limit'] as const;

/** What each is called in a path and on the command line. */
export const dayReportNames = dayReports.map(({ name }) => name);

export const earlyWarningParameters = ['rule', 'as-at', 'as-known', 'after', 'limit'] as const;
export const reconciliationParameters = ['family', ...earlyWarningParameters] as const;

export type TrajectoryParameter = (typeof trajectoryParameters)[number];
export type MoveParameter = (typeof moveParameters)[number];
export type MethodParameterName = (typeof methodParameters)[number];
export type FigureParameter = (typeof figureParameters)[number];
export type DistributionParameter = (typeof wholeDistributionParameters)[number];
export type BreakdownParameter = (typeof breakdownParameters)[number];
export type DutyParameter = (typeof dutyParameters)[number];
export type FindingParameter = (typeof reconciliationParameters)[number];

export const moveClasses = ['unexplained', 'family-reason', 'out-of-scope', 'all'] as const;
export const whereabouts = [
  'seen-on-another-roll',
  'destination-confirmed',
  'destination-reported',
  'not-known',
  'died',
] as const satisfies readonly Whereabouts[];

/** By where schools are, or by where pupils live. */
export const bases = ['location', 'residence'] as const;
export const dimensionNames: readonly string[] = dimensions.map(({ name }) => name);

/** `open` is owed or overdue. */
export const dutyStatesAsked = ['open', ...dutyStates, 'all'] as const;
export const rulesOfWarnings: readonly string[] = earlyWarningRules.map(({ name }) => name);
export const rulesOfReconciliation: readonly string[] = reconciliationRules.map(({ name }) => name);
export const distributedOver = ['schools', 'authorities'] as const;
export const rankings = ['count', 'rate'] as const satisfies readonly RankedBy[];
export const familiesReconciled: readonly string[] = [
  ...new Set(reconciliationRules.map(({ family }) => family)),
];

/** Every measure that is laid out over schools or authorities. */
export const distributedMeasures: readonly string[] = [
  ...new Set([...distributedOverSchools, ...distributedOverAuthorities].map(({ name }) => name)),
];
export const standardMeasure = 'suspension-rate';

export const standardLimit = 100;
export const greatestLimit = 500;

/** @throws Problem 400 naming every parameter that is wrong */
export function askTrajectory(pupil: PupilId, given: Given): TrajectoryAsked {
  const parameters = new Parameters(given, trajectoryParameters);
  const asked = {
    pupil,
    asAt: parameters.date('as-at'),
    asKnown: parameters.moment('as-known'),
    withIdentity: parameters.oneOf('identity', ['none']) === null,
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askMoves(place: PlaceAsked, given: Given): MovesAskedFor {
  const parameters = new Parameters(given, moveParameters);
  const asked: MovesAskedFor = {
    place,
    year: parameters.schoolYear('year'),
    class: parameters.oneOf('class', moveClasses) ?? 'unexplained',
    rule: parameters.oneOf('rule', rulesOfMoves),
    whereabouts: parameters.oneOf('whereabouts', whereabouts),
    asKnown: parameters.moment('as-known'),
    after: parameters.cursor('after', readCursor),
    limit: parameters.whole('limit', 1, greatestLimit) ?? standardLimit,
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askDistribution(authority: string | null, given: Given): DistributionAskedFor {
  const known = authority === null ? wholeDistributionParameters : distributionParameters;
  const parameters = new Parameters(given, known);
  const over = (authority === null ? parameters.oneOf('over', distributedOver) : null) ?? 'schools';
  const measures = over === 'schools' ? distributedOverSchools : distributedOverAuthorities;
  const names = measures.map(({ name }) => name);
  const asked = {
    authority,
    over,
    measure: measureNamed(parameters.oneOf('measure', names) ?? standardMeasure, measures),
    year: parameters.schoolYear('year'),
    type: parameters.oneOf('type', schoolTypes),
    phase: parameters.oneOf('phase', schoolPhases),
    quartersBy: parameters.oneOf('quarters-by', rankings) ?? 'count',
    bands: parameters.ascending('bands', 1, 8),
    asKnown: parameters.moment('as-known'),
  };
  parameters.check();
  return { ...asked, bands: asked.bands ?? bandEdgesOf(asked.measure) };
}

function measureNamed(name: string, measures: readonly Measure<string>[]): Measure<string> {
  const measure = measures.find((each) => each.name === name);
  if (measure === undefined) throw new RangeError(`${name} is no measure that is laid out so`);
  return measure;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askExitTiming(place: PlaceAsked, given: Given): ExitTimingAskedFor {
  const parameters = new Parameters(given, figureParameters);
  const asked = { place, year: parameters.schoolYear('year'), asKnown: parameters.moment('as-known') };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askMethods(place: PlaceAsked, given: Given): MethodsAskedFor {
  const parameters = new Parameters(given, methodParameters);
  const asked: MethodsAskedFor = {
    place,
    year: parameters.schoolYear('year'),
    compare: parameters.oneOf('compare', ['yes']) !== null,
    asKnown: parameters.moment('as-known'),
    after: parameters.cursor('after', readDifferenceCursor),
    limit: parameters.whole('limit', 1, greatestLimit) ?? standardLimit,
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askFairAccess(place: PlaceAsked, given: Given): DayAskedFor {
  const parameters = new Parameters(given, dayParameters);
  const asked = {
    place,
    year: parameters.schoolYear('year'),
    asAt: parameters.date('as-at'),
    asKnown: parameters.moment('as-known'),
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong; undefined where there is no such report */
export function askOnDay(report: string, place: PlaceAsked, given: Given): OnDayAskedFor | undefined {
  const found = dayReports.find(({ name }) => name === report);
  return found && { report: found, ...askFairAccess(place, given) };
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askFigures(report: 'counts' | 'rates', place: PlaceAsked, given: Given): FiguresAskedFor {
  const parameters = new Parameters(given, figureParameters);
  const asked = {
    report,
    place,
    year: parameters.schoolYear('year'),
    asKnown: parameters.moment('as-known'),
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askBreakdown(
  report: 'counts' | 'rates',
  by: string,
  place: PlaceAsked,
  given: Given,
): BreakdownAskedFor {
  const parameters = new Parameters({ ...given, by }, ['by', ...breakdownParameters]);
  const name = parameters.oneOf('by', dimensionNames);
  const basis = parameters.oneOf('basis', bases) ?? 'location';
  const year = parameters.schoolYear('year');
  const asKnown = parameters.moment('as-known');
  parameters.check();
  const dimension = dimensions.find((each) => each.name === name);
  if (dimension === undefined) throw new RangeError('a characteristic that is missing was refused');
  const isOfResidents = place.school === null && dimension.kind !== 'school';
  if (basis === 'residence' && !isOfResidents)
    throw invalidFields(
      [
        {
          field: 'basis',
          rule: 'of-residents',
          problem: 'is of authorities alone, and not by what kind of school it is',
          allowed: ['location'],
        },
      ],
      400,
    );
  return { report, dimension, basis, place, year, asKnown };
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askDuties(place: PlaceAsked, given: Given): DutiesAskedFor {
  const parameters = new Parameters(given, dutyParameters);
  const asked: DutiesAskedFor = {
    place,
    kind: parameters.oneOf('kind', dutyKinds),
    state: parameters.oneOf('state', dutyStatesAsked) ?? 'open',
    asAt: parameters.date('as-at'),
    asKnown: parameters.moment('as-known'),
    after: parameters.cursor('after', readDutyCursor),
    limit: parameters.whole('limit', 1, greatestLimit) ?? standardLimit,
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askEarlyWarnings(place: PlaceAsked, given: Given): EarlyWarningsAskedFor {
  const parameters = new Parameters(given, earlyWarningParameters);
  const rule = parameters.oneOf('rule', rulesOfWarnings);
  const asked = {
    place,
    rule,
    rules: rule === null ? rulesOfWarnings : [rule],
    asAt: parameters.date('as-at'),
    asKnown: parameters.moment('as-known'),
    after: parameters.cursor('after', readPupilCursor),
    limit: parameters.whole('limit', 1, greatestLimit) ?? standardLimit,
  };
  parameters.check();
  return asked;
}

/** @throws Problem 400 naming every parameter that is wrong */
export function askReconciliation(place: PlaceAsked, given: Given): ReconciliationAskedFor {
  const parameters = new Parameters(given, reconciliationParameters);
  const rule = parameters.oneOf('rule', rulesOfReconciliation);
  const family = parameters.oneOf('family', familiesReconciled);
  const asked = {
    place,
    rule,
    family,
    rules: reconciliationRules
      .filter((each) => (rule === null || each.name === rule) && (family === null || each.family === family))
      .map(({ name }) => name),
    asAt: parameters.date('as-at'),
    asKnown: parameters.moment('as-known'),
    after: parameters.cursor('after', readDisagreementCursor),
    limit: parameters.whole('limit', 1, greatestLimit) ?? standardLimit,
  };
  parameters.check();
  return asked;
}
