/** Safeguarding separations: times on their own, in no count of exclusions. */
import { asPlainDate } from '../../events/calendar/plain-date.js';
import { inDayOrder } from '../day-order.js';
import { ofType, type Fact, type FactOf } from '../standing-facts.js';
import type { SafeguardingSeparation } from './exclusion.js';

/** DfE guidance on suspension and permanent exclusion that first has them, in force on this day. */
export const separationsFrom = asPlainDate('2026-07-26');

export interface Separations {
  readonly separations: readonly SafeguardingSeparation[];
  /** Ends of separations that nobody reported to begin. */
  readonly unattached: readonly FactOf<'SafeguardingSeparationEnded'>[];
}

/** A beginning reported while one lasts at that school is of the one that lasts. */
export function separationsOf(facts: readonly Fact[]): Separations {
  const own = [
    ...ofType(facts, 'SafeguardingSeparationStarted'),
    ...ofType(facts, 'SafeguardingSeparationEnded'),
  ];
  const separations: SafeguardingSeparation[] = [];
  const unattached: FactOf<'SafeguardingSeparationEnded'>[] = [];
  // Of one day the beginning comes first.
  for (const fact of inDayOrder(own, ({ type }) => (type === 'SafeguardingSeparationStarted' ? 0 : 1))) {
    const { school, effectiveOn } = fact.data;
    const at = separations.findIndex((each) => each.school === school && each.to === null);
    const lasting = separations[at];
    if (fact.type === 'SafeguardingSeparationEnded') {
      if (lasting)
        separations[at] = {
          ...lasting,
          to: effectiveOn,
          outcome: fact.data.outcome,
          evidence: [...lasting.evidence, fact.entry],
        };
      else unattached.push(fact);
    } else if (lasting) separations[at] = { ...lasting, evidence: [...lasting.evidence, fact.entry] };
    else separations.push({ school, from: effectiveOn, to: null, outcome: null, evidence: [fact.entry] });
  }
  return { separations, unattached };
}
