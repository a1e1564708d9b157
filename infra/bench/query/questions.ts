/** What is asked of an authority: all of its figures that are answered over REST. */
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../../events/calendar/school-year.js';
import { dimensionNames } from '../../../src/querying/ask.js';
import { distributedOverSchools } from '../../../projections/measures/distributed.js';

export const groups = [
  'counts',
  'rates',
  'characteristics',
  'methods',
  'exitTiming',
  'distributions',
] as const;
export type Group = (typeof groups)[number];

export interface Question {
  readonly group: Group;
  /** Below the authority's address. */
  readonly path: string;
  /** The list that an answer has at least so much in: a refusal, or an answer without the figures, is quick too. */
  readonly list: string;
  readonly least: number;
}

/**
 * The questions of one round, each about all years, but for the last: how one measure lies over the authority's schools is told
 * for one year, so a round asks it for each, another measure in each round.
 */
export function questionsOf(round: number, lastYear: SchoolYear, schoolYears: number): Question[] {
  const years = Array.from({ length: schoolYears }, (_, n) => schoolYearFrom(startYearOf(lastYear) - n));
  const measure = distributedOverSchools[round % distributedOverSchools.length]?.name ?? '';
  const ofYears = { list: 'years', least: schoolYears };
  return [
    { group: 'counts', path: 'counts', ...ofYears },
    { group: 'rates', path: 'rates', ...ofYears },
    ...dimensionNames.flatMap((name): Question[] => [
      { group: 'characteristics', path: `counts/by/${name}`, ...ofYears },
      { group: 'characteristics', path: `rates/by/${name}`, ...ofYears },
    ]),
    { group: 'methods', path: 'methods', list: 'figures', least: 1 },
    { group: 'exitTiming', path: 'exit-timing', list: 'censuses', least: 1 },
    ...years.map((year): Question => ({
      group: 'distributions',
      path: `distribution?${new URLSearchParams({ measure, year }).toString()}`,
      list: 'places',
      least: 1,
    })),
  ];
}
