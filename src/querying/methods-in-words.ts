/** What methods make of a place as a document. */
import type { Position, PupilId } from '../../events/identifiers.js';
import { methods } from '../../projections/moves/catalogue.js';
import {
  methodsCompared,
  pairs,
  pairsCompared,
  type AlikeMoves,
  type AlikePupils,
  type Told,
} from '../../projections/moves/comparison.js';
import { cohortsOutOf } from '../../projections/moves/cohorts.js';
import { yearsOutOf, type Bound, type MethodFigure } from '../../projections/moves/figures.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import type { FloorOfSchool } from '../../projections/moves/floor.js';
import { groupSays } from '../../projections/moves/cohort-groups.js';
import type { Method } from '../../projections/moves/method.js';
import type { RateOfPupils } from '../../projections/moves/rate-of-pupils.js';
import type { Register } from '../../projections/register/register.js';
import type { Interval } from '../../projections/statistics/intervals.js';
import type { AsKnown } from './documents/common.js';
import type {
  BoundTold,
  ComparisonTold,
  DifferenceTold,
  FloorTold,
  ManagedMovesOfLedgerTold,
  MethodFigureTold,
  MethodsDocument,
  MethodTold,
  RangeTold,
  StandingTold,
  StandingWithEvidence,
} from './documents/methods.js';
import type { DifferenceRow } from './method-rows.js';
import { knownOn } from './moment.js';
import type { Place } from './places.js';
import type { MethodsAskedFor } from './queries.js';
import {
  breaksOfMethods,
  fewestComparedTold,
  lagsInWords,
  unsettledBy,
  type Unsettled,
} from './reading-figures.js';
import { intervalInWords, placeInWords, staleInWords } from './report-documents.js';
import { parametersInWords, schoolName } from './words.js';

export interface MethodsFound {
  readonly figures: readonly MethodFigure[];
  readonly managedMovesOfLedger: readonly ManagedMovesOfLedgerTold[];
  readonly floor: readonly FloorOfSchool[];
  /** Of the place, by family. */
  readonly lags: readonly LagOfFamily[];
  /** Null where no comparison is asked for. */
  readonly compared: {
    readonly moves: readonly AlikeMoves[];
    readonly pupils: readonly AlikePupils[];
    readonly differences: readonly DifferenceRow[];
    readonly stale: ReadonlyMap<PupilId, Position>;
  } | null;
  readonly nextAfter: string | null;
  /** Pupils, of the whole ledger, whose histories cannot be read to their end. */
  readonly stale: number;
}

export function methodsDocument(
  { year, compare }: Pick<MethodsAskedFor, 'year' | 'compare'>,
  place: Place,
  { figures, managedMovesOfLedger, floor, lags, compared, nextAfter, stale }: MethodsFound,
  register: Register,
  asKnown: AsKnown,
): MethodsDocument {
  const known = knownOn(asKnown);
  const unsettled = unsettledBy(lags, known);
  return {
    report: 'methods',
    ...placeInWords(place, register),
    asKnown,
    asked: { year, compare },
    methods: methods.map(methodTold),
    figures: figures.map((figure) => figureTold(figure, unsettled)),
    managedMovesOfLedger: [...managedMovesOfLedger],
    floor: floor.map((each) => floorTold(each, register)),
    comparison: compared && comparisonTold(compared.moves, compared.pupils),
    differences:
      compared?.differences.map((row) => differenceTold(row, compared.stale.get(row.pupil), register)) ?? [],
    nextAfter,
    next: null,
    interval: intervalInWords('wilson'),
    fewestCompared: fewestComparedTold,
    reportingLag: lagsInWords(lags, known),
    breaks: breaksOfMethods(figures),
    notes: [
      'Unexplained says that no reason is on record here; it is no verdict on a school',
      'By the location of the school left, not by where pupils live',
      ...(floor.length === 0 ? [] : ['The floor is no model: it flags ordinary schools too, and ranks none']),
      ...staleInWords(stale),
    ],
  };
}

function methodTold(method: Method): MethodTold {
  const { source, scope, censuses, counts, denominators, rules, otherwise, published, total } = method;
  return {
    name: method.name,
    version: method.version,
    meaning: method.says,
    sampling: method.sampling,
    parameters: parametersInWords(method.parameters),
    published: source,
    scope: { ...scope },
    censuses: [...censuses],
    units: ['pupils', 'moves'],
    counts,
    denominatorOfYear: denominators.year === null ? null : yearsOutOf,
    denominatorOfCohort: cohortsOutOf[denominators.cohort].says,
    rules: [...rules, otherwise].map(({ name, says, class: kind, changedBy }) => ({
      name,
      meaning: says,
      class: kind,
      changedBy,
      source: published.includes(name) ? ('published' as const) : ('ours' as const),
    })),
    total: total ? { name: total.name, meaning: total.says, classes: [...total.classes] } : null,
  };
}

