/** What several projections ask of one pupil is worked out once. */
import type { Trajectory } from './trajectory/trajectory.js';

/**
 * The same function, its answer kept as long as the trajectory is: the counts of schools and of authorities ask the same
 * of every pupil, and asking anew was a twentieth of a rebuild.
 */
export function askedOnce<Asked extends readonly unknown[], Answer>(
  work: (trajectory: Trajectory, ...asked: Asked) => Answer,
): (trajectory: Trajectory, ...asked: Asked) => Answer {
  const answers = new WeakMap<Trajectory, { readonly asked: Asked; readonly answer: Answer }>();
  return (trajectory, ...asked) => {
    const known = answers.get(trajectory);
    if (known?.asked.every((each, at) => each === asked[at])) return known.answer;
    const answer = work(trajectory, ...asked);
    answers.set(trajectory, { asked, answer });
    return answer;
  };
}
