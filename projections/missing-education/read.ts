/** Missing education and fair access of one history, read whole: what they add to the trajectory. */
import type { Register } from '../register/register.js';
import type { PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { missingEducationOf, type MissingContext } from './episodes.js';
import { fairAccessOf, refusalsOf } from './fair-access.js';
import { missingEducationFlags } from './flags.js';

export type MissingEducationFamily = Pick<
  Trajectory,
  'missingEducation' | 'fairAccess' | 'admissionRefusals'
> & { readonly flags: readonly Flag[] };

/** @param facts what stands of the history */
export function readMissingEducation(
  facts: PupilFacts,
  context: MissingContext & { readonly register: Register },
): MissingEducationFamily {
  const missingEducation = missingEducationOf(facts, context);
  const fairAccess = fairAccessOf(facts, context.registrations, context.register);
  return {
    missingEducation,
    fairAccess,
    admissionRefusals: refusalsOf(facts),
    flags: missingEducationFlags(missingEducation, fairAccess, context.circumstances),
  };
}
