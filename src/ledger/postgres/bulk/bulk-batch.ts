import type { NewEvent } from '../../../../events/envelope.js';
import type { StreamName } from '../../../../events/identifiers.js';
import { prepareAppend } from '../prepared-append.js';
import { CopyLines } from './copy-lines.js';

/** A stream that the log does not have, with its first events: what one append with `none` would bring. */
export interface NewStream {
  readonly stream: StreamName;
  readonly events: readonly NewEvent[];
}

/** What one transaction takes in: each stream is checked as an append is, and laid down as COPY takes it in. */
export class BulkBatch {
  readonly streams: NewStream[] = [];
  readonly lines = new CopyLines();

  /** @throws {UnfitAppend} for what no state of the log would let in */
  add({ stream, events }: NewStream): void {
    const prepared = prepareAppend(stream, 'none', events);
    this.streams.push({ stream, events });
    for (const [revision, event] of prepared.events.entries()) this.lines.add(stream, revision, event);
  }
}
