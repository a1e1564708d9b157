/** What exclusions were: their reasons, how long they lasted, how many came to one pupil, and days out of school. */
import type { Code } from '../../events/codes/code-list.js';
import { exclusionReason } from '../../events/codes/exclusion-reason.js';
import { daysOut } from '../exclusions/days-out.js';
import type { Register } from '../register/register.js';
import { unlisted, type Category } from './characteristic.js';
import type { Contribution } from './contribution.js';
import type { Happened, SuspendedPupils } from './happenings.js';

export const reasonCategories: readonly (Category & Pick<Code, 'from' | 'to'>)[] = [
  ...exclusionReason.codes.values(),
  unlisted,
];

interface Band extends Category {
  /** Up to so many, and more than the band before. */
  readonly upTo: number;
}

/** In sessions of half a day. [our choice, but for the week that DfE tells apart] */
export const lengthBands: readonly Band[] = [
  { code: 'up-to-1-day', label: 'Up to one school day', upTo: 2 },
  { code: 'up-to-2-days', label: 'More than one, up to two school days', upTo: 4 },
  { code: 'up-to-3-days', label: 'More than two, up to three school days', upTo: 6 },
  { code: 'up-to-5-days', label: 'More than three, up to five school days', upTo: 10 },
  { code: 'up-to-10-days', label: 'More than five, up to ten school days', upTo: 20 },
  { code: 'up-to-15-days', label: 'More than ten, up to fifteen school days', upTo: 30 },
  { code: 'over-15-days', label: 'More than fifteen school days', upTo: Infinity },
];

/** Suspensions of one pupil in the school year. [our choice, but for the first and the eleventh] */
export const repeatBands: readonly Band[] = [
  { code: '1', label: 'One', upTo: 1 },
  { code: '2', label: 'Two', upTo: 2 },
  { code: '3', label: 'Three', upTo: 3 },
  { code: '4', label: 'Four', upTo: 4 },
  { code: '5', label: 'Five', upTo: 5 },
  { code: '6-to-10', label: 'Six to ten', upTo: 10 },
  { code: 'over-10', label: 'More than ten', upTo: Infinity },
];

/** Of days out of school there is one number: on how many school days each pupil was out. */
export const allDays = 'all';

export function addDetails(
  contribution: Contribution,
  happened: readonly Happened[],
  { atEachSchool, atEachPlace }: SuspendedPupils,
  register: Register,
): void {
  for (const { exclusion, places } of happened) {
    const { kind, schoolYear, reasons, lengthSessions } = exclusion;
    const name = kind === 'suspension' ? 'suspensions' : 'permanent_exclusions';
    for (const reason of reasons)
      contribution.addDetail(places, schoolYear, 'reason', reasonOf(reason), name);
    if (kind === 'suspension' && lengthSessions !== null)
      contribution.addDetail(places, schoolYear, 'length', bandOf(lengthBands, lengthSessions), name);
  }
  for (const { where, suspensions, last } of atEachSchool) {
    const band = bandOf(repeatBands, suspensions.length);
    contribution.addDetail([where], last.exclusion.schoolYear, 'repeats', band, 'pupils_suspended');
  }
  for (const { where, suspensions, last } of atEachPlace) {
    const { schoolYear } = last.exclusion;
    const band = bandOf(repeatBands, suspensions.length);
    contribution.addDetail([where], schoolYear, 'repeats', band, 'distinct_pupils_suspended');
    const days = schoolDaysOut(suspensions, register);
    contribution.addDetail([where], schoolYear, 'day', allDays, 'pupil_days_out', days);
  }
}

const reasonOf = (reason: string): string => (exclusionReason.codes.has(reason) ? reason : unlisted.code);
const bandOf = (bands: readonly Band[], value: number): string =>
  bands.find(({ upTo }) => value <= upTo)?.code ?? unlisted.code;

/** A pupil who is out by two suspensions on one day is out once. */
function schoolDaysOut(suspensions: readonly Happened[], register: Register): number {
  const days = suspensions.map(({ exclusion }) => daysOut(exclusion, register.calendarOf(exclusion.school)));
  return days.length === 1 ? (days[0]?.length ?? 0) : new Set(days.flat().map(({ on }) => on)).size;
}
