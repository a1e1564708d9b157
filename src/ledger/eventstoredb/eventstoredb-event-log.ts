import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { StreamName } from '../../../events/identifiers.js';
import { connect } from '../../platform/database/pools.js';
import type { AppendOptions, Appended, EventLog, ExpectedRevision, ReadStreamOptions } from '../event-log.js';
import { connectQuietly, end, type Connect } from '../postgres/connection.js';
import { settleEngine } from '../postgres/engine.js';
import { settleEpoch } from '../postgres/epoch.js';
import { FollowedLog, type LogDatabase } from '../postgres/followed-log.js';
import { prepareAppend } from '../postgres/prepared-append.js';
import type { StandingEvent } from '../postgres/recorded-before.js';
import { AppendAttempts, checkSize } from './append-attempts.js';
import { AppendConnection } from './append-connection.js';
import { Appending } from './appending.js';
import { borrowClient, type BorrowedClient } from './client.js';
import { KnownEvents } from './known-events.js';
import type { StoreLocation } from './location.js';
import { StreamReading } from './stream-reading.js';

export interface EventStoreDbEventLogOptions {
  /** How long an append or a read is tried again while the server is away; left out: 20 seconds. */
  readonly patienceMs?: number;
  /** How long one answer of the server is waited for; left out: 10 seconds. */
  readonly answerWithinMs?: number;
  /** The server's limit on one append, in bytes of data; left out: its default of 1 MiB. */
  readonly bytesPerAppend?: number;
  /** Told of what was acknowledged and stands with other content, which another process recorded a moment before. */
  readonly onOtherContent?: (event: StandingEvent) => void;
}

/** What a server takes in one append unless it is told otherwise. */
export const defaultBytesPerAppend = 1024 * 1024;

/**
 * The event log in EventStoreDB 22.10 or later. Appends and reads of one stream go there; the log as a whole, and which
 * ids are known, is read from its sequenced copy in PostgreSQL, which the sequencer fills (sequencer/sequencer.ts).
 */
export class EventStoreDbEventLog extends FollowedLog implements EventLog {
  private readonly connection: AppendConnection;
  private readonly known: KnownEvents;
  private readonly appending: Appending;
  private readonly streams: StreamReading;
  private readonly bytesPerAppend: number;

  private constructor(
    database: LogDatabase,
    connectApart: Connect,
    private readonly borrowed: BorrowedClient,
    namespace: string,
    options: EventStoreDbEventLogOptions,
    /** Whether PostgreSQL does not tell its identity, so that some restores go unnoticed (docs/decisions/0032). */
    readonly isEpochWeak: boolean,
  ) {
    super(database, connectApart);
    const { patienceMs = 20_000, answerWithinMs = 10_000, bytesPerAppend = defaultBytesPerAppend } = options;
    const { onOtherContent = () => undefined } = options;
    const { client } = borrowed;
    this.bytesPerAppend = bytesPerAppend;
    this.connection = new AppendConnection(client, answerWithinMs);
    this.known = new KnownEvents(connectApart, onOtherContent);
    const attempts = new AppendAttempts(
      client,
      this.connection,
      this.known,
      this.sequenced,
      namespace,
      answerWithinMs,
    );
    this.appending = new Appending(attempts, patienceMs);
    const limits = { patienceMs, answerWithinMs };
    this.streams = new StreamReading(client, database.pool, namespace, limits, this.arrivals.closed);
  }

  /**
   * Opens the log, whether the server can be reached or not; its sequenced copy has to be. Beside the pool it keeps one
   * connection to look for known ids and, once somebody follows the log, one to listen. Begins a new epoch if the
   * copy's database was restored since it was last opened.
   *
   * @throws OperationalError when the copy is that of another engine or namespace
   */
  static async open(
    database: LogDatabase,
    { url, namespace }: StoreLocation,
    options: EventStoreDbEventLogOptions = {},
  ): Promise<EventStoreDbEventLog> {
    const connectApart: Connect = (overrides) => connect(database.connectionString, overrides);
    const client = await connectQuietly(connectApart);
    try {
      const { isWeak } = await settleEpoch(client);
      await settleEngine(client, `eventstoredb:${namespace}`);
      return new EventStoreDbEventLog(database, connectApart, borrowClient(url), namespace, options, isWeak);
    } finally {
      await end(client);
    }
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<Appended> {
    const append = prepareAppend(stream, expected, events, options);
    checkSize(append, this.bytesPerAppend);
    return this.appending.append(append);
  }

  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent> {
    return this.streams.read(stream, options);
  }

  /** Answers what was appended so far, then ends its connections. The pool is its owner's to end. */
  async close(): Promise<void> {
    await Promise.all([this.appending.close(), this.arrivals.close()]);
    await Promise.all([this.connection.close(), this.known.close()]);
    await this.borrowed.giveBack();
  }
}
