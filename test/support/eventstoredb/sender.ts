import {
  ServerInterceptingCall,
  type ServerInterceptor,
  type ServerWritableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import type { streams } from './stubs.js';

/** It is written to in pages, which `inPages` takes apart. */
export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, readonly Buffer[]>;

/** So many answers leave together, in 4 µs of processor time each: by itself, each is a frame and a turn, and takes 9. */
const page = 128;

/** Sends the answers of one read, no faster than its reader takes them, and knows when that reader has gone. */
export class Sender {
  /** Called when the reader has gone. */
  onGone: () => void = () => undefined;
  private waiting: Buffer[] = [];
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

  /** Sends an answer, with those that come at the same time; false means: wait for `ready()` before the next. */
  send(message: Buffer): boolean {
    if (this.left <= 0 || !this.isOpen) return true;
    this.left -= 1;
    if (this.waiting.push(message) === 1) queueMicrotask(() => this.flush());
    if (this.waiting.length === page) this.flush();
    if (this.left === 0) {
      this.flush();
      this.onNoneLeft();
    }
    return this.blocked === undefined;
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
    this.flush();
    if (this.isOpen) this.call.end();
  }

  /** What was sent before still arrives. */
  fail(error: ServiceError): void {
    this.flush();
    if (this.isOpen) this.call.emit('error', error);
  }

  private flush(): void {
    const { waiting, isOpen } = this;
    if (waiting.length === 0 || !isOpen) return;
    this.waiting = [];
    const isWhole = waiting.length === page;
    const isReady = this.call.write(waiting, () => {
      if (isWhole) this.unblock();
    });
    if (isReady && !isWhole) return;
    this.blocked ??= new Promise((resolve) => {
      this.release = resolve;
    });
  }

  private unblock(): void {
    this.blocked = undefined;
    this.release();
  }
}

/** Hands the answers of a page on one behind the other; grpc-js itself waits for each to leave. */
export const inPages: ServerInterceptor = (_method, call) => new CallInPages(call);

class CallInPages extends ServerInterceptingCall {
  override sendMessage(message: Buffer | readonly Buffer[], onSent: () => void): void {
    if (message instanceof Array) {
      const last = message.length - 1;
      for (const [at, one] of message.entries())
        super.sendMessage(one, at === last ? onSent : () => undefined);
    } else super.sendMessage(message, onSent);
  }
}
