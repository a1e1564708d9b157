/** What methods make of a place, for people, and as CSV. */
import type {
  BoundTold,
  ComparisonTold,
  DifferenceTold,
  MethodFigureTold,
  MethodsDocument,
  StandingTold,
} from '../../querying/documents/methods.js';
import { intervalInWords, readWith, seriesBreak, starred, type FigureShown } from './reports.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords } from './words.js';

export function printMethods(document: MethodsDocument): string {
  const { asKnown, figures, floor, comparison, differences, nextAfter, notes } = document;
  return [
    paragraph(`Methods of counting moves, over ${placeInWords(document)}, ${asKnownInWords(asKnown)}`),
    '',
    ...(figures.length === 0 ? ['No method counts anything here yet', ''] : figuresTables(figures)),
    ...readingNotes(document).map((note) => paragraph(note)),
    ...coverageOf(figures).map((note) => paragraph(note)),
    ...managedMovesLines(document),
    ...(floor.length === 0 ? [] : ['', floorTable(document)]),
    ...(comparison === null ? [] : ['', comparisonTable(comparison)]),
    ...(differences.length === 0 ? [] : ['', differencesTable(differences)]),
    '',
    ...(nextAfter === null ? [] : [`More follow: --after ${nextAfter}, or --all`]),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

const right = 'right' as const;

/** A table a year, and a cohort. */
function figuresTables(figures: readonly MethodFigureTold[]): string[] {
  const titleOf = ({ span, schoolYear }: MethodFigureTold): string =>
    span === 'year' ? schoolYear : `Cohort ${schoolYear}`;
  return [...new Set(figures.map(titleOf))].flatMap((title) => {
    const shown = figures.filter((figure) => titleOf(figure) === title);
    const columns = [
      { title },
      { title: 'Bound' },
      { title: 'Pupils', align: right },
      { title: 'Moves', align: right },
      { title: 'Out of', align: right },
      { title: 'Per 100', align: right },
      { title: '95%', align: right },
      { title: 'Gone', align: right },
      { title: 'Managed', align: right },
    ];
    return [table(columns, shown.flatMap(linesOf)), ''];
  });
}

function linesOf({ method, denominator, groups, ...figure }: MethodFigureTold): string[][] {
  return [
    ...boundsInWords(method, { ...figure, outOf: denominator }),
    ...groups.flatMap(({ name, members, tooFewToCompare, ...group }) => {
      const { pupils, rate, interval } = group;
      return boundsInWords(name, {
        outOf: members,
        tooFewToCompare,
        lower: { pupils, rate, interval },
        upper: { pupils: group.pupilsAtMost, rate: group.rateAtMost, interval: group.intervalAtMost },
      });
    }),
  ];
}

interface BoundsShown extends Pick<MethodFigureTold, 'tooFewToCompare'> {
  readonly outOf: number | null;
  readonly lower: BoundShown;
  readonly upper: BoundShown;
  readonly neverReturned?: MethodFigureTold['neverReturned'];
  readonly recordedAsManagedMove?: MethodFigureTold['recordedAsManagedMove'];
}
type BoundShown = Omit<BoundTold, 'moves'> & Partial<Pick<BoundTold, 'moves'>>;

/** A line a bound, or one where the bounds are one. */
function boundsInWords(
  name: string,
  { outOf, tooFewToCompare, lower, upper, neverReturned, recordedAsManagedMove }: BoundsShown,
): string[][] {
  const cells = ({ pupils, moves, rate, interval }: BoundShown, gone: number | undefined): string[] => [
    ...[pupils, moves, outOf ?? '?'].map(cell),
    ...rateInWords(rate, { interval, tooFewToCompare }),
    cell(gone),
  ];
  const least = cells(lower, neverReturned?.atLeast);
  const most = cells(upper, neverReturned?.atMost);
  const managed = cell(recordedAsManagedMove?.moves);
  if (least.join() === most.join()) return [[name, '', ...least, managed]];
  return [
    [name, 'least', ...least, managed],
    ['', 'most', ...most],
  ];
}

const cell = (value: number | string | undefined): string => String(value ?? '');

const rateInWords = (
  value: number | null,
  told: Pick<FigureShown, 'interval' | 'tooFewToCompare'>,
): [rate: string, interval: string] => [
  value === null ? '?' : starred({ value, ...told }, 2),
  intervalInWords({ value, ...told }, 2),
];

/** What the rates are to be read with, as those of other reports are. */
function readingNotes({ methods, interval, figures, floor, ...document }: MethodsDocument): string[] {
  const shown: FigureShown[] = [
    ...figures.flatMap(({ tooFewToCompare, lower, upper, groups }) => [
      ...[lower, upper].map(({ rate: value, interval: of }) => ({ value, interval: of, tooFewToCompare })),
      ...groups.map(({ rate: value, ...group }) => ({ value, ...group })),
    ]),
    ...floor.map(({ percent: value, ...each }) => ({ value, ...each })),
  ];
  return readWith({
    ...document,
    measures: methods.map(({ name, version }) => ({ method: { name, version }, interval })),
    years: [{ figures: shown }],
  });
}

/** Each note once. */
const coverageOf = (figures: readonly MethodFigureTold[]): string[] => [
  ...new Set(
    figures.flatMap(({ method, schoolYear, coverage }) =>
      coverage.map((note) => `${method}, ${schoolYear}: ${note}`),
    ),
  ),
];

function managedMovesLines({ managedMovesOfLedger: years }: MethodsDocument): string[] {
  if (years.every(({ atMost }) => atMost === 0)) return [];
  const columns = [
    { title: 'Managed moves, all authorities' },
    { title: 'At least', align: right },
    { title: 'At most', align: right },
    { title: 'Holding data', align: right },
    { title: 'Per 100 there', align: right },
  ];
  const rows = years.map(
    ({ schoolYear, atLeast, atMost, authoritiesThatHold, authorities, shareWhereHeld }) => [
      schoolYear,
      String(atLeast),
      String(atMost),
      `${authoritiesThatHold} of ${authorities}`,
      shareWhereHeld === null ? '?' : shareWhereHeld.toFixed(2),
    ],
  );
  return ['', table(columns, rows)];
}

function floorTable({ floor }: MethodsDocument): string {
  const columns = [
    { title: 'School' },
    { title: 'Cohort' },
    { title: 'In Year 10', align: right },
    { title: 'Lost', align: right },
    { title: 'Per 100', align: right },
    { title: '95%', align: right },
    { title: 'Expected', align: right },
    { title: 'Floor' },
  ];
  const rows = floor.map(({ school, cohort, onRoll, lost, percent, expected, ...each }) => [
    school.urn,
    cohort,
    String(onRoll),
    String(lost),
    ...rateInWords(percent, each),
    expected === null ? '?' : expected.toFixed(1),
    each.flagged ? 'two years running' : each.reachesFloor ? 'reached' : '',
  ]);
  return table(columns, rows);
}

function comparisonTable({ moves, pairs }: ComparisonTold): string {
  const columns = [
    { title: 'First' },
    { title: 'Second' },
    { title: 'Only first: moves, pupils', align: right },
    { title: 'Only second', align: right },
    { title: 'Otherwise classed', align: right },
  ];
  const rows = pairs.map(({ first, second, moves: of, pupils, differences }) => [
    first,
    second,
    `${of.onlyFirst}, ${pupils.onlyFirst}`,
    `${of.onlySecond}, ${pupils.onlySecond}`,
    String(differences),
  ]);
  return [`Of ${moves} moves compared:`, '', table(columns, rows)].join('\n');
}

function differencesTable(differences: readonly DifferenceTold[]): string {
  const columns = [{ title: 'Left' }, { title: 'Pupil' }, { title: 'Stands otherwise' }];
  const standing = (method: string, { rule, standing: of }: StandingTold): string =>
    `${method}: ${rule} (${of})`;
  const rows = differences.map(({ pupil, leftOn, firstMethod, first, secondMethod, second }) => [
    leftOn,
    pupil,
    `${standing(firstMethod, first)}; ${standing(secondMethod, second)}`,
  ]);
  return table(columns, rows);
}

/** The differences where methods are compared, else the figures. */
export function methodsAsCsv({ asKnown, comparison, figures, differences, breaks }: MethodsDocument): string {
  if (comparison === null)
    return csv(
      figures.map((figure) => ({
        span: figure.span,
        school_year: figure.schoolYear,
        method: figure.method,
        method_version: figure.version,
        lower_pupils: figure.lower.pupils,
        lower_moves: figure.lower.moves,
        lower_rate: figure.lower.rate,
        lower_interval_low: figure.lower.interval?.low,
        lower_interval_high: figure.lower.interval?.high,
        upper_pupils: figure.upper.pupils,
        upper_moves: figure.upper.moves,
        upper_rate: figure.upper.rate,
        upper_interval_low: figure.upper.interval?.low,
        upper_interval_high: figure.upper.interval?.high,
        interval_method: (figure.lower.interval ?? figure.upper.interval)?.method,
        denominator: figure.denominator,
        too_few_to_compare: String(figure.tooFewToCompare),
        managed_moves: figure.recordedAsManagedMove.moves,
        never_returned_at_least: figure.neverReturned.atLeast,
        never_returned_at_most: figure.neverReturned.atMost,
        coverage: figure.coverage.join('; '),
        series_break: seriesBreak(breaks, figure.method, figure.schoolYear),
        position: asKnown.position,
      })),
      figureHeader,
    );
  return csv(
    differences.map((each) => ({
      pupil: each.pupil,
      school_urn: each.school.urn,
      left_on: each.leftOn,
      school_year: each.schoolYear,
      year_group: each.yearGroup,
      joined_school_urn: each.joinedSchool?.urn,
      first_method: each.firstMethod,
      first_class: each.first.class,
      first_rule: each.first.rule,
      first_standing: each.first.standing,
      second_method: each.secondMethod,
      second_class: each.second.class,
      second_rule: each.second.rule,
      second_standing: each.second.standing,
      stale_since: each.staleSince,
      position: asKnown.position,
    })),
    differenceHeader,
  );
}

const figureHeader =
  'span school_year method method_version lower_pupils lower_moves lower_rate lower_interval_low lower_interval_high upper_pupils upper_moves upper_rate upper_interval_low upper_interval_high interval_method denominator too_few_to_compare managed_moves never_returned_at_least never_returned_at_most coverage series_break position'.split(
    ' ',
  );

const differenceHeader =
  'pupil school_urn left_on school_year year_group joined_school_urn first_method first_class first_rule first_standing second_method second_class second_rule second_standing stale_since position'.split(
    ' ',
  );
