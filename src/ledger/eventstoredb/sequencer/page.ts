import pg from 'pg';
import { knownIds } from './copy.js';
import { noRefusals, place, type CopyEnd, type Placed, type Refusals } from './place.js';
import type { StoreRecord } from './store-record.js';

/** What lays placed events down: into the copy, or beside it. Throws where the database refuses them. */
export type LayDown = (placed: Placed, last: StoreRecord) => Promise<void>;

/**
 * Takes a page in, whatever is in it: what the database refuses is found, and quarantined, and the rest goes on.
 *
 * It is not asked beforehand which ids are known: that costs with every page, and one hardly ever is. Their unique key
 * tells.
 *
 * @param table whose ids count as known
 * @param onPlaced told of every part that was laid down
 * @returns where the copy ends now
 */
export async function takeIn(
  { client, namespace, table, layDown }: TakingIn,
  from: CopyEnd,
  page: readonly StoreRecord[],
  onPlaced: (placed: Placed) => void,
): Promise<CopyEnd> {
  const attempt = async (
    start: CopyEnd,
    part: readonly StoreRecord[],
    refusals: Refusals,
  ): Promise<CopyEnd> => {
    const last = part.at(-1);
    if (last === undefined) return start;
    const placed = place(namespace, start, part, refusals);
    try {
      await layDown(placed, last);
      onPlaced(placed);
      return placed.end;
    } catch (error) {
      if (!isOfContent(error) || placed.events.length === 0) throw error;
    }
    const known = await knownIds(
      client,
      table,
      placed.events.map(({ id }) => id),
    );
    if (known.size > 0)
      return attempt(start, part, { ...refusals, known: new Set([...known, ...refusals.known]) });
    if (part.length === 1) return attempt(start, part, { ...refusals, refused: new Set([last]) });
    const half = Math.floor(part.length / 2);
    return attempt(await attempt(start, part.slice(0, half), refusals), part.slice(half), refusals);
  };
  return attempt(from, page, noRefusals);
}

/**
 * Whether the database refused what the events say: data that it cannot store (22), a key that stands (23), too large a
 * row (54). Not the key of positions: that one stands only if this process is wrong about where the copy ends.
 */
function isOfContent(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  return /^(?:22|23|54)/.test(error.code ?? '') && error.constraint?.endsWith('_pkey') !== true;
}

export interface TakingIn {
  readonly client: Pick<pg.ClientBase, 'query'>;
  readonly namespace: string;
  readonly table: string;
  readonly layDown: LayDown;
}
