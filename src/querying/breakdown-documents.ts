/** Counts and rates by characteristic, and the catalogue of measures, as documents. */
import type { BreakdownYear, BreakdownFigure } from '../../projections/breakdowns/figures.js';
import { dimensions, type Dimension } from '../../projections/breakdowns/dimensions.js';
import type { BreakdownMeasure } from '../../projections/breakdowns/measure.js';
import { breakdownCounts, breakdownMeasures } from '../../projections/breakdowns/measures.js';
import {
  authorityCounts,
  authorityRates,
  dayReports,
  schoolCounts,
  schoolRates,
} from '../../projections/measures/catalogue.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import type { Register } from '../../projections/register/register.js';
import type { AsKnown } from './documents/common.js';
import type {
  BreakdownDocument,
  BreakdownFigureTold,
  DimensionTold,
  MeasureListed,
  MeasuresDocument,
} from './documents/breakdowns.js';
import { knownOn } from './moment.js';
import type { Place } from './places.js';
import type { BreakdownAskedFor } from './queries.js';
import { unsettledBy } from './reading-figures.js';
import {
  earlierYearsLeftOut,
  measureInWords,
  nothingRecorded,
  placeInWords,
  readWith,
  staleInWords,
} from './report-documents.js';

export interface BreakdownFound {
  readonly years: readonly BreakdownYear[];
  readonly measures: readonly BreakdownMeasure[];
  /** Whether years before the first records are not among them. */
  readonly yearsLeftOut: boolean;
  /** Of the place, by family. */
  readonly lags: readonly LagOfFamily[];
  /** Pupils, of the whole ledger, whose histories cannot be read to their end. */
  readonly stale: number;
}

export function breakdownDocument(
  { report, dimension, basis, year }: BreakdownAskedFor,
  place: Place,
  { years, measures, yearsLeftOut, lags, stale }: BreakdownFound,
  register: Register,
  asKnown: AsKnown,
): BreakdownDocument {
  const unsettled = unsettledBy(lags, knownOn(asKnown));
  return {
    report,
    by: dimensionInWords(dimension),
    basis,
    ...placeInWords(place, register),
    asKnown,
    years: years.map(({ schoolYear, januaryCensusDay, categories, coverage }) => ({
      schoolYear,
      januaryCensusDay,
      categories: categories.map(({ code, label, is, figures }) => ({
        code,
        label,
        is,
        figures: figures.map(figureInWords),
      })),
      coverage: [...coverage, ...unsettled(schoolYear)],
    })),
    ...readWith(measures, years, lags, asKnown, dimension.name),
    notes: [
      'A category that nobody reported is in none: what is not known is the total less the known',
      ...(basis === 'residence'
        ? ['By the authority that pupils live in: who has no known home authority is left out']
        : place.school === null
          ? ['By the location of the school, not by where pupils live']
          : []),
      ...(year === null && yearsLeftOut ? [earlierYearsLeftOut] : []),
      ...(years.length === 0 ? [nothingRecorded(year)] : []),
      ...staleInWords(stale),
    ],
  };
}

/** Its method stands with its measure, and what it rests on with the year. */
const figureInWords = ({
  value,
  interval,
  comparator,
  method: _,
  coverage: __,
  ...figure
}: BreakdownFigure): BreakdownFigureTold => ({
  ...figure,
  value: value === null ? null : Number(value),
  interval: interval && { ...interval },
  comparator: comparator && { ...comparator },
});

const category = ({ code, label }: { readonly code: string; readonly label: string }) => ({ code, label });

const dimensionInWords = ({
  name,
  label,
  says,
  source,
  reference,
  exclusive,
  comparator,
  categories,
  unions,
}: Dimension): DimensionTold => ({
  name,
  label,
  definition: says,
  source,
  ...reference,
  exclusive,
  comparator,
  categories: categories.map(category),
  unions: unions.map(category),
});

const wholePlaces: readonly (readonly [report: string, measures: readonly Measure<string>[]])[] = [
  ['counts', authorityCounts],
  ['rates', authorityRates],
  ...dayReports.map(({ name, measures }) => [name, measures] as const),
];
const atSchools = new Set([schoolCounts, schoolRates].flat().map(({ name }) => name));

/** Every measure that a report has. One of a whole place and of its breakdowns is listed as each, for they say other things. */
export function measuresDocument(): MeasuresDocument {
  const listed: MeasureListed[] = wholePlaces.flatMap(([report, measures]) =>
    measures.map((measure) => ({
      ...measureInWords(measure),
      reports: [report],
      by: [],
      ofSchools: report === 'counts' || report === 'rates' ? atSchools.has(measure.name) : true,
    })),
  );
  const byCharacteristic = breakdownMeasures.map((measure): MeasureListed => ({
    ...measureInWords(measure),
    reports: [breakdownCounts.includes(measure) ? 'counts --by' : 'rates --by'],
    by: dimensions.flatMap(({ name, kind }) => (measure.kinds.includes(kind) ? name : [])),
    ofSchools: true,
  }));
  return { measures: [...listed, ...byCharacteristic], by: dimensions.map(dimensionInWords) };
}
