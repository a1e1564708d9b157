/**
 * A census row is an observation. It is known when that observation is held with the same values, and corrects the
 * held one when the same term is sent again with others. Nothing is compared with another term.
 */
import type { HistoryEvent } from '../../../events/envelope.js';
import type { EventId } from '../../../events/identifiers.js';
import { standingFacts } from '../../../projections/standing-facts.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import { sameData } from '../../recording/deciders/same-data.js';
import type { CensusFact } from './census-row.js';
import { categoryOf, type ExclusionFact } from './exclusion-row.js';

/** What makes two rows of a term the same observation. */
export function observationKey(fact: CensusFact): string {
  const { school, term = '' } = fact.data;
  switch (fact.type) {
    case 'CountedOnRoll':
    case 'CountedAsLeaver':
      return `${fact.type} ${school} ${term} ${fact.data.enteredOn}`;
    default:
      return `${exclusionKey(fact)} ${fact.data.ordinal ?? 1}`;
  }
}

/** What exclusions share that only their number in the file tells apart. */
export const exclusionKey = (fact: ExclusionFact): string =>
  `excluded ${fact.data.school} ${fact.data.term ?? ''} ${categoryOf(fact)} ${fact.data.effectiveOn}`;

/** The observations that a pupil's history holds. */
export class HeldObservations {
  private readonly standing = new Map<
    string,
    { readonly entry: EventId; readonly data: CensusFact['data'] }
  >();
  private readonly withdrawn: CensusFact[] = [];
  /** Whether the pupil was erased: nothing may be recorded any more. */
  readonly isErased: boolean;

  /** @param history in the order of positions, merged records included */
  constructor(history: readonly HistoryEvent[]) {
    const { facts, withdrawn } = standingFacts(history);
    for (const fact of facts)
      if (isObservation(fact))
        this.standing.set(observationKey(fact), { entry: fact.entry, data: fact.data });
    const gone = new Set(withdrawn);
    for (const event of history) if (gone.has(event.id) && isObservation(event)) this.withdrawn.push(event);
    this.isErased = facts.some(({ type }) => type === 'PersonalDataKeyDestroyed');
  }

  /**
   * What to record of the observation; undefined where it is known. One that was withdrawn stays withdrawn when the
   * same is sent again.
   *
   * @param isSuperseded whether a later row of the same file says the same with other values: that one stands
   */
  judge(fact: CensusFact, isSuperseded: boolean): FactToRecord | undefined {
    const held = this.standing.get(observationKey(fact));
    if (!held)
      return this.withdrawn.some((each) => each.type === fact.type && sameData(each.data, fact.data))
        ? undefined
        : fact;
    if (isSuperseded || sameData(held.data, fact.data)) return undefined;
    return {
      type: 'EntryCorrected',
      data: { effectiveOn: fact.data.effectiveOn, entry: held.entry, data: fact.data },
    };
  }
}

interface Stated {
  readonly type: HistoryEvent['type'];
  readonly data: object;
}

/** Exclusions that no census reported are no observations. */
function isObservation<S extends Stated>(stated: S): stated is S & CensusFact {
  switch (stated.type) {
    case 'CountedOnRoll':
    case 'CountedAsLeaver':
      return true;
    case 'Suspended':
    case 'PermanentlyExcluded':
      return 'term' in stated.data;
    default:
      return false;
  }
}
