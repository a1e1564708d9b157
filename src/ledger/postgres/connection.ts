import type pg from 'pg';
import { settleEngine } from './engine.js';
import { settleEpoch } from './epoch.js';
import { endStoppedHolder } from './stopped-holder.js';

/** Opens a connection outside the pool, with settings of its own. */
export type Connect = (overrides?: pg.ClientConfig) => Promise<pg.Client>;

/** A process that stopped with the gate in its hand (suspended, out of memory) loses it after this long. */
const usualHeldMs = 10_000;
/** Contact counts as lost when a statement is not answered for this long; longer than a gate can be held by who is idle. */
const unansweredMs = (heldMs: number): number => 1.5 * heldMs;

/** A connection whose loss shows in the next statement on it, and not as an error that ends the process. */
export async function connectQuietly(connect: Connect, overrides?: pg.ClientConfig): Promise<pg.Client> {
  const client = await connect(overrides);
  client.on('error', () => undefined);
  return client;
}

/**
 * The connection that a process commits through. Statements that need no answer in between go together.
 * @param heldMs for how long a process that stopped keeps the gate
 */
export async function connectForCommits(connect: Connect, heldMs = usualHeldMs): Promise<pg.Client> {
  const client = await connectQuietly(connect, {
    pipeline: true,
    query_timeout: unansweredMs(heldMs),
    idle_in_transaction_session_timeout: heldMs,
  });
  try {
    await endStoppedHolder(client, heldMs);
    await settleForCommits(client);
  } catch (error) {
    await end(client);
    throw error;
  }
  return client;
}

/**
 * The connection that a load in bulk has of its own: a COPY may take longer to answer than an append ever does. For the
 * gate it waits no longer than an append.
 */
export async function connectForBulk(connect: Connect): Promise<pg.Client> {
  const client = await connectQuietly(connect, {
    idle_in_transaction_session_timeout: usualHeldMs,
    lock_timeout: unansweredMs(usualHeldMs),
  });
  try {
    await endStoppedHolder(client, usualHeldMs);
    await settleEngine(client, 'postgres');
    await settleForCommits(client);
  } catch (error) {
    await end(client);
    throw error;
  }
  return client;
}

async function settleForCommits(client: pg.Client): Promise<void> {
  await settleEpoch(client);
  // Each statement is planned once and the plan kept: that saves a third of the server's work for a commit.
  // A plan that was made while the table was small must not scan it for good.
  await client.query('set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off');
  // Acknowledged means durable, whatever the server's default is. Stricter settings stay.
  await client.query(
    `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
  );
}

/** Ends a connection that may be lost already. */
export async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}
