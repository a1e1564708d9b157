/** What a cost recovery shows that its scheme does not foresee. */
import { outOfCourse } from '../lifecycle.js';
import type { Flag } from '../trajectory/flags.js';
import type { CostRecovery } from './cost-recovery.js';

export const costRecoveryFlagCatalogue = {
  'cost-recovery-without-exclusion': 'A cost recovery of an exclusion that is not in this history',
  'cost-recovery-out-of-course':
    'A step of a cost recovery that cannot follow on those before it, such as a settlement after the return',
  'cost-recovery-not-negotiated':
    'The cost of a pupil of Year 10 or 11 was recovered, and nobody reported a negotiation',
  'cost-recovery-outside-scheme':
    'The cost of a provision that the authority’s scheme of that day does not name',
} as const;

export const costRecoveryFlags = (recoveries: readonly CostRecovery[]): Flag[] => recoveries.flatMap(flagsOf);

function flagsOf(recovery: CostRecovery): Flag[] {
  const { exclusion, openedOn, course, isNegotiated, negotiations, settlements, isNamedProvision, evidence } =
    recovery;
  const flags = outOfCourse('cost-recovery-out-of-course', course);
  const [first] = course;
  const [settled] = settlements;
  if (exclusion === null && first)
    flags.push({ flag: 'cost-recovery-without-exclusion', on: first.on, evidence: [first.evidence] });
  if (settled && isNegotiated === true && negotiations.length === 0)
    flags.push({ flag: 'cost-recovery-not-negotiated', on: settled.on, evidence: [settled.evidence] });
  if (openedOn !== null && isNamedProvision === false)
    flags.push({ flag: 'cost-recovery-outside-scheme', on: openedOn, evidence });
  return flags;
}
