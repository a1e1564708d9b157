import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { prefixOf } from '../namespace.js';
import { openRead, type ReadCall } from './read-call.js';
import { endCall, newestOfAll, StoreTrouble } from './reads-of-all.js';
import { comparePlaces, type ReadAnswer, type StorePlace, type StoreRecord } from './store-record.js';

/**
 * So much waits here at most, in records and in bytes. Beyond it the server is left to wait, which drops a subscriber to what is being
 * written (after 32 events): that one subscribes again from where it is.
 */
const atMost: Measure = { records: 8_000, bytes: 64 * 1024 * 1024 };
const confirmedWithinMs = 15_000;
/** After a page of so many, the next is given time to become large. */
const busyFrom = 100;
const worthTaking = 1_000;
const longestWaitMs = 30;

export interface Measure {
  readonly records: number;
  readonly bytes: number;
}

const sizeOf = ({ data, metadata }: StoreRecord): number => data.length + metadata.length;

/**
 * Everything in the ledger's namespace after a place, as it comes. It is taken from the connection as fast as it comes,
 * whatever is being done with what came before.
 */
export class Subscription {
  private readonly queue: StoreRecord[] = [];
  private bytesWaiting = 0;
  private trouble: StoreTrouble | undefined;
  private wake: () => void = () => undefined;
  private wakesAt = 1;
  private isBusy = false;
  private isConfirmed = false;

  private constructor(
    private readonly call: ReadCall,
    private newest: StorePlace | undefined,
  ) {
    call.on('data', (answer: ReadAnswer) => {
      if (typeof answer === 'object') this.queueUp(answer);
      else if (answer === 'confirmation') this.confirm();
    });
    // What was sent before a drop still comes after it, and is taken.
    call.on('error', (error) => this.drop(error));
    call.on('end', () => this.drop(new Error('the server ended the subscription')));
  }

  /**
   * Resolves when the server has taken the subscription on. The server passes over the first record that stands at or
   * after the place that it is given: were the one there scavenged, that would be one nobody has seen. So it is given
   * the place before.
   * @param after left out: from the beginning
   * @throws StoreTrouble
   */
  static async begin(
    client: EventStoreDBClient,
    namespace: string,
    after: StorePlace | undefined,
  ): Promise<Subscription> {
    try {
      const from = after && (await newestOfAll(client, { from: after }))?.place;
      const asked = { prefix: prefixOf(namespace), count: 'subscription', ...(from && { from }) } as const;
      const call = await openRead(client, asked);
      const subscription = new Subscription(call, after);
      await subscription.confirmed();
      return subscription;
    } catch (error) {
      throw error instanceof StoreTrouble ? error : new StoreTrouble(error);
    }
  }

  /** How many have arrived and not been taken. */
  get waiting(): number {
    return this.queue.length;
  }

  /** The one that has waited longest. */
  get oldest(): StoreRecord | undefined {
    return this.queue[0];
  }

  /**
   * What has arrived, in order, as soon as something has.
   * @returns nothing when the signal was aborted
   * @throws StoreTrouble when the subscription was dropped and all that it brought has been taken
   */
  async take(page: Measure, signal: AbortSignal): Promise<readonly StoreRecord[]> {
    while (this.queue.length === 0 && !signal.aborted) {
      if (this.trouble !== undefined) throw this.trouble;
      await this.comesTo(1, signal);
      // What came with it in one piece is taken with it.
      await nextTurn();
    }
    // A page costs its statement, whatever is in it: where much is coming, it is worth the wait. What comes alone is not
    // kept waiting.
    if (this.isBusy && this.trouble === undefined) await this.comesTo(worthTaking, signal, longestWaitMs);
    const taken = signal.aborted ? [] : this.queue.splice(0, this.fitting(page));
    for (const record of taken) this.bytesWaiting -= sizeOf(record);
    this.isBusy = taken.length >= busyFrom;
    if (this.isFull(0.5)) return taken;
    if (this.call.isPaused()) this.call.resume();
    return taken;
  }

  close(): void {
    this.call.removeAllListeners('data');
    endCall(this.call);
  }

  private confirm(): void {
    this.isConfirmed = true;
    this.wake();
  }

  private queueUp(record: StoreRecord): void {
    // After a reconnection something may come twice.
    if (this.newest !== undefined && comparePlaces(record.place, this.newest) <= 0) return;
    this.newest = record.place;
    this.queue.push(record);
    this.bytesWaiting += sizeOf(record);
    if (this.isFull(1)) this.call.pause();
    if (this.queue.length === this.wakesAt) this.wake();
  }

  private isFull(share: number): boolean {
    return this.queue.length >= share * atMost.records || this.bytesWaiting >= share * atMost.bytes;
  }

  /** How many of those that wait fit into a page; one does, whatever its size. */
  private fitting(page: Measure): number {
    let bytes = 0;
    const first = this.queue.findIndex((record, before) => {
      bytes += sizeOf(record);
      return before === page.records || (before > 0 && bytes > page.bytes);
    });
    return first < 0 ? this.queue.length : first;
  }

  private drop(error: Error): void {
    this.trouble ??= new StoreTrouble(error);
    this.wake();
  }

  private async confirmed(): Promise<void> {
    await this.woken(undefined, confirmedWithinMs, () => this.isConfirmed || this.trouble !== undefined);
    if (this.isConfirmed) return;
    this.close();
    throw this.trouble ?? new StoreTrouble(new Error('the subscription was not confirmed'));
  }

  private async comesTo(count: number, signal: AbortSignal, withinMs?: number): Promise<void> {
    this.wakesAt = count;
    await this.woken(signal, withinMs, () => this.queue.length >= count);
  }

  private async woken(
    signal: AbortSignal | undefined,
    withinMs: number | undefined,
    isThere: () => boolean,
  ): Promise<void> {
    if (isThere() || signal?.aborted === true) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      signal?.addEventListener('abort', this.wake);
      if (withinMs !== undefined) timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
    signal?.removeEventListener('abort', this.wake);
  }
}
