import pg from 'pg';
import { OperationalError } from '../../platform/errors/operational-error.js';

/** What takes the log's events in: this database, or EventStoreDB, of which the sequenced copy lies here. */
export type Engine = 'postgres' | `eventstoredb:${string}`;

/**
 * Settles which engine fills this database's log: any while nothing was taken in, and from then on that one, so that the
 * events of two never mix.
 * @throws OperationalError when the log is another engine's
 */
export async function settleEngine(client: Pick<pg.ClientBase, 'query'>, engine: Engine): Promise<void> {
  if ((await standingEngine(client)) === engine) return;
  await client.query(settleSql(engine));
  const standing = await standingEngine(client);
  if (standing === engine) return;
  throw new OperationalError(
    `the log of this database is ${inWords(standing)}, and ${inWords(engine)} is asked for: a log never mixes engines (\`ledger copy\` moves one)`,
  );
}

async function standingEngine(client: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const { rows } = await client.query<{ engine: string }>('select engine from ledger.gate');
  return rows[0]?.engine ?? '?';
}

/**
 * One transaction, for it is one query. What an append or a sequencer is laying down at the moment is waited for, and
 * seen by the statement after. The new token ends the turn of a sequencer that has found nothing yet.
 */
const settleSql = (engine: Engine): string => `
  select from ledger.sequencer for update;
  select from ledger.gate for update;
  with settled as (
    update ledger.gate set engine = ${pg.escapeLiteral(engine)}
     where not exists (select from ledger.events)
       and not exists (select from ledger.sequencer where commit_position is not null) returning engine
  )
  update ledger.sequencer set token = token + 1, lease_until = '-infinity'
   where exists (select from settled)`;

const inWords = (engine: string): string =>
  engine === 'postgres'
    ? "PostgreSQL's own (EVENTSTORE_URL not set)"
    : `EventStoreDB's, namespace '${engine.slice(engine.indexOf(':') + 1)}' (EVENTSTORE_URL, EVENTSTORE_NAMESPACE)`;
