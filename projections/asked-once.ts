/** What several projections ask of one pupil is worked out once. */
import type { Register } from './register/register.js';
import type { Trajectory } from './trajectory/trajectory.js';

/** Pupils whom one projection takes before the next takes them, so that their answers are still there. */
export const pupilsAtOnce = 16;

interface Known<Answer> {
  readonly trajectory: Trajectory;
  readonly register: Register;
  readonly answer: Answer;
}

/**
 * The same function, its last answers kept: the counts of schools and of authorities ask the same of every pupil, and
 * asking anew was a twentieth of a rebuild. They are kept in a list: a map that is cleared leads from its old table to its
 * new one, so that whoever once outlived a collection of garbage kept every pupil after him: 20 MB of each 115.
 */
export function askedOnce<Answer>(
  work: (trajectory: Trajectory, register: Register) => Answer,
): (trajectory: Trajectory, register: Register) => Answer {
  const kept: Known<Answer>[] = [];
  let next = 0;
  return (trajectory, register) => {
    for (const each of kept)
      if (each.trajectory === trajectory && each.register === register) return each.answer;
    const answer = work(trajectory, register);
    kept[next] = { trajectory, register, answer };
    next = (next + 1) % pupilsAtOnce;
    return answer;
  };
}
