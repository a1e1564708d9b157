/** What a measure is: what it counts, out of whom, by whose definition. */
import type { authorityCountNames } from '../authority-rates/projection.js';
import type { IntervalMethod } from '../statistics/intervals.js';
import type { FamilyCountName } from './family-counts.js';

/**
 * The counts that figures of school years are made of; those that end in `_change` are headcounts, as `on-roll.ts` keeps
 * them.
 */
export type CountedName = (typeof authorityCountNames)[number] | FamilyCountName;

export interface Part<Name extends string = CountedName> {
  readonly count: Name;
  /** Who or what is counted, with the year groups. */
  readonly says: string;
}

/** Whose way of counting it is. */
export interface CountedBy {
  readonly name: string;
  readonly version: number;
}

export interface Measure<Name extends string = CountedName> {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  readonly numerator: Part<Name>;
  /** Null for a count. */
  readonly denominator: Part<Name> | null;
  /** The numerator is multiplied by it before it is divided: 100 for a rate per 100. */
  readonly per: 1 | 100;
  readonly unit: string;
  readonly decimalPlaces: number;
  readonly method: CountedBy;
  /** What its interval is by; null for what chance has no part in, and for what is not held by pupil. */
  readonly interval: IntervalMethod | null;
  /** Where the definition stands. */
  readonly source: string;
}

export const dfe: CountedBy = { name: 'DfE-exclusions', version: 1 };
/** Counts of what the ledger holds, by no published method. */
export const own: CountedBy = { name: 'ledger-counts', version: 1 };

export const dfeDictionary =
  'DfE, Pupil exclusion statistics: methodology; local authority interactive tool, data dictionary (exclusions)';
export const ledger = 'this ledger';

export const onRoll: Part = {
  count: 'january_on_roll_change',
  says: 'sole and dual main registrations (C and M) on roll on January census day, all year groups',
};

export function count<Name extends string>(
  name: string,
  numerator: Part<Name>,
  method: CountedBy,
  source: string,
  unit: string,
  interval: IntervalMethod | null = null,
): Measure<Name> {
  return {
    name,
    version: 1,
    says: `Number of ${numerator.says}`,
    numerator,
    denominator: null,
    per: 1,
    unit,
    decimalPlaces: 0,
    method,
    interval,
    source,
  };
}

/** A count by no published definition. */
export const counted = <Name extends string>(
  name: string,
  of: Name,
  says: string,
  unit: string,
): Measure<Name> => count(name, { count: of, says }, own, ledger, unit, 'quasi-poisson');

const perOnRoll = 'per 100 on roll';

/**
 * Per 100, to two decimal places: what DfE prints of exclusions, and EPI of moves.
 *
 * @param interval where it is left out, of events that repeat within pupils on roll, and of shares of anything else that
 *   a pupil seldom has twice
 */
export function rate<Over extends string, Under extends string>(
  name: string,
  numerator: Part<Over>,
  denominator: Part<Under>,
  method: CountedBy,
  source: string,
  unit = perOnRoll,
  interval: IntervalMethod | null = unit === perOnRoll ? 'quasi-poisson' : 'wilson',
): Measure<Over | Under> {
  return {
    name,
    version: 1,
    says: `Number of ${numerator.says}, per 100 ${denominator.says}`,
    numerator,
    denominator,
    per: 100,
    unit,
    decimalPlaces: 2,
    method,
    interval,
    source,
  };
}
