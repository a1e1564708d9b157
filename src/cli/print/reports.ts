/** Reports for people, and as CSV. */
import type {
  BreakTold,
  FiguresDocument,
  FigureTold,
  MeasureTold,
  MovesDocument,
  YearTold,
} from '../../querying/documents/reports.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords, tableOf } from './words.js';

export function printMoves(document: MovesDocument): string {
  const { asKnown, method, asked, totals, ownProfile, moves, nextAfter, notes } = document;
  const rows = moves.map((move) => [
    move.leftOn,
    move.pupil,
    move.yearGroup === null ? '?' : String(move.yearGroup),
    move.school.urn,
    move.joinedSchool?.urn ?? '',
    `${move.rule}${move.staleSince === null ? '' : ' (stale)'}`,
  ]);
  const titles = ['Left', 'Pupil', 'Year', 'From', 'To', 'Rule'];
  return [
    paragraph(
      `Moves (${asked.class}) from ${placeInWords(document)}${asked.year === null ? '' : ` in ${asked.year}`}, ${asKnownInWords(asKnown)}`,
    ),
    paragraph(`Under ${method.name} version ${method.version}: ${method.meaning}`),
    `Unexplained ${totals.unexplained}, family reason ${totals.familyReason}, out of scope ${totals.outOfScope}`,
    paragraph(
      `Beside it, ${ownProfile.name} version ${ownProfile.version}: unexplained ${ownProfile.unexplained}, explained by officers ${ownProfile.removed}`,
    ),
    '',
    ...tableOf(titles, rows),
    ...(nextAfter === null ? [] : [`More follow: --after ${nextAfter}, or --all`]),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

export function printFigures(document: FiguresDocument): string {
  const { report, asKnown, years, notes } = document;
  const isCounts = report === 'counts';
  return [
    paragraph(`${isCounts ? 'Counts' : 'Rates'} of ${placeInWords(document)}, ${asKnownInWords(asKnown)}`),
    '',
    ...(years.length === 0 ? [] : [isCounts ? countsTable(years) : ratesTables(document), '']),
    ...readWith(document).map((note) => paragraph(note)),
    ...coverage(years).map((note) => paragraph(note)),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

/** A measure a line, a year a column, as many years beside each other as fit. */
function countsTable(years: readonly YearTold[]): string {
  const blocks: string[] = [];
  for (let at = 0; at < years.length; at += yearsBeside) {
    const beside = years.slice(at, at + yearsBeside);
    const measures = beside[0]?.figures ?? [];
    const columns = [
      { title: 'Count' },
      ...beside.map(({ schoolYear }) => ({ title: schoolYear, align: 'right' as const })),
    ];
    const rows = measures.map(({ measure }, line) => [
      measure,
      ...beside.map(({ figures }) => countInWords(figures[line])),
    ]);
    blocks.push(table(columns, rows));
  }
  return blocks.join('\n\n');
}

const yearsBeside = 3;

const countInWords = (figure: FigureShown | undefined): string =>
  figure?.interval ? `${valueInWords(figure)} (${intervalInWords(figure, 0)})` : valueInWords(figure);

/** A table a year. */
function ratesTables({ years, measures }: FiguresDocument): string {
  const places = new Map(measures.map(({ name, decimalPlaces }) => [name, decimalPlaces]));
  return years
    .map(({ schoolYear, figures }) => {
      const rows = figures.map((figure) => [
        figure.measure,
        starred(figure, places.get(figure.measure)),
        intervalInWords(figure, places.get(figure.measure)),
        figure.interval?.method ?? '',
        `${figure.numerator ?? '?'} of ${figure.denominator ?? '?'}`,
      ]);
      return table(
        [
          { title: schoolYear },
          { title: 'Rate', align: 'right' },
          { title: '95%', align: 'right' },
          { title: 'By' },
          { title: 'Of', align: 'right' },
        ],
        rows,
      );
    })
    .join('\n\n');
}

/** What is shown of a figure, whatever it is of. */
export type FigureShown = Pick<FigureTold, 'value' | 'interval' | 'tooFewToCompare'>;

/** With a star where it is compared with nothing. */
export const starred = (figure: FigureShown, places = 0): string =>
  valueInWords(figure, places) + (figure.tooFewToCompare && figure.value !== null ? '*' : '');

export function intervalInWords({ interval }: FigureShown, places = 0): string {
  if (interval === null) return '';
  return `${interval.low.toFixed(places)}–${interval.high.toFixed(places)}`;
}

/** What a figure is made of, but for a count, which is itself. */
export const partsInWords = ({
  numerator,
  denominator,
}: Pick<FigureTold, 'numerator' | 'denominator'>): string =>
  denominator === null ? '' : `${numerator ?? '?'} of ${denominator}`;

/** What the figures are to be read with. */
export function readWith({
  years,
  measures,
  fewestCompared,
  reportingLag,
  breaks,
}: Pick<FiguresDocument, 'fewestCompared' | 'reportingLag' | 'breaks'> & {
  readonly measures: readonly Pick<MeasureTold, 'method' | 'interval'>[];
  readonly years: readonly { readonly figures: readonly FigureShown[] }[];
}): string[] {
  const figures = years.flatMap((year) => year.figures);
  const shown = new Set(figures.map(({ interval }) => interval?.method));
  const intervals = new Map(
    measures.flatMap(({ interval }) => (interval ? [[interval.name, interval]] : [])),
  );
  const methods = new Set(measures.map(({ method }) => `${method.name} v${method.version}`));
  return [
    ...(years.length === 0 ? [] : [`Counted by ${[...methods].join(', ')}`]),
    ...[...intervals.values()].flatMap(({ name, meaning, source }) =>
      shown.has(name) ? `95% by ${name}: ${meaning} (${source})` : [],
    ),
    ...(figures.some(({ tooFewToCompare, value }) => tooFewToCompare && value !== null)
      ? [`* Out of fewer than ${fewestCompared.value}: to be compared with nothing`]
      : []),
    ...breaks.map(
      ({ schoolYear, says, measures: of }) => `${schoolYear}: a break in ${of.join(', ')}: ${says}`,
    ),
    ...reportingLag.map(
      ({ family, medianDays, ninetiethPercentileDays, unsettledFrom }) =>
        `Reports of ${family}: half within ${medianDays} days, nine in ten within ${ninetiethPercentileDays}; more may yet be heard from ${unsettledFrom} on`,
    ),
  ];
}

/** Values are rounded already: the places are only shown. */
export function valueInWords(figure: FigureShown | undefined, places = 0): string {
  if (figure === undefined || figure.value === null) return 'not known';
  const [whole = '', fraction = ''] = String(figure.value).split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
}

/** Each note once, with the years that it is about. */
function coverage(years: readonly YearTold[]): string[] {
  const yearsOf = new Map<string, Set<string>>();
  for (const { schoolYear, figures } of years) {
    for (const note of figures.flatMap((figure) => figure.coverage)) {
      const known = yearsOf.get(note);
      if (known) known.add(schoolYear);
      else yearsOf.set(note, new Set([schoolYear]));
    }
  }
  return [...yearsOf].map(([note, of]) => `${[...of].join(', ')}: ${note}`);
}

export function movesAsCsv({ asKnown, method, moves }: MovesDocument): string {
  return csv(
    moves.map((move) => ({
      pupil: move.pupil,
      school_urn: move.school.urn,
      school_name: move.school.name,
      left_on: move.leftOn,
      days_to_october_census: move.nextOctoberCensus.days,
      days_to_january_census: move.nextJanuaryCensus.days,
      school_year: move.schoolYear,
      year_group: move.yearGroup,
      kind: move.kind,
      ended_how: move.endedHow,
      regime: move.regime,
      ground: move.ground?.code,
      destination: move.destination,
      joined_school_urn: move.joinedSchool?.urn,
      joined_school_name: move.joinedSchool?.name,
      joined_on: move.joinedOn,
      gap_days: move.gapDays,
      gap_days_outside_holidays: move.gapDaysOutsideHolidays,
      whereabouts: move.whereabouts,
      class: move.class,
      rule: move.rule,
      evidence: move.evidence.join(' '),
      stale_since: move.staleSince,
      method: method.name,
      method_version: method.version,
      position: asKnown.position,
    })),
    movesHeader,
  );
}

const movesHeader =
  'pupil school_urn school_name left_on days_to_october_census days_to_january_census school_year year_group kind ended_how regime ground destination joined_school_urn joined_school_name joined_on gap_days gap_days_outside_holidays whereabouts class rule evidence stale_since method method_version position'.split(
    ' ',
  );

export function figuresAsCsv({ authority, school, years, breaks }: FiguresDocument): string {
  return csv(
    years.flatMap(({ schoolYear, figures }) =>
      figures.map((figure) => ({
        authority_code: authority?.code,
        school_urn: school?.urn,
        school_year: schoolYear,
        ...figureFields(figure),
        series_break: seriesBreak(breaks, figure.measure, schoolYear),
      })),
    ),
    ['authority_code', 'school_urn', 'school_year', ...figureHeader, 'series_break'],
  );
}

/** What changed in that school year for the measure, or the method, of that name. */
export const seriesBreak = (breaks: readonly BreakTold[], name: string, schoolYear: string): string =>
  breaks
    .filter((each) => each.schoolYear === schoolYear && each.measures.includes(name))
    .map(({ says }) => says)
    .join('; ');

/** Of a figure, in the order of `figureHeader`. */
export const figureFields = (figure: FigureTold): object => ({
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
  method: figure.method.name,
  method_version: figure.method.version,
  position: figure.position,
  coverage: figure.coverage.join('; '),
});

export const figureHeader =
  'measure measure_version value unit numerator denominator interval_low interval_high interval_method too_few_to_compare method method_version position coverage'.split(
    ' ',
  );
