import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { arrivalsChannel } from './commit.js';
import { LogUnavailable } from '../errors.js';
import { connectQuietly, end, type Connect } from './connection.js';
import { settleEpoch } from './epoch.js';

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Tells that something was committed, by this process or another: one listening connection for all who wait.
 * It only wakes. While it is lost nobody is woken, so whoever waits also looks by itself now and then.
 */
export class Arrivals {
  private readonly closing = new AbortController();
  private readonly sleepers = new Set<() => void>();
  private listening: Promise<void> | undefined;
  private client: pg.Client | undefined;
  private counted = 0;

  constructor(private readonly connect: Connect) {}

  /** Aborted when the log is closed: whoever follows it then ends. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** How often something arrived so far. Taken before looking, it makes `after` miss nothing. */
  get count(): number {
    this.listening ??= this.listen();
    return this.counted;
  }

  /** Resolves when something has arrived since that count was taken, when the time is up, or on abort. */
  async after(count: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.counted !== count || signal.aborted || this.closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake);
      this.sleepers.add(wake);
    });
  }

  async close(): Promise<void> {
    this.closing.abort(new LogUnavailable('the event log is closed'));
    this.wakeAll();
    if (this.client !== undefined) void end(this.client);
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    const isClosing = (): boolean => signal.aborted;
    let pauseMs = firstPauseMs;
    while (!isClosing()) {
      try {
        this.client = await connectQuietly(this.connect);
        await settleEpoch(this.client);
        // `close` ends the connection that is there; one that was only then being opened is ended below.
        if (!isClosing()) await this.listenOn(this.client, () => (pauseMs = firstPauseMs));
      } catch {
        // The server is away. Waiting readers meet the same error themselves and say so.
      }
      if (this.client !== undefined) void end(this.client);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }

  /** Listens until the connection is lost or ended. */
  private async listenOn(client: pg.Client, onListening: () => void): Promise<void> {
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', () => {
      this.wakeAll();
    });
    await client.query(`listen ${arrivalsChannel}`);
    onListening();
    // What was committed while nobody listened.
    this.wakeAll();
    await lost;
  }

  private wakeAll(): void {
    this.counted += 1;
    for (const wake of [...this.sleepers]) wake();
  }
}
