/**
 * Reads the histories of a range of pupils with COPY: half the cost of driver rows, in time and in garbage, for the
 * text is cut where it is needed and nothing is made of what is not.
 */
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EventId, Position, StreamName } from '../../../events/identifiers.js';
import { unescaped } from '../copy-text.js';
import type { StoredEvent } from '../derive.js';
import { storedColumns } from '../stored-events.js';
import { conditionOf, type PupilRange } from './pupil-ranges.js';

/** The events of each pupil of the range in turn, up to a position, in batches of whole pupils. */
export async function* historiesIn(
  client: pg.Client,
  range: PupilRange,
  upTo: Position,
): AsyncGenerator<StoredEvent[][]> {
  const stream = client.query(
    copyTo(
      `copy (select ${storedColumns} from ledger.events
              where ${conditionOf(range)} and position <= ${upTo} order by stream, revision) to stdout`,
    ),
  );
  let cut: Buffer | undefined;
  let open: StoredEvent[] = [];
  try {
    const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      const bytes = cut ? Buffer.concat([cut, chunk]) : chunk;
      const end = bytes.lastIndexOf(lineFeed) + 1;
      cut = end < bytes.length ? bytes.subarray(end) : undefined;
      const whole: StoredEvent[][] = [];
      open = appendHistories(bytes.toString('utf8', 0, end), open, whole);
      if (whole.length > 0) yield whole;
    }
    if (open.length > 0) yield [open];
  } finally {
    // Whoever leaves early leaves a connection that nobody reads, and which could never be ended: read to the end.
    stream.resume();
  }
}

const lineFeed = 10;

/** Adds the text's events to the open history, and closes it into `whole` wherever another stream begins. */
function appendHistories(text: string, open: StoredEvent[], whole: StoredEvent[][]): StoredEvent[] {
  let history = open;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const before = history[0]?.stream;
    // One text for all events of a stream: what is one and the same compares at once.
    if (before !== undefined && text.startsWith(before, at) && text[at + before.length] === '\t')
      history.push(eventIn(text, before, at + before.length + 1, end));
    else {
      if (history.length > 0) whole.push(history);
      const next = text.indexOf('\t', at);
      history = [eventIn(text, text.slice(at, next) as StreamName, next + 1, end)];
    }
    at = end + 1;
  }
  return history;
}

/** The columns in the order of `storedColumns`; what the log holds was given its shape when it was let in. */
function eventIn(text: string, stream: StreamName, position: number, to: number): StoredEvent {
  const id = text.indexOf('\t', position) + 1;
  const type = text.indexOf('\t', id) + 1;
  const schemaVersion = text.indexOf('\t', type) + 1;
  const recordedAt = text.indexOf('\t', schemaVersion) + 1;
  const data = text.indexOf('\t', recordedAt) + 1;
  return {
    stream,
    position: Number(text.slice(position, id - 1)) as Position,
    id: text.slice(id, type - 1) as EventId,
    type: text.slice(type, schemaVersion - 1),
    schemaVersion: Number(text.slice(schemaVersion, recordedAt - 1)),
    recordedAt: isoTime(text.slice(recordedAt, data - 1)),
    data: unescaped(text.slice(data, to)),
  };
}

/** `2025-01-09 08:00:00.12+00` as `2025-01-09T08:00:00.120Z`: what `parseTimestamp` makes of it, cut by places. */
function isoTime(text: string): string {
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`;
}
