import type pg from 'pg';

/** Runs the work in one transaction: all of it, or nothing when it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // A server that goes away between two statements is told to the connection alone, where nobody would listen;
  // the next statement fails of it anyway.
  client.on('error', ignore);
  let isBroken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not handed out again.
    await client.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
}

const ignore = (): void => undefined;
