/** Free school meals: as at January, at any time in six years, and for most of school life. */
import {
  addDays,
  addMonths,
  daysBetween,
  later,
  type PlainDate,
} from '../../../events/calendar/plain-date.js';
import type { Dated } from '../../trajectory/circumstances.js';
import {
  asReported,
  changesIn,
  none,
  type Category,
  type Characteristic,
  type Stretch,
} from '../characteristic.js';

const yes: Category = { code: 'yes', label: 'Eligible' };
const no: Category = { code: 'no', label: 'Not eligible' };
const codeOf = (eligible: boolean): string => (eligible ? yes.code : no.code);

const shared = {
  ofEvents: 'january',
  ofRoll: 'january',
  unions: [],
  exclusive: true,
  comparator: no.code,
} as const;

export const freeMeals: Characteristic = {
  ...shared,
  name: 'free-school-meals',
  label: 'Free school meals',
  says: 'known to be eligible for free school meals on January census day of the school year',
  source: 'DfE, Pupil exclusion statistics: methodology (free school meals as at the January census)',
  categories: [yes, no],
  stretches: ({ freeSchoolMeals }) => asReported(freeSchoolMeals, codeOf),
};

/** DfE, pupil premium: eligible at any census of the last six years. */
const monthsOfEver6 = 72;

export const ever6: Characteristic = {
  ...shared,
  name: 'free-school-meals-ever-6',
  label: 'Free school meals in the last six years',
  says: 'known to be eligible for free school meals on any day of the six years up to January census day',
  source: 'DfE, Pupil premium: conditions of grant (Ever 6 FSM)',
  categories: [
    { code: yes.code, label: 'Eligible in the last six years' },
    { code: no.code, label: 'Not known to be eligible in the last six years' },
  ],
  stretches: ({ freeSchoolMeals }) => inSixYears(changesIn(freeSchoolMeals)),
};

/** @param timeline of what changed */
function inSixYears(timeline: readonly Dated<boolean>[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  /** The first day that lies more than six years after the last one of eligibility so far. */
  let outFrom: PlainDate | null = null;
  for (const [at, { from, value }] of timeline.entries()) {
    const next = timeline[at + 1]?.from;
    if (value) {
      stretches.push({ from, codes: [yes.code] });
      if (next !== undefined) outFrom = addDays(addMonths(addDays(next, -1), monthsOfEver6), 1);
    } else if (outFrom === null || outFrom <= from) stretches.push({ from, codes: [no.code] });
    else if (next === undefined || outFrom < next) stretches.push({ from: outFrom, codes: [no.code] });
  }
  return stretches;
}

/** [check] Education Policy Institute, Closing the Gap: eligible for at least 80% of school life. */
const mostOfSchoolLife = { part: 4, of: 5 } as const;

export const persistentlyDisadvantaged: Characteristic = {
  ...shared,
  name: 'persistently-disadvantaged',
  label: 'Persistently disadvantaged',
  ofEvents: 'event',
  says: 'eligible for free school meals on at least 80% of the days from the first word of it up to the day; school life before that word is not known',
  source: 'Education Policy Institute, Closing the Gap: free school meals for at least 80% of school life',
  categories: [
    { code: yes.code, label: 'At least 80% of school life' },
    { code: no.code, label: 'Less than 80% of school life' },
  ],
  stretches: ({ freeSchoolMeals }) => mostlyEligible(changesIn(freeSchoolMeals)),
};

/**
 * Between two reports the share only rises or only falls, so that it passes the threshold once at most, on a day that
 * follows from what went before: no day need be looked at singly.
 *
 * @param timeline of what changed
 */
function mostlyEligible(timeline: readonly Dated<boolean>[]): readonly Stretch[] {
  const first = timeline[0]?.from;
  if (first === undefined) return none;
  const { part, of } = mostOfSchoolLife;
  const stretches: Stretch[] = [];
  let eligibleDays = 0;
  for (const [at, { from, value }] of timeline.entries()) {
    const next = timeline[at + 1]?.from;
    const days = daysBetween(first, from);
    // Days so far that lack to the threshold, or lie beyond it.
    const beyond = of * eligibleDays - part * days;
    const after = value ? Math.ceil(-beyond / (of - part)) : Math.floor(beyond / part) + 1;
    const passes = later(from, addDays(from, days === 0 || after < 0 ? 0 : after));
    if (passes > from) stretches.push({ from, codes: [codeOf(!value)] });
    if (next === undefined || passes < next) stretches.push({ from: passes, codes: [codeOf(value)] });
    if (value && next !== undefined) eligibleDays += daysBetween(from, next);
  }
  return stretches;
}
