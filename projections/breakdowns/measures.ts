/**
 * The measures of breakdowns: each says what it counts of a category, out of what, by whose definition. Those that a place
 * has as a whole too keep its names; shares, means and ratios are of breakdowns alone.
 */
import { dfe, dfeDictionary, ledger, own, type CountedBy } from '../measures/measure.js';
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

const ofPeople: readonly DimensionKind[] = ['characteristic', 'cohort', 'school'];
/** Not of kinds of school: there only enrolments add up. */
const ofPupils: readonly DimensionKind[] = ['characteristic', 'cohort'];

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

const count = (definition: Definition): BreakdownMeasure =>
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

const quotient = (definition: Definition, under: Amount, per: 1 | 100): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, ${per === 1 ? 'over' : 'per 100'} ${words[under]}`,
    under,
    numerator: words[definition.over],
    denominator: words[under],
    per,
  });

const share = (definition: Definition, whole: string): BreakdownMeasure =>
  define(definition, {
    shape: 'quotient',
    says: `Number of ${words[definition.over]}, per 100 of ${whole}`,
    under: 'total',
    numerator: words[definition.over],
    denominator: whole,
    per: 100,
  });

const perDay = (definition: Definition): BreakdownMeasure =>
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

const ratio = (definition: Definition): BreakdownMeasure =>
  define(definition, {
    shape: 'ratio',
    says: `Number of ${words[definition.over]}, per head on roll in January, over the same of the comparator that the figure names`,
    under: 'on_roll',
    numerator: words[definition.over],
    denominator: words.on_roll,
    per: 1,
  });

const byDfe = { method: dfe, source: dfeDictionary };
const registrations = 'registrations';
const onRoll = 'per 100 on roll';
const times = 'times the comparator’s rate';

export const breakdownCounts: readonly BreakdownMeasure[] = [
  count({
    name: 'headcount',
    over: 'on_roll',
    unit: registrations,
    kinds: ofPeople,
    source: 'DfE, school census: pupils on roll',
  }),
  count({
    ...byDfe,
    name: 'permanent-exclusions',
    over: 'permanent_exclusions',
    unit: 'permanent exclusions',
    kinds: ofPeople,
  }),
  count({
    name: 'permanent-exclusions-upheld',
    over: 'permanent_exclusions_upheld',
    unit: 'permanent exclusions',
    kinds: ofPeople,
  }),
  count({
    ...byDfe,
    name: 'suspensions',
    over: 'suspensions',
    unit: 'suspensions',
    kinds: [...ofPeople, 'length'],
  }),
  count({
    ...byDfe,
    name: 'suspended-sessions',
    over: 'suspended_sessions',
    unit: 'sessions',
    kinds: ofPeople,
  }),
  count({
    ...byDfe,
    name: 'one-or-more-suspensions-enrolments',
    over: 'pupils_suspended',
    unit: 'pupil enrolments',
    kinds: [...ofPeople, 'repeats'],
  }),
  count({
    name: 'one-or-more-suspensions-distinct-pupils',
    over: 'distinct_pupils_suspended',
    unit: 'pupils',
    kinds: [...ofPupils, 'repeats'],
  }),
  count({ name: 'managed-moves-begun', over: 'managed_moves_begun', unit: 'managed moves', kinds: ofPupils }),
  {
    ...count({
      ...byDfe,
      name: 'reasons-of-permanent-exclusions',
      over: 'permanent_exclusions',
      unit: 'reasons',
      kinds: ['reason'],
    }),
    says: 'Number of times that the reason was given for a permanent exclusion',
    numerator: 'times that the reason was given for a permanent exclusion of the school year',
  },
  {
    ...count({
      ...byDfe,
      name: 'reasons-of-suspensions',
      over: 'suspensions',
      unit: 'reasons',
      kinds: ['reason'],
    }),
    says: 'Number of times that the reason was given for a suspension',
    numerator: 'times that the reason was given for a suspension of the school year',
  },
  count({ name: 'pupil-days-out', over: 'pupil_days_out', unit: 'school days', kinds: ['day'] }),
];

export const breakdownRates: readonly BreakdownMeasure[] = [
  quotient(
    {
      ...byDfe,
      name: 'permanent-exclusion-rate',
      over: 'permanent_exclusions',
      unit: onRoll,
      kinds: ofPeople,
    },
    'on_roll',
    100,
  ),
  quotient(
    {
      name: 'permanent-exclusion-rate-upheld',
      over: 'permanent_exclusions_upheld',
      unit: onRoll,
      kinds: ofPeople,
    },
    'on_roll',
    100,
  ),
  quotient(
    { ...byDfe, name: 'suspension-rate', over: 'suspensions', unit: onRoll, kinds: ofPeople },
    'on_roll',
    100,
  ),
  quotient(
    {
      ...byDfe,
      name: 'one-or-more-suspensions-rate-enrolments',
      over: 'pupils_suspended',
      unit: onRoll,
      kinds: ofPeople,
    },
    'on_roll',
    100,
  ),
  quotient(
    {
      name: 'one-or-more-suspensions-rate-distinct-pupils',
      over: 'distinct_pupils_suspended',
      unit: onRoll,
      kinds: ofPupils,
    },
    'on_roll',
    100,
  ),
  quotient(
    { name: 'managed-moves-begun-rate', over: 'managed_moves_begun', unit: onRoll, kinds: ofPupils },
    'on_roll',
    100,
  ),
  quotient(
    {
      ...byDfe,
      name: 'suspensions-per-pupil-enrolment',
      over: 'suspensions',
      unit: 'suspensions per pupil with one or more',
      kinds: ofPeople,
    },
    'pupils_suspended',
    1,
  ),
  quotient(
    { ...byDfe, name: 'suspension-length', over: 'suspended_sessions', unit: 'sessions', kinds: ofPeople },
    'suspensions_with_length',
    1,
  ),
  share(
    { name: 'headcount-share', over: 'on_roll', unit: 'per 100 on roll', kinds: ofPeople },
    'all on roll on January census day',
  ),
  share(
    {
      ...byDfe,
      name: 'permanent-exclusions-share',
      over: 'permanent_exclusions',
      unit: 'per 100 permanent exclusions',
      kinds: ofPeople,
    },
    'all permanent exclusions of the school year',
  ),
  share(
    {
      ...byDfe,
      name: 'suspensions-share',
      over: 'suspensions',
      unit: 'per 100 suspensions',
      kinds: [...ofPeople, 'length'],
    },
    'all suspensions of the school year',
  ),
  share(
    {
      name: 'one-or-more-suspensions-share-distinct-pupils',
      over: 'distinct_pupils_suspended',
      unit: 'per 100 pupils',
      kinds: ['repeats'],
    },
    'all pupils with one or more suspensions',
  ),
  share(
    {
      ...byDfe,
      name: 'reasons-of-permanent-exclusions-share',
      over: 'permanent_exclusions',
      unit: 'per 100 reasons',
      kinds: ['reason'],
    },
    'all reasons given for permanent exclusions of the school year',
  ),
  share(
    {
      ...byDfe,
      name: 'reasons-of-suspensions-share',
      over: 'suspensions',
      unit: 'per 100 reasons',
      kinds: ['reason'],
    },
    'all reasons given for suspensions of the school year',
  ),
  ratio({
    name: 'permanent-exclusion-rate-ratio',
    over: 'permanent_exclusions',
    unit: times,
    kinds: ofPeople,
  }),
  ratio({ name: 'suspension-rate-ratio', over: 'suspensions', unit: times, kinds: ofPeople }),
  ratio({
    name: 'one-or-more-suspensions-rate-ratio-enrolments',
    over: 'pupils_suspended',
    unit: times,
    kinds: ofPeople,
  }),
  perDay({
    ...byDfe,
    name: 'permanent-exclusions-beginning-per-school-day',
    over: 'permanent_exclusions',
    unit: 'permanent exclusions',
    kinds: ['day'],
  }),
  perDay({
    ...byDfe,
    name: 'suspensions-beginning-per-school-day',
    over: 'suspensions',
    unit: 'suspensions',
    kinds: ['day'],
  }),
  perDay({ name: 'pupils-out-per-school-day', over: 'pupil_days_out', unit: 'pupils', kinds: ['day'] }),
];

export const breakdownMeasures: readonly BreakdownMeasure[] = [...breakdownCounts, ...breakdownRates];

export const measuresOf = (report: 'counts' | 'rates', kind: DimensionKind): readonly BreakdownMeasure[] =>
  (report === 'counts' ? breakdownCounts : breakdownRates).filter(({ kinds }) => kinds.includes(kind));
