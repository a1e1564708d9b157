/**
 * One runner acts at a time, whatever processes are there: by a lease on the database's clock, so that no two
 * machines need to agree on the time, and with a token that grows with every holder, so that what an earlier holder
 * still sends is refused.
 */
import type { Queryable } from './stored-events.js';

/** Somebody else holds the lease by now: nothing was written. */
export class LeaseLost extends Error {
  constructor() {
    super('another runner has taken over; nothing was written');
    this.name = 'LeaseLost';
  }
}

export class Lease {
  private constructor(
    private readonly token: number,
    private readonly lengthMs: number,
  ) {}

  /** @returns undefined while another holds it. @param holder tells people who it is, no more */
  static async take(client: Queryable, holder: string, lengthMs: number): Promise<Lease | undefined> {
    const { rows } = await client.query<{ token: number }>(
      `update platform.lease
          set holder = $1, token = token + 1, expires_at = clock_timestamp() + make_interval(secs => $2)
        where name = 'projecting' and expires_at < clock_timestamp() returning token`,
      [holder, lengthMs / 1_000],
    );
    return rows[0] && new Lease(rows[0].token, lengthMs);
  }

  /**
   * Renews it. Within a transaction it is the first statement: the lease's row then stays locked to the commit, so
   * that nobody takes over, or switches the read models, in between.
   * @throws LeaseLost
   */
  async renew(client: Queryable): Promise<void> {
    const { rowCount } = await client.query(
      `update platform.lease set expires_at = clock_timestamp() + make_interval(secs => $2)
        where name = 'projecting' and token = $1`,
      [this.token, this.lengthMs / 1_000],
    );
    if (rowCount !== 1) throw new LeaseLost();
  }

  /** Gives it back, so that the next need not wait for its end. */
  async release(client: Queryable): Promise<void> {
    await client.query(
      `update platform.lease set holder = '', expires_at = '-infinity' where name = 'projecting' and token = $1`,
      [this.token],
    );
  }
}

/** Waits for whoever writes to the live read models and keeps everybody from it up to the end of the transaction. */
export async function lockReadModels(client: Queryable): Promise<void> {
  await client.query(`select from platform.lease where name = 'projecting' for update`);
}
