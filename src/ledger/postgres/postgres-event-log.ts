import type { NewEvent } from '../../../events/envelope.js';
import type { StreamName } from '../../../events/identifiers.js';
import type {
  AppendOptions,
  Appended,
  EventLog,
  ExpectedRevision,
  ReadStreamOptions,
  SequencedEvent,
} from '../event-log.js';
import { connect } from '../../platform/database/pools.js';
import { connectQuietly, end, type Connect } from './connection.js';
import { settleEpoch } from './epoch.js';
import { FollowedLog, type LogDatabase } from './followed-log.js';
import { GroupCommit } from './group-commit.js';
import { prepareAppend } from './prepared-append.js';

export interface PostgresEventLogOptions {
  /** How long an append is tried again while the database is away; left out: 30 seconds. */
  readonly patienceMs?: number;
  /** For how long a process that stopped in the midst of an append or a load keeps everybody else's waiting; left out: 10 seconds. */
  readonly heldMs?: number;
}

/** The event log in PostgreSQL 14 or later, in the schema of infra/migrations/0001_event_log.sql. */
export class PostgresEventLog extends FollowedLog implements EventLog {
  private readonly commits: GroupCommit;

  private constructor(
    database: LogDatabase,
    connectApart: Connect,
    { patienceMs, heldMs }: PostgresEventLogOptions,
    /** Whether the server does not tell its identity, so that some restores go unnoticed (docs/decisions/0032). */
    readonly isEpochWeak: boolean,
  ) {
    super(database, connectApart);
    this.commits = new GroupCommit(connectApart, patienceMs, heldMs);
  }

  /**
   * Opens the log; begins a new epoch if the database was restored since it was last opened. Beside the pool it
   * keeps one connection for commits and, once somebody follows the log, one to listen.
   */
  static async open(database: LogDatabase, options: PostgresEventLogOptions = {}): Promise<PostgresEventLog> {
    const connectApart: Connect = (overrides) => connect(database.connectionString, overrides);
    const client = await connectQuietly(connectApart);
    try {
      const { isWeak } = await settleEpoch(client);
      return new PostgresEventLog(database, connectApart, options, isWeak);
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
    return this.commits.append(prepareAppend(stream, expected, events, options));
  }

  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<SequencedEvent> {
    return this.sequenced.readStream(stream, options);
  }

  /** Answers what was appended so far, then ends its connections. The pool is its owner's to end. */
  async close(): Promise<void> {
    await Promise.all([this.commits.close(), this.arrivals.close()]);
  }
}
