/** The entries of a history: what each is, when it happened, when the ledger learned it, who said so, what became of it. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { pupilOf, type EventId } from '../../events/identifiers.js';
import { standingFacts } from '../../projections/standing-facts.js';
import type { Provenance } from './provenances.js';
import type { EntryInLedger, SaidBy } from './documents/trajectory.js';

/** @param events one history in the order of positions */
export function entriesTold(
  events: readonly HistoryEvent[],
  provenances: readonly Provenance[],
): EntryInLedger[] {
  const told = new Map(provenances.map((provenance) => [provenance.id, provenance]));
  const correctedBy = new Map(standingFacts(events).facts.map(({ entry, correctedBy: by }) => [entry, by]));
  const withdrawnBy = withdrawals(events);
  return events.flatMap((event) => {
    const provenance = told.get(event.id);
    if (!provenance) return [];
    const { metadata, revision } = provenance;
    return {
      id: event.id,
      type: event.type,
      record: pupilOf(event.stream) ?? event.stream,
      effectiveOn: event.data.effectiveOn,
      recordedAt: event.recordedAt,
      position: String(event.position),
      revision: String(revision),
      saidBy: saidBy(metadata),
      documents: (metadata.documents ?? []).map(({ kind, reference, sha256 }) => ({
        kind,
        reference,
        sha256,
      })),
      concerns: concernedEntry(event),
      correctedBy: correctedBy.get(event.id) ?? null,
      withdrawnBy: withdrawnBy.get(event.id) ?? null,
    };
  });
}

/** Those that a view as at a day shows: what had happened by then, and whatever it cites. */
export function entriesAsAt(
  entries: readonly EntryInLedger[],
  day: PlainDate,
  document: object,
): EntryInLedger[] {
  const cited = JSON.stringify(document);
  return entries.filter(({ id, effectiveOn }) => effectiveOn <= day || cited.includes(id));
}

function saidBy({ actor, role, authority, source }: Provenance['metadata']): SaidBy {
  const { system, fileSha256, line } = source;
  return {
    actor,
    role,
    authority: authority ?? null,
    system,
    fileSha256: fileSha256 ?? null,
    line: line ?? null,
  };
}

/** By the entry that was withdrawn; a withdrawal that was itself withdrawn has no effect. */
function withdrawals(events: readonly HistoryEvent[]): Map<EventId, EventId> {
  const made = events.filter((event) => event.type === 'EntryWithdrawn');
  const undone = new Set(made.map(({ data }) => data.entry));
  return new Map(made.filter(({ id }) => !undone.has(id)).map(({ id, data }) => [data.entry, id]));
}

function concernedEntry(event: HistoryEvent): EventId | null {
  switch (event.type) {
    case 'EntryCorrected':
    case 'EntryWithdrawn':
      return event.data.entry;
    default:
      return pointedAt(event.data);
  }
}

/** The entry that a report says it is about. */
function pointedAt(data: HistoryEvent['data']): EventId | null {
  if ('exclusion' in data) return data.exclusion ?? null;
  if ('referral' in data) return data.referral ?? null;
  if ('direction' in data) return data.direction ?? null;
  if ('challenge' in data) return data.challenge ?? null;
  if ('concern' in data) return data.concern ?? null;
  if ('notification' in data) return data.notification ?? null;
  if ('about' in data) return data.about ?? null;
  return 'provision' in data ? (data.provision ?? null) : null;
}
