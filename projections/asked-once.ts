/** What several projections ask of one pupil is worked out once. */
import type { Register } from './register/register.js';
import type { Trajectory } from './trajectory/trajectory.js';

/** More pupils than are taken at once by one projection before the next takes them. */
const answersKept = 128;

/**
 * The same function, its answers kept for some time: the counts of schools and of authorities ask the same of every pupil,
 * and asking anew was a twentieth of a rebuild. (A WeakMap costs the collection of garbage more than it spares.)
 */
export function askedOnce<Answer extends object>(
  work: (trajectory: Trajectory, register: Register) => Answer,
): (trajectory: Trajectory, register: Register) => Answer {
  const answers = new Map<Trajectory, Answer>();
  let against: Register | undefined;
  return (trajectory, register) => {
    const known = register === against ? answers.get(trajectory) : undefined;
    if (known !== undefined) return known;
    const answer = work(trajectory, register);
    if (register !== against || answers.size >= answersKept) answers.clear();
    against = register;
    answers.set(trajectory, answer);
    return answer;
  };
}
