/** Fills builds from the log's beginning up to a fixed position, on all cores, and makes their indexes. */
import { availableParallelism } from 'node:os';
import type pg from 'pg';
import { pupilStream, type Position } from '../../../events/identifiers.js';
import { connect } from '../../platform/database/pools.js';
import type { OpenBuild } from '../builds.js';
import { historiesOf } from '../project-page.js';
import { eventsOf } from '../stored-events.js';
import { additionStatements, indexStatements, tallyIndexStatements } from '../stored-tables.js';
import type { Surroundings } from '../surroundings.js';
import { BuildLoader } from './build-loader.js';
import { pupilRanges, type PupilRange } from './pupil-ranges.js';
import { RangeWorker, type Counted, type RangeTask } from './range-worker.js';
import { buildInThread } from './range-threads.js';

export interface BuildProgress {
  /** Of pupils' streams, so far. */
  readonly events: number;
  readonly pupils: number;
}

export interface BuildOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** A smaller log is built in this thread before another has started (a fifth of a second, measured). */
const eventsWorthThreads = 20_000;
const mergedHistoriesPerPiece = 200;

/** @throws the signal's reason when aborted; the builds are then unfinished and to be dropped */
export async function buildAt(
  database: { readonly connectionString: string },
  builds: readonly OpenBuild[],
  position: Position,
  surroundings: Surroundings,
  { signal, onProgress = () => undefined }: BuildOptions,
): Promise<BuildProgress> {
  const { connectionString } = database;
  const client = await connect(connectionString);
  try {
    await client.query('set synchronous_commit = off');
    const task: RangeTask = {
      connectionString,
      builds: builds.map(({ schema, name }) => ({ schema, name })),
      position,
    };
    const ranges = position === 0 ? [] : await pupilRanges(client, position);
    const done = { events: 0, pupils: 0 };
    const tell = ({ events, pupils }: Counted): void => {
      done.events += events;
      done.pupils += pupils;
      onProgress({ ...done });
    };
    const threads = position < eventsWorthThreads ? 0 : Math.min(availableParallelism(), ranges.length);
    if (threads === 0) await buildHere(task, ranges, tell, signal);
    else await inThreads(threads, task, ranges, tell, signal);
    await buildMerged(client, builds, position, surroundings, tell);
    signal.throwIfAborted();
    const isInParts = threads > 1 || surroundings.merges.all().length > 0;
    await makeIndexes(connectionString, builds, isInParts);
    return done;
  } finally {
    await client.end();
  }
}

async function buildHere(
  task: RangeTask,
  ranges: readonly PupilRange[],
  tell: (counted: Counted) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = await RangeWorker.open(task);
  try {
    for (const range of ranges) {
      signal.throwIfAborted();
      tell(await worker.build(range));
    }
    await worker.finish();
  } catch (error) {
    await worker.close().catch(() => undefined);
    throw error;
  }
}

async function inThreads(
  threads: number,
  task: RangeTask,
  ranges: readonly PupilRange[],
  tell: (counted: Counted) => void,
  signal: AbortSignal,
): Promise<void> {
  const left = [...ranges].reverse();
  // One that fails stops the others: none writes to builds that are dropped.
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const work = Array.from({ length: threads }, async () => {
    try {
      await buildInThread(task, () => left.pop(), tell, either);
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  });
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** The few histories that are made of several records. */
async function buildMerged(
  client: pg.Client,
  builds: readonly OpenBuild[],
  position: Position,
  surroundings: Surroundings,
  tell: (counted: Counted) => void,
): Promise<void> {
  const merged = surroundings.merges.all();
  if (merged.length === 0) return;
  const loader = new BuildLoader(client, builds, surroundings);
  for (let at = 0; at < merged.length; at += mergedHistoriesPerPiece) {
    const streams = merged
      .slice(at, at + mergedHistoriesPerPiece)
      .flat()
      .map(pupilStream);
    const histories = historiesOf(await eventsOf(client, streams, position), surroundings.merges);
    for (const [pupil, events] of histories) loader.add({ pupil, events });
    tell({ events: 0, pupils: histories.size });
    await loader.loadWhenFull();
  }
  await loader.finish();
}

/**
 * As many tables at once as there are cores, the largest first as the projections list them.
 * @param isInParts whether tallies have to be added up first
 */
async function makeIndexes(
  connectionString: string,
  builds: readonly OpenBuild[],
  isInParts: boolean,
): Promise<void> {
  const left = builds
    .flatMap(({ schema, tables: { projection } }) => [
      ...indexStatements(schema, projection),
      ...projection.tallyTables.map((table) => [
        ...(isInParts ? additionStatements(schema, table) : []),
        ...tallyIndexStatements(schema, table),
      ]),
    ])
    .reverse();
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      const client = await connect(connectionString);
      try {
        await client.query(`set synchronous_commit = off; set maintenance_work_mem = '128MB'`);
        for (let statements = left.pop(); statements; statements = left.pop())
          await client.query(statements.join('; '));
      } finally {
        await client.end();
      }
    }),
  );
}
