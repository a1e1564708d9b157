/** Home education and school attendance orders of a trajectory as documents tell them. */
import { homeEducationLetter, homeEducationReason } from '../../events/codes/home-education.js';
import { meetingAttendee } from '../../events/codes/meeting-attendee.js';
import type { AttendanceOrder, HomeEducation } from '../../projections/home-education/home-education.js';
import { homeEducationLifecycle } from '../../projections/home-education/lifecycle.js';
import { orderLifecycle } from '../../projections/home-education/order-lifecycle.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { AttendanceOrderTold, HomeEducationTold } from './documents/home-education.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { courseInWords } from './lifecycle-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

export type HomeEducationInWords = Pick<TrajectoryDocument, 'homeEducation' | 'attendanceOrders'>;

/** @param register as of the same position as the trajectory */
export function homeEducationInWords(
  { homeEducation, attendanceOrders }: Trajectory,
  register: Register,
): HomeEducationInWords {
  return {
    homeEducation: homeEducation.map((each) => episodeInWords(each, register)),
    attendanceOrders: attendanceOrders.map((each) => orderInWords(each, register)),
  };
}

function episodeInWords(each: HomeEducation, register: Register): HomeEducationTold {
  const { school, authority, letter, reason, returnWindow, returned } = each;
  return {
    school: school && schoolName(register, school),
    authority: authority && authorityName(register, authority),
    ...courseInWords(homeEducationLifecycle, each),
    number: each.number,
    notifiedOn: each.notifiedOn,
    letter: letter === null ? null : codeInWords(homeEducationLetter, letter),
    reason: reason === null ? null : codeInWords(homeEducationReason, reason),
    leftOn: each.leftOn,
    startedOn: each.startedOn,
    informationGivenOn: each.informationGivenOn,
    meetings: each.meetings.map(({ on, attended, evidence }) => ({
      on,
      attended: attended.map((code) => codeInWords(meetingAttendee, code)),
      evidence,
    })),
    meetingDue: each.meetingDue && { ...each.meetingDue },
    consents: each.consents.map((consent) => ({ ...consent, evidence: [...consent.evidence] })),
    reviews: each.reviews.map((review) => ({ ...review })),
    returnWindow: returnWindow && { ...returnWindow, school: schoolName(register, returnWindow.school) },
    returnRequestedOn: each.returnRequestedOn,
    returned: returned && {
      ...returned,
      to: schoolName(register, returned.to),
      evidence: [...returned.evidence],
    },
    endedOn: each.endedOn,
    ending: each.ending,
    pressure: each.pressure.map((sign) => ({ ...sign, evidence: [...sign.evidence] })),
    evidence: [...each.evidence],
  };
}

function orderInWords(each: AttendanceOrder, register: Register): AttendanceOrderTold {
  const { authority, noticeServedOn, answerBy, orderMadeOn, school, joined, revokedOn, revokedFor } = each;
  return {
    authority: authorityName(register, authority),
    ...courseInWords(orderLifecycle, each),
    noticeServedOn,
    answerBy,
    orderMadeOn,
    school: school && schoolName(register, school),
    joinedOn: joined?.on ?? null,
    joinedSchool: joined && schoolName(register, joined.school),
    revokedOn,
    revokedFor,
    evidence: [...each.evidence],
  };
}
