/** What several projections ask of one pupil is worked out once. */
import type { Register } from './register/register.js';
import type { Trajectory } from './trajectory/trajectory.js';

/** More pupils than are taken at once by one projection before the next takes them. */
const answersKept = 128;

/**
 * The same function, its answers kept for some time: the counts of schools and of authorities ask the same of every pupil,
 * and asking anew was a twentieth of a rebuild. (A WeakMap costs the collection of garbage more than it spares.)
 */
export function askedOnce<Asked extends readonly [] | readonly [Register], Answer>(
  work: (trajectory: Trajectory, ...asked: Asked) => Answer,
): (trajectory: Trajectory, ...asked: Asked) => Answer {
  const answers = new Map<Trajectory, { readonly register: Register | undefined; readonly answer: Answer }>();
  return (trajectory, ...asked) => {
    const [register] = asked;
    const known = answers.get(trajectory);
    if (known !== undefined && known.register === register) return known.answer;
    const answer = work(trajectory, ...asked);
    if (answers.size >= answersKept) answers.clear();
    answers.set(trajectory, { register, answer });
    return answer;
  };
}
