import type { AddressChanged } from '../../../events/circumstances.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import type { EventId, PupilId } from '../../../events/identifiers.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import type { MergeReport } from '../reports/bodies.js';
import type { Decision } from './decision.js';
import { alreadyMerged, mergedWithItself } from './refusals.js';

/** The two records of a merge as they stand before it. */
export interface MergingRecords {
  /** The record named by the address, and the one that survives in its history. */
  readonly named: PupilId;
  readonly surviving: PupilId;
  /** The surviving record's history. */
  readonly history: readonly HistoryEvent[];
  /** The record that survives in the absorbed one's history: itself, where it was not merged before. */
  readonly absorbedInto: PupilId;
}

/**
 * Whether the other record may become part of this history: the entry of the merge where it did already, else null.
 *
 * @throws Problem 422 for a record merged with itself; 409 where the absorbed one was merged into another history
 *   before, or this one into it: merges make no rings
 */
export function mergedBefore(
  { named, surviving, history, absorbedInto }: MergingRecords,
  absorbed: PupilId,
): EventId | null {
  if (absorbed === named) throw mergedWithItself();
  const before = ofType(standingFacts(history).facts, 'RecordsMerged').find(
    ({ data }) => data.absorbed === absorbed,
  );
  if (before) return before.entry;
  if (absorbed === surviving) throw alreadyMerged(surviving);
  if (absorbedInto !== absorbed && absorbedInto !== surviving) throw alreadyMerged(absorbedInto);
  return null;
}

/** @param addresses the absorbed record's, their tokens made again under the surviving pupil's key */
export const mergeRecords = (
  { effectiveOn, absorbed }: MergeReport,
  addresses: AddressChanged[],
): Decision => ({
  record: { type: 'RecordsMerged', data: { effectiveOn, absorbed, addresses } },
});
