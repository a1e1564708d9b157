/**
 * The measures of breakdowns: each says what it counts of a category, out of what, by whose definition. Those that a place
 * has as a whole too keep its names; shares, means and ratios are of breakdowns alone.
 */
import { dfe, dfeDictionary } from '../measures/measure.js';
import type { DimensionKind } from './dimensions.js';
import { count, perDay, quotient, ratio, share, type BreakdownMeasure } from './measure.js';

const ofPeople: readonly DimensionKind[] = ['characteristic', 'cohort', 'school'];
/** Not of kinds of school: there only enrolments add up. */
const ofPupils: readonly DimensionKind[] = ['characteristic', 'cohort'];

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
    numerator: {
      count: 'permanent_exclusions',
      says: 'times that the reason was given for a permanent exclusion of the school year',
    },
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
    numerator: {
      count: 'suspensions',
      says: 'times that the reason was given for a suspension of the school year',
    },
  },
  count({ name: 'pupil-days-out', over: 'pupil_days_out', unit: 'school days', kinds: ['day'] }),
];

const breakdownRates: readonly BreakdownMeasure[] = [
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
