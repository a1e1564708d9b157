/** Counts and rates by a characteristic, and the catalogue of measures, for people and as CSV. */
import type {
  BreakdownDocument,
  BreakdownYearTold,
  MeasuresDocument,
} from '../../querying/documents/breakdowns.js';
import { intervalInWords, partsInWords, readWith, seriesBreak, starred } from './reports.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords } from './words.js';

export function printBreakdown(document: BreakdownDocument): string {
  const { report, by, basis, asKnown, years, notes } = document;
  const { measures, fewestCompared, reportingLag, breaks } = document;
  const places = new Map(measures.map(({ name, decimalPlaces }) => [name, decimalPlaces]));
  return [
    paragraph(
      `${report === 'counts' ? 'Counts' : 'Rates'} of ${placeInWords(document)} by ${by.label.toLowerCase()}, by ${basis === 'location' ? 'the location of schools' : 'where pupils live'}, ${asKnownInWords(asKnown)}`,
    ),
    paragraph(`${by.label}: ${by.definition}`),
    '',
    ...years.flatMap((year) => [
      yearTable(year, places),
      ...year.coverage.map((note) => paragraph(note)),
      '',
    ]),
    ...readWith({
      measures,
      fewestCompared,
      reportingLag,
      breaks,
      years: years.flatMap(({ categories }) => categories),
    }).map((note) => paragraph(note)),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

/** A line a category, measure after measure. */
function yearTable(
  { schoolYear, categories }: BreakdownYearTold,
  places: ReadonlyMap<string, number>,
): string {
  const measures = categories[0]?.figures.map(({ measure }) => measure) ?? [];
  const rows = measures.flatMap((measure, line) =>
    categories.flatMap(({ label, figures }, at) => {
      const figure = figures[line];
      if (figure === undefined) return [];
      const decimals = places.get(measure);
      return [
        [
          at === 0 ? measure : '',
          label,
          starred(figure, decimals),
          intervalInWords(figure, decimals),
          partsInWords(figure),
        ],
      ];
    }),
  );
  return table(
    [
      { title: schoolYear },
      { title: 'Category' },
      { title: 'Value', align: 'right' },
      { title: '95%', align: 'right' },
      { title: 'Of', align: 'right' },
    ],
    rows,
  );
}

export const breakdownAsCsv = ({
  authority,
  school,
  by,
  basis,
  asKnown,
  years,
  breaks,
}: BreakdownDocument): string =>
  csv(
    years.flatMap(({ schoolYear, categories }) =>
      categories.flatMap(({ code, label, is, figures }) =>
        figures.map(({ comparator, ...figure }) => ({
          authority_code: authority?.code,
          school_urn: school?.urn,
          basis,
          school_year: schoolYear,
          by: by.name,
          category: code,
          category_label: label,
          is,
          measure: figure.measure,
          measure_version: figure.version,
          value: figure.value,
          unit: figure.unit,
          numerator: figure.numerator,
          denominator: figure.denominator,
          interval_low: figure.interval?.low,
          interval_high: figure.interval?.high,
          interval_method: figure.interval?.method,
          too_few_to_compare: String(figure.tooFewToCompare),
          comparator: comparator?.code,
          comparator_numerator: comparator?.numerator,
          comparator_denominator: comparator?.denominator,
          position: asKnown.position,
          series_break: seriesBreak(breaks, figure.measure, schoolYear),
        })),
      ),
    ),
    breakdownHeader,
  );

const breakdownHeader =
  'authority_code school_urn basis school_year by category category_label is measure measure_version value unit numerator denominator interval_low interval_high interval_method too_few_to_compare comparator comparator_numerator comparator_denominator position series_break'.split(
    ' ',
  );

export function printMeasures({ measures, by }: MeasuresDocument): string {
  return [
    ...measures.flatMap(({ name, version, definition, unit, source, reports, by: dimensions }) => [
      `${name} (version ${version}; ${reports.join(', ')}${dimensions.length > 0 ? ' CHARACTERISTIC' : ''})`,
      paragraph(`${definition}. In ${unit}. Source: ${source}`),
      '',
    ]),
    'CHARACTERISTIC is one of:',
    '',
    table(
      [{ title: 'Name' }, { title: 'Events' }, { title: 'On roll' }, { title: 'Compared with' }],
      by.map(({ name, ofEvents, ofRoll, comparator }) => [name, ofEvents, ofRoll ?? '', comparator ?? 'all']),
    ),
  ].join('\n');
}

export const measuresAsCsv = ({ measures }: MeasuresDocument): string =>
  csv(
    measures.map(({ method, reports, by, ofSchools, ...measure }) => ({
      ...measure,
      decimal_places: measure.decimalPlaces,
      method: method.name,
      method_version: method.version,
      reports: reports.join(' '),
      by: by.join(' '),
      of_schools: ofSchools ? 'yes' : 'no',
    })),
    'name version definition numerator denominator unit decimal_places method method_version source reports by of_schools'.split(
      ' ',
    ),
  );
