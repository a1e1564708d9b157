/** What methods make of a place, for people, and as CSV. */
import type {
  ComparisonTold,
  DifferenceTold,
  MethodFigureTold,
  MethodsDocument,
  StandingTold,
} from '../../querying/documents/methods.js';
import { paragraph, table } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords } from './words.js';

export function printMethods(document: MethodsDocument): string {
  const { asKnown, figures, floor, comparison, differences, nextAfter, notes } = document;
  return [
    paragraph(`Methods of counting moves, over ${placeInWords(document)}, ${asKnownInWords(asKnown)}`),
    '',
    ...(figures.length === 0 ? ['No method counts anything here yet', ''] : [figuresTable(figures), '']),
    ...coverageOf(figures).map((note) => paragraph(note)),
    ...(floor.length === 0 ? [] : ['', floorTable(document)]),
    ...(comparison === null ? [] : ['', comparisonTable(comparison)]),
    ...(differences.length === 0 ? [] : ['', differencesTable(differences)]),
    '',
    ...(nextAfter === null ? [] : [`More follow: --after ${nextAfter}, or --all`]),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

const right = 'right' as const;

function figuresTable(figures: readonly MethodFigureTold[]): string {
  const columns = [
    { title: 'Of' },
    { title: 'Method' },
    { title: 'Pupils', align: right },
    { title: 'Moves', align: right },
    { title: 'Out of', align: right },
    { title: 'Per 100', align: right },
    { title: 'Managed', align: right },
    { title: 'Never returned', align: right },
  ];
  const rows = figures.map(({ span, schoolYear, method, lower, upper, denominator, ...figure }) => [
    span === 'year' ? schoolYear : `cohort ${schoolYear}`,
    method,
    range(lower.pupils, upper.pupils),
    range(lower.moves, upper.moves),
    denominator === null ? '?' : String(denominator),
    lower.rate === null ? '?' : range(lower.rate.toFixed(2), (upper.rate ?? 0).toFixed(2)),
    String(figure.recordedAsManagedMove.moves),
    range(figure.neverReturned.atLeast, figure.neverReturned.atMost),
  ]);
  return table(columns, rows);
}

/** Two bounds; one number where they are one. */
const range = (lower: number | string, upper: number | string): string =>
  lower === upper ? String(lower) : `${lower} to ${upper}`;

/** Each note once. */
const coverageOf = (figures: readonly MethodFigureTold[]): string[] => [
  ...new Set(
    figures.flatMap(({ method, schoolYear, coverage }) =>
      coverage.map((note) => `${method}, ${schoolYear}: ${note}`),
    ),
  ),
];

function floorTable({ floor }: MethodsDocument): string {
  const columns = [
    { title: 'School' },
    { title: 'Cohort' },
    { title: 'In Year 10', align: right },
    { title: 'Lost', align: right },
    { title: 'Per 100', align: right },
    { title: 'Expected', align: right },
    { title: 'Floor' },
  ];
  const rows = floor.map(({ school, cohort, onRoll, lost, percent, expected, reachesFloor, flagged }) => [
    school.urn,
    cohort,
    String(onRoll),
    String(lost),
    percent === null ? '?' : percent.toFixed(2),
    expected === null ? '?' : expected.toFixed(1),
    flagged ? 'two years running' : reachesFloor ? 'reached' : '',
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
export function methodsAsCsv({ asKnown, comparison, figures, differences }: MethodsDocument): string {
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
        upper_pupils: figure.upper.pupils,
        upper_moves: figure.upper.moves,
        upper_rate: figure.upper.rate,
        denominator: figure.denominator,
        managed_moves: figure.recordedAsManagedMove.moves,
        never_returned_at_least: figure.neverReturned.atLeast,
        never_returned_at_most: figure.neverReturned.atMost,
        coverage: figure.coverage.join('; '),
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
  'span school_year method method_version lower_pupils lower_moves lower_rate upper_pupils upper_moves upper_rate denominator managed_moves never_returned_at_least never_returned_at_most coverage position'.split(
    ' ',
  );

const differenceHeader =
  'pupil school_urn left_on school_year year_group joined_school_urn first_method first_class first_rule first_standing second_method second_class second_rule second_standing stale_since position'.split(
    ' ',
  );
