/** The attendance of a cohort in a period, as authorities follow that of vulnerable children. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { quotientHalfUp } from '../measures/half-up.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { sessionsOfPeriod } from './attendance.js';

export interface CohortAttendance {
  /** Those of the cohort with a possible session in the period. */
  readonly pupils: number;
  readonly possible: number;
  readonly attended: number;
  /** Attended per 100 possible sessions, to one decimal place, half up; null where none was possible. */
  readonly percentage: string | null;
}

/** @param from,to the weeks that begin from the one day to the other, both included */
export function attendanceOfCohort(
  trajectories: Iterable<Trajectory>,
  isOfCohort: (trajectory: Trajectory) => boolean,
  from: PlainDate,
  to: PlainDate,
): CohortAttendance {
  let [pupils, possible, attended] = [0, 0, 0];
  for (const trajectory of trajectories) {
    if (!isOfCohort(trajectory)) continue;
    const sessions = sessionsOfPeriod(trajectory.attendance, from, to);
    if (sessions.possible > 0) pupils += 1;
    possible += sessions.possible;
    attended += sessions.attended;
  }
  return { pupils, possible, attended, percentage: quotientHalfUp(attended, possible, 100, 1) };
}
