import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import { layDown, standingOf, type Handled } from './copy.js';
import type { Lease } from './lease.js';
import { MarkKeeper } from './mark-keeper.js';
import { isMarked } from './marked.js';
import { Marks, type Mark } from './marks.js';
import { takeIn, type TakingIn } from './page.js';
import type { CopyEnd, Placed } from './place.js';
import { assertSameHistory, noteStopped, ServerRestored } from './same-history.js';
import { Subscription } from './subscription.js';

/** What happens in a turn, for whoever wants to know. */
export interface TurnEvents {
  /** Told of the subscription when it has begun, and of none when it has ended. */
  acting(subscription: Subscription | undefined): void;
  placed(placed: Placed): void;
  markDiffers(mark: Mark): void;
  trouble(error: unknown): void;
}

/** What a turn works with. The connection is its own, and the lease is its process's. */
export interface Turn {
  readonly client: pg.Client;
  readonly pool: pg.Pool;
  readonly lease: Lease;
  readonly store: EventStoreDBClient;
  readonly namespace: string;
  readonly events: TurnEvents;
}

/** What is laid down at once, at most. What arrives meanwhile goes into the next page. */
const page = { records: 2_000, bytes: 8 * 1024 * 1024 };

/**
 * Sequences from the last handled event on, until the signal is aborted.
 * @throws {ServerRestored} the server does not hold what was sequenced from it
 * @throws {LeaseLost} another sequencer has taken over
 * @throws {StoreTrouble} and whatever PostgreSQL says: to be begun again
 */
export async function sequence(turn: Turn, signal: AbortSignal): Promise<void> {
  const { client, lease, store, namespace, events } = turn;
  const { end, handled } = await standingOf(client);
  try {
    const subscription = await begin(turn, handled);
    try {
      await noteStopped(client, lease, false);
      const marks = new Marks(store, namespace);
      const keeper = new MarkKeeper(turn.pool, marks, events);
      try {
        await keeper.begin();
        events.acting(subscription);
        await layDownAll(turn, subscription, end, keeper, signal);
      } finally {
        await keeper.end();
        await marks.close();
      }
    } finally {
      events.acting(undefined);
      subscription.close();
    }
  } catch (error) {
    if (error instanceof ServerRestored) await noteStopped(client, lease, true);
    throw error;
  }
}

/** Subscribes first and compares then: a server that is exchanged in between ends the subscription. */
async function begin({ pool, store, namespace }: Turn, handled: Handled | undefined): Promise<Subscription> {
  let subscription: Subscription | undefined;
  try {
    subscription = await Subscription.begin(store, namespace, handled?.place);
  } catch (error) {
    // After a restore the place may lie between two records, which servers answer with an error.
    await assertSameHistory(store, namespace, pool, handled);
    throw error;
  }
  try {
    await assertSameHistory(store, namespace, pool, handled);
  } catch (error) {
    subscription.close();
    throw error;
  }
  return subscription;
}

async function layDownAll(
  { client, lease, namespace, events }: Turn,
  subscription: Subscription,
  from: CopyEnd,
  keeper: MarkKeeper,
  signal: AbortSignal,
): Promise<void> {
  const layingDown: TakingIn = {
    client,
    namespace,
    table: 'ledger.events',
    layDown: (placed, last) => layDown(client, lease, placed, last),
  };
  const onPlaced = (placed: Placed): void => {
    events.placed(placed);
    if (placed.events.some(({ position }) => isMarked(position))) keeper.keep();
    else keeper.retry();
  };
  for (let end = from; !signal.aborted;) {
    end = await takeIn(layingDown, end, await subscription.take(page, signal), onPlaced);
  }
}
