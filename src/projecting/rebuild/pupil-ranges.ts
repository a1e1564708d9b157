/** The log cut into ranges of pupils' streams, so that many can be read at once and each pupil's events come together. */
import { asStreamName, pupilOf, type Position, type StreamName } from '../../../events/identifiers.js';
import type { Queryable } from '../stored-events.js';

/** From a stream, itself included, to another, itself not; null: from the first, to the last. */
export interface PupilRange {
  readonly from: StreamName | null;
  readonly before: StreamName | null;
}

/** A range is what workers are handed at a time, and what they have done when they say so. */
const eventsPerRange = { least: 5_000, most: 20_000 };
/** Workers end within one range of each other: of a small log's two seconds, a large last range is a good part. */
const rangesWanted = 40;
/** Enough that ranges differ little, and read in a few hundredths of a second. */
const sampledEvents = 20_000;

/** Ranges of about as many events each: cut by a sample, so that nothing has to be counted. */
export async function pupilRanges(client: Queryable, position: Position): Promise<PupilRange[]> {
  const { least, most } = eventsPerRange;
  const count = Math.ceil(position / Math.min(most, Math.max(least, position / rangesWanted)));
  if (count <= 1) return [{ from: null, before: null }];
  const percent = Math.min(100, (100 * sampledEvents) / position);
  const { rows } = await client.query<{ stream: StreamName }>(
    'select stream from ledger.events tablesample system ($1) where position <= $2 order by stream',
    [percent, position],
  );
  const streams = rows
    .map(({ stream }) => asStreamName(stream))
    .filter((stream) => pupilOf(stream) !== undefined);
  const cuts = Array.from(
    { length: count - 1 },
    (_, cut) => streams[Math.floor(((cut + 1) * streams.length) / count)],
  );
  const distinct = [...new Set(cuts)].flatMap((cut) => cut ?? []);
  return [null, ...distinct].map((from, at) => ({ from, before: distinct[at] ?? null }));
}

/** The range as a condition in SQL. Stream names hold nothing that would need quoting (`asStreamName`). */
export function conditionOf({ from, before }: PupilRange): string {
  // '.' is the character after '-': this is the end of all that begins with 'pupil-'.
  return `stream >= '${from ?? 'pupil-'}' and stream < '${before ?? 'pupil.'}'`;
}
