/** Money after an exclusion: recovered, or the pupil is back at a mainstream school. */
import type { CostRecovery } from '../../cost-recovery/cost-recovery.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owe, type Deed, type Duty } from '../duty.js';

export function addCostRecoveryDuties(
  { costRecoveries }: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  for (const recovery of costRecoveries) {
    addOpening(recovery, register, duties);
    addConclusion(recovery, register, duties);
  }
}

/** Anything that was told of a case shows that it was opened by then. */
function addOpening(recovery: CostRecovery, register: Register, duties: Duty[]): void {
  const { school, authority, exclusion, dueFrom, course } = recovery;
  if (dueFrom === null || exclusion === null) return;
  const opened = course.find(({ signal }) => signal !== 'returned');
  const returned = course.find(({ signal }) => signal === 'returned');
  owe(
    duties,
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

function addConclusion(recovery: CostRecovery, register: Register, duties: Duty[]): void {
  const { school, authority, course } = recovery;
  const opened = course.find(({ signal }) => signal === 'opened');
  if (!opened) return;
  const concluded = course.find(({ signal }) => concludes.has(signal));
  owe(
    duties,
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
