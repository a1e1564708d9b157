import { UnavailableError, type EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { batchRequest, readAnswer, type AppendToStore, type StoreAnswer } from './batch-messages.js';
import { newestCommit } from './client-reads.js';
import { NoAnswer, NotConnected, troubleOf } from './trouble.js';

/**
 * How old the newest place in `$all` may be that is known, in milliseconds, before it is asked for again: what another
 * process records meanwhile is not told from what is new by the server's answer. Who appends all the time never asks.
 */
const oldAfterMs = 1_000;

/** What the server said to an append. */
export interface Answered {
  readonly answer: StoreAnswer;
  /** A place in `$all` that was known before the append was sent: it was written beyond, or earlier. */
  readonly commitBefore: bigint;
}

/**
 * Sends appends over one long call and sorts the answers.
 *
 * The client's own `appendToStream` is not used. All clients of a process share one list of those who wait there, so
 * an error on one call rejects everybody's appends, and an answer that then comes late throws a TypeError where nobody
 * can catch it and ends the process; it also parses and serialises every event once more. This takes from the client
 * what it does well (finding the leader, certificates, credentials, reconnecting) and keeps a list for each call.
 */
export class AppendConnection {
  private call: Promise<Call> | undefined;

  /** @param answerWithinMs how long an answer is waited for, a connection's too */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly answerWithinMs: number,
  ) {}

  /**
   * @throws {NotConnected} nothing was sent
   * @throws {NoAnswer} or anything else: nobody knows whether it was recorded
   */
  async append(append: AppendToStore): Promise<Answered> {
    const connecting = (this.call ??= this.open());
    try {
      const call = await connecting;
      if (call.isBehind) {
        await call.catchUp(() => newestCommit(this.client, this.answerWithinMs)).catch(notSent);
        // It was lost meanwhile, or given up by another.
        if (this.call !== connecting) throw new NotConnected();
      }
      const answered = await call.append(append);
      // Where the server says something that nobody expected, a new call finds out what has become of it.
      if (answered.answer.kind === 'unclear') this.retire(connecting);
      return answered;
    } catch (error) {
      this.retire(connecting);
      throw error;
    }
  }

  /** To be called with nothing under way. */
  async close(): Promise<void> {
    const { call } = this;
    if (call !== undefined) this.retire(call);
    await call?.catch(() => undefined);
  }

  /** What is under way on it is still answered. */
  private retire(connecting: Promise<Call>): void {
    if (this.call === connecting) this.call = undefined;
    connecting.then(
      (call) => {
        call.retire();
      },
      () => undefined,
    );
  }

  private open(): Promise<Call> {
    const connecting: Promise<Call> = this.connect(() => {
      this.retire(connecting);
    });
    return connecting;
  }

  /** @param onLost also when nobody waits for an answer: the next append is not to be sent there */
  private async connect(onLost: () => void): Promise<Call> {
    try {
      // Reading first tells a server that cannot be reached from one that may have got what was sent; and a node that
      // does not lead says so, which the client follows.
      const commit = await newestCommit(this.client, this.answerWithinMs);
      return new Call(await openCall.call(this.client), this.answerWithinMs, commit, onLost);
    } catch (error) {
      return notSent(error);
    }
  }
}

function notSent(error: unknown): never {
  if (troubleOf(error) === 'refused') throw error;
  throw new NotConnected({ cause: error });
}

interface Waiting {
  resolve(answered: Answered): void;
  reject(error: Error): void;
  readonly commitBefore: bigint;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** One call, and who waits on it for which answer. */
class Call {
  private readonly waiting = new Map<number, Waiting>();
  private sent = 0;
  private isRetired = false;
  /** Milliseconds since 1970: when the server told of `newest`. */
  private toldAt = Date.now();
  private catchingUp: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param newest the newest place in `$all` that is known */
  constructor(
    private readonly wire: Wire,
    private readonly answerWithinMs: number,
    private newest: bigint,
    onLost: () => void,
  ) {
    wire.listen(
      (response) => {
        this.settle(response);
      },
      (error) => {
        onLost();
        this.rejectAll(error);
      },
    );
  }

  /** Whether others may have appended much since the newest known place. */
  get isBehind(): boolean {
    return Date.now() - this.toldAt > oldAfterMs;
  }

  /** @param ask for the newest place in `$all`: once for all who wait */
  catchUp(ask: () => Promise<bigint>): Promise<void> {
    this.catchingUp ??= ask()
      .then((newest) => {
        this.toldAt = Date.now();
        if (newest > this.newest) this.newest = newest;
      })
      .finally(() => (this.catchingUp = undefined));
    return this.catchingUp;
  }

  append(append: AppendToStore): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const number = (this.sent += 1);
      const until = Date.now() + this.answerWithinMs;
      this.waiting.set(number, { resolve, reject, commitBefore: this.newest, until });
      this.timer ??= setTimeout(() => {
        this.rejectOverdue();
      }, this.answerWithinMs);
      this.wire.send(batchRequest(number, append));
    });
  }

  /** Ends it when everybody is answered. */
  retire(): void {
    this.isRetired = true;
    this.endIfDone();
  }

  private settle(response: BatchAppendResp): void {
    const { number, answer } = readAnswer(response);
    if (answer.kind === 'appended' && answer.commit !== null && answer.commit > this.newest) {
      this.newest = answer.commit;
      this.toldAt = Date.now();
    }
    const one = this.take(number);
    // Nobody, if the answer comes late.
    one?.resolve({ answer, commitBefore: one.commitBefore });
  }

  /** One timer for all of them, who wait in the order of their deadlines. */
  private rejectOverdue(): void {
    this.timer = undefined;
    const now = Date.now();
    for (const [number, { until }] of this.waiting) {
      if (until > now) {
        this.timer = setTimeout(() => {
          this.rejectOverdue();
        }, until - now);
        return;
      }
      this.take(number)?.reject(new NoAnswer());
    }
  }

  private rejectAll(error: Error): void {
    for (const number of [...this.waiting.keys()]) this.take(number)?.reject(error);
  }

  private take(number: number): Waiting | undefined {
    const one = this.waiting.get(number);
    this.waiting.delete(number);
    this.endIfDone();
    return one;
  }

  private endIfDone(): void {
    if (!this.isRetired || this.waiting.size > 0) return;
    clearTimeout(this.timer);
    this.wire.end();
  }
}

/** The call as gRPC has it. */
interface Wire {
  send(request: BatchAppendReq): void;
  /** @param onLost called when the server ends the call, or contact is lost; perhaps more than once */
  listen(onResponse: (response: BatchAppendResp) => void, onLost: (error: Error) => void): void;
  end(): void;
}

/** What it uses of the client is protected there: open to functions that have the client for `this`. */
function openCall(this: EventStoreDBClient): Promise<Wire> {
  const callArguments = this.callArguments({ requiresLeader: true }, { deadline: Infinity });
  return this.execute(StreamsClient, 'batchAppend', (service) => {
    const call = service.batchAppend(...callArguments);
    let isEnded = false;
    return Promise.resolve({
      send: (request) => call.write(request),
      listen: (onResponse, onLost) => {
        call.on('data', onResponse);
        call.on('end', () => {
          onLost(new UnavailableError());
        });
        call.on('error', (error: Error) => {
          // The client then connects anew, to the leader that the error names if it names one.
          if (!isEnded) void this.handleError(service, error);
          onLost(error);
        });
      },
      end: () => {
        isEnded = true;
        call.cancel();
      },
    });
  });
}
