/** Attendance as a register sums it up: sessions possible and by code, of one pupil, school and week. */
import { attendanceCode } from './codes/attendance.js';
import { Fact } from './fact.js';
import type { Urn } from './identifiers.js';
import { CodeField, NestedList, UrnField, WholeNumber } from './validation/fields.js';

/** Seven days of two sessions: boarders' schools meet on Saturdays. */
const mostSessions = 14;

export class SessionsOfCode {
  @CodeField(attendanceCode) code!: string;
  @WholeNumber(1, mostSessions) sessions!: number;
}

/** The week that `effectiveOn` lies in, from Monday; best its Monday. */
export class AttendanceSummarised extends Fact {
  @UrnField() school!: Urn;
  @WholeNumber(0, mostSessions) sessionsPossible!: number;
  @NestedList(() => SessionsOfCode, 0, mostSessions) marks!: SessionsOfCode[];
}
