/** A dry run's log: what is decided is kept here and read back, nothing reaches the ledger. */
import type { DocumentReference, HistoryEvent, NewEvent } from '../../events/envelope.js';
import { asPosition, asRevision, type EventId, type StreamName } from '../../events/identifiers.js';
import { documentsOf } from '../ledger/documents-of.js';
import type { Appended, EventLog, ExpectedRevision } from '../ledger/event-log.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';
import type { WritableLog } from './history-writer.js';

/** Later than every event of the ledger. */
const firstPosition = 2 ** 52;

export class RehearsalLog implements WritableLog {
  private readonly rehearsed = new Map<StreamName, HistoryEvent[]>();
  private readonly documents = new Map<EventId, readonly DocumentReference[]>();
  private count = 0;

  constructor(
    private readonly ledger: Pick<SequencedLog, 'historyOf'>,
    private readonly log: Pick<EventLog, 'readStream'>,
  ) {}

  append(stream: StreamName, _expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const own = this.rehearsed.get(stream) ?? [];
    this.rehearsed.set(stream, own);
    const positions = events.map(() => asPosition(firstPosition + this.count++));
    events.forEach(({ id, type, schemaVersion, data, metadata }, at) => {
      if (metadata.documents) this.documents.set(id, metadata.documents);
      const place = { stream, position: positions[at], recordedAt: '' };
      // Type and data belong together by what was decided.
      own.push({ id, type, schemaVersion, data, ...place } as HistoryEvent);
    });
    const ids = events.map(({ id }) => id);
    return Promise.resolve({
      stream,
      firstRevision: asRevision(0),
      lastRevision: asRevision(0),
      ids,
      positions,
    });
  }

  async historyOf(streams: readonly StreamName[]): Promise<HistoryEvent[]> {
    const held = await this.ledger.historyOf(streams);
    return [...held, ...streams.flatMap((stream) => this.rehearsed.get(stream) ?? [])];
  }

  async documentsOf(stream: StreamName, entry: EventId): Promise<readonly DocumentReference[]> {
    return this.documents.get(entry) ?? (await documentsOf(this.log, stream, entry));
  }

  /** Streams with events that were decided here. */
  streams(): IterableIterator<StreamName> {
    return this.rehearsed.keys();
  }
}
