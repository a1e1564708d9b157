import type { EventData } from '../../../events/catalogue.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import type { Decision } from './decision.js';
import { notCorrectable, notInHistory } from './refusals.js';

/**
 * Takes an entry back that should not have been made; a correction too. An entry is withdrawn once: again is known.
 *
 * @throws Problem 422 for an entry of another history, and for what cannot be undone by an entry: a withdrawal (report
 *   the fact anew), a destroyed key, a UPN that the index gave out
 */
export function withdrawEntry(
  history: readonly HistoryEvent[],
  withdrawal: EventData<'EntryWithdrawn'>,
): Decision {
  const target = history.find((event) => event.id === withdrawal.entry);
  if (!target) throw notInHistory('an entry of this history');
  const lasting = whyLasting[target.type];
  if (lasting !== undefined) throw notCorrectable(lasting);
  const before = history.find(
    (event) => event.type === 'EntryWithdrawn' && event.data.entry === withdrawal.entry,
  );
  return before ? { known: before.id } : { record: { type: 'EntryWithdrawn', data: withdrawal } };
}

const whyLasting: Readonly<Partial<Record<HistoryEvent['type'], string>>> = {
  EntryWithdrawn: 'is a withdrawal: report the fact anew',
  PersonalDataKeyDestroyed: 'is an erasure, which cannot be undone',
  UpnChanged: 'is a change of UPN: report a change to the right one',
};
