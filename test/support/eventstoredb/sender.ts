import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import type { streams } from './stubs.js';

export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Buffer>;

/** Sends the answers of one read, no faster than its reader takes them, and knows when that reader has gone. */
export class Sender {
  /** Called when the reader has gone. */
  onGone: () => void = () => undefined;
  private blocked: Promise<void> | undefined;
  private release: () => void = () => undefined;
  private left = Infinity;
  private onNoneLeft: () => void = () => undefined;

  constructor(private readonly call: ReadCall) {
    call.on('drain', () => this.unblock());
    for (const event of ['cancelled', 'close', 'error']) {
      call.on(event, () => {
        this.unblock();
        this.onGone();
      });
    }
  }

  get isOpen(): boolean {
    return !this.call.cancelled && !this.call.destroyed && !this.call.writableEnded;
  }

  /** Sends an answer; false means: wait for `ready()` before the next. */
  send(message: Buffer): boolean {
    if (this.left <= 0 || !this.isOpen) return true;
    this.left -= 1;
    const isReady = this.call.write(message);
    if (this.left === 0) this.onNoneLeft();
    if (!isReady) {
      this.blocked ??= new Promise((resolve) => {
        this.release = resolve;
      });
    }
    return isReady;
  }

  /** Resolves when the reader has taken enough for more, or has gone. */
  async ready(): Promise<void> {
    await this.blocked;
  }

  /** After so many answers do this, and send nothing more. */
  stopAfter(count: number, action: () => void): void {
    this.left = count;
    this.onNoneLeft = action;
    if (count === 0) action();
  }

  end(): void {
    if (this.isOpen) this.call.end();
  }

  /** What was sent before still arrives. */
  fail(error: ServiceError): void {
    if (this.isOpen) this.call.emit('error', error);
  }

  private unblock(): void {
    this.blocked = undefined;
    this.release();
  }
}
