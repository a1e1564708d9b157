/** What managed moves add to the counts of their home schools, each step in the school year that it lies in. */
import type { Add } from '../measures/family-counts.js';
import { counted, onRoll, own, ledger, rate, type Measure, type Part } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { outcomeOf } from './read.js';
import { placedOn } from './steps.js';

export const managedMoveCountNames = [
  'managed_moves_referred',
  'managed_moves_begun',
  'managed_moves_repeated',
  'managed_moves_decided',
  'managed_moves_succeeded',
  'managed_moves_failed',
  'managed_moves_withdrawn',
] as const;

type Name = (typeof managedMoveCountNames)[number];

export function countManagedMoves({ managedMoves }: Trajectory, add: Add<Name>): void {
  for (const move of managedMoves) {
    const at = { school: move.homeSchool };
    const outcome = outcomeOf(move);
    add('managed_moves_referred', move.referredOn, at);
    add('managed_moves_begun', placedOn(move), at);
    if ((move.ordinal ?? 1) > 1) add('managed_moves_repeated', placedOn(move), at);
    if (outcome === null) continue;
    add(`managed_moves_${outcome}`, move.decidedOn, at);
    if (outcome !== 'withdrawn') add('managed_moves_decided', move.decidedOn, at);
  }
}

const begun: Part<Name> = {
  count: 'managed_moves_begun',
  says: 'managed moves that came to a trial, or were made without one, in the school year, by the home school',
};
const succeeded: Part<Name> = {
  count: 'managed_moves_succeeded',
  says: 'managed moves that succeeded in the school year',
};

export const managedMoveCounts: readonly Measure<Name>[] = [
  counted(
    'managed-moves-referred',
    'managed_moves_referred',
    'managed moves referred in the school year, by the home school',
    'managed moves',
  ),
  counted('managed-moves-begun', begun.count, begun.says, 'managed moves'),
  counted(
    'managed-moves-repeated',
    'managed_moves_repeated',
    'managed moves begun in the school year that are the pupil’s second or a later one',
    'managed moves',
  ),
  counted('managed-moves-succeeded', succeeded.count, succeeded.says, 'managed moves'),
  counted(
    'managed-moves-failed',
    'managed_moves_failed',
    'managed moves that failed in the school year',
    'managed moves',
  ),
  counted(
    'managed-moves-withdrawn',
    'managed_moves_withdrawn',
    'managed moves that were withdrawn in the school year',
    'managed moves',
  ),
];

export const managedMoveRates: readonly Measure[] = [
  rate('managed-moves-begun-rate', begun, onRoll, own, ledger),
  rate(
    'managed-move-success-rate',
    succeeded,
    {
      count: 'managed_moves_decided',
      says: 'managed moves that succeeded or failed in the school year, all year groups',
    },
    own,
    ledger,
    'per 100 managed moves decided',
  ),
];
