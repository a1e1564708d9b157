/** What a time period may be called, by families that do not mix in one file (DfE, analysts' guide: underlying data). */
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const weeks = Array.from({ length: 52 }, (_, week) => `Week ${week + 1}`);

export const timeIdentifierFamilies: readonly (readonly string[])[] = [
  ['Academic year'],
  ['Autumn term', 'Spring term', 'Summer term'],
  ['Autumn and spring term'],
  ['Calendar year'],
  ['Financial year'],
  ['Tax year'],
  ['Reporting year'],
  months,
  weeks,
  ['Financial year Q1', 'Financial year Q2', 'Financial year Q3', 'Financial year Q4'],
  ['Part 1 (April to September)', 'Part 2 (October to March)'],
];

/** Periods that lie in one calendar year, and so have four digits; all others have six. */
export const withinCalendarYear: ReadonlySet<string> = new Set([
  'Calendar year',
  'Reporting year',
  ...months,
  ...weeks,
]);
