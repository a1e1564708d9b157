/**
 * Holds the live read models against the log: builds them anew beside, brings both to one position, and compares
 * every table, the tallies too.
 */
import type pg from 'pg';
import type { Position } from '../../events/identifiers.js';
import type { Projection } from '../../projections/projection.js';
import type { Database } from '../platform/database/open-database.js';
import { connect } from '../platform/database/pools.js';
import { createBuilds, dropBuilds, liveBuilds, type Build, type OpenBuild } from './builds.js';
import { lockReadModels } from './lease.js';
import { projectUpTo, standpointAt, type Standpoint } from './project-page.js';
import type { ProjectionRunner } from './projection-runner.js';
import { buildAt, type BuildOptions } from './rebuild/build-at.js';
import { catchUpWithReaders } from './rebuild/rebuild.js';
import { headOfLog } from './stored-events.js';
import { keyNames } from './stored-tables.js';

/** The live row and the one that the log gives differ, or one of them is not there. */
export interface Difference {
  readonly projection: string;
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly kind: 'differs' | 'missing' | 'surplus';
}

export interface TableComparison {
  readonly projection: string;
  readonly table: string;
  /** Rows of the live table. */
  readonly rows: number;
  readonly differences: number;
}

export interface Verification {
  /** The position at which both were compared. */
  readonly position: Position;
  readonly tables: readonly TableComparison[];
  /** Those named: at most twenty of each table. */
  readonly differences: readonly Difference[];
  /** Pupils whose history could not be read to its end: both sides hold as much as could. */
  readonly quarantinedPupils: number;
  /** Streams of schools, authorities and calendars of which the same is true. */
  readonly unreadableStreams: number;
}

export interface VerifyOptions extends BuildOptions {
  readonly projections: readonly Projection[];
}

/** Compares at the newest position or a later one: waits for the read models to have reached it. */
export async function verify(
  database: Pick<Database, 'connectionString'>,
  runner: ProjectionRunner,
  { projections, ...options }: VerifyOptions,
): Promise<Verification> {
  const position = await runner.catchUp({ signal: options.signal });
  const owner = await connect(database.connectionString);
  try {
    const { epoch } = await headOfLog(owner);
    const builds = await createBuilds(owner, projections, { epoch, position }, 'verify');
    try {
      const from = await standpointAt(owner, position);
      await buildAt(database, builds, position, from.surroundings, options);
      return await compareAtOnePosition(
        database,
        owner,
        builds,
        await catchUpWithReaders(owner, builds, from, options.signal),
      );
    } finally {
      await dropBuilds(owner, builds).catch(() => undefined);
    }
  } finally {
    await owner.end();
  }
}

/** Nobody writes while the rebuilt ones take their last pages and the snapshot is taken; then it compares at leisure. */
async function compareAtOnePosition(
  { connectionString }: Pick<Database, 'connectionString'>,
  owner: pg.Client,
  builds: readonly OpenBuild[],
  from: Standpoint,
): Promise<Verification> {
  const [lock, snapshot] = await Promise.all([connect(connectionString), connect(connectionString)]);
  try {
    await lock.query('begin');
    await lockReadModels(lock);
    const live = await liveBuilds(lock);
    const position = live[0]?.position ?? from.position;
    if (position < from.position)
      throw new Error('the read models went back: the log was restored meanwhile');
    await owner.query('begin');
    await projectUpTo(owner, builds, from, position);
    await owner.query('commit');
    await snapshot.query('begin isolation level repeatable read read only');
    await snapshot.query('select');
    await lock.query('rollback');
    return await compare(snapshot, live, builds, position, from.surroundings.unreadable.size);
  } finally {
    await Promise.all([lock.end(), snapshot.end()]);
  }
}

async function compare(
  client: pg.Client,
  live: readonly Build[],
  rebuilt: readonly OpenBuild[],
  position: Position,
  unreadableStreams: number,
): Promise<Verification> {
  const tables: TableComparison[] = [];
  const differences: Difference[] = [];
  for (const { schema, name, tables: projected } of rebuilt) {
    const liveSchema = live.find((build) => build.name === name)?.schema;
    if (liveSchema === undefined)
      throw new Error(`${name} is not live any more: the read models were switched meanwhile`);
    const compared = [
      ...projected.stored.map((table) => ({ table: table.name, key: table.key })),
      ...projected.projection.tallyTables.map((table) => ({ table: table.name, key: keyNames(table) })),
    ];
    for (const { table, key } of compared) {
      const [ours, theirs] = [
        await digestOf(client, `${liveSchema}.${table}`),
        await digestOf(client, `${schema}.${table}`),
      ];
      const found =
        ours.digest === theirs.digest ? [] : await differencesOf(client, liveSchema, schema, table, key);
      tables.push({ projection: name, table, rows: ours.rows, differences: found[0]?.all ?? 0 });
      differences.push(
        ...found.map(({ key: keyOfRow, kind }): Difference => ({
          projection: name,
          table,
          key: keyOfRow,
          kind,
        })),
      );
    }
  }
  const quarantined = tables.flatMap(({ table, rows }) => (table === 'quarantine' ? [rows] : []));
  return { position, tables, differences, quarantinedPupils: Math.max(0, ...quarantined), unreadableStreams };
}

/** Of the rows as a set, whatever their order: their number, and the sums of two hashes of each. */
async function digestOf(client: pg.Client, table: string): Promise<{ rows: number; digest: string }> {
  const { rows } = await client.query<{ rows: number; first: string | null; second: string | null }>(
    `select count(*) as rows, sum(hashtextextended(each::text, 0)::numeric)::text as first,
            sum(hashtextextended(each::text, 1)::numeric)::text as second from ${table} as each`,
  );
  const { rows: count = 0, first = null, second = null } = rows[0] ?? {};
  return { rows: count, digest: `${count} ${first} ${second}` };
}

const namedAtMost = 20;

interface FoundDifference {
  readonly key: Readonly<Record<string, string>>;
  readonly kind: Difference['kind'];
  /** Of the table, those not named included. */
  readonly all: number;
}

async function differencesOf(
  client: pg.Client,
  live: string,
  rebuilt: string,
  table: string,
  key: readonly string[],
): Promise<FoundDifference[]> {
  const { rows } = await client.query<FoundDifference>(
    `select json_build_object(${key.map((name) => `'${name}', ${name}::text`).join(', ')}) as key,
            case when ours is null then 'missing' when theirs is null then 'surplus' else 'differs' end as kind,
            count(*) over () as all
       from (select each::text as ours, ${key.join(', ')} from ${live}.${table} as each) as live
       full join (select each::text as theirs, ${key.join(', ')} from ${rebuilt}.${table} as each) as rebuilt
            using (${key.join(', ')})
      where ours is distinct from theirs
      order by ${key.join(', ')} limit ${namedAtMost}`,
  );
  return rows;
}
