/** Safeguarding separations: times on their own, in no count of exclusions. */
import { asPlainDate } from '../../events/calendar/plain-date.js';
import { byText } from '../order.js';
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
  const started = ofType(facts, 'SafeguardingSeparationStarted');
  const ended = ofType(facts, 'SafeguardingSeparationEnded');
  const ordered = [...started, ...ended].sort(
    (a, b) =>
      byText(a.data.effectiveOn, b.data.effectiveOn) ||
      // Of one day the beginning comes first.
      byText(b.type, a.type) ||
      byText(JSON.stringify(a.data), JSON.stringify(b.data)) ||
      byText(a.entry, b.entry),
  );
  const separations: SafeguardingSeparation[] = [];
  const unattached: FactOf<'SafeguardingSeparationEnded'>[] = [];
  for (const fact of ordered) {
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
