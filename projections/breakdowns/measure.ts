/** What a measure of breakdowns is: what it counts of a category, out of what, and the few forms that this takes. */
import { ledger, own, type Measure } from '../measures/measure.js';
import type { SquaredOf } from '../measures/squares.js';
import type { RateIntervalMethod } from '../statistics/intervals.js';
import type {
  BreakdownCountName,
  DetailCountName,
  repeatedDetailNames,
  repeatedNames,
} from './contribution.js';
import type { DimensionKind } from './dimensions.js';

/** What figures are made of: the counts of the tallies, headcounts summed up. */
export type Amount =
  | Exclude<BreakdownCountName | DetailCountName, 'january_on_roll_change' | SquaredOf<RepeatedAmount>>
  | 'on_roll';

/** Those of which squares are kept. */
export type RepeatedAmount = (typeof repeatedNames | typeof repeatedDetailNames)[number];

/** Of school days in a year, by which DfE divides. */
export const schoolDaysOfYear = 190;

export type Counted =
  /** An amount of the category. */
  | Amount
  /** What the numerator counts, of everybody. */
  | 'total'
  | 'school-days';

export interface BreakdownMeasure extends Measure<Counted> {
  /** A ratio is a rate of the category over that of the comparator. */
  readonly shape: 'count' | 'quotient' | 'ratio';
  readonly kinds: readonly DimensionKind[];
}

const words: Readonly<Record<Amount, string>> = {
  on_roll: 'sole and dual main registrations (C and M) of the category on roll on January census day',
  permanent_exclusions:
    'permanent exclusions of the category that begin in the school year and were not cancelled',
  permanent_exclusions_upheld:
    'permanent exclusions of the category that a board or panel left standing, no review of them being open',
  suspensions:
    'suspensions of the category, of lunchtimes too, that begin in the school year and were not cancelled',
  suspended_sessions: 'sessions (half-days) of those suspensions, where the report gives a length',
  suspensions_with_length: 'suspensions of the category whose report gives a length',
  pupils_suspended:
    'pupils of the category with one or more suspensions in the school year, once for each school that suspended them',
  distinct_pupils_suspended:
    'pupils of the category with one or more suspensions in the school year, each once however many schools',
  managed_moves_begun:
    'managed moves of the category that came to a trial, or were made without one, in the school year, by the home school',
  pupil_days_out: 'school days on which pupils were out by a suspension, each pupil once a day',
};

/**
 * What the interval of a number of it is by: of pupils, and of what a pupil seldom has twice, Poisson's. Null for
 * headcounts, where chance has no part, and where no squares are kept of what repeats within a pupil.
 */
const ofNumber: Readonly<Record<Amount, Exclude<RateIntervalMethod, 'wilson'> | null>> = {
  on_roll: null,
  permanent_exclusions: 'poisson',
  permanent_exclusions_upheld: 'poisson',
  suspensions: 'quasi-poisson',
  suspended_sessions: null,
  suspensions_with_length: null,
  pupils_suspended: 'poisson',
  distinct_pupils_suspended: 'poisson',
  managed_moves_begun: 'quasi-poisson',
  pupil_days_out: 'quasi-poisson',
};

/** A part of pupils is a proportion. */
const ofProportion = (over: Amount): 'wilson' | null =>
  over === 'pupils_suspended' || over === 'distinct_pupils_suspended' ? 'wilson' : null;

/** What the interval of a rate over those on roll is by. */
export const intervalOfRate = (over: Amount): RateIntervalMethod | null =>
  ofProportion(over) ?? ofNumber[over];

type Definition = Pick<BreakdownMeasure, 'name' | 'unit' | 'kinds'> &
  Partial<Pick<BreakdownMeasure, 'method' | 'source' | 'decimalPlaces'>> & { readonly over: Amount };

const define = (
  { method = own, source = ledger, decimalPlaces = 2, over, ...measure }: Definition,
  rest: Pick<BreakdownMeasure, 'shape' | 'says' | 'denominator' | 'per' | 'interval'>,
): BreakdownMeasure => ({
  version: 1,
  method,
  source,
  decimalPlaces,
  numerator: { count: over, says: words[over] },
  ...measure,
  ...rest,
});

export const count = (definition: Definition): BreakdownMeasure =>
  define(
    { decimalPlaces: 0, ...definition },
    {
      shape: 'count',
      says: `Number of ${words[definition.over]}`,
      denominator: null,
      per: 1,
      interval: ofNumber[definition.over],
    },
  );

export const quotient = (definition: Definition, under: Amount, per: 1 | 100): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, ${per === 1 ? 'over' : 'per 100'} ${words[under]}`,
    denominator: { count: under, says: words[under] },
    per,
    interval: under === 'on_roll' ? intervalOfRate(definition.over) : null,
  });

export const share = (definition: Definition, whole: string): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, per 100 of ${whole}`,
    denominator: { count: 'total', says: whole },
    per: 100,
    interval: ofProportion(definition.over),
  });

export const perDay = (definition: Definition): BreakdownMeasure =>
  define(
    { decimalPlaces: 1, ...definition },
    {
      shape: 'quotient',
      says: `Number of ${words[definition.over]}, over ${schoolDaysOfYear} school days`,
      denominator: { count: 'school-days', says: `${schoolDaysOfYear} school days of a year` },
      per: 1,
      interval: ofNumber[definition.over],
    },
  );

export const ratio = (definition: Definition): BreakdownMeasure =>
  define(definition, {
    shape: 'ratio',
    says: `Number of ${words[definition.over]}, per head on roll in January, over the same of the comparator that the figure names`,
    denominator: { count: 'on_roll', says: words.on_roll },
    per: 1,
    interval: 'mover',
  });
