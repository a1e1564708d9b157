/** Figures from tallies: each says its measure, out of whom it is, and what it does not cover. */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { nextSchoolYear, schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { byText } from '../order.js';
import { figureOf, type Amounts, type Figure } from './figure.js';
import type { CountedName, Measure } from './measure.js';

/** One row of a tally table, of one school or authority. */
export interface YearRow {
  readonly schoolYear: SchoolYear;
  readonly counts: Readonly<Partial<Record<CountedName, number>>>;
  /** Sums over pupils of squared counts, where they are held; what is left out is nought. */
  readonly squares?: Readonly<Partial<Record<CountedName, number>>>;
}

export interface YearOfFigures {
  readonly schoolYear: SchoolYear;
  /** Null where that census did not take place. */
  readonly januaryCensusDay: PlainDate | null;
  /**
   * Whether the year lies before the first that somebody told of as it was: no leaving, no exclusion and no census is
   * on record so far, and the roll is only of those who were on it later.
   */
  readonly beforeRecords: boolean;
  readonly figures: readonly Figure[];
}

/** What the figures of a place rest on, in words, by school year. */
export interface Coverage {
  /** Of everything that is counted by school year. */
  readonly ofSchoolYear: (schoolYear: SchoolYear) => readonly string[];
  /** Of January headcounts. */
  readonly ofHeadcount: (schoolYear: SchoolYear) => readonly string[];
  /** Whether a census of that school year is held. */
  readonly hasCensus: (schoolYear: SchoolYear) => boolean;
}

/**
 * The figures of every school year from the first to the last that there are any of.
 *
 * @param rows in any order, one a school year at most
 * @param knownOn the day up to which the ledger knew; null where it holds nothing. A headcount of a census day after it
 *   is not known: open registrations say nothing of the years to come.
 */
export function figuresByYear(
  measures: readonly Measure[],
  rows: readonly YearRow[],
  knownOn: PlainDate | null,
  coverage: Coverage,
): YearOfFigures[] {
  const sorted = rows.toSorted((a, b) => byText(a.schoolYear, b.schoolYear));
  const first = sorted[0]?.schoolYear;
  const last = lastYear(sorted, knownOn);
  if (first === undefined || last === undefined) return [];

  const bySchoolYear = new Map(sorted.map((row) => [row.schoolYear, row]));
  const holdsSquares = sorted.some(({ squares }) => squares !== undefined);
  const onRoll = new Map<CountedName, number>();
  const schoolYears = schoolYearsFrom(first, last);
  const isToldOf = (schoolYear: SchoolYear): boolean =>
    somethingEnded(bySchoolYear.get(schoolYear)?.counts ?? {}) || coverage.hasCensus(schoolYear);
  const firstToldOf = schoolYears.find(isToldOf) ?? first;
  return schoolYears.map((schoolYear) => {
    const { counts = {}, squares = {} } = bySchoolYear.get(schoolYear) ?? {};
    for (const name of headcounts) onRoll.set(name, (onRoll.get(name) ?? 0) + (counts[name] ?? 0));
    const census = januaryCensusDay(schoolYear) ?? null;
    const isHeld = census !== null && knownOn !== null && census <= knownOn;
    const amounts: Amounts<CountedName> = {
      of: ({ count }) =>
        isHeadcount(count) ? (isHeld ? (onRoll.get(count) ?? 0) : null) : (counts[count] ?? 0),
      squaresOf: ({ count }) => (holdsSquares ? (squares[count] ?? 0) : null),
    };
    const beforeRecords = schoolYear < firstToldOf;
    const notes = beforeRecords ? ofLaterReports : notesOf(schoolYear, census, isHeld, coverage);
    const figures = measures.map((measure) => figureOf(measure, amounts, notesOn(measure, amounts, notes)));
    return { schoolYear, januaryCensusDay: census, beforeRecords, figures };
  });
}

/** Figures of one day, which rest on nothing but the rows that were counted. */
export function figuresOfCounts<Name extends string>(
  measures: readonly Measure<Name>[],
  counts: { readonly of: (name: Name) => number },
): Figure[] {
  const amounts: Amounts<Name> = { of: ({ count }) => counts.of(count), squaresOf: () => null };
  const silent: Notes = { ofSchoolYear: [], ofHeadcount: [] };
  return measures.map((measure) => figureOf(measure, amounts, notesOn(measure, amounts, silent)));
}

function schoolYearsFrom(first: SchoolYear, last: SchoolYear): SchoolYear[] {
  const years: SchoolYear[] = [];
  for (let year = first; year <= last; year = nextSchoolYear(year)) years.push(year);
  return years;
}

const headcounts = [
  'january_on_roll_change',
  'january_on_roll_years_7_to_11_change',
] as const satisfies CountedName[];
const isHeadcount = (name: string): boolean => headcounts.some((headcount) => headcount === name);

/** Whether anything is counted that is told when it happens: a pupil's entry is told of years later too. */
const somethingEnded = (counts: YearRow['counts']): boolean =>
  Object.entries(counts).some(
    ([name, count]) => !name.endsWith('_change') && name !== 'joined' && count !== 0,
  );

interface Notes {
  readonly ofSchoolYear: readonly string[];
  readonly ofHeadcount: readonly string[];
}

function notesOn<Name extends string>(
  { numerator, denominator }: Measure<Name>,
  amounts: Amounts<Name>,
  notes: Notes,
): string[] {
  const parts = denominator === null ? [numerator] : [numerator, denominator];
  const nobody =
    denominator !== null && amounts.of(denominator) === 0
      ? [
          isHeadcount(denominator.count)
            ? 'Nobody is known to have been on roll on January census day'
            : 'There are none to divide by',
        ]
      : [];
  const ofYear = parts.some(({ count }) => !isHeadcount(count)) ? notes.ofSchoolYear : [];
  const ofHeadcount = parts.some(({ count }) => isHeadcount(count)) ? notes.ofHeadcount : [];
  return [...new Set([...ofYear, ...ofHeadcount, ...nobody])];
}

/** What one figure of a school year rests on, in words. */
export function coverageOfFigure<Name extends string>(
  measure: Measure<Name>,
  amounts: Amounts<Name>,
  schoolYear: SchoolYear,
  knownOn: PlainDate | null,
  coverage: Coverage,
): string[] {
  const census = januaryCensusDay(schoolYear) ?? null;
  const isHeld = census !== null && knownOn !== null && census <= knownOn;
  return notesOn(measure, amounts, notesOf(schoolYear, census, isHeld, coverage));
}

const laterReports = [
  'Before the first leaving, exclusion or census on record here: only those are known who were on roll later',
];
const ofLaterReports: Notes = { ofSchoolYear: laterReports, ofHeadcount: laterReports };

function notesOf(
  schoolYear: SchoolYear,
  census: PlainDate | null,
  isHeld: boolean,
  coverage: Coverage,
): Notes {
  const ofSchoolYear = coverage.ofSchoolYear(schoolYear);
  if (census === null) return { ofSchoolYear, ofHeadcount: ['No January census took place'] };
  if (!isHeld)
    return { ofSchoolYear, ofHeadcount: [`January census day, ${census}, lies after what was known`] };
  return { ofSchoolYear, ofHeadcount: coverage.ofHeadcount(schoolYear) };
}

/** The school year up to which the ledger knew, or a later one in which something is recorded to happen. */
function lastYear(sorted: readonly YearRow[], knownOn: PlainDate | null): SchoolYear | undefined {
  const known = knownOn === null ? undefined : schoolYearOf(knownOn).schoolYear;
  const happened = sorted.findLast(({ counts }) =>
    Object.entries(counts).some(([name, count]) => !name.endsWith('_change') && count !== 0),
  )?.schoolYear;
  return known !== undefined && (happened === undefined || known > happened) ? known : happened;
}
