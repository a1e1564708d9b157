/** What each of a pupil's moves is under EPI-2024: three projections ask it, and the authority's own profile begins with it. */
import { askedOnce } from '../asked-once.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { classify, type Case, type Classification, type MoveClass } from './method.js';
import { epi2024 } from './profiles/epi-2024.js';

export interface UnderEpi2024 {
  readonly each: Case;
  readonly published: Classification<MoveClass>;
}

/** In the order of the trajectory's moves. */
export const underEpi2024 = askedOnce((trajectory: Trajectory, register: Register): readonly UnderEpi2024[] =>
  trajectory.moves.map((move) => {
    const each = { move, trajectory, register };
    return { each, published: classify(epi2024, each) };
  }),
);
