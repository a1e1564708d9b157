/**
 * The sequencer: reads the ledger's events from EventStoreDB once, in the order of its log, gives each its position and
 * lays it into the log's table in PostgreSQL (DESIGN.md §5). Whatever stops it, it goes on after the last event that it
 * handled: that one stands in the same transaction as what was laid down.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Position } from '../../../../events/identifiers.js';
import type { Database } from '../../../platform/database/open-database.js';
import { connect } from '../../../platform/database/pools.js';
import { OperationalError } from '../../../platform/errors/operational-error.js';
import { LogUnavailable } from '../../errors.js';
import { connectForCommits, end } from '../../postgres/connection.js';
import { settleEngine } from '../../postgres/engine.js';
import { borrowClient } from '../client.js';
import type { StoreLocation } from '../location.js';
import { prefixOf } from '../namespace.js';
import { standingOf } from './copy.js';
import { Lease, LeaseLost, processName } from './lease.js';
import type { Mark } from './marks.js';
import type { Quarantined } from './place.js';
import { assertSameHistory, ServerRestored } from './same-history.js';
import type { Activity, SequencerState } from './state.js';
import { sequencingStatus, type SequencingStatus } from './status.js';
import { newestOfAll, StoreTrouble } from './reads-of-all.js';
import { comparePlaces, type StorePlace } from './store-record.js';
import type { Subscription } from './subscription.js';
import { sequence, type TurnEvents } from './turn.js';

/** Told of what somebody should look at. Nothing here holds an event's content. */
export interface SequencerWatch {
  quarantined(what: Quarantined): void;
  /** The copy is not what was once sequenced, from that mark's events on. */
  markDiffers(mark: Mark): void;
  stopped(why: ServerRestored): void;
  /** Something failed, and is tried again. */
  trouble(error: unknown): void;
}

export interface SequencerOptions {
  /** How long a sequencer that stopped without a word keeps others waiting. */
  readonly leaseMs?: number;
  readonly watch?: SequencerWatch;
}

/** Three renewals fit into it. */
const standardLeaseMs = 10_000;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

const unwatched: SequencerWatch = {
  quarantined: () => undefined,
  markDiffers: () => undefined,
  stopped: () => undefined,
  trouble: () => undefined,
};

export class Sequencer {
  private readonly leaseMs: number;
  private readonly watch: SequencerWatch;
  private activity: Activity = 'standing-by';
  private subscription: Subscription | undefined;
  private sequenced = 0;
  private quarantined = 0;
  private differing: Position | undefined;
  private running = 0;

  constructor(
    private readonly database: Pick<Database, 'pool' | 'connectionString'>,
    private readonly location: StoreLocation,
    { leaseMs = standardLeaseMs, watch = unwatched }: SequencerOptions = {},
  ) {
    this.leaseMs = leaseMs;
    this.watch = watch;
  }

  get state(): SequencerState {
    const oldest = this.subscription?.oldest?.createdAt;
    return {
      activity: this.activity,
      waitingEvents: this.subscription?.waiting ?? 0,
      waitingSeconds: oldest === undefined ? 0 : Math.max(0, Date.now() - oldest) / 1_000,
      sequencedEvents: this.sequenced,
      quarantinedEvents: this.quarantined,
      differsFromMark: this.differing,
    };
  }

  /** How sequencing stands, whichever process does it. @throws what PostgreSQL throws */
  async status(): Promise<SequencingStatus> {
    const borrowed = borrowClient(this.location.url);
    try {
      return await sequencingStatus(this.database.pool, borrowed.client, this.location.namespace);
    } finally {
      await borrowed.giveBack();
    }
  }

  /**
   * Sequences whatever comes, whenever this process can have the lease, until the signal is aborted. Stopped by a
   * restored server it looks again now and then, and goes on when the restore was accepted.
   * @throws OperationalError where the database's log is another engine's or another namespace's
   */
  async run(signal: AbortSignal): Promise<void> {
    const borrowed = borrowClient(this.location.url);
    this.running += 1;
    try {
      for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        const before = this.sequenced;
        try {
          if (await this.takeTurn(borrowed.client, signal)) pauseMs = firstPauseMs;
          else pauseMs = this.leaseMs / 10;
        } catch (error) {
          if (error instanceof OperationalError) throw error;
          this.note(error);
          // Whoever is dropped now and then, as any slow consumer is, has done its work until then.
          if (this.sequenced > before) pauseMs = firstPauseMs;
        }
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.running -= 1;
      this.activity = 'standing-by';
      await borrowed.giveBack();
    }
  }

