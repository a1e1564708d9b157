/** Every projection there is: what the runner keeps current, rebuilds and verifies. */
import { authorityRates } from './authority-rates/projection.js';
import { breakdowns } from './breakdowns/projection.js';
import { cohorts } from './cohorts/projection.js';
import { duties } from './duties/projection.js';
import { earlyWarnings } from './early-warning/projection.js';
import { episodes } from './episodes/projection.js';
import { managedMoves } from './managed-moves/projection.js';
import { movesUnderEveryMethod } from './moves/methods-projection.js';
import { moves } from './moves/projection.js';
import { placements } from './off-site-directions/projection.js';
import type { Projection } from './projection.js';
import { reconciliation } from './reconciliation/projection.js';
import { reportingLag } from './reconciliation/reporting-lag.js';
import { schoolCounts } from './school-counts/projection.js';
import { trajectories } from './trajectory/projection.js';

export const projections: readonly Projection[] = [
  trajectories,
  moves,
  movesUnderEveryMethod,
  schoolCounts,
  authorityRates,
  breakdowns,
  episodes,
  managedMoves,
  placements,
  duties,
  earlyWarnings,
  reconciliation,
  cohorts,
  reportingLag,
];
