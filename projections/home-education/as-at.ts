/** Home education as it stood in the world on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { stateAfter } from '../lifecycle.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { toldUpTo, upTo } from '../up-to.js';
import type { AttendanceOrder, Consent, HomeEducation } from './home-education.js';
import { homeEducationLifecycle } from './lifecycle.js';
import { orderLifecycle } from './order-lifecycle.js';

type Family = Pick<Trajectory, 'homeEducation' | 'attendanceOrders'>;

/** What somebody had done by then, and what had not ended yet. */
export function homeEducationAt({ homeEducation, attendanceOrders }: Family, day: PlainDate): Family {
  return {
    homeEducation: homeEducation
      .filter((each) => firstDayOf(each) <= day)
      .map((each) => episodeAt(each, day)),
    attendanceOrders: attendanceOrders
      .filter(({ course }) => course.some(({ on }) => on <= day))
      .map((each) => orderAt(each, day)),
  };
}

/** Information and meetings are no steps of the course, yet they may be the first word of it. */
function firstDayOf({ course, informationGivenOn, meetings, reviews }: HomeEducation): PlainDate | '' {
  const days = [course[0]?.on, informationGivenOn, ...[...meetings, ...reviews].map(({ on }) => on)].flatMap(
    (on) => on ?? [],
  );
  return days.sort()[0] ?? '';
}

function episodeAt(each: HomeEducation, day: PlainDate): HomeEducation {
  const course = toldUpTo(each.course, day);
  const isNotified = each.notifiedOn !== null && each.notifiedOn <= day;
  const hasLeft = each.leftOn !== null && each.leftOn <= day;
  const hasReturned = each.returned !== null && each.returned.on <= day;
  const hasEnded = each.endedOn !== null && each.endedOn <= day;
  return {
    ...each,
    notifiedOn: upTo(each.notifiedOn, day),
    ...(!isNotified && { letter: null, meetingDue: null }),
    leftOn: upTo(each.leftOn, day),
    startedOn: upTo(each.startedOn, day),
    informationGivenOn: upTo(each.informationGivenOn, day),
    meetings: toldUpTo(each.meetings, day),
    consents: each.consents.map((consent) => consentAt(consent, day)),
    reviews: toldUpTo(each.reviews, day),
    returnWindow: hasLeft ? each.returnWindow : null,
    returnRequestedOn: upTo(each.returnRequestedOn, day),
    returned: hasReturned ? each.returned : null,
    endedOn: hasEnded ? each.endedOn : null,
    ending: hasEnded ? each.ending : null,
    pressure: toldUpTo(each.pressure, day),
    course,
    state: stateAfter(homeEducationLifecycle, course),
  };
}

const consentAt = (consent: Consent, day: PlainDate): Consent =>
  consent.decidedOn !== null && consent.decidedOn <= day
    ? consent
    : { ...consent, decision: null, decidedOn: null };

function orderAt(order: AttendanceOrder, day: PlainDate): AttendanceOrder {
  const course = toldUpTo(order.course, day);
  const isServed = order.noticeServedOn !== null && order.noticeServedOn <= day;
  const isMade = order.orderMadeOn !== null && order.orderMadeOn <= day;
  const isRevoked = order.revokedOn !== null && order.revokedOn <= day;
  return {
    ...order,
    noticeServedOn: upTo(order.noticeServedOn, day),
    answerBy: isServed ? order.answerBy : null,
    orderMadeOn: upTo(order.orderMadeOn, day),
    school: isMade ? order.school : null,
    joined: order.joined && order.joined.on <= day ? order.joined : null,
    revokedOn: upTo(order.revokedOn, day),
    revokedFor: isRevoked ? order.revokedFor : null,
    course,
    state: stateAfter(orderLifecycle, course),
  };
}
