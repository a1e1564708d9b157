/** The meeting before home education, and the window in which the school left takes the pupil back. */
import { addDays } from '../../../events/calendar/plain-date.js';
import type { HomeEducation } from '../../home-education/home-education.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { firstOf, owe, type Duty, type Ending } from '../duty.js';

export function addHomeEducationDuties(
  { homeEducation }: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  for (const each of homeEducation) {
    addMeeting(each, register, duties);
    addReturn(each, register, duties);
  }
}

function addMeeting(each: HomeEducation, register: Register, duties: Duty[]): void {
  const { school, authority, notifiedOn, meetingDue, meetings, course } = each;
  if (notifiedOn === null || !meetingDue) return;
  const [held] = meetings;
  owe(
    duties,
    {
      kind: 'home-education-meeting',
      owedBy: 'authority',
      owedTo: 'parent',
      school,
      authority,
      trigger: { event: course.find(({ signal }) => signal === 'notified')?.evidence, on: notifiedOn },
      due: meetingDue,
      met: held && { event: held.evidence, on: held.on },
      ended: endOf(each),
    },
    register,
  );
}

/** A window: who asks within it is taken back, and where nobody asks nothing is owed after it. */
function addReturn(each: HomeEducation, register: Register, duties: Duty[]): void {
  const { leftOn, returnWindow, returnRequestedOn, returned, course } = each;
  if (!returnWindow || leftOn === null) return;
  const { school, lastDay, byDefaultCalendar } = returnWindow;
  const back = returned?.toSchoolLeft ? returned : null;
  const isAsked = returnRequestedOn !== null && returnRequestedOn <= lastDay;
  const by = back?.evidence[0];
  owe(
    duties,
    {
      kind: 'home-education-return',
      owedBy: 'school',
      owedTo: 'pupil',
      school,
      trigger: {
        event: course.findLast(({ signal, on }) => signal === 'taken-off-roll' && on === leftOn)?.evidence,
        on: leftOn,
      },
      due: { on: lastDay, byDefaultCalendar },
      met: back && by !== undefined ? { event: by, on: back.on } : null,
      ended: firstOf(
        isAsked ? null : { on: addDays(lastDay, 1), because: 'nobody-asked' },
        back ? null : endOf(each),
      ),
    },
    register,
  );
}

const endOf = ({ returned, endedOn }: HomeEducation): Ending | null => {
  if (returned) return { on: returned.on, because: 'joined-school' };
  return endedOn === null ? null : { on: addDays(endedOn, 1), because: 'home-education-ended' };
};