function figureTold(figure: MethodFigure, unsettled: Unsettled): MethodFigureTold {
  const { method, span, schoolYear, lower, upper, denominator, recordedAsManagedMove, neverReturned } =
    figure;
  return {
    method: method.name,
    version: method.version,
    span,
    schoolYear,
    lower: boundTold(lower),
    upper: boundTold(upper),
    denominator,
    denominatorMeaning: figure.denominatorSays,
    tooFewToCompare: figure.tooFewToCompare,
    classes: figure.classes.map((each) => ({ ...each })),
    recordedAsManagedMove: { ...recordedAsManagedMove, atMost: upper.moves },
    neverReturned: { atLeast: neverReturned.lower, atMost: neverReturned.upper },
    groups: figure.groups.map(({ group, members, lower: least, upper: most, tooFewToCompare }) => ({
      name: group,
      meaning: groupSays[group],
      members,
      pupils: least.pupils,
      ...rateTold(least),
      pupilsAtMost: most.pupils,
      rateAtMost: numberOf(most.rate),
      intervalAtMost: most.interval && { ...most.interval },
      tooFewToCompare,
    })),
    coverage: [...figure.coverage, ...unsettled(figure.from, schoolYear)],
  };
}

const boundTold = ({ pupils, moves, ...rate }: Bound): BoundTold => ({ pupils, moves, ...rateTold(rate) });
const rateTold = ({ rate, interval }: RateOfPupils): Pick<BoundTold, 'rate' | 'interval'> => ({
  rate: numberOf(rate),
  interval: interval && { ...interval },
});
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

function floorTold(floor: FloorOfSchool, register: Register): FloorTold {
  const { school, cohort, onRoll, lost, percent, interval, tooFewToCompare } = floor;
  const { reachesFloor, flagged, expected, limits } = floor;
  return {
    school: schoolName(register, school),
    cohort,
    onRoll,
    lost,
    percent: numberOf(percent),
    interval: interval && { ...interval },
    tooFewToCompare,
    reachesFloor,
    flagged,
    expected: numberOf(expected),
    funnel95: limits && rangeTold(limits['95']),
    funnel998: limits && rangeTold(limits['99.8']),
  };
}

/** Shares of one, told in per cent to two decimal places. */
const rangeTold = ({ low, high }: Interval): RangeTold => ({
  low: Math.round(low * 10_000) / 100,
  high: Math.round(high * 10_000) / 100,
});

function comparisonTold(moves: readonly AlikeMoves[], pupils: readonly AlikePupils[]): ComparisonTold {
  return {
    moves: moves.reduce((sum, alike) => sum + alike.moves, 0),
    methods: methodsCompared(moves, pupils).map(({ method, counted, possible, classes }) => ({
      method,
      moves: counted.moves,
      pupils: counted.pupils,
      possible,
      classes: classes.map((each) => ({ ...each })),
    })),
    pairs: pairsCompared(moves, pupils).map((pair) => ({
      ...pair,
      moves: { ...pair.moves },
      pupils: { ...pair.pupils },
      changes: pair.changes.map(({ first, second, moves: count }) => ({
        first: standingTold(first),
        second: standingTold(second),
        moves: count,
      })),
    })),
  };
}

const standingTold = ({ class: kind, rule, standing }: Told): StandingTold => ({
  class: kind,
  rule,
  standing,
});

function differenceTold(
  row: DifferenceRow,
  staleSince: Position | undefined,
  register: Register,
): DifferenceTold {
  const [first, second] = pairs[row.pair] ?? [0, 0];
  return {
    pupil: row.pupil,
    school: schoolName(register, row.school),
    leftOn: row.leftOn,
    schoolYear: row.schoolYear,
    yearGroup: row.yearGroup,
    joinedSchool: row.joinedSchool && schoolName(register, row.joinedSchool),
    whereabouts: row.whereabouts,
    firstMethod: methods[first]?.name ?? '',
    first: withEvidence(row.first, row.pupilCounted.first),
    secondMethod: methods[second]?.name ?? '',
    second: withEvidence(row.second, row.pupilCounted.second),
    staleSince: staleSince === undefined ? null : String(staleSince),
  };
}

const withEvidence = (
  { class: kind, rule, standing, evidence }: DifferenceRow['first'],
  pupilCounted: boolean,
): StandingWithEvidence => ({ class: kind, rule, standing, evidence: [...evidence], pupilCounted });