  /**
   * Resolves once everything that the server held at the call is handled: sequences it, where nobody is at it.
   * @returns the newest position then
   * @throws {LogUnavailable} the server cannot be reached, or was restored
   * @throws the signal's reason when aborted
   */
  async everythingSoFar(signal: AbortSignal): Promise<Position> {
    const goal = await this.newestPlace();
    const ending = new AbortController();
    const running = this.running > 0 ? undefined : this.run(ending.signal);
    try {
      for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 250)) {
        signal.throwIfAborted();
        const { end: copyEnd, handled, isStopped } = await standingOf(this.database.pool);
        if (goal === undefined || (handled && comparePlaces(handled.place, goal) >= 0))
          return copyEnd.position;
        if (isStopped) throw new LogUnavailable(new ServerRestored().message);
        // A sequencer that ends by itself, because the log is another's, ends the waiting too.
        const wait = pause(pauseMs, undefined, { signal }).catch(() => undefined);
        await (running ? Promise.race([wait, running]) : wait);
      }
    } finally {
      ending.abort();
      await running?.catch(() => undefined);
    }
  }

  private async newestPlace(): Promise<StorePlace | undefined> {
    const { pool } = this.database;
    const { url, namespace } = this.location;
    const borrowed = borrowClient(url);
    try {
      const { handled } = await standingOf(pool);
      await assertSameHistory(borrowed.client, namespace, pool, handled);
      return (await newestOfAll(borrowed.client, { prefix: prefixOf(namespace) }))?.place;
    } catch (error) {
      if (error instanceof StoreTrouble)
        throw new LogUnavailable(
          'EventStoreDB cannot be reached: what was recorded stands; it is not sequenced yet',
        );
      if (error instanceof ServerRestored) throw new LogUnavailable(error.message);
      throw error;
    } finally {
      await borrowed.giveBack();
    }
  }

  /** Acts for as long as it can. @returns whether it had the lease */
  private async takeTurn(store: EventStoreDBClient, signal: AbortSignal): Promise<boolean> {
    const { pool, connectionString } = this.database;
    const engine = `eventstoredb:${this.location.namespace}` as const;
    await settleEngine(pool, engine);
    const lease = await Lease.take(pool, processName, this.leaseMs);
    if (lease === undefined) {
      if (this.activity !== 'stopped-by-restore') this.activity = 'standing-by';
      return false;
    }
    const turn = new AbortController();
    const stop = (): void => turn.abort();
    signal.addEventListener('abort', stop);
    // It may have come while the lease was taken.
    if (signal.aborted) stop();
    const renewing = setInterval(() => void lease.renew(pool).catch(stop), this.leaseMs / 3);
    try {
      // Another may have been settled for before the lease was taken. From now on that would end the lease.
      await settleEngine(pool, engine);
      const client = await connectForCommits((overrides) => connect(connectionString, overrides));
      try {
        // What a crash of PostgreSQL takes back is sequenced again, to the same positions: nobody need wait for the disk.
        await client.query('set synchronous_commit = off');
        await sequence(
          { client, pool, lease, store, namespace: this.location.namespace, events: this.turnEvents },
          turn.signal,
        );
      } finally {
        // Not awaited: a connection that is lost may never say that it has ended.
        void end(client);
      }
    } finally {
      clearInterval(renewing);
      signal.removeEventListener('abort', stop);
      await lease.release(pool).catch(() => undefined);
    }
    return true;
  }

  private readonly turnEvents: TurnEvents = {
    acting: (subscription) => {
      this.subscription = subscription;
      if (subscription) this.activity = 'acting';
    },
    placed: ({ events, quarantined }) => {
      this.sequenced += events.length;
      this.quarantined += quarantined.length;
      for (const one of quarantined) this.watch.quarantined(one);
    },
    markDiffers: (mark) => {
      this.differing ??= mark.position;
      this.watch.markDiffers(mark);
    },
    trouble: (error) => this.watch.trouble(error),
  };

  private note(error: unknown): void {
    if (error instanceof LeaseLost) {
      this.activity = 'standing-by';
    } else if (error instanceof ServerRestored) {
      if (this.activity !== 'stopped-by-restore') this.watch.stopped(error);
      this.activity = 'stopped-by-restore';
    } else if (!(error instanceof StoreTrouble && error.isDrop)) {
      const activity = error instanceof StoreTrouble ? 'store-away' : 'failing';
      if (this.activity !== activity) this.watch.trouble(error);
      this.activity = activity;
    }
  }
}
