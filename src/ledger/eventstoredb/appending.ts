import { setTimeout as pause } from 'node:timers/promises';
import type { EventId } from '../../../events/identifiers.js';
import {
  EventLogError,
  LogUnavailable,
  RefusedByDatabase,
  RefusedByStore,
  UnknownOutcome,
} from '../errors.js';
import type { Appended } from '../event-log.js';
import type { PreparedAppend } from '../postgres/prepared-append.js';
import { isPassing, refusalOf } from '../postgres/trouble.js';
import type { AppendAttempts } from './append-attempts.js';
import { describe, InDoubt, troubleOf } from './trouble.js';

const firstPauseMs = 50;
const longestPauseMs = 2_000;
/** What a caller is told to wait where the log is away: about how long a server takes to start. */
const retryAfterSeconds = 5;

/**
 * Appends until the outcome is known, or patience is at its end. Appends with an id in common go one after the other, so
 * that the second sees what became of the first; all others go at once.
 */
export class Appending {
  private readonly underWay = new Map<EventId, Promise<unknown>>();
  /** Ids of appends whose outcome was answered as unknown: the next append with them looks first. */
  private readonly doubtful = new Set<EventId>();
  /** Of appends that were sent and not answered. */
  private readonly doubts = new Set<Doubt>();
  private readonly closing = new AbortController();
  /** Milliseconds since 1970: since when nothing was answered; undefined while there is contact. */
  private lostContactAt: number | undefined;
  private pauseMs = firstPauseMs;
  private pausing: Promise<void> | undefined;

  /**
   * @param patienceMs how long an append is tried again. Where contact was lost longer ago than that, an append is
   *   tried once, so that its caller hears soon that the log is away.
   */
  constructor(
    private readonly attempts: AppendAttempts,
    private readonly patienceMs: number,
  ) {}

  async append(append: PreparedAppend): Promise<Appended> {
    const ids = append.events.map(({ id }) => id);
    for (let before = this.sharing(ids); before !== undefined; before = this.sharing(ids)) {
      await before.catch(() => undefined);
    }
    if (this.closing.signal.aborted)
      throw new LogUnavailable('the event log is closed; nothing was recorded');
    const settled = this.settle(append, ids);
    for (const id of ids) this.underWay.set(id, settled);
    try {
      return await settled;
    } finally {
      for (const id of ids) this.underWay.delete(id);
    }
  }

  /** Takes no more appends, and ends when those under way are answered. None is tried again. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.underWay.values());
  }

  private sharing(ids: readonly EventId[]): Promise<unknown> | undefined {
    if (this.underWay.size === 0) return undefined;
    for (const id of ids) {
      const other = this.underWay.get(id);
      if (other !== undefined) return other;
    }
    return undefined;
  }

  private async settle(append: PreparedAppend, ids: readonly EventId[]): Promise<Appended> {
    const startedAt = Date.now();
    let doubt = this.doubtful.size > 0 && ids.some((id) => this.doubtful.has(id)) ? new Doubt() : undefined;
    try {
      for (;;) {
        // What may have been recorded already goes first: nothing new is sent before it is settled.
        if (doubt === undefined && this.doubts.size > 0)
          await Promise.all([...this.doubts].map(({ settled }) => settled));
        try {
          const appended = await this.attempts.make(append, doubt !== undefined);
          this.lostContactAt = undefined;
          this.pauseMs = firstPauseMs;
          if (this.doubtful.size > 0) for (const id of ids) this.doubtful.delete(id);
          return appended;
        } catch (error) {
          if (error instanceof EventLogError) throw error;
          if (error instanceof InDoubt) doubt ??= new Doubt();
          const refusal = refusalBehind(error);
          if (refusal !== undefined && doubt === undefined) throw refusal;
          this.lostContactAt ??= Date.now();
          const since = doubt === undefined ? this.lostContactAt : startedAt;
          if (this.closing.signal.aborted || Date.now() + this.pauseMs > since + this.patienceMs)
            throw doubt === undefined
              ? new LogUnavailable(undefined, retryAfterSeconds)
              : this.unknownOutcome(ids);
        }
        if (doubt !== undefined) this.doubts.add(doubt);
        await this.pause();
      }
    } finally {
      if (doubt !== undefined) this.doubts.delete(doubt);
      doubt?.settle();
    }
  }

  /** All who fail wait together, the longer the longer nobody has got through. */
  private pause(): Promise<void> {
    this.pausing ??= pause(this.pauseMs).then(() => {
      this.pausing = undefined;
      this.pauseMs = Math.min(2 * this.pauseMs, longestPauseMs);
    });
    return this.pausing;
  }

  private unknownOutcome(ids: readonly EventId[]): UnknownOutcome {
    if (this.doubtful.size < mostDoubtful) for (const id of ids) this.doubtful.add(id);
    return new UnknownOutcome(ids);
  }
}

/** That an append was sent and not answered, for as long as nobody knows what became of it. */
class Doubt {
  settle: () => void = () => undefined;
  readonly settled = new Promise<void>((resolve) => (this.settle = resolve));
}

/** The sequenced copy, or the server itself, tells later what became of those that do not fit in. */
const mostDoubtful = 100_000;

/** What is to be thrown where trying again is of no use: a refusal, or a mistake in this program. */
function refusalBehind(error: unknown): Error | undefined {
  const sqlState = refusalOf(error);
  if (sqlState !== undefined) return new RefusedByDatabase(sqlState);
  if (troubleOf(error) === 'refused') return new RefusedByStore(describe(error));
  return isPassing(error) || !(error instanceof Error) ? undefined : error;
}
