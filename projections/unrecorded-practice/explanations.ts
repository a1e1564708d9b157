/** Officers' explanations of leavings. They take nothing back that a published method says. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import { ofType, type Fact } from '../standing-facts.js';
import type { MoveExplanation } from './practice.js';

/** In the order in which they were given; of one leaving the last one stands. */
export function explanationsOf(facts: readonly Fact[]): MoveExplanation[] {
  return inDayOrder(ofType(facts, 'MoveExplained')).map(({ data, entry }) => ({
    school: data.school,
    leftOn: data.leftOn,
    on: data.effectiveOn,
    reason: data.reason,
    evidenceKind: data.evidence,
    reference: data.reference ?? null,
    evidence: entry,
  }));
}

/** The explanation that stands of a leaving. @param explanations in the order in which they were given */
export function explanationOf(
  { from, leftOn }: { readonly from: Urn; readonly leftOn: PlainDate },
  explanations: readonly MoveExplanation[],
): MoveExplanation | undefined {
  return explanations.findLast((each) => each.school === from && each.leftOn === leftOn);
}
