/**
 * What sources say of a pupil that does not agree, or that one alone has seen: which of them stands, and why, is said
 * by each rule.
 */
import { findAll, findingRows, findingTable, type Finding } from '../finding.js';
import type { Projection } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { differingReportRules } from './differing-reports.js';
import { leaverRules } from './leavers.js';
import { markRules } from './marks.js';
import type { ReconciliationRule } from './rule.js';

export const reconciliationRules: readonly ReconciliationRule[] = [
  ...leaverRules,
  ...differingReportRules,
  ...markRules,
];

/** Every disagreement about a pupil, with the days on which it shows. */
export const disagreementsOf = (trajectory: Trajectory, register: Register): readonly Finding[] =>
  findAll(reconciliationRules, trajectory, register);

export const reconciliation: Projection = {
  name: 'reconciliation',
  version: 4,
  rowTables: [findingTable('disagreement')],
  tallyTables: [],
  rows: (trajectory, register) => [findingRows(trajectory, disagreementsOf(trajectory, register), register)],
  tallies: () => [],
};
