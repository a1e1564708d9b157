/** Reviews of reduced timetables. */
import { addDays } from '../../../events/calendar/plain-date.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import type { ReducedTimetable } from '../../unrecorded-practice/practice.js';
import { owe, type Duty } from '../duty.js';

export function addTimetableDuties(
  { reducedTimetables }: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  for (const timetable of reducedTimetables) addReviews(timetable, register, duties);
}

function addReviews(
  { school, to, reviews, reviewsDue }: ReducedTimetable,
  register: Register,
  duties: Duty[],
): void {
  for (const { after, dueOn, isPlanned, evidence } of reviewsDue) {
    const own = reviews.findIndex((review) => review.evidence === evidence);
    const next = reviews.find(({ on }, at) => at > own && on >= after);
    owe(
      duties,
      {
        kind: 'reduced-timetable-review',
        owedBy: 'school',
        owedTo: 'pupil',
        school,
        trigger: { event: evidence, on: after },
        ...(isPlanned && { planned: dueOn }),
        met: next && { event: next.evidence, on: next.on },
        ended: to === null ? null : { on: addDays(to, 1), because: 'timetable-ended' },
      },
      register,
    );
  }
}
