/** One pupil's moves under every method, and what is laid over the figures of all of them. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { AuthorityCode } from '../../events/identifiers.js';
import { askedOnce } from '../asked-once.js';
import { authorityIn, type authorityNotKnown } from '../measures/school-authority.js';
import type { Register } from '../register/register.js';
import type { Move, Trajectory } from '../trajectory/trajectory.js';
import { methods } from './catalogue.js';
import { cohortOf } from './cohorts.js';
import { asSeen, decide, type Case, type Classification, type MoveClass } from './method.js';
import { authorityOwn, classifyOwn } from './profiles/authority-own.js';
import { epi2024 } from './profiles/epi-2024.js';
import { hasLeftTheSystem } from './rules/destinations.js';
import { recordedManagedMove } from './rules/managed-moves.js';
import { guestOrSubsidiaryElsewhere } from './rules/not-a-move.js';
import { underEpi2024 } from './under-epi-2024.js';

/** Whether the pupil came back to any school here: as far as is reported, as far as this ledger can see, or not at all. */
export type Return = 'returned' | 'may-have-returned' | 'left-the-system';

export interface MoveUnderMethods {
  readonly move: Move;
  /** Of the school left, in the school year of leaving. */
  readonly authority: AuthorityCode | typeof authorityNotKnown;
  /** The school year in which the pupil's cohort finishes Year 11; null outside Years 7 to 11. */
  readonly cohort: SchoolYear | null;
  /** In the order of the catalogue of methods. */
  readonly found: readonly Classification[];
  readonly recordedAsManagedMove: boolean;
  readonly return: Return;
}

/** Rows and tallies ask the same of one pupil. */
export const movesUnderMethods = askedOnce(
  (trajectory: Trajectory, register: Register): readonly MoveUnderMethods[] => {
    return underEpi2024(trajectory, register).map(({ each, published }) => {
      const { move } = each;
      return {
        move,
        authority: authorityIn(move.from, move.schoolYear, register),
        cohort: cohortOf(move.yearGroup, move.schoolYear),
        found: foundBy(each, published),
        recordedAsManagedMove: recordedManagedMove(each) !== undefined,
        return: returnOf(each),
      };
    });
  },
);

/** In the order of the catalogue of methods. @param published what the move is under EPI-2024 */
function foundBy(made: Case, published: Classification<MoveClass>): Classification[] {
  const seen: Case[] = [];
  return methods.map((method, at) => {
    const each = seen[alike[at] ?? at] ?? asSeen(method, made);
    seen.push(each);
    if (method === authorityOwn) return classifyOwn(each, published);
    return method === epi2024 ? published : decide(method, each);
  });
}

/** For each method the first that compares the same censuses: it sees the same of a move. */
const alike = methods.map(({ censuses }) => {
  const compared = censuses.join();
  return methods.findIndex((other) => other.censuses.join() === compared);
});

/** Who is a guest or on a subsidiary roll elsewhere is in sight. */
function returnOf(each: Case): Return {
  const { move } = each;
  if (move.to !== null || guestOrSubsidiaryElsewhere.applies(each)) return 'returned';
  return move.whereabouts !== 'died' && hasLeftTheSystem(move) ? 'left-the-system' : 'may-have-returned';
}
