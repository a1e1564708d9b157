/** The log as the configuration has it: the one place that knows both engines. */
import { Logger } from '@nestjs/common';
import type { Configuration } from '../platform/configuration.js';
import type { Database } from '../platform/database/open-database.js';
import type { EventLog } from './event-log.js';
import { borrowClient } from './eventstoredb/client.js';
import { EventStoreDbEventLog } from './eventstoredb/eventstoredb-event-log.js';
import type { StoreLocation } from './eventstoredb/location.js';
import { SequencedCopy } from './eventstoredb/sequencer/sequenced-copy.js';
import { Sequencer, type SequencerWatch } from './eventstoredb/sequencer/sequencer.js';
import { newestCommit } from './eventstoredb/client-reads.js';
import { settleEngine } from './postgres/engine.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import type { SequencedLog } from './sequenced-log.js';
import { placedAtOnce, type Sequencing } from './sequencing.js';

/** Where Nest finds it: `@Inject(LOG_ENGINE) private readonly engine: LogEngine`. */
export const LOG_ENGINE = Symbol('LOG_ENGINE');

export interface LogEngine {
  readonly name: 'postgres' | 'eventstoredb';
  readonly log: EventLog;
  readonly sequenced: SequencedLog;
  readonly sequencing: Sequencing;
  /** Null where positions are given with the append. */
  readonly sequencer: Sequencer | null;
  /** Null where the log has no copy: it is one. */
  readonly copy: SequencedCopy | null;
  /** Whether the database does not tell its identity, so that some restores go unnoticed (docs/decisions/0032). */
  readonly isEpochWeak: boolean;
  /** Resolves where the log takes appends in. Rejects where it cannot be reached. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** How long an append or a read is tried again while the log is away. */
  readonly patienceMs: number;
  readonly watch: SequencerWatch;
}

/**
 * Opens the log. EventStoreDB need not be there; the database has to be.
 * @throws OperationalError where the database's log is another engine's
 */
export async function openLogEngine(
  database: Database,
  { eventStore }: Pick<Configuration, 'eventStore'>,
  options: EngineOptions,
): Promise<LogEngine> {
  return eventStore === undefined ? inPostgres(database) : inEventStoreDb(database, eventStore, options);
}

async function inPostgres(database: Database): Promise<LogEngine> {
  await settleEngine(database.pool, 'postgres');
  const log = await PostgresEventLog.open(database);
  return {
    name: 'postgres',
    log,
    sequenced: log.sequenced,
    sequencing: placedAtOnce(log.sequenced),
    sequencer: null,
    copy: null,
    isEpochWeak: log.isEpochWeak,
    check: async () => {
      await log.sequenced.head();
    },
    close: () => log.close(),
  };
}

async function inEventStoreDb(
  database: Database,
  location: StoreLocation,
  { patienceMs, watch }: EngineOptions,
): Promise<LogEngine> {
  const log = await EventStoreDbEventLog.open(database, location, {
    patienceMs,
    answerWithinMs: Math.min(patienceMs * answerOfPatience, longestAnswerMs),
    onOtherContent: ({ stream, revision, id }) => {
      const message = 'an entry was acknowledged while another process recorded its id with other content';
      logger.error({ message, stream, revision, id });
    },
  });
  const sequencer = new Sequencer(database, location, { watch });
  return {
    name: 'eventstoredb',
    log,
    sequenced: log.sequenced,
    sequencing: {
      keepsOrder: false,
      everythingSoFar: (signal) => sequencer.everythingSoFar(signal),
    },
    sequencer,
    copy: new SequencedCopy(database, location),
    isEpochWeak: log.isEpochWeak,
    check: () => answers(location),
    close: () => log.close(),
  };
}

const logger = new Logger('EventLog');

/** An answer that does not come leaves patience for a second attempt. */
const answerOfPatience = 0.4;
const longestAnswerMs = 10_000;
const answersWithinMs = 3_000;

async function answers({ url }: StoreLocation): Promise<void> {
  const borrowed = borrowClient(url);
  try {
    await newestCommit(borrowed.client, answersWithinMs);
  } finally {
    await borrowed.giveBack();
  }
}
