import { randomUUID } from 'node:crypto';
import { refusals } from './answers.js';
import type { Cursor } from './cursors.js';
import type { Log } from './log.js';
import type { Sender } from './sender.js';
import { streams } from './stubs.js';

/** So many live events wait for a reader; with one more its subscription is dropped. */
const buffer = 32;

/**
 * How long a reader may take nothing before it counts as slow, in milliseconds. The server's writers and senders run
 * beside each other; here they share one thread, which must get turns to send what a single append brought.
 */
const patience = 100;

/** Follows a stream or `$all` for one reader: first what stands, as fast as it is taken, then what comes. */
export class Subscription {
  private wake: () => void = () => undefined;
  private isLive = false;

  constructor(
    private readonly log: Log,
    private readonly sender: Sender,
    private readonly cursor: Cursor,
    private readonly stream: string,
  ) {
    sender.onGone = () => this.wake();
  }

  /** Resolves when the reader has gone or was given up. */
  async run(): Promise<void> {
    const stop = this.log.onMore(() => this.wake());
    this.sender.send(confirmation());
    let steps = 0;
    while (this.sender.isOpen) {
      const step = this.cursor.next();
      if (step === 'deleted') this.sender.fail(refusals.streamDeleted(this.stream));
      else if (step === undefined) await this.more();
      else {
        const isReady = step.event === undefined || this.sender.send(step.event);
        if (step.checkpoint !== undefined) this.sender.send(step.checkpoint);
        if (!isReady) await this.ready();
        // What is passed over must not keep everybody else waiting.
        else if ((steps += 1) % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    stop();
  }

  /** Gives the reader up as too slow. What its buffer held still reaches it. */
  drop(): void {
    for (let sent = 1; sent < buffer; sent += 1) {
      const step = this.cursor.next();
      if (typeof step === 'object' && step.event !== undefined) this.sender.send(step.event);
    }
    this.sender.fail(refusals.tooSlow());
  }

  private async more(): Promise<void> {
    this.isLive = true;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  private async ready(): Promise<void> {
    const watch = setInterval(() => {
      if (this.isLive && this.sender.isOpen && this.cursor.hasMoreThan(buffer)) this.drop();
    }, patience);
    await this.sender.ready();
    clearInterval(watch);
  }
}

function confirmation(): Buffer {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  return Buffer.from(new streams.ReadResp().setConfirmation(confirmed).serializeBinary());
}
