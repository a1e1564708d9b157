/** Unrecorded practice as it stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { stateAfter } from '../lifecycle.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { toldUpTo } from '../up-to.js';
import { concernLifecycle } from './concern-lifecycle.js';
import type { Concern, ReducedTimetable } from './practice.js';
import { nextDue } from './timetables.js';
import { timetableLifecycle } from './timetable-lifecycle.js';

type Family = Pick<Trajectory, 'reducedTimetables' | 'informalExclusions' | 'concerns' | 'explanations'>;

/** What had begun by then, and what had not ended yet. What a timetable came to is that of the whole history. */
export function unrecordedPracticeAt(family: Family, day: PlainDate): Family {
  return {
    reducedTimetables: family.reducedTimetables
      .filter(({ course }) => course.some(({ on }) => on <= day))
      .map((each) => timetableAt(each, day)),
    informalExclusions: family.informalExclusions.filter(({ from }) => from <= day),
    concerns: family.concerns.filter(({ raisedOn }) => raisedOn <= day).map((each) => concernAt(each, day)),
    explanations: toldUpTo(family.explanations, day),
  };
}

function timetableAt(each: ReducedTimetable, day: PlainDate): ReducedTimetable {
  const course = toldUpTo(each.course, day);
  const hasEnded = each.to !== null && each.to <= day;
  const reviews = toldUpTo(each.reviews, day);
  const reviewsDue = each.reviewsDue.filter(({ after }) => after <= day);
  return {
    ...each,
    to: hasEnded ? each.to : null,
    ending: hasEnded ? each.ending : null,
    reviews,
    reviewDue: hasEnded ? null : nextDue(reviewsDue, reviews.at(-1)?.on),
    reviewsDue,
    course,
    state: stateAfter(timetableLifecycle, course),
  };
}

function concernAt(each: Concern, day: PlainDate): Concern {
  const course = toldUpTo(each.course, day);
  const isResolved = each.resolvedOn !== null && each.resolvedOn <= day;
  return {
    ...each,
    resolvedOn: isResolved ? each.resolvedOn : null,
    resolvedBy: isResolved ? each.resolvedBy : null,
    course,
    state: stateAfter(concernLifecycle, course),
  };
}
