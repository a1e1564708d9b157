/** Reviews of reduced timetables. */
import { addDays } from '../../../events/calendar/plain-date.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import type { ReducedTimetable } from '../../unrecorded-practice/practice.js';
import { owed, type Duty } from '../duty.js';

export const timetableDutiesOf = ({ reducedTimetables }: Trajectory, register: Register): Duty[] =>
  reducedTimetables.flatMap((timetable) => reviewDuties(timetable, register));

function reviewDuties({ school, to, reviews, reviewsDue }: ReducedTimetable, register: Register): Duty[] {
  return reviewsDue.flatMap(({ after, dueOn, isPlanned, evidence }) => {
    const own = reviews.findIndex((review) => review.evidence === evidence);
    const next = reviews.find(({ on }, at) => at > own && on >= after);
    return owed(
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
  });
}
