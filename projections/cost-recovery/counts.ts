/** What cost recovery adds to the counts of the schools that excluded. Budget shares go by financial years, not here. */
import type { Add } from '../measures/family-counts.js';
import { count, counted, ledger, own, type Measure } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const costRecoveryCountNames = [
  'cost_recoveries_opened',
  'cost_recoveries_settled',
  'cost_recoveries_returned',
  'cost_recovery_claimed_pence',
  'cost_recovery_settled_pence',
] as const;

type Name = (typeof costRecoveryCountNames)[number];

export function countCostRecovery({ costRecoveries }: Trajectory, add: Add<Name>): void {
  for (const recovery of costRecoveries) {
    add('cost_recoveries_opened', recovery.openedOn, recovery);
    add('cost_recovery_claimed_pence', recovery.openedOn, recovery, recovery.claimedPence ?? 0);
    if (recovery.state === 'settled' || recovery.state === 'returned')
      add(`cost_recoveries_${recovery.state}`, recovery.course.at(-1)?.on ?? null, recovery);
    for (const { on, pence } of recovery.settlements) add('cost_recovery_settled_pence', on, recovery, pence);
  }
}

/** Money is no count of events: it has no interval. */
const amount = (name: string, of: Name, says: string): Measure<Name> =>
  count(name, { count: of, says }, own, ledger, 'pence');

export const costRecoveryCounts: readonly Measure<Name>[] = [
  counted(
    'cost-recoveries-opened',
    'cost_recoveries_opened',
    'recoveries opened in the school year against the school that excluded',
    'recoveries',
  ),
  counted(
    'cost-recoveries-settled',
    'cost_recoveries_settled',
    'recoveries that ended in the school year as recovered',
    'recoveries',
  ),
  counted(
    'cost-recoveries-returned',
    'cost_recoveries_returned',
    'recoveries that ended in the school year with the pupil back in a mainstream school',
    'recoveries',
  ),
  amount('cost-recovery-claimed', 'cost_recovery_claimed_pence', 'pence claimed in the school year'),
  amount('cost-recovery-settled', 'cost_recovery_settled_pence', 'pence settled in the school year'),
];
