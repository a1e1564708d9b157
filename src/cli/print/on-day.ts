/** Figures that are told for a day, for people and as CSV. */
import type { OnDayDocument } from '../../querying/documents/on-day.js';
import { figureFields, figureHeader, intervalInWords, partsInWords, starred } from './reports.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords } from './words.js';

export function printOnDay(document: OnDayDocument): string {
  const { report, asAt, year, asKnown, figures, measures, notes } = document;
  const decimals = new Map(measures.map(({ name, decimalPlaces }) => [name, decimalPlaces]));
  const rows = figures.map((figure) => [
    figure.measure,
    starred(figure, decimals.get(figure.measure)),
    intervalInWords(figure, decimals.get(figure.measure)),
    partsInWords(figure),
  ]);
  const ofYear = year === null ? '' : `, of what began in ${year}`;
  return [
    paragraph(`${report} of ${placeInWords(document)} on ${asAt}${ofYear}, ${asKnownInWords(asKnown)}`),
    '',
    table(
      [
        { title: 'Measure' },
        { title: 'Value', align: 'right' },
        { title: '95%', align: 'right' },
        { title: 'Of', align: 'right' },
      ],
      rows,
    ),
    ...(figures.some(({ tooFewToCompare, value }) => tooFewToCompare && value !== null)
      ? ['* Out of too few to be compared (docs/guides/reading-figures.md)']
      : []),
    '',
    ...placesInWords(document),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

function placesInWords({ places }: OnDayDocument): string[] {
  if (places.length === 0) return [];
  const rows = places.map(({ provider: { school, ukprn, reference }, ...taken }) => [
    school?.urn ?? ukprn ?? reference ?? 'not named',
    ...[taken.commissioned, taken.single, taken.dual, taken.over].map(String),
  ]);
  const numbers = ['Places', 'Single', 'Dual', 'Over'].map((title) => ({ title, align: 'right' as const }));
  return [table([{ title: 'Provider' }, ...numbers], rows), ''];
}

/** A line a figure; places taken at providers are in the other formats. */
export function onDayAsCsv({ authority, school, asAt, year, figures }: OnDayDocument): string {
  return csv(
    figures.map((figure) => ({
      authority_code: authority?.code,
      school_urn: school?.urn,
      as_at: asAt,
      school_year: year,
      ...figureFields(figure),
    })),
    ['authority_code', 'school_urn', 'as_at', 'school_year', ...figureHeader],
  );
}
