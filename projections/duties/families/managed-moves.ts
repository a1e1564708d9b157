/** The decision that ends a trial. */
import type { ManagedMove } from '../../managed-moves/managed-move.js';
import { usualTrialWeeks } from '../../managed-moves/regimes.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owed, type Duty } from '../duty.js';

export const managedMoveDutiesOf = ({ managedMoves }: Trajectory, register: Register): Duty[] =>
  managedMoves.flatMap((move) => decisionDuty(move, register));

/** Late by weeks where the protocol's weeks set the day, else by days. */
function decisionDuty(
  { trial, regime, homeSchool, protocol, course }: ManagedMove,
  register: Register,
): Duty[] {
  if (!trial) return [];
  const { startedOn, decisionDueOn, dueBy, evidence } = trial;
  const step = course.findLast(({ to }) => to === 'succeeded' || to === 'failed' || to === 'withdrawn');
  const deed = step && { event: step.evidence, on: step.on };
  return owed(
    {
      kind: 'managed-move-decision',
      regime,
      owedBy: 'school',
      owedTo: 'pupil',
      school: homeSchool,
      trigger: { event: evidence[0], on: startedOn },
      due: { on: decisionDueOn, byDefaultCalendar: false },
      ...(dueBy === 'protocol' && { weeks: protocol.trialWeeks ?? usualTrialWeeks }),
      met: step?.to === 'withdrawn' ? null : deed,
      ended: step?.to === 'withdrawn' ? { on: step.on, because: 'withdrawn' } : null,
    },
    register,
  );
}
