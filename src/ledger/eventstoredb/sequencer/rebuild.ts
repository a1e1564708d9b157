/**
 * Sequencing anew beside the live copy, from mark to mark: what was once sequenced is proven, up to where the server
 * still holds it.
 */
import type pg from 'pg';
import { asPosition, type Position, type StreamName } from '../../../../events/identifiers.js';
import { besideTable, sequenceBeside, type Beside, type BesideOptions, type ReachedPlace } from './beside.js';
import { standingOf } from './copy.js';
import { digestOf } from './digest.js';
import { positionsPerMark } from './marked.js';
import { markedPlaces, type Marks } from './marks.js';
import type { StorePlace } from './store-record.js';

/** What sequencing anew has come to. */
export interface Resequenced {
  /** Everything up to it is as it was sequenced. */
  readonly position: Position;
  /** Where the copy ended at the beginning. */
  readonly end: Position;
  /** The marks of the server that were found to be right. */
  readonly marks: number;
  /** The first part that is not as it was sequenced, where it stopped; null where all is. */
  readonly stoppedAt: DifferentPart | null;
}

/** A part of the log, between two marks, that comes out otherwise. */
export interface DifferentPart {
  readonly after: Position;
  readonly upTo: Position;
  /** Streams that have events in the copy which the server does not hold any more. */
  readonly missing: readonly StreamPart[];
  /** Streams that have events on the server which the copy does not hold, or holds with other content. */
  readonly other: readonly StreamPart[];
  /** Whether the copy differs from the server's mark, though it agrees with the server's events. */
  readonly isUnlikeMark: boolean;
}

export interface StreamPart {
  readonly stream: StreamName;
  readonly events: number;
  /** The positions between which they lie; of `other`, as they come out now. */
  readonly first: Position;
  readonly last: Position;
}

interface Goal {
  readonly position: Position;
  readonly place: StorePlace;
}

/** @throws {StoreTrouble} the server could not be read; the signal's reason when aborted */
export async function resequence(beside: Beside, marks: Marks, options: BesideOptions): Promise<Resequenced> {
  const { client } = beside;
  const { end: copyEnd, handled } = await standingOf(client);
  const end = copyEnd.position;
  const goals: Goal[] = (await markedPlaces(client, end, end)).reverse();
  if (handled) goals.push({ position: end, place: handled.place });
  let position = asPosition(0);
  let rightMarks = 0;
  for await (const reached of sequenceBeside(beside, goals, options)) {
    const upTo = reached.goal.position;
    const digest = await digestOf(client, 'ledger.events', position, upTo);
    const stoppedAt = await differenceIn(client, position, reached, digest);
    if (stoppedAt) return { position, end, marks: rightMarks, stoppedAt };
    if (upTo > position && upTo % positionsPerMark === 0) {
      const mark = await marks.read(upTo / positionsPerMark);
      if (mark !== undefined && mark.digest !== digest) {
        const unlike = { after: position, upTo, missing: [], other: [], isUnlikeMark: true };
        return { position, end, marks: rightMarks, stoppedAt: unlike };
      }
      if (mark !== undefined) rightMarks += 1;
    }
    position = upTo;
  }
  return { position, end, marks: rightMarks, stoppedAt: null };
}

async function differenceIn(
  client: pg.Client,
  after: Position,
  { goal, end }: ReachedPlace<Goal>,
  digest: string,
): Promise<DifferentPart | undefined> {
  const upTo = goal.position;
  if (end.position === upTo && (await digestOf(client, besideTable, after, upTo)) === digest)
    return undefined;
  const part = [after, upTo];
  const missing = await partsOf(client, 'ledger.events', besideTable, 'id', part);
  const other = await partsOf(client, besideTable, 'ledger.events', contentColumns, part);
  return { after, upTo, missing, other, isUnlikeMark: false };
}

const contentColumns = 'id, stream, revision, type, schema_version, data::text, metadata::text';

/** What one table has between two positions, by stream, that the other has not. */
async function partsOf(
  client: pg.Client,
  here: string,
  there: string,
  columns: string,
  [after, upTo]: readonly number[],
): Promise<StreamPart[]> {
  const { rows } = await client.query<StreamPart>(
    `select stream, count(*) as events, min(position) as first, max(position) as last
       from ${here}
      where position > $1 and position <= $2
        and (${columns}) not in (select ${columns} from ${there} where position > $1 and position <= $2)
      group by stream order by first`,
    [after, upTo],
  );
  return rows;
}
