/** A dry run's log: what is decided is kept here and read back, nothing reaches the ledger. */
import type { HistoryEvent, NewEvent } from '../../events/envelope.js';
import { asPosition, asRevision, type StreamName } from '../../events/identifiers.js';
import type { Appended, ExpectedRevision } from '../ledger/event-log.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';
import type { WritableLog } from './history-writer.js';

/** Later than every event of the ledger. */
const firstPosition = 2 ** 52;

export class RehearsalLog implements WritableLog {
  private readonly rehearsed = new Map<StreamName, HistoryEvent[]>();
  private count = 0;

  constructor(private readonly ledger: Pick<SequencedLog, 'historyOf'>) {}

  append(stream: StreamName, _expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const own = this.rehearsed.get(stream) ?? [];
    this.rehearsed.set(stream, own);
    const positions = events.map(() => asPosition(firstPosition + this.count++));
    events.forEach(({ id, type, schemaVersion, data }, at) => {
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

  /** Streams with events that were decided here. */
  streams(): IterableIterator<StreamName> {
    return this.rehearsed.keys();
  }
}
