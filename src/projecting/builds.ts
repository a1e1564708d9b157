/**
 * Builds: each a projection in a schema of its own. Making, finding, switching and dropping them.
 *
 * Whoever makes builds holds an advisory lock for each on a connection of its own. The server gives the locks back
 * when their holder dies, so a build that nobody uses and nobody holds is a dead one's and is dropped.
 */
import type pg from 'pg';
import type { Position } from '../../events/identifiers.js';
import type { Projection } from '../../projections/projection.js';
import { ProjectedTables } from './derive.js';
import type { LogHead, Queryable } from './stored-events.js';
import { tableStatements } from './stored-tables.js';

/** A row of platform.projection. */
export interface Build {
  readonly schema: string;
  readonly name: string;
  readonly version: number;
  readonly epoch: string;
  readonly position: Position;
}

/** A build that this release can write. */
export interface OpenBuild extends Build {
  readonly tables: ProjectedTables;
}

export type BuildPurpose = 'build' | 'verify' | 'replay';

const buildLock = 7_305_412;
/** Builds are numbered from 1; this number stands for the right to rebuild what readers use. */
const rebuildNumber = 0;

export async function liveBuilds(client: Queryable): Promise<Build[]> {
  const { rows } = await client.query<Build>(
    `select ${columns} from platform.projection where state = 'live' order by name`,
  );
  return rows;
}

/** Makes a build of each projection, empty and without indexes. @param owner keeps them from being taken for dead ones' */
export async function createBuilds(
  owner: pg.Client,
  projections: readonly Projection[],
  at: LogHead,
  purpose: BuildPurpose,
): Promise<OpenBuild[]> {
  const builds: OpenBuild[] = [];
  for (const projection of projections) {
    const { rows } = await owner.query<{ number: number }>(
      `select nextval('platform.build_number')::integer as number`,
    );
    const number = rows[0]?.number ?? NaN;
    const schema = `${purpose}_${number}`;
    await owner.query('select pg_advisory_lock($1, $2)', [buildLock, number]);
    await owner.query('begin');
    await owner.query(
      `insert into platform.projection (schema, name, version, state, epoch, position) values ($1, $2, $3, 'building', $4, $5)`,
      [schema, projection.name, projection.version, at.epoch, at.position],
    );
    await owner.query(tableStatements(schema, projection).join('; '));
    await owner.query('commit');
    builds.push({
      schema,
      name: projection.name,
      version: projection.version,
      ...at,
      tables: new ProjectedTables(projection),
    });
  }
  return builds;
}

/** Readers use these from the commit on; what they used before stays until the next rebuild, for who still reads it. */
export async function switchReaders(client: Queryable, builds: readonly Build[]): Promise<void> {
  const names = builds.map(({ name }) => name);
  await client.query(
    `update platform.projection set state = 'retired' where state = 'live' and name = any ($1)`,
    [names],
  );
  await client.query(`update platform.projection set state = 'live' where schema = any ($1)`, [
    builds.map(({ schema }) => schema),
  ]);
}

/** Writes how far the builds have come. */
export async function moveBuilds(
  client: Queryable,
  builds: readonly Build[],
  position: Position,
): Promise<void> {
  await client.query('update platform.projection set position = $1 where schema = any ($2)', [
    position,
    builds.map(({ schema }) => schema),
  ]);
}

/** Whether this owner may rebuild what readers use: one at a time may. */
export async function mayRebuild(owner: pg.Client): Promise<boolean> {
  return tryLock(owner, rebuildNumber);
}

/** Drops what dead owners left, and the builds that readers used before the present ones. */
export async function dropLeftovers(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ schema: string; state: string }>(
    `select schema, state from platform.projection where state <> 'live'`,
  );
  for (const { schema, state } of rows) {
    const number = Number(/\d+$/.exec(schema)?.[0]);
    if (state === 'building' && !(await tryLock(owner, number))) continue;
    await dropSchema(owner, schema);
    await owner.query('select pg_advisory_unlock($1, $2)', [buildLock, number]);
  }
}

/** @throws as PostgreSQL does when somebody reads it for longer than two seconds */
export async function dropBuilds(owner: pg.Client, builds: readonly Build[]): Promise<void> {
  for (const { schema } of builds) await dropSchema(owner, schema);
}

async function dropSchema(owner: pg.Client, schema: string): Promise<void> {
  // Whoever waits for a table keeps its next readers waiting: rather leave the schema for the next time.
  await owner.query(`begin; set local lock_timeout = '2s'`);
  try {
    await owner.query(`drop schema if exists ${schema} cascade`);
    await owner.query('delete from platform.projection where schema = $1', [schema]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    if (!isLockTimeout(error)) throw error;
  }
}

async function tryLock(owner: pg.Client, number: number): Promise<boolean> {
  const { rows } = await owner.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [
    buildLock,
    number,
  ]);
  return rows[0]?.locked === true;
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01');

const columns = 'schema, name, version, epoch, position';
