import { checkpointsOf, filterOf } from './filters.js';
import { eventAt, isDeleted } from './idempotency.js';
import type { Log, StreamState } from './log.js';
import type { StoredEvent } from './stored-event.js';
import { streamName } from './answers.js';
import { streams } from './stubs.js';

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** One event further: what is sent for it, if anything. */
export interface Step {
  readonly event: Buffer | undefined;
  readonly checkpoint: Buffer | undefined;
}

/** Where a subscription is. */
export interface Cursor {
  /** The next step; undefined at the end of what there is so far; 'deleted' when nothing can ever come. */
  next(): Step | 'deleted' | undefined;
  /** Whether more events than that wait to be sent. */
  hasMoreThan(count: number): boolean;
}

/** The server reads pages of so many matching events while it catches up. */
const page = 32;

/**
 * Goes over `$all` from after a position. As the server does it, the first event that still stands at or after that
 * position is the one passed over: when the event at the position itself was scavenged, the one after it is missed.
 */
export class AllCursor implements Cursor {
  private index: number;
  private position: number;
  private generation: number;
  private isLive = false;
  private readonly matches: ((event: StoredEvent) => boolean) | undefined;
  private readonly window: number;
  private readonly interval: number;
  private sinceCheckpoint = 0;
  private readonly inPage = { looked: 0, matched: 0, position: 0 };

  constructor(
    private readonly log: Log,
    options: Options,
    repeated: number,
  ) {
    this.matches = filterOf(options);
    ({ window: this.window, interval: this.interval } = checkpointsOf(options));
    const from = options.getAll();
    this.index = from?.hasEnd() === true ? log.length : 0;
    if (from?.hasPosition() === true) {
      const first = log.indexFrom(Number(from.getPosition()?.getCommitPosition()));
      this.index = Math.max(0, Math.min(first + 1, log.length) - repeated);
    }
    this.position = log.at(this.index - 1)?.position ?? -1;
    this.inPage.position = log.at(this.index)?.position ?? log.end;
    this.generation = log.generation;
  }

  next(): Step | undefined {
    if (this.generation !== this.log.generation) {
      this.index = this.log.indexFrom(this.position + 1);
      this.generation = this.log.generation;
    }
    const event = this.log.at(this.index);
    if (event === undefined) {
      this.goLive();
      return undefined;
    }
    this.index += 1;
    this.position = event.position;
    if (this.matches === undefined) return { event: event.message, checkpoint: undefined };
    const isMatch = this.matches(event);
    const reached = this.isLive ? this.lookLive(event) : this.lookInPage(event, isMatch);
    return {
      event: isMatch ? event.message : undefined,
      checkpoint: reached === undefined ? undefined : checkpoint(reached),
    };
  }

  hasMoreThan(count: number): boolean {
    let waiting = 0;
    for (let index = this.index; ; index += 1) {
      const event = this.log.at(index);
      if (event === undefined) return false;
      if (this.matches?.(event) !== false && (waiting += 1) > count) return true;
    }
  }

  private goLive(): void {
    this.isLive = true;
    this.sinceCheckpoint += this.inPage.looked;
    this.inPage.looked = 0;
  }

  /** Live, each interval ends with a checkpoint at the event that filled it. */
  private lookLive(event: StoredEvent): number | undefined {
    this.sinceCheckpoint += 1;
    if (this.sinceCheckpoint < this.interval) return undefined;
    this.sinceCheckpoint = 0;
    return event.position;
  }

  /** While it catches up, at the end of a page: at its last match, or where the page began if it has none. */
  private lookInPage(event: StoredEvent, isMatch: boolean): number | undefined {
    const { inPage } = this;
    inPage.looked += 1;
    if (isMatch) {
      inPage.matched += 1;
      inPage.position = event.position;
    }
    if (inPage.matched < page && inPage.looked < this.window) return undefined;
    this.sinceCheckpoint += inPage.looked;
    const reached = this.sinceCheckpoint >= this.interval ? inPage.position : undefined;
    if (reached !== undefined) this.sinceCheckpoint %= this.interval;
    Object.assign(inPage, { looked: 0, matched: 0, position: event.end });
    return reached;
  }
}

/** Goes over one stream from after a revision. A stream that is not there may still come. */
export class StreamCursor implements Cursor {
  private revision = 0;
  private readonly name: string;
  private isOver: boolean;

  constructor(
    private readonly log: Log,
    options: Options,
    repeated: number,
  ) {
    const from = options.getStream();
    this.name = streamName(from?.getStreamIdentifier());
    this.isOver = log.stream(this.name)?.tombstoned === true;
    if (from?.hasEnd() === true) this.revision = (log.stream(this.name)?.last ?? -1) + 1;
    if (from?.hasRevision() === true) this.revision = Number(from.getRevision()) + 1 - repeated;
  }

  next(): Step | 'deleted' | undefined {
    const stream = this.log.stream(this.name);
    if (stream?.tombstoned === true) return this.theEnd(stream);
    if (stream === undefined || isDeleted(stream)) return undefined;
    const oldest = Math.max(stream.truncateBefore, stream.events[0]?.revision ?? 0);
    const event = eventAt(stream.events, Math.max(this.revision, oldest));
    if (event === undefined || event.position >= this.log.end) return undefined;
    this.revision = event.revision + 1;
    return { event: event.message, checkpoint: undefined };
  }

  hasMoreThan(count: number): boolean {
    return (this.log.stream(this.name)?.last ?? -1) + 1 - this.revision > count;
  }

  /** Who was there when the stream was tombstoned sees that; who comes later is only told. */
  private theEnd({ events }: StreamState): Step | 'deleted' {
    const tombstone = events.at(-1);
    if (this.isOver || tombstone === undefined) return 'deleted';
    this.isOver = true;
    return { event: tombstone.message, checkpoint: undefined };
  }
}

function checkpoint(position: number): Buffer {
  const reached = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return Buffer.from(new streams.ReadResp().setCheckpoint(reached).serializeBinary());
}
