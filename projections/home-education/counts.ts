/**
 * What home education adds to the counts: of the school left for it, and of the authority alone where there was none.
 * Starting is no verdict on the family, nor on the school.
 */
import type { Add, CountedAt } from '../measures/family-counts.js';
import { counted, ledger, onRoll, own, rate, type Measure, type Part } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { HomeEducation } from './home-education.js';

export const homeEducationCountNames = [
  'home_education_notified',
  'home_education_begun',
  'home_education_begun_again',
  'home_education_begun_with_concern',
  'home_education_ended',
  'home_education_returned',
  'home_education_returned_in_window',
  'home_education_unsuitable',
  'school_attendance_orders',
] as const;

type Name = (typeof homeEducationCountNames)[number];

export function countHomeEducation({ homeEducation, attendanceOrders }: Trajectory, add: Add<Name>): void {
  for (const time of homeEducation) {
    const { notifiedOn, startedOn, endedOn, returned, number, pressure, reviews } = time;
    const at = homeOf(time);
    add('home_education_notified', notifiedOn, at);
    add('home_education_begun', startedOn, at);
    if (number > 1) add('home_education_begun_again', startedOn, at);
    if (pressure.length > 0) add('home_education_begun_with_concern', startedOn, at);
    add('home_education_ended', endedOn, at);
    add('home_education_returned', returned?.on ?? null, at);
    if (returned?.withinWindow) add('home_education_returned_in_window', returned.on, at);
    const unsuitable = reviews.find(({ suitability }) => suitability === 'unsuitable');
    add('home_education_unsuitable', unsuitable?.on ?? null, at);
  }
  for (const { orderMadeOn, authority } of attendanceOrders)
    add('school_attendance_orders', orderMadeOn, { school: null, authority });
}

/** Of the school left; a child may never have been at one, and then the authority is the one that a report names. */
export const homeOf = ({ school, authority }: HomeEducation): CountedAt =>
  school === null ? { school, authority } : { school };

const begun: Part<Name> = {
  count: 'home_education_begun',
  says: 'times of education at home that began in the school year, by the school left',
};
const returned: Part<Name> = {
  count: 'home_education_returned',
  says: 'returns to a school’s roll from education at home in the school year, by the school left, all year groups',
};
const withinWindow: Part<Name> = {
  count: 'home_education_returned_in_window',
  says: 'returns to a school’s roll from education at home in the school year within the return window, an authority’s own standard',
};

const times = 'times at home';

export const homeEducationCounts: readonly Measure<Name>[] = [
  counted(
    'home-education-notified',
    'home_education_notified',
    'notices in the school year that a child is to be educated at home',
    'notices',
  ),
  counted('home-education-begun', begun.count, begun.says, times),
  counted(
    'home-education-begun-again',
    'home_education_begun_again',
    'times of education at home begun in the school year that are the child’s second or a later one',
    times,
  ),
  counted(
    'home-education-begun-with-concern',
    'home_education_begun_with_concern',
    'times of education at home begun in the school year with a sign of pressure on record: a concern, never a finding',
    times,
  ),
  counted(
    'home-education-ended',
    'home_education_ended',
    'times of education at home that ended in the school year, however they ended',
    times,
  ),
  counted('home-education-returned', returned.count, returned.says, 'returns'),
  counted('home-education-returned-in-window', withinWindow.count, withinWindow.says, 'returns'),
  counted(
    'home-education-unsuitable',
    'home_education_unsuitable',
    'times of education at home first found unsuitable in the school year',
    times,
  ),
  counted(
    'school-attendance-orders',
    'school_attendance_orders',
    'school attendance orders made in the school year, by the authority that made them',
    'orders',
  ),
];

export const homeEducationRates: readonly Measure[] = [
  rate('home-education-rate', begun, onRoll, own, ledger),
  rate('home-education-return-in-window-share', withinWindow, returned, own, ledger, 'per 100 returns'),
];
