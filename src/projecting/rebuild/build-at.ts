/** Fills builds from the log's beginning up to a fixed position, on all cores, and makes their indexes. */
import { availableParallelism } from 'node:os';
import type pg from 'pg';
import { pupilStream, type Position } from '../../../events/identifiers.js';
import { connect } from '../../platform/database/pools.js';
import type { OpenBuild } from '../builds.js';
import { TallySums } from '../contributions.js';
import { lineOf } from '../copy-text.js';
import { historiesOf } from '../project-page.js';
import { copyLines } from '../pupil-rows.js';
import { eventsOf } from '../stored-events.js';
import { indexStatements } from '../stored-tables.js';
import type { Surroundings } from '../surroundings.js';
import { BuildLoader } from './build-loader.js';
import { pupilRanges, type PupilRange } from './pupil-ranges.js';
import { RangeWorker, type Counted, type RangeTask } from './range-worker.js';
import { buildInThread } from './range-threads.js';
import type { BuildTallies } from './worker-thread.js';

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
    const sums =
      threads === 0
        ? [await buildHere(task, ranges, tell, signal)]
        : await inThreads(threads, task, ranges, tell, signal);
    sums.push(await buildMerged(client, builds, position, surroundings, tell));
    await loadTallies(client, builds, sums);
    signal.throwIfAborted();
    await makeIndexes(connectionString, builds);
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
): Promise<BuildTallies> {
  const worker = await RangeWorker.open(task);
  try {
    for (const range of ranges) {
      signal.throwIfAborted();
      tell(await worker.build(range));
    }
    return await worker.finish();
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
): Promise<BuildTallies[]> {
  const left = [...ranges].reverse();
  // One that fails stops the others: none writes to builds that are dropped.
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const work = Array.from({ length: threads }, async () => {
    try {
      return await buildInThread(task, () => left.pop(), tell, either);
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  });
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** The few histories that are made of several records. */
async function buildMerged(
  client: pg.Client,
  builds: readonly OpenBuild[],
  position: Position,
  surroundings: Surroundings,
  tell: (counted: Counted) => void,
): Promise<BuildTallies> {
  const loader = new BuildLoader(client, builds, surroundings);
  const merged = surroundings.merges.all();
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
  return loader.finish();
}

async function loadTallies(
  client: pg.Client,
  builds: readonly OpenBuild[],
  sums: readonly BuildTallies[],
): Promise<void> {
  for (const [at, { schema, tables }] of builds.entries()) {
    const all = new TallySums(tables.projection);
    for (const each of sums) all.addAll(each[at] ?? []);
    const summed = all.all();
    for (const [place, { name, key, counts }] of tables.projection.tallyTables.entries()) {
      const columns = [...key, ...counts.map((count) => ({ name: count, type: 'bigint' as const }))];
      const lines = (summed[place] ?? []).map((tally) =>
        lineOf(columns, [...tally.key, ...counts.map((count) => tally.counts[count] ?? 0)]),
      );
      await copyLines(client, `${schema}.${name}`, lines);
    }
  }
}

/** As many tables at once as there are cores, the largest first as the projections list them. */
async function makeIndexes(connectionString: string, builds: readonly OpenBuild[]): Promise<void> {
  const left = builds.flatMap(({ schema, tables }) => indexStatements(schema, tables.projection)).reverse();
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
