import type pg from 'pg';

/**
 * Ends the session of a process that took the gate and then stopped (suspended, cut off) in the midst of sending: half a
 * COPY, half a group of statements. No bound of PostgreSQL's own reaches it. Such a session counts as active, so
 * `idle_in_transaction_session_timeout` does not run; `statement_timeout` waits for the next byte as the session does; and
 * a suspended process's kernel answers keepalives. Only being told to end reaches it, so whoever lost patience at the gate
 * tells it, on the connection that it makes next.
 *
 * @param heldMs how long a statement behind the gate may wait for its client. Sessions of the same role are ended, and of
 *   roles that it is a member of, as PostgreSQL allows
 */
export async function endStoppedHolder(client: pg.Client, heldMs: number): Promise<void> {
  await client.query(stoppedHolderSql, [heldMs]);
}

/** Who waits for the gate has its table locked in this mode too, but waits for a lock and not for its client. */
const stoppedHolderSql = `
  select pg_terminate_backend(pid)
    from pg_locks
    join pg_stat_activity using (pid)
   where datname = current_database() and relation = 'ledger.gate'::regclass and mode = 'RowShareLock'
     and state = 'active' and wait_event = 'ClientRead'
     and pg_has_role(usesysid, 'usage') and query_start < clock_timestamp() - $1 * interval '1 millisecond'`;
