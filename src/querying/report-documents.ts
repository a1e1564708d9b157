/** Moves, counts and rates as documents. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { nextCensusDay, type CensusSeason } from '../../events/calendar/census-day.js';
import { daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Position, PupilId } from '../../events/identifiers.js';
import { rulesInWords, type MoveClass } from '../../projections/moves/method.js';
import { authorityOwn } from '../../projections/moves/profiles/authority-own.js';
import { epi2024 } from '../../projections/moves/profiles/epi-2024.js';
import {
  authorityCounts,
  authorityRates,
  schoolCounts,
  schoolRates,
} from '../../projections/measures/catalogue.js';
import type { Measure } from '../../projections/measures/measure.js';
import { coverageOf } from '../../projections/measures/coverage.js';
import type { Figure } from '../../projections/measures/figure.js';
import { figuresByYear, type YearOfFigures, type YearRow } from '../../projections/measures/figures.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import type { Register } from '../../projections/register/register.js';
import { intervalMethods, type IntervalMethod } from '../../projections/statistics/intervals.js';
import type { AsKnown } from './documents/common.js';
import type {
  CensusAhead,
  FiguresDocument,
  FigureTold,
  IntervalMethodTold,
  MeasureTold,
  MoveListed,
  MovesDocument,
  ReadWith,
  YearTold,
} from './documents/reports.js';
import { knownOn } from './moment.js';
import type { MoveRow } from './move-rows.js';
import type { Place } from './places.js';
import type { FiguresAskedFor, MovesAskedFor } from './queries.js';
import { breaksInWords, fewestComparedTold, lagsInWords, unsettledBy, withLag } from './reading-figures.js';
import { groundInWords } from './trajectory-in-words.js';
import { authorityName, methodInFull, schoolName } from './words.js';

const method = epi2024;
const rulesOfMethod = rulesInWords(method);
export const rulesOfMoves: readonly string[] = Object.keys(rulesOfMethod);

export interface MovesFound {
  readonly rows: readonly MoveRow[];
  /** Pupils whose histories cannot be read to their end: since which position. */
  readonly stale: ReadonlyMap<PupilId, Position>;
  readonly totals: Readonly<Record<MoveClass, number>>;
  /** Of the unexplained, those that the authority's own profile takes out. */
  readonly explained: number;
  /** `after` of the next page; null at the end. */
  readonly nextAfter: string | null;
}

export function movesDocument(
  asked: MovesAskedFor,
  place: Place,
  found: MovesFound,
  register: Register,
  asKnown: AsKnown,
): MovesDocument {
  const { totals } = found;
  const nothing = Object.values(totals).every((moves) => moves === 0);
  return {
    report: 'unexplained-moves',
    ...placeInWords(place, register),
    asKnown,
    method: methodInFull(method),
    asked: { year: asked.year, class: asked.class, rule: asked.rule, whereabouts: asked.whereabouts },
    totals: {
      unexplained: totals.unexplained,
      familyReason: totals['family-reason'],
      outOfScope: totals['out-of-scope'],
    },
    ownProfile: {
      name: authorityOwn.name,
      version: authorityOwn.version,
      meaning: authorityOwn.says,
      unexplained: totals.unexplained - found.explained,
      removed: found.explained,
    },
    moves: found.rows.map((row) => moveInWords(row, found.stale.get(row.pupil), register)),
    nextAfter: found.nextAfter,
    next: null,
    notes: [
      'Unexplained says that no reason is on record here; it is no verdict on a school',
      ...(nothing ? ['No move is recorded that fits what was asked for'] : []),
    ],
  };
}

function moveInWords(row: MoveRow, staleSince: Position | undefined, register: Register): MoveListed {
  return {
    pupil: row.pupil,
    school: schoolName(register, row.school),
    leftOn: row.leftOn,
    nextOctoberCensus: censusAfter('autumn', row.leftOn),
    nextJanuaryCensus: censusAfter('spring', row.leftOn),
    schoolYear: row.schoolYear,
    schoolYearByDefault: row.schoolYearByDefault,
    yearGroup: row.yearGroup,
    kind: row.kind,
    endedHow: row.endedHow,
    regime: row.regime,
    ground: groundInWords(row.regime, row.ground),
    destination: row.destination,
    joinedSchool: row.joinedSchool && schoolName(register, row.joinedSchool),
    joinedOn: row.joinedOn,
    gapDays: row.gapDays,
    gapDaysOutsideHolidays: row.gapDaysOutsideHolidays,
    holidaysByDefault: row.holidaysByDefault,
    whereabouts: row.whereabouts,
    class: row.class,
    rule: row.rule,
    meaning: rulesOfMethod[row.rule] ?? row.rule,
    explainedByOfficer: row.ownClass === 'explained',
    evidence: [...row.evidence],
    staleSince: staleSince === undefined ? null : String(staleSince),
  };
}

