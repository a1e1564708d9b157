/** A place for a child who comes under a fair access protocol. */
import type { FairAccess } from '../../missing-education/missing-education.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owe, type Duty } from '../duty.js';

export function addFairAccessDuties({ fairAccess }: Trajectory, register: Register, duties: Duty[]): void {
  for (const referral of fairAccess) addPlacement(referral, register, duties);
}

function addPlacement(
  { authority, referringSchool, acceptedOn, placementDue, course }: FairAccess,
  register: Register,
  duties: Duty[],
): void {
  const step = (...signals: readonly string[]) =>
    course.find(({ signal, on }) => signals.includes(signal) && acceptedOn !== null && on >= acceptedOn);
  const accepted = step('accepted');
  if (!accepted || !placementDue) return;
  const placed = step('placed');
  const given = step('withdrawn', 'not-accepted');
  owe(
    duties,
    {
      kind: 'fair-access-placement',
      owedBy: 'authority',
      owedTo: 'pupil',
      school: referringSchool,
      authority,
      trigger: { event: accepted.evidence, on: accepted.on },
      due: placementDue,
      met: placed && { event: placed.evidence, on: placed.on },
      ended: given && { on: given.on, because: 'withdrawn' },
    },
    register,
  );
}
