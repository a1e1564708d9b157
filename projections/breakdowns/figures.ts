/** Figures by category and school year, from rows of tallies: each with its parts, and with what it is compared with. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { figureOf, isTooFew, type Figure } from '../measures/figure.js';
import type { Part } from '../measures/measure.js';
import type { Category } from './characteristic.js';
import { labelOf, type Dimension } from './dimensions.js';
import { schoolDaysOfYear, type Amount, type BreakdownMeasure, type Counted } from './measure.js';
import { ratioOfRates } from './ratios.js';

export type Amounts = Readonly<Partial<Record<Amount, number>>>;

/** What is counted together under one key (a category, a cohort, a school), of one school year. */
export interface KeyedRow {
  readonly key: string;
  readonly schoolYear: SchoolYear;
  readonly counts: Amounts;
  /** Sums over pupils of squared counts; what is left out is nought. */
  readonly squares?: Amounts;
  /** Of the headcount: what came and went in that year's January. */
  readonly onRollChange: number;
}

export interface YearAsked {
  readonly schoolYear: SchoolYear;
  readonly januaryCensusDay: PlainDate | null;
  /** Whether the ledger knew as far as January census day: without it no headcount is known. */
  readonly isRollKnown: boolean;
}

export interface BreakdownFigure extends Figure {
  /** Of a ratio: the category whose rate stands under it, with its parts. */
  readonly comparator: Comparator | null;
}

