/**
 * One sequencer acts at a time, whatever processes are there: by a lease on the database's clock, and a token that grows
 * with every holder and is checked by each statement that writes.
 */
import { hostname } from 'node:os';
import type pg from 'pg';

/** As people know it: who holds the lease. */
export const processName = `${hostname()}/${process.pid}`;

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Another has taken over; nothing was written. */
export class LeaseLost extends Error {
  constructor() {
    super('another sequencer has taken over; nothing was written');
    this.name = 'LeaseLost';
  }
}

export class Lease {
  private constructor(
    readonly token: number,
    readonly lengthMs: number,
  ) {}

  /** @returns undefined while another holds it. @param holder tells people who it is, no more */
  static async take(client: Queryable, holder: string, lengthMs: number): Promise<Lease | undefined> {
    const { rows } = await client.query<{ token: number }>(
      `update ledger.sequencer
          set holder = $1, token = token + 1, lease_until = clock_timestamp() + make_interval(secs => $2)
        where lease_until < clock_timestamp() returning token`,
      [holder, lengthMs / 1_000],
    );
    return rows[0] && new Lease(rows[0].token, lengthMs);
  }

  /** @throws LeaseLost */
  async renew(client: Queryable): Promise<void> {
    const { rowCount } = await client.query(
      `update ledger.sequencer set lease_until = clock_timestamp() + make_interval(secs => $2) where token = $1`,
      [this.token, this.lengthMs / 1_000],
    );
    if (rowCount !== 1) throw new LeaseLost();
  }

  /** Gives it back, so that the next need not wait for its end. */
  async release(client: Queryable): Promise<void> {
    await client.query(
      `update ledger.sequencer set holder = '', lease_until = '-infinity' where token = $1`,
      [this.token],
    );
  }
}
