import type { HistoryEvent } from '../../../events/envelope.js';
import { standingFacts } from '../../../projections/standing-facts.js';
import type { Decision, FactToRecord } from './decision.js';
import { sameData } from './same-data.js';

/**
 * Records a reported fact, whatever it breaks: breaches are flags, and so is an entry that it names and that this history
 * does not hold, or no longer. A fact of the same type that stands with the same data is the same fact; what happened
 * twice on one day is told apart by its `ordinal`.
 *
 * @param history the pupil's, in the order of positions
 */
export function reportFact(history: readonly HistoryEvent[], fact: FactToRecord): Decision {
  const { facts } = standingFacts(history);
  const standing = facts.find((each) => each.type === fact.type && sameData(each.data, fact.data));
  return standing ? { known: standing.entry } : { record: fact };
}
