/** The decision that ends a trial. */
import type { ManagedMove } from '../../managed-moves/managed-move.js';
import { usualTrialWeeks } from '../../managed-moves/regimes.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { firstOf, owe, type Duty, type Ending } from '../duty.js';

export function addManagedMoveDuties({ managedMoves }: Trajectory, register: Register, duties: Duty[]): void {
  for (const move of managedMoves) addDecisions(move, register, duties);
}

/**
 * Late by weeks where the protocol's weeks set the day, else by days. Of each day that was set until another was agreed: a
 * day that passed before the extension was missed until then.
 */
function addDecisions(
  { trial, regime, homeSchool, protocol, course }: ManagedMove,
  register: Register,
  duties: Duty[],
): void {
  if (!trial) return;
  const step = course.findLast(({ to }) => to === 'succeeded' || to === 'failed' || to === 'withdrawn');
  const decided = step && step.to !== 'withdrawn' ? { event: step.evidence, on: step.on } : null;
  const given: Ending | null = step?.to === 'withdrawn' ? { on: step.on, because: 'withdrawn' } : null;
  trial.decisionDays.forEach(({ agreedOn, dueOn, by, evidence }, at) => {
    const next = trial.decisionDays[at + 1];
    owe(
      duties,
      {
        kind: 'managed-move-decision',
        regime,
        owedBy: 'school',
        owedTo: 'pupil',
        school: homeSchool,
        trigger: { event: evidence, on: agreedOn },
        due: { on: dueOn, byDefaultCalendar: false },
        ...(by === 'protocol' && { weeks: protocol.trialWeeks ?? usualTrialWeeks }),
        met: decided,
        ended: firstOf(given, next && { on: next.agreedOn, because: 'extended' }),
      },
      register,
    );
  });
}