function censusAfter(season: CensusSeason, leftOn: PlainDate): CensusAhead {
  const on = nextCensusDay(season, leftOn);
  return { on, days: daysBetween(leftOn, on) };
}

/**
 * @param rows of the school's or the authority's tally table
 * @param stale pupils, of the whole ledger, whose histories cannot be read to their end
 * @param lags of the place, by family
 */
export function figuresDocument(
  { report, year }: Pick<FiguresAskedFor, 'report' | 'year'>,
  place: Place,
  rows: readonly YearRow[],
  stale: number,
  lags: readonly LagOfFamily[],
  register: Register,
  asKnown: AsKnown,
): FiguresDocument {
  const measures = measuresOf(report, place);
  const known = knownOn(asKnown);
  const coverage = withLag(coverageOf(place.schools, register), unsettledBy(lags, known));
  const all = figuresByYear(measures, rows, known, coverage);
  const years = all.filter(({ schoolYear, beforeRecords }) =>
    year === null ? !beforeRecords : schoolYear === year,
  );
  return {
    report,
    ...placeInWords(place, register),
    asKnown,
    years: years.map((each) => yearInWords(each, asKnown)),
    ...readWith(measures, years, lags, asKnown),
    notes: [
      ...(place.school === null ? ['By the location of the school, not by where pupils live'] : []),
      ...(year === null && years.length < all.length ? [earlierYearsLeftOut] : []),
      ...(years.length === 0 ? [nothingRecorded(year)] : []),
      ...staleInWords(stale),
    ],
  };
}

/**
 * What figures of these measures and years are to be read with.
 *
 * @param dimension by which they are broken down; null for whole places
 */
export const readWith = (
  measures: readonly Measure<string>[],
  years: readonly { readonly schoolYear: SchoolYear }[],
  lags: readonly LagOfFamily[],
  asKnown: AsKnown,
  dimension: string | null = null,
): Pick<ReadWith, keyof ReadWith> => ({
  measures: measures.map(measureInWords),
  fewestCompared: fewestComparedTold,
  reportingLag: lagsInWords(lags, knownOn(asKnown)),
  breaks: breaksInWords(
    measures,
    years.map(({ schoolYear }) => schoolYear),
    dimension,
  ),
});

/** @param stale pupils, of the whole ledger, whose histories cannot be read to their end */
export const staleInWords = (stale: number): string[] =>
  stale === 0
    ? []
    : [`Of ${stale} pupils of the ledger the history cannot be read to its end: they count as before`];

function measuresOf(report: 'counts' | 'rates', { school }: Place): readonly Measure[] {
  if (report === 'counts') return school === null ? authorityCounts : schoolCounts;
  return school === null ? authorityRates : schoolRates;
}

export const earlierYearsLeftOut =
  'Earlier years are left out, of which only pupils are known who were on roll later; `year` asks for one of them';

export const nothingRecorded = (year: SchoolYear | null): string =>
  year === null ? 'Nothing is recorded here yet' : `Nothing is recorded here of ${year}`;

function yearInWords(
  { schoolYear, januaryCensusDay, figures }: YearOfFigures,
  { position }: AsKnown,
): YearTold {
  return {
    schoolYear,
    januaryCensusDay,
    figures: figures.map((figure) => figureInWords(figure, position)),
  };
}

/**
 * Each property by name: a report has hundreds of figures, and a spread with some left out took as long as all the rest
 * of its answer.
 * @param position of the ledger that it was made at
 */
export const figureInWords = (figure: Figure, position: string): FigureTold => ({
  measure: figure.measure,
  version: figure.version,
  value: figure.value === null ? null : Number(figure.value),
  unit: figure.unit,
  numerator: figure.numerator,
  denominator: figure.denominator,
  interval: figure.interval && { ...figure.interval },
  tooFewToCompare: figure.tooFewToCompare,
  method: { name: figure.method.name, version: figure.method.version },
  position,
  coverage: [...figure.coverage],
});

export function measureInWords(measure: Measure<string>): Pick<MeasureTold, keyof MeasureTold> {
  const {
    name,
    version,
    says,
    numerator,
    denominator,
    unit,
    decimalPlaces,
    method: by,
    interval,
    source,
  } = measure;
  return {
    name,
    version,
    definition: says,
    numerator: numerator.says,
    denominator: denominator?.says ?? null,
    unit,
    decimalPlaces,
    method: { name: by.name, version: by.version },
    interval: interval && intervalInWords(interval),
    source,
  };
}

export function intervalInWords(name: IntervalMethod): IntervalMethodTold {
  const { version, says, source } = intervalMethods[name];
  return { name, version, meaning: says, source };
}

export function placeInWords(
  { authority, school }: Place,
  register: Register,
): Pick<FiguresDocument, 'authority' | 'school'> {
  const code = authority?.code ?? school?.authority;
  return {
    authority: code === undefined ? null : authorityName(register, code),
    school: school && schoolName(register, school.urn),
  };
}
