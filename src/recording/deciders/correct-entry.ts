import type { HistoryEvent } from '../../../events/envelope.js';
import type { EventId, StreamName } from '../../../events/identifiers.js';
import { standingFacts, type Fact } from '../../../projections/standing-facts.js';
import { isReported, type ReportedType } from '../reports/reported-facts.js';
import type { Decision, FactToRecord } from './decision.js';
import { notCorrectable, notInHistory, withdrawnBefore } from './refusals.js';
import { sameData } from './same-data.js';

/** An entry that stands and may be corrected by a report. */
export interface CorrectableEntry {
  readonly type: ReportedType;
  readonly fact: Fact;
}

/**
 * The entry that a correction points at.
 *
 * @param own the stream of the record that survives
 * @throws Problem 422 for an entry of another history or of a kind that no report corrects, 409 for a withdrawn one
 */
export function correctableEntry(
  history: readonly HistoryEvent[],
  own: StreamName,
  entry: EventId,
): CorrectableEntry {
  const { facts, withdrawn } = standingFacts(history);
  if (withdrawn.includes(entry)) throw withdrawnBefore(entry);
  const fact = facts.find((each) => each.entry === entry);
  if (!fact) throw notInHistory('an entry of this history, itself no correction');
  const { type } = fact;
  if (!isReported(type))
    throw notCorrectable('is not of a kind that a report corrects: withdraw it where it is wrong');
  // A merge made the absorbed record's addresses anew in this record, where alone they are read.
  if (type === 'AddressChanged' && fact.stream !== own)
    throw notCorrectable('was carried over by a merge: report the right address with its day');
  return { type, fact };
}

/** @param corrected the whole fact as it should read, of the entry's own type */
export function correctEntry(
  { fact }: CorrectableEntry,
  corrected: FactToRecord,
  reference?: string,
): Decision {
  if (sameData(fact.data, corrected.data)) return { known: fact.correctedBy ?? fact.entry };
  const { data } = corrected;
  return {
    record: {
      type: 'EntryCorrected',
      data: {
        effectiveOn: data.effectiveOn,
        entry: fact.entry,
        data,
        ...(reference !== undefined && { reference }),
      },
    },
  };
}
