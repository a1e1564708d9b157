/** What a measure of breakdowns is: what it counts of a category, out of what, and the few forms that this takes. */
import { ledger, own, type CountedBy } from '../measures/measure.js';
import type { BreakdownCountName, DetailCountName } from './contribution.js';
import type { DimensionKind } from './dimensions.js';

/** What figures are made of: the counts of the tallies, headcounts summed up. */
export type Amount = Exclude<BreakdownCountName, 'january_on_roll_change'> | DetailCountName | 'on_roll';

/** Of school days in a year, by which DfE divides. */
export const schoolDaysOfYear = 190;

export type Under =
  /** Another amount of the category. */
  | Amount
  /** The same amount of everybody. */
  | 'total'
  | 'school-days';

export interface BreakdownMeasure {
  readonly name: string;
  readonly version: number;
  /** A ratio is a rate of the category over that of the comparator. */
  readonly shape: 'count' | 'quotient' | 'ratio';
  readonly says: string;
  readonly over: Amount;
  readonly under: Under | null;
  readonly numerator: string;
  readonly denominator: string | null;
  readonly per: 1 | 100;
  readonly unit: string;
  readonly decimalPlaces: number;
  readonly method: CountedBy;
  readonly source: string;
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

type Definition = Pick<BreakdownMeasure, 'name' | 'over' | 'unit' | 'kinds'> &
  Partial<Pick<BreakdownMeasure, 'method' | 'source' | 'decimalPlaces'>>;

const define = (
  { method = own, source = ledger, decimalPlaces = 2, ...measure }: Definition,
  rest: Pick<BreakdownMeasure, 'shape' | 'says' | 'under' | 'numerator' | 'denominator' | 'per'>,
): BreakdownMeasure => ({ version: 1, method, source, decimalPlaces, ...measure, ...rest });

export const count = (definition: Definition): BreakdownMeasure =>
  define(
    { decimalPlaces: 0, ...definition },
    {
      shape: 'count',
      says: `Number of ${words[definition.over]}`,
      under: null,
      numerator: words[definition.over],
      denominator: null,
      per: 1,
    },
  );

export const quotient = (definition: Definition, under: Amount, per: 1 | 100): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, ${per === 1 ? 'over' : 'per 100'} ${words[under]}`,
    under,
    numerator: words[definition.over],
    denominator: words[under],
    per,
  });

export const share = (definition: Definition, whole: string): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, per 100 of ${whole}`,
    under: 'total',
    numerator: words[definition.over],
    denominator: whole,
    per: 100,
  });

export const perDay = (definition: Definition): BreakdownMeasure =>
  define(
    { decimalPlaces: 1, ...definition },
    {
      shape: 'quotient',
      says: `Number of ${words[definition.over]}, over ${schoolDaysOfYear} school days`,
      under: 'school-days',
      numerator: words[definition.over],
      denominator: `${schoolDaysOfYear} school days of a year`,
      per: 1,
    },
  );

export const ratio = (definition: Definition): BreakdownMeasure =>
  define(definition, {
    shape: 'ratio',
    says: `Number of ${words[definition.over]}, per head on roll in January, over the same of the comparator that the figure names`,
    under: 'on_roll',
    numerator: words[definition.over],
    denominator: words.on_roll,
    per: 1,
  });
