/** What home education shows that a rule forbids, or that is to be looked into. */
import { addDays, daysBetween } from '../../events/calendar/plain-date.js';
import { outOfCourse } from '../lifecycle.js';
import type { Register } from '../register/register.js';
import type { Flag } from '../trajectory/flags.js';
import type { AttendanceOrder, HomeEducation } from './home-education.js';

export const homeEducationFlagCatalogue = {
  'home-education-out-of-course':
    'A step of home education that cannot follow on those before it, such as leaving the roll after consent was refused',
  'home-education-notice-late':
    'Deleted for home education before the notice of it (SI 2024/208 reg 9(1)(f); SI 2006/1751 reg 8(1)(d))',
  'home-education-without-consent':
    'Deleted, or begun at home, without the consent that the law asks of the authority (SI 2024/208 reg 9; Education Act 1996 s.434A)',
  'sign-of-pressure':
    'A sign that home education may not have been the family’s own choice: a concern to look into, no verdict',
  'home-education-short-cycle':
    'Home education that soon ended on a roll again: it may stand for time out of school that nobody recorded (local standard)',
  'home-education-repeated': 'Educated at home again after a return to school',
  'education-notice-too-short':
    'A notice of less than 15 days, the day of service counted (Education Act 1996 s.437(2))',
  'attendance-order-early':
    'A school attendance order made before the time to answer the notice had run out (Education Act 1996 s.437(3))',
  'attendance-order-out-of-course':
    'A step of a school attendance order that cannot follow on those before it, such as an order without a notice (Education Act 1996 s.437)',
} as const;

/** Education Act 1996 s.437(2): beginning with the day on which the notice is served. */
const noticeDays = 15;

export function homeEducationFlags(
  episodes: readonly HomeEducation[],
  orders: readonly AttendanceOrder[],
  register: Register,
): Flag[] {
  return [...episodes.flatMap((each) => ofEpisode(each, register)), ...orders.flatMap(ofOrder)];
}

function ofEpisode(each: HomeEducation, register: Register): Flag[] {
  const { course, notifiedOn, leftOn, startedOn, returned, pressure, number, evidence } = each;
  const flags = outOfCourse('home-education-out-of-course', course);
  if (leftOn !== null && notifiedOn !== null && notifiedOn > leftOn)
    flags.push({ flag: 'home-education-notice-late', on: leftOn, evidence });
  flags.push(...withoutConsent(each));
  for (const { sign, on, evidence: signs } of pressure)
    flags.push({ flag: 'sign-of-pressure', on, about: sign, evidence: signs });
  if (returned && returned.daysAtHome !== null && returned.daysAtHome <= shortCycleDays(each, register))
    flags.push({ flag: 'home-education-short-cycle', on: returned.on, evidence });
  if (number > 1 && startedOn !== null)
    flags.push({ flag: 'home-education-repeated', on: startedOn, evidence });
  return flags;
}

/** A consent that was granted after the name had gone came too late. */
function withoutConsent({ consents, leftOn, startedOn, evidence }: HomeEducation): Flag[] {
  const on = leftOn ?? startedOn;
  if (on === null) return [];
  return consents
    .filter(({ askedBy, decision, decidedOn }) => {
      const isGranted = decision === 'granted' && decidedOn !== null && decidedOn <= on;
      return askedBy !== null && !isGranted;
    })
    .map(({ ground, evidence: asked }) => ({
      flag: 'home-education-without-consent',
      on,
      about: ground,
      evidence: [...new Set([...evidence, ...asked])],
    }));
}

function shortCycleDays({ school, startedOn }: HomeEducation, register: Register): number {
  if (startedOn === null) return 0;
  const authority = school === null ? undefined : register.school(school)?.authority;
  return register.standards.holdingOn('home-education-short-cycle', authority, startedOn).length;
}

function ofOrder({ course, noticeServedOn, answerBy, orderMadeOn, evidence }: AttendanceOrder): Flag[] {
  const flags = outOfCourse('attendance-order-out-of-course', course);
  if (noticeServedOn === null) return flags;
  if (answerBy !== null && daysBetween(noticeServedOn, answerBy) + 1 < noticeDays)
    flags.push({ flag: 'education-notice-too-short', on: noticeServedOn, evidence });
  const lastDay = answerBy ?? addDays(noticeServedOn, noticeDays - 1);
  if (orderMadeOn !== null && orderMadeOn >= noticeServedOn && orderMadeOn <= lastDay)
    flags.push({ flag: 'attendance-order-early', on: orderMadeOn, evidence });
  return flags;
}