export interface Comparator extends Category {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface CategoryFigures extends Category {
  /** `total` is everybody, of whom nothing is known too; a union is several categories together. */
  readonly is: 'total' | 'category' | 'union';
  readonly figures: readonly BreakdownFigure[];
}

export interface BreakdownYear {
  readonly schoolYear: SchoolYear;
  readonly januaryCensusDay: PlainDate | null;
  readonly categories: readonly CategoryFigures[];
  readonly coverage: readonly string[];
}

const total: Category = { code: 'total', label: 'Total' };
const everybodyElse = 'All, whatever the category';

export interface Found {
  /** Of everybody; its keys do not matter. */
  readonly totals: readonly KeyedRow[];
  readonly rows: readonly KeyedRow[];
  /** The category that a key stands for in a school year; undefined for none. */
  readonly categoryOf: (key: string, schoolYear: SchoolYear) => string | undefined;
}

export function breakdownYears(
  dimension: Dimension,
  measures: readonly BreakdownMeasure[],
  years: readonly YearAsked[],
  { totals, rows, categoryOf }: Found,
): BreakdownYear[] {
  const inYears = inSchoolYears(rows, years, categoryOf);
  const inAll = inSchoolYears(totals, years, () => total.code);
  return years.map((year) => {
    const found = inYears.get(year.schoolYear) ?? new Map<string, Sums>();
    const whole = inAll.get(year.schoolYear)?.get(total.code) ?? nothing;
    const sumsOf = (code: string): Sums => (code === total.code ? whole : (found.get(code) ?? nothing));
    const unions = new Map(dimension.unions.map(({ code, of }) => [code, together(of.map(sumsOf))]));
    const all = (code: string): Sums => unions.get(code) ?? sumsOf(code);
    const told = (code: string, label: string, is: CategoryFigures['is']): CategoryFigures => ({
      code,
      label,
      is,
      figures: measures.map((measure) => figureIn(measure, dimension, all, { code, is }, year)),
    });
    const categories = [
      told(total.code, total.label, 'total'),
      ...dimension.categories
        .filter(({ code }) => found.has(code))
        .map(({ code, label }) => told(code, label, 'category')),
      ...dimension.unions
        .filter(({ of }) => of.some((code) => found.has(code)))
        .map(({ code, label }) => told(code, label, 'union')),
    ];
    return {
      schoolYear: year.schoolYear,
      januaryCensusDay: year.januaryCensusDay,
      categories,
      coverage: [
        ...coverageOf(
          dimension,
          [...found.values()].map(({ counts }) => counts),
          whole.counts,
          year,
        ),
        ...categories.flatMap(coverageOfFigures),
      ],
    };
  });
}

const coverageOfFigures = ({ label, figures }: CategoryFigures): string[] =>
  figures.flatMap(({ measure, coverage }) => coverage.map((note) => `${label}, ${measure}: ${note}`));

/** Headcounts summed up to each year, then sorted by what each key stands for in it. */
function inSchoolYears(
  rows: readonly KeyedRow[],
  years: readonly YearAsked[],
  categoryOf: Found['categoryOf'],
): Map<SchoolYear, Map<string, Sums>> {
  const sorted = rows.toSorted((a, b) => (a.schoolYear < b.schoolYear ? -1 : 1));
  const onRoll = new Map<string, number>();
  const found = new Map<SchoolYear, Map<string, Sums>>();
  let next = 0;
  for (const { schoolYear } of years) {
    const ofYear = new Map<string, Sums>();
    const add = (key: string, sums: Sums): void => {
      const category = categoryOf(key, schoolYear);
      if (category !== undefined) ofYear.set(category, together([ofYear.get(category) ?? nothing, sums]));
    };
    for (let row = sorted[next]; row !== undefined && row.schoolYear <= schoolYear; row = sorted[++next]) {
      onRoll.set(row.key, (onRoll.get(row.key) ?? 0) + row.onRollChange);
      if (row.schoolYear === schoolYear) add(row.key, { counts: row.counts, squares: row.squares ?? {} });
    }
    for (const [key, count] of onRoll) if (count !== 0) add(key, { counts: { on_roll: count }, squares: {} });
    found.set(schoolYear, ofYear);
  }
  return found;
}

/** What one category adds up to. */
type Sums = Required<Pick<KeyedRow, 'counts' | 'squares'>>;
const nothing: Sums = { counts: {}, squares: {} };

const together = (all: readonly Sums[]): Sums => ({
  counts: sumOf(all.map(({ counts }) => counts)),
  squares: sumOf(all.map(({ squares }) => squares)),
});

function sumOf(all: readonly Amounts[]): Amounts {
  const sum: Partial<Record<Amount, number>> = {};
  for (const amounts of all) {
    for (const [name, count] of Object.entries(amounts)) {
      const amount = name as Amount;
      sum[amount] = (sum[amount] ?? 0) + count;
    }
  }
  return sum;
}

function figureIn(
  measure: BreakdownMeasure,
  dimension: Dimension,
  sumsOf: (code: string) => Sums,
  { code, is }: Pick<CategoryFigures, 'code' | 'is'>,
  { isRollKnown }: YearAsked,
): BreakdownFigure {
  const { numerator: over, denominator: under } = measure;
  const amount = (category: string, { count }: Part<Counted>): number | null => {
    if (count === 'school-days') return schoolDaysOfYear;
    if (count === 'total') return amount(total.code, over);
    return count === 'on_roll' && !isRollKnown ? null : (sumsOf(category).counts[count] ?? 0);
  };
  const squares = (category: string): number | null =>
    over.count === 'total' || over.count === 'school-days'
      ? null
      : (sumsOf(category).squares[over.count] ?? 0);
  const amounts = { of: (part: Part<Counted>) => amount(code, part), squaresOf: () => squares(code) };
  const figure = figureOf(measure, amounts, []);
  if (measure.shape !== 'ratio') {
    const isWholeOfItself = under?.count === 'total' && code === total.code;
    const hasInterval = !isWholeOfItself && !comeTogether(dimension, is);
    return { ...figure, interval: hasInterval ? figure.interval : null, comparator: null };
  }
  const against = dimension.comparator ?? total.code;
  const comparator = {
    code: against,
    label: against === total.code ? everybodyElse : labelOf(dimension, against),
    numerator: amount(against, over),
    denominator: under && amount(against, under),
  };
  const ofCategory = { ...figure, squares: squares(code) };
  const ratio = ratioOfRates(measure, ofCategory, { ...comparator, squares: squares(against) });
  return {
    ...figure,
    ...ratio,
    // Of itself it is one, whatever happened.
    interval: code === against ? null : ratio.interval,
    // A ratio is as weak as the weaker of its rates.
    tooFewToCompare: figure.tooFewToCompare || isTooFew(comparator.denominator),
    comparator,
  };
}

/** Reasons of one exclusion, and one pupil's suspensions of several lengths: of their sum nobody keeps the squares. */
const comeTogether = ({ kind }: Dimension, is: CategoryFigures['is']): boolean =>
  (kind === 'reason' && is === 'total') || (kind === 'length' && is === 'union');

/** What is not known is the total less the known: told, for it makes every rate of a category what is known of it. */
function coverageOf(
  { exclusive, kind, label }: Dimension,
  found: readonly Amounts[],
  whole: Amounts,
  { isRollKnown, januaryCensusDay }: YearAsked,
): string[] {
  const notes: string[] = [];
  if (!isRollKnown && kind !== 'reason' && kind !== 'length' && kind !== 'repeats' && kind !== 'day')
    notes.push(
      januaryCensusDay === null
        ? 'No January census took place'
        : `January census day, ${januaryCensusDay}, lies after what was known`,
    );
  if (!exclusive || kind === 'day' || kind === 'repeats') return notes;
  const known = sumOf(found);
  const parts: readonly (readonly [Amount, string])[] = [
    ...(isRollKnown && kind !== 'length' ? [['on_roll', 'on roll in January'] as const] : []),
    ...(kind === 'length' ? [] : [['permanent_exclusions', 'permanent exclusions'] as const]),
    ['suspensions', 'suspensions'],
  ];
  for (const [amount, words] of parts) {
    const [some, all] = [known[amount] ?? 0, whole[amount] ?? 0];
    if (all > 0) notes.push(`${label}: known of ${some} of ${all} ${words}`);
  }
  return notes;
}
