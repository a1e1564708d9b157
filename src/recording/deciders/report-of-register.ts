import type { HistoryEvent } from '../../../events/envelope.js';
import { standingFacts, type Fact } from '../../../projections/standing-facts.js';
import type { Decision, FactToRecord } from './decision.js';
import { sameData } from './same-data.js';

/**
 * Records a fact of an authority or a school. Of two about the same thing from the same day the later entry stands, so
 * only the one that stands is known: what was set, set otherwise and set back is recorded three times.
 *
 * @param history of the authority's or school's stream
 */
export function reportOfRegister(history: readonly HistoryEvent[], fact: FactToRecord): Decision {
  const subject = subjectOf(fact);
  const standing = standingFacts(history).facts.findLast(
    (each) => each.type === fact.type && sameData(subjectOf(each), subject),
  );
  return standing && sameData(standing.data, fact.data) ? { known: standing.entry } : { record: fact };
}

/** What tells apart two facts of one type and day that stand beside each other. */
const subjects = ['effectiveOn', 'provider', 'standard', 'ncYear', 'school', 'financialYear'] as const;

function subjectOf({ data }: Pick<Fact, 'data'> | FactToRecord): object {
  return Object.fromEntries(subjects.map((name) => [name, Reflect.get(data, name) as unknown]));
}
