/**
 * Pupils by how often and how long they are suspended, over all schools: the pupil counts once in each authority that
 * suspended them in the year.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { authorityIn } from '../measures/school-authority.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { Exclusion } from './exclusion.js';
import { mostSessionsInYear } from './exclusions.js';

export const repeatedSuspensionNames = [
  'pupils_suspended_once',
  'pupils_suspended_over_10_times',
  'pupils_suspended_for_45_days',
  'pupils_suspended_beyond_45_days',
  'pupils_suspended_over_50_times_ever',
] as const;

export interface RepeatedSuspensions {
  readonly authority: string;
  readonly schoolYear: SchoolYear;
  readonly name: (typeof repeatedSuspensionNames)[number];
}

const oftenInYear = 10;
/** In the whole of school life, over all schools: counted in the year, and by the authority, that goes beyond it. */
const oftenEver = 50;

export function repeatedSuspensions({ exclusions }: Trajectory, register: Register): RepeatedSuspensions[] {
  if (exclusions.length === 0) return [];
  const suspensions = exclusions.filter((each) => each.kind === 'suspension' && each.cancelledOn === null);
  const counted: RepeatedSuspensions[] = [];
  const authorityOf = ({ school, schoolYear }: Exclusion) => authorityIn(school, schoolYear, register);
  for (const schoolYear of new Set(suspensions.map((each) => each.schoolYear))) {
    const ofYear = suspensions.filter((each) => each.schoolYear === schoolYear);
    const ofAll = exclusions.filter((each) => each.schoolYear === schoolYear);
    const sessions = Math.max(...ofAll.map(({ sessionsInYear }) => sessionsInYear));
    for (const authority of new Set(ofYear.map(authorityOf))) {
      const count = (name: RepeatedSuspensions['name']) => counted.push({ authority, schoolYear, name });
      if (ofYear.length === 1) count('pupils_suspended_once');
      if (ofYear.length > oftenInYear) count('pupils_suspended_over_10_times');
      if (sessions === mostSessionsInYear) count('pupils_suspended_for_45_days');
      if (sessions > mostSessionsInYear) count('pupils_suspended_beyond_45_days');
    }
  }
  const beyond = suspensions[oftenEver];
  if (beyond)
    counted.push({
      authority: authorityOf(beyond),
      schoolYear: beyond.schoolYear,
      name: 'pupils_suspended_over_50_times_ever',
    });
  return counted;
}
