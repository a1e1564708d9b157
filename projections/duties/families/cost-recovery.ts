/** Money after an exclusion: recovered, or the pupil is back at a mainstream school. */
import type { CostRecovery } from '../../cost-recovery/cost-recovery.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owed, type Deed, type Duty } from '../duty.js';

export const costRecoveryDutiesOf = ({ costRecoveries }: Trajectory, register: Register): Duty[] =>
  costRecoveries.flatMap((recovery) => [
    ...openingDuty(recovery, register),
    ...conclusionDuty(recovery, register),
  ]);

/** Anything that was told of a case shows that it was opened by then. */
function openingDuty(recovery: CostRecovery, register: Register): Duty[] {
  const { school, authority, exclusion, dueFrom, course } = recovery;
  if (dueFrom === null || exclusion === null) return [];
  const opened = course.find(({ signal }) => signal !== 'returned');
  const returned = course.find(({ signal }) => signal === 'returned');
  return owed(
    {
      kind: 'cost-recovery-opened',
      owedBy: 'authority',
      owedTo: 'authority',
      school,
      authority,
      trigger: { event: exclusion, on: dueFrom },
      met: deedOf(opened),
      ended: returned && { on: returned.on, because: 'joined-school' },
    },
    register,
  );
}

function conclusionDuty(recovery: CostRecovery, register: Register): Duty[] {
  const { school, authority, course } = recovery;
  const opened = course.find(({ signal }) => signal === 'opened');
  if (!opened) return [];
  const concluded = course.find(({ signal }) => concludes.has(signal));
  return owed(
    {
      kind: 'cost-recovery-concluded',
      owedBy: 'authority',
      owedTo: 'school',
      school,
      authority,
      trigger: { event: opened.evidence, on: opened.on },
      met: deedOf(concluded),
    },
    register,
  );
}

const concludes: ReadonlySet<string> = new Set(['settled', 'closed', 'returned']);

const deedOf = (step: CostRecovery['course'][number] | undefined): Deed | undefined =>
  step && { event: step.evidence, on: step.on };
