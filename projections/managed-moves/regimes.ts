/** The rules that a managed move is judged by, each from its day on. */
import { asPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';

/** A trial may come before the move, by local protocol; or the move is permanent at once. */
export type MoveRegime = 'trial-before-move' | 'no-trial';

/** Statutory guidance on suspension and permanent exclusion, published 26 May 2026, in force from this day. */
export const noTrialFrom = asPlainDate('2026-07-26');

/** DfE's advice to parents ruled trials out by 2023, protocols went on with them. The day is ours: no source has one. */
export const trialsAdvisedAgainstFrom = asPlainDate('2023-01-01');

/** Weeks of a trial where neither the schools nor a protocol say otherwise. */
export const usualTrialWeeks = 12;

/**
 * What is asked for where the authority has no protocol, as one in five has none: evidence of what was tried (DfE
 * guidance), the parent's approval and the agreement of all, for without these it is no voluntary move.
 */
export const stepsAskedByGuidance: readonly string[] = ['interventions', 'parent-approval', 'agreement'];

/** A placement that is live on the day of a new rule stays under the rule that it began under. */
export const regimeOf = (beganOn: PlainDate): MoveRegime =>
  beganOn < noTrialFrom ? 'trial-before-move' : 'no-trial';
