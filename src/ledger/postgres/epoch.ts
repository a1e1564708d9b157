import type pg from 'pg';

/** How an epoch was settled. `isWeak`: the server does not tell its identity, see docs/decisions/0032. */
export interface SettledEpoch {
  readonly epoch: string;
  readonly isWeak: boolean;
}

/**
 * Begins a new epoch if this database is not the one that the standing epoch was made on: put back from a
 * dump, recovered to a point in time, or promoted. To be called on every new connection that lives long: a
 * database cannot be restored under a connection.
 */
export async function settleEpoch(client: pg.Client): Promise<SettledEpoch> {
  const { madeOn, isWeak } = await identify(client);
  // Only if it differs, and by one statement: two processes that start at once make one epoch between them.
  await client.query(`update ledger.gate set epoch = gen_random_uuid(), made_on = $1 where made_on <> $1`, [
    madeOn,
  ]);
  const { rows } = await client.query<{ epoch: string }>('select epoch from ledger.gate');
  const [row] = rows;
  if (row === undefined) throw new Error('ledger.gate is empty: the event log was not migrated');
  return { epoch: row.epoch, isWeak };
}

/**
 * What tells this database from its copies: a restored dump makes new objects (database and table ids), a new
 * cluster has another system identifier, and recovery or promotion begins another timeline.
 */
async function identify(client: pg.Client): Promise<{ madeOn: string; isWeak: boolean }> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_function_privilege('pg_control_system()', 'execute') as may`,
  );
  const isWeak = rows[0]?.may !== true;
  const cluster = isWeak ? `'?'` : `(select system_identifier::text from pg_control_system())`;
  // The timeline of the log file being written: pg_control_checkpoint() would tell it only from the first
  // checkpoint after a promotion.
  const identity = await client.query<{ made_on: string }>(
    `select concat_ws('/', ${cluster}, left(pg_walfile_name(pg_current_wal_lsn()), 8),
       (select oid from pg_database where datname = current_database()), 'ledger.gate'::regclass::oid) as made_on`,
  );
  return { madeOn: identity.rows[0]?.made_on ?? '', isWeak };
}
