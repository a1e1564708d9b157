/**
 * The ledger's log as imports read and write it: histories of many streams by one query of the sequenced log. Where
 * sequencing comes after the append, a stream may be further than that; those that this import knows to be further, by
 * its own appends or by a refusal, are read themselves. What nobody told it of is told when it appends: an append names
 * the revision that was read.
 */
import type { DocumentReference, HistoryEvent, NewEvent } from '../../events/envelope.js';
import { asRevision, type EventId, type Revision, type StreamName } from '../../events/identifiers.js';
import { documentsOf } from '../ledger/documents-of.js';
import {
  LogUnavailable,
  OtherContentUnderKnownId,
  RevisionConflict,
  UnknownOutcome,
} from '../ledger/errors.js';
import type { AppendOptions, Appended, EventLog, ExpectedRevision } from '../ledger/event-log.js';
import { asHistoryEvent } from '../ledger/history-event.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';

/** Streams that are read at once. */
const atOnce = 16;
/** Streams that are kept in mind before sequencing is waited for: a few megabytes. */
const usualMostAhead = 50_000;
const unknownRevision = asRevision(2 ** 31 - 1);

export class LedgerHistories {
  /** The revision that a stream has reached at least, of streams that may be further than the sequenced log has them. */
  private readonly reached = new Map<StreamName, Revision>();

  /**
   * @param sequencedSoFar waits until everything that stands is sequenced; false where that was stopped
   * @param mostAhead how many streams are kept in mind before it is waited for
   */
  constructor(
    private readonly log: Pick<EventLog, 'append' | 'readStream'>,
    private readonly sequenced: Pick<SequencedLog, 'historyOf'>,
    private readonly sequencedSoFar: () => Promise<boolean>,
    private readonly mostAhead = usualMostAhead,
  ) {}

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<Appended> {
    try {
      const appended = await this.log.append(stream, expected, events, options);
      if (appended.positions === null) this.reached.set(stream, appended.lastRevision);
      return appended;
    } catch (error) {
      if (error instanceof RevisionConflict && error.actual !== null) this.reached.set(stream, error.actual);
      else if (error instanceof UnknownOutcome || error instanceof OtherContentUnderKnownId)
        this.reached.set(stream, unknownRevision);
      throw error;
    }
  }

  /** The events of these streams, each stream's in order of revision. */
  async historyOf(streams: readonly StreamName[]): Promise<HistoryEvent[]> {
    if (this.reached.size >= this.mostAhead) await this.forgetSequenced();
    const held = await this.sequenced.historyOf(streams);
    const behind = this.behind(streams, held);
    if (behind.size === 0) return held;
    const events = held.filter(({ stream }) => !behind.has(stream));
    const left = [...behind];
    const readers = Array.from({ length: Math.min(atOnce, left.length) }, async () => {
      for (let stream = left.pop(); stream !== undefined; stream = left.pop())
        events.push(...(await this.read(stream)));
    });
    await Promise.all(readers);
    return events;
  }

  documentsOf(stream: StreamName, entry: EventId): Promise<readonly DocumentReference[]> {
    return documentsOf(this.log, stream, entry);
  }

  /** Where the log is away just now they are kept in mind: appending sits that out. */
  private async forgetSequenced(): Promise<void> {
    const before = [...this.reached];
    try {
      if (!(await this.sequencedSoFar())) return;
    } catch (error) {
      if (error instanceof LogUnavailable) return;
      throw error;
    }
    for (const [stream, revision] of before)
      if (this.reached.get(stream) === revision) this.reached.delete(stream);
  }

  /** Forgets the streams that the sequenced log has caught up with. */
  private behind(streams: readonly StreamName[], held: readonly HistoryEvent[]): Set<StreamName> {
    const behind = new Set(streams.filter((stream) => this.reached.has(stream)));
    if (behind.size === 0) return behind;
    const lengths = new Map<StreamName, number>();
    for (const { stream } of held) lengths.set(stream, (lengths.get(stream) ?? 0) + 1);
    for (const stream of behind) {
      // Revisions of a stream are dense from 0: its length tells the last one.
      if ((lengths.get(stream) ?? 0) <= (this.reached.get(stream) ?? 0)) continue;
      this.reached.delete(stream);
      behind.delete(stream);
    }
    return behind;
  }

  private async read(stream: StreamName): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for await (const event of this.log.readStream(stream)) events.push(asHistoryEvent(event));
    if (events.length === 0) this.reached.delete(stream);
    else this.reached.set(stream, asRevision(events.length - 1));
    return events;
  }
}
