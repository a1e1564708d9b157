import type { HistoryEvent } from '../../../events/envelope.js';
import type { EventId } from '../../../events/identifiers.js';
import { standingFacts, type Fact } from '../../../projections/standing-facts.js';
import type { Decision, FactToRecord } from './decision.js';
import { notInHistory } from './refusals.js';
import { sameData } from './same-data.js';

/**
 * Records a reported fact, whatever it breaks: breaches are flags. A fact of the same type that stands with the same
 * data is the same fact; what happened twice on one day is told apart by its `ordinal`.
 *
 * @param history the pupil's, in the order of positions
 * @throws Problem 422 for what names the entry of an exclusion, a cancellation or a review, that does not stand in this
 *   history: without it nobody could say what was cancelled or reviewed
 */
export function reportFact(history: readonly HistoryEvent[], fact: FactToRecord): Decision {
  const { facts } = standingFacts(history);
  // Known before it is refused: it stands even where the exclusion that it names was withdrawn since.
  const standing = facts.find((each) => each.type === fact.type && sameData(each.data, fact.data));
  if (standing) return { known: standing.entry };
  const exclusion = 'exclusion' in fact.data ? fact.data.exclusion : undefined;
  if (exclusion !== undefined && !facts.some((each) => isExclusion(each, exclusion)))
    throw notInHistory('exclusion', 'an exclusion that stands in this history: report it first');
  return { record: fact };
}

const isExclusion = ({ entry, type }: Fact, exclusion: EventId): boolean =>
  entry === exclusion && (type === 'Suspended' || type === 'PermanentlyExcluded');
