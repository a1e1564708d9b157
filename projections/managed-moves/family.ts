/**
 * Managed moves and education away from the school, read together: from 26 July 2026 a trial is an off-site direction
 * that a managed move may follow, and each of the two names the other.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { placementFlags } from '../off-site-directions/flags.js';
import { readPlacements } from '../off-site-directions/read.js';
import type { Register } from '../register/register.js';
import type { PupilFacts } from '../standing-facts.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import type { MainRegistration, Move, Spell, Trajectory } from '../trajectory/trajectory.js';
import { managedMoveFlags } from './flags.js';
import { readManagedMoves } from './read.js';

export interface AwayContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly moves: readonly Move[];
  readonly circumstances: Circumstances;
  readonly yearGroupOn: (day: PlainDate, schoolYear: SchoolYear) => number | null;
}

export type AwayFamilies = Pick<Trajectory, 'managedMoves' | 'placements'> & {
  readonly flags: readonly Flag[];
};

const nothing: AwayFamilies = { managedMoves: [], placements: [], flags: [] };

/** @param facts what stands of the history */
export function readMovesAndPlacements(facts: PupilFacts, context: AwayContext): AwayFamilies {
  const ofPlacements = facts.of('off-site direction and alternative provision');
  const ofMoves = facts.of('managed move');
  if (ofPlacements.length === 0 && ofMoves.length === 0) return nothing;
  const { placements, unattached } = readPlacements(ofPlacements, context);
  const { managedMoves, namingNothing } = readManagedMoves(ofMoves, { ...context, placements });
  const linked = placements.map((placement) => {
    const move = managedMoves.find(
      ({ direction }) => direction !== null && direction === placement.evidence[0],
    );
    return move ? { ...placement, managedMove: move.evidence[0] ?? null } : placement;
  });
  return {
    managedMoves,
    placements: linked,
    flags: [
      ...managedMoveFlags({ ...context, managedMoves, namingNothing }),
      ...placementFlags({ ...context, placements: linked, unattached }),
    ],
  };
}
