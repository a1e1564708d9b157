/** How a measure lies over places, and when pupils leave, for people and as CSV. */
import type {
  BandTold,
  DistributionDocument,
  ExitTimingDocument,
  PlaceTold,
  ShareOfPlacesTold,
} from '../../querying/documents/distribution.js';
import { figureFields, figureHeader, intervalInWords, readWith, starred, valueInWords } from './reports.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords, section } from './words.js';

export function printDistribution(document: DistributionDocument): string {
  const { measure, asked, schoolYear, authority, whole, placesThere, asKnown, notes } = document;
  const where = authority === null ? 'all that the ledger holds' : placeInWords({ authority, school: null });
  const out = whole.denominator === null ? '' : ` of ${whole.denominator}`;
  return [
    paragraph(
      `${measure.name} of ${schoolYear} over ${placesThere} ${asked.over} of ${where}, ${asKnownInWords(asKnown)}`,
    ),
    paragraph(measure.definition),
    `Together ${valueInWords(whole, measure.decimalPlaces)} (${whole.numerator ?? '?'}${out})`,
    '',
    ...(placesThere === 0 ? [] : ofAllPlaces(document)),
    ...placesTable(document),
    ...readWith({
      fewestCompared: document.fewestCompared,
      reportingLag: document.reportingLag,
      breaks: document.breaks,
      years: [{ figures: [whole, ...document.places.map(({ figure }) => figure)] }],
      measures: [measure],
    }).map((note) => paragraph(note)),
    ...whole.coverage.map((note) => paragraph(note)),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

function ofAllPlaces(document: DistributionDocument): string[] {
  const { asked, bands, concentration, quarters, range, funnel, measure } = document;
  const places = measure.decimalPlaces;
  return [
    section(
      'By number',
      ['Number', asked.over, 'Share'],
      bands.map((band) => [bandInWords(band), String(band.places), percent(band.share)]),
    ),
    '',
    paragraph(
      `The ${concentration.places} with most have ${concentration.count}: ${percent(concentration.share)}`,
    ),
    ...(quarters.length === 0
      ? []
      : [
          '',
          section(
            `Quarters by ${asked.quartersBy}`,
            ['Quarter', asked.over, 'Count', 'Share'],
            quarters.map(quarterLine),
          ),
        ]),
    ...(range === null
      ? []
      : [
          '',
          `From ${range.lowest.toFixed(places)} to ${range.highest.toFixed(places)} over ${range.places} out of enough to be compared`,
        ]),
    ...(funnel === null
      ? []
      : [
          '',
          paragraph(
            `Funnel around ${funnel.target}, overdispersion ${funnel.overdispersion}, of ${funnel.places} ${asked.over}: ${funnel.standings
              .map(({ standing, places: lying }) => `${standing} ${lying}`)
              .join(', ')} (${funnel.source})`,
          ),
        ]),
    '',
  ];
}

const bandInWords = ({ from, to }: BandTold): string =>
  to === null ? `over ${from - 1}` : from === to ? String(from) : `${from} to ${to}`;

const quarterNames = ['with most', 'second', 'third', 'with least'];
const quarterLine = ({ places, count, share }: ShareOfPlacesTold, at: number): string[] => [
  quarterNames[at] ?? '',
  String(places),
  String(count),
  percent(share),
];

const percent = (share: number | null): string => (share === null ? '' : `${share.toFixed(1)}%`);

function placesTable({ places, measure, funnel }: DistributionDocument): string[] {
  if (places.length === 0) return [];
  const rows = places.map(({ code, name, figure, funnel: limits }) => [
    code,
    name ?? '',
    starred(figure, measure.decimalPlaces),
    intervalInWords(figure, measure.decimalPlaces),
    `${figure.numerator ?? '?'}${figure.denominator === null ? '' : ` of ${figure.denominator}`}`,
    ...(funnel === null ? [] : [limits?.standing ?? '']),
  ]);
  const columns = [
    { title: 'Code' },
    { title: 'Name' },
    { title: 'Value', align: 'right' as const },
    { title: '95%', align: 'right' as const },
    { title: 'Of', align: 'right' as const },
    ...(funnel === null ? [] : [{ title: 'Funnel' }]),
  ];
  return [table(columns, rows), ''];
}

/** A line a place, in the order of names. */
export function distributionAsCsv({ asked, schoolYear, places }: DistributionDocument): string {
  const code = asked.over === 'schools' ? 'school_urn' : 'authority_code';
  const funnelHeader = 'funnel_low_95 funnel_high_95 funnel_low_998 funnel_high_998 funnel_standing'.split(
    ' ',
  );
  return csv(
    places.map((place) => ({
      [code]: place.code,
      name: place.name,
      school_year: schoolYear,
      ...figureFields(place.figure),
      ...funnelFields(place),
    })),
    [code, 'name', 'school_year', ...figureHeader, ...funnelHeader],
  );
}

const funnelFields = ({ funnel }: PlaceTold): object => ({
  funnel_low_95: funnel?.low95,
  funnel_high_95: funnel?.high95,
  funnel_low_998: funnel?.low998,
  funnel_high_998: funnel?.high998,
  funnel_standing: funnel?.standing,
});

export function printExitTiming(document: ExitTimingDocument): string {
  const { asKnown, censuses, notes } = document;
  return [
    paragraph(`Exits from ${placeInWords(document)} by weeks before a census, ${asKnownInWords(asKnown)}`),
    '',
    ...censuses.flatMap(({ schoolYear, census, exits, weeks }) => [
      section(
        `${schoolYear}, before the next ${census} census: ${exits}`,
        ['Weeks before', 'Exits'],
        weeks.map((week) => [String(week.weeksBefore), String(week.exits)]),
      ),
      '',
    ]),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

export function exitTimingAsCsv({ authority, school, asKnown, censuses }: ExitTimingDocument): string {
  return csv(
    censuses.flatMap(({ schoolYear, census, weeks }) =>
      weeks.map(({ weeksBefore, exits }) => ({
        authority_code: authority?.code,
        school_urn: school?.urn,
        school_year: schoolYear,
        census,
        weeks_before: weeksBefore,
        exits,
        position: asKnown.position,
      })),
    ),
    'authority_code school_urn school_year census weeks_before exits position'.split(' '),
  );
}
