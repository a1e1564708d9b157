/** How many of the children looked after in a year had another involvement of social care in the five years before. */
import { addMonths, addDays, later, type PlainDate } from '../../events/calendar/plain-date.js';
import { heldWithin } from '../trajectory/social-care.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { quotientHalfUp } from './half-up.js';

/** DfE, Promoting the education of children with a social worker (2021): the previous five years. */
const monthsBefore = 60;

export interface EarlierStatus {
  readonly lookedAfter: number;
  readonly withEarlierStatus: number;
  /** Of 100 looked after, half up; null where nobody was. */
  readonly percentage: string | null;
}

/**
 * Counted back from the day on which the child came to be looked after, or from the first day of the year where that was
 * before.
 *
 * @param from,to the year, first and last day
 * @param status a code of the list social-care
 */
export function earlierStatusOfLookedAfter(
  trajectories: Iterable<Trajectory>,
  from: PlainDate,
  to: PlainDate,
  status: string,
): EarlierStatus {
  let [lookedAfter, withEarlierStatus] = [0, 0];
  for (const {
    circumstances: { socialCare },
  } of trajectories) {
    if (!heldWithin(socialCare, 'CLA', from, to)) continue;
    lookedAfter += 1;
    const began = socialCare.findLast((each) => each.value === 'CLA' && each.from <= to)?.from ?? from;
    const until = addDays(later(began, from), -1);
    if (heldWithin(socialCare, status, addMonths(until, -monthsBefore), until)) withEarlierStatus += 1;
  }
  return {
    lookedAfter,
    withEarlierStatus,
    percentage: quotientHalfUp(withEarlierStatus, lookedAfter, 100, 0),
  };
}
