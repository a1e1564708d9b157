import { DataFile, frame } from './data-file.js';
import {
  eventOf,
  proposalOf,
  storedEvent,
  tombstoneRevision,
  type Proposal,
  type StoredEvent,
} from './stored-event.js';

/** What the log knows of one stream. */
export interface StreamState {
  /** The events that still stand, by revision; a scavenge takes away from the front. */
  readonly events: StoredEvent[];
  /** The last revision ever given out, -1 before the first. */
  last: number;
  tombstoned: boolean;
  /** Readers see nothing below this revision; `Infinity` when the stream was (softly) deleted. */
  truncateBefore: number;
}

/** One event to lay down, at a revision that the caller has settled. */
export interface Entry {
  readonly stream: string;
  readonly revision: number;
  readonly proposal: Proposal;
}

/**
 * The one sequence of events behind `$all`, with an index by stream and one by id. What is appended can be read only
 * once it is kept: nobody is shown an event that a kill could still take back.
 */
export class Log {
  private events: StoredEvent[] = [];
  private streams = new Map<string, StreamState>();
  private ids = new Map<string, StoredEvent>();
  private next = 0;
  /** Changes whenever events were taken away, and indexes with them. */
  generation = 0;
  /** How many of the events are kept and may be read. */
  private readable = 0;
  private unkept: Buffer[] = [];
  private keeping: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  private constructor(private readonly file: DataFile | undefined) {}

  /** Opens the log of a folder; without one it lives in memory. */
  static open(folder: string | undefined): Log {
    if (folder === undefined) return new Log(undefined);
    const { file, messages } = DataFile.open(folder);
    const log = new Log(file);
    for (const message of messages) log.take(eventOf(message));
    log.readable = log.events.length;
    return log;
  }

  /** The position after the last event that may be read. */
  get end(): number {
    return this.events[this.readable - 1]?.end ?? 0;
  }

  /** How many events may be read. */
  get length(): number {
    return this.readable;
  }

  /** The n-th readable event, counted from the oldest that still stands. */
  at(index: number): StoredEvent | undefined {
    return index < this.readable ? this.events[index] : undefined;
  }

  /** The index of the first event at or after a position. */
  indexFrom(position: number): number {
    let low = 0;
    let high = this.readable;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a position is inside a record that has others after it: no reader can begin there. */
  isInside(position: number): boolean {
    const next = this.indexFrom(position);
    const event = this.events[next - 1];
    const following = this.at(next);
    return (
      event !== undefined && following !== undefined && position < event.end && following.position > position
    );
  }

  stream(name: string): StreamState | undefined {
    return this.streams.get(name);
  }

  /** The first event under an id, as far as the log remembers it: a second one does not take its place. */
  withId(id: string): StoredEvent | undefined {
    return this.ids.get(id);
  }

  /** Lays events down, all or none of them. They can be read once `kept()` has resolved. */
  append(entries: readonly Entry[]): StoredEvent[] {
    const now = Date.now();
    const added = entries.map(({ stream, revision, proposal }) => {
      const event = storedEvent(stream, revision, this.next, proposal, now);
      this.take(event);
      return event;
    });
    this.unkept.push(this.file === undefined ? Buffer.alloc(0) : frame(added.map(({ message }) => message)));
    return added;
  }

  /** Moves the log on by a record that nobody sees, as an append of no events does. Returns its position. */
  appendNothing(): number {
    const position = this.next;
    this.next += 80;
    return position;
  }

  /** Resolves once everything appended so far is kept; what a turn of the event loop brings is written at once. */
  kept(): Promise<void> {
    this.keeping ??= new Promise((resolve) =>
      setImmediate(() => {
        this.keep();
        resolve();
      }),
    );
    return this.keeping;
  }

  /** Calls `listener` after each time that more can be read; returns what ends that. */
  onMore(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Goes on with only those events; the next position is `end` if given, else where it was. */
  retain(stands: (event: StoredEvent) => boolean, end?: number): void {
    this.keep();
    const next = end ?? this.next;
    const events = this.events.filter(stands);
    this.generation += 1;
    this.events = [];
    this.streams = new Map();
    this.ids = new Map();
    for (const event of events) this.take(event);
    this.next = next;
    this.readable = this.events.length;
    this.file?.replace(events.map(({ message }) => frame([message])));
  }

  /** Forgets which id is which event, as the server's bounded cache does in time. */
  forgetIds(): void {
    this.ids.clear();
  }

  close(): void {
    this.keep();
    this.file?.close();
  }

  private take(event: StoredEvent): void {
    const stream = this.streams.get(event.stream) ?? {
      events: [],
      last: -1,
      tombstoned: false,
      truncateBefore: 0,
    };
    this.streams.set(event.stream, stream);
    this.events.push(event);
    stream.events.push(event);
    if (event.revision === tombstoneRevision) stream.tombstoned = true;
    else stream.last = event.revision;
    if (!this.ids.has(event.id)) this.ids.set(event.id, event);
    this.next = event.end;
    if (event.stream.startsWith('$$')) {
      // Of metadata only the newest can be read.
      stream.truncateBefore = event.revision;
      this.applyMetadata(event);
    }
  }

  /** `$$x` holds the metadata of stream `x`; `$tb` says what is truncated, or that the stream is deleted. */
  private applyMetadata(event: StoredEvent): void {
    const name = event.stream.slice(2);
    const stream = this.streams.get(name) ?? { events: [], last: -1, tombstoned: false, truncateBefore: 0 };
    this.streams.set(name, stream);
    const before = /"\$tb"\s*:\s*(\d+)/.exec(Buffer.from(proposalOf(event).data).toString())?.[1] ?? '0';
    stream.truncateBefore = Number.isSafeInteger(Number(before)) ? Number(before) : Infinity;
  }

  private keep(): void {
    this.keeping = undefined;
    if (this.unkept.length === 0) return;
    this.file?.append(this.unkept);
    this.unkept = [];
    this.readable = this.events.length;
    for (const listener of this.listeners) listener();
  }
}
