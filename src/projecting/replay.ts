/** Reports as known at an earlier position: the same functions over the log's prefix, in schemas that are dropped after. */
import type { Position } from '../../events/identifiers.js';
import type { Projection } from '../../projections/projection.js';
import type { Database } from '../platform/database/open-database.js';
import { connect } from '../platform/database/pools.js';
import { createBuilds, dropBuilds } from './builds.js';
import { inSnapshot, View } from './read-models.js';
import { buildAt, type BuildOptions } from './rebuild/build-at.js';
import { headOfLog } from './stored-events.js';
import { surroundingsAt } from './surroundings.js';

export interface ReplayOptions extends BuildOptions {
  /** What the work reads; the others are not built. */
  readonly projections: readonly Projection[];
}

/**
 * Builds the projections as of a position that the log has, lets the work read them, and drops them.
 * @throws the signal's reason when aborted
 */
export async function replayTo<T>(
  database: Pick<Database, 'connectionString' | 'knex'>,
  position: Position,
  options: ReplayOptions,
  work: (view: View) => Promise<T>,
): Promise<T> {
  const owner = await connect(database.connectionString);
  try {
    const { epoch } = await headOfLog(owner);
    const builds = await createBuilds(owner, options.projections, { epoch, position }, 'replay');
    try {
      await buildAt(database, builds, position, await surroundingsAt(owner, position), options);
      return await inSnapshot(database.knex, (db) => work(new View(db, builds, epoch, position)));
    } finally {
      await dropBuilds(owner, builds).catch(() => undefined);
    }
  } finally {
    await owner.end();
  }
}
