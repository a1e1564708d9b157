import type pg from 'pg';
import { asPosition, asRevision, type Position } from '../../../events/identifiers.js';
import type { Database } from '../../platform/database/open-database.js';
import { openMigrated } from '../../platform/database/open-database.js';
import type { ExpectedRevision } from '../event-log.js';
import { settleEngine } from '../postgres/engine.js';
import { PostgresEventLog } from '../postgres/postgres-event-log.js';
import { CopyRefused, type CopiedEvent, type LogSide, type Run } from './log-side.js';

/**
 * A log that PostgreSQL keeps.
 * @throws OperationalError where the database's log is EventStoreDB's: that one is the log
 */
export async function postgresSide(url: string): Promise<LogSide & { readonly database: Database }> {
  const database = await openMigrated(url, 2);
  try {
    await settleEngine(database.pool, 'postgres');
    const log = await PostgresEventLog.open(database);
    return {
      name: nameOf(url),
      database,
      events: () => eventsIn(database.pool),
      size: async () => (await log.sequenced.head()).position,
      append: (runs) => append(log, runs),
      close: async () => {
        await log.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Where a database is, without user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

const eventsPerPage = 2_000;

async function* eventsIn(pool: pg.Pool): AsyncGenerator<CopiedEvent> {
  for (let after = asPosition(0); ;) {
    const { rows } = await pool.query<Row>(
      `select position, recorded_at, stream, revision, id, type, schema_version as "schemaVersion", data, metadata
         from ledger.events where position > $1 order by position limit $2`,
      [after, eventsPerPage],
    );
    for (const { recorded_at, ...event } of rows) yield { ...event, recordedAt: Date.parse(recorded_at) };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}

type Row = Omit<CopiedEvent, 'recordedAt'> & { readonly recorded_at: string };

/** Together: their order is kept. */
async function append(log: PostgresEventLog, runs: readonly Run[]): Promise<void> {
  const answers = await Promise.allSettled(
    runs.map(async (run) => {
      const [first] = run;
      const expected: ExpectedRevision = first.revision === 0 ? 'none' : asRevision(first.revision - 1);
      const recordedAt = new Date(first.recordedAt);
      const { positions } = await log.append(first.stream, expected, run, { recordedAt });
      return positions?.[0];
    }),
  );
  for (const [at, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason;
    requirePosition(answer.value, runs[at]?.[0].position);
  }
}

function requirePosition(given: Position | undefined, wanted: Position | undefined): void {
  if (given === wanted) return;
  throw new CopyRefused(
    `somebody else writes to the target: position ${wanted ?? '?'} was given away. Its log is no copy any more.`,
  );
}
