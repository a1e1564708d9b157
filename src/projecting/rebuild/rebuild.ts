/**
 * Rebuilds read models beside the live ones: from the log's beginning to a fixed position on all cores, then on with
 * the runner's own pages, then readers are switched in one transaction. What readers use serves until then.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Position } from '../../../events/identifiers.js';
import type { Projection } from '../../../projections/projection.js';
import type { Database } from '../../platform/database/open-database.js';
import { connect } from '../../platform/database/pools.js';
import {
  createBuilds,
  dropBuilds,
  dropLeftovers,
  liveBuilds,
  mayRebuild,
  moveBuilds,
  switchReaders,
  type Build,
  type OpenBuild,
} from '../builds.js';
import { unfitProjections } from '../fitness.js';
import { lockReadModels } from '../lease.js';
import { projectPage, projectUpTo, standpointAt, type Standpoint } from '../project-page.js';
import { headOfLog, type LogHead } from '../stored-events.js';
import { buildAt, type BuildOptions, type BuildProgress } from './build-at.js';

export interface RebuildOptions extends BuildOptions {
  /** Every projection there is. */
  readonly projections: readonly Projection[];
  /** Which of them: these names, or those that cannot be used as they are. Left out: all. */
  readonly only?: readonly string[] | 'unfit';
  /** Told once it is known: what is built, up to where. */
  readonly onStart?: (plan: { readonly projections: readonly string[]; readonly position: Position }) => void;
}

export interface Rebuilt extends BuildProgress {
  readonly projections: readonly string[];
  /** Where readers stand after the switch. */
  readonly position: Position;
}

/** @throws the signal's reason when aborted: readers stay where they were, and nothing is left behind */
export async function rebuild(
  database: Pick<Database, 'connectionString'>,
  options: RebuildOptions,
): Promise<Rebuilt> {
  const owner = await connect(database.connectionString);
  let builds: OpenBuild[] = [];
  try {
    // Nobody uses a build before it is switched to.
    await owner.query('set synchronous_commit = off');
    await takeTurn(owner, options.signal);
    await dropLeftovers(owner);
    const { chosen, at } = await plan(owner, options);
    options.onStart?.({ projections: chosen.map(({ name }) => name), position: at.position });
    if (chosen.length === 0) return { projections: [], position: at.position, events: 0, pupils: 0 };
    builds = await createBuilds(owner, chosen, at, 'build');
    const from = await standpointAt(owner, at.position);
    const done = await buildAt(database, builds, at.position, from.surroundings, options);
    const position = await catchUpAndSwitch(owner, builds, from, options.signal);
    builds = [];
    return { projections: chosen.map(({ name }) => name), position, ...done };
  } finally {
    await dropBuilds(owner, builds).catch(() => undefined);
    await owner.end();
  }
}

/** One rebuild at a time: another's end is waited for. */
async function takeTurn(owner: pg.Client, signal: AbortSignal): Promise<void> {
  while (!(await mayRebuild(owner))) await pause(lookAgainMs, undefined, { signal });
}

const lookAgainMs = 200;

/**
 * What is built, and the fixed position: where the builds that stay in use are, for these must never be behind what
 * joins them; the newest where none stays.
 */
async function plan(
  owner: pg.Client,
  { projections, only }: RebuildOptions,
): Promise<{ chosen: Projection[]; at: LogHead }> {
  const live = await liveBuilds(owner);
  const head = await headOfLog(owner);
  const unfit = unfitProjections(projections, live, head.epoch).map(({ projection }) => projection);
  // What cannot be used is built whatever was asked for: all that readers use stands at one position.
  const chosen = projections.filter(
    (each) => unfit.includes(each) || only === undefined || (only !== 'unfit' && only.includes(each.name)),
  );
  const [staying] = live.filter(
    ({ name }) =>
      projections.some((each) => each.name === name) && !chosen.some((each) => each.name === name),
  );
  return { chosen, at: staying ? { epoch: head.epoch, position: staying.position } : head };
}

/** Page by page up to where readers are; the rest while nobody else writes, in the transaction that switches them. */
async function catchUpAndSwitch(
  owner: pg.Client,
  builds: readonly OpenBuild[],
  from: Standpoint,
  signal: AbortSignal,
): Promise<Position> {
  let at = await catchUpWithReaders(owner, builds, from, signal);
  // From here on readers use the builds: this commit waits for the disk where others do.
  await owner.query('begin; set local synchronous_commit to default');
  try {
    await lockReadModels(owner);
    at = await projectUpTo(owner, builds, at, await readersPosition(owner, builds));
    await moveBuilds(owner, builds, at.position);
    await switchReaders(owner, builds);
    await owner.query('commit');
    return at.position;
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Each page in a transaction of its own, as long as there are whole pages. */
export async function catchUpWithReaders(
  owner: pg.Client,
  builds: readonly OpenBuild[],
  from: Standpoint,
  signal: AbortSignal,
): Promise<Standpoint> {
  let at = from;
  for (;;) {
    signal.throwIfAborted();
    const goal = await readersPosition(owner, builds);
    if (at.position >= goal) return at;
    await owner.query('begin');
    const next = await projectPage(owner, builds, at, goal);
    await owner.query('commit');
    at = next;
  }
}

/** Where readers are in the builds' epoch; the builds' own position where they are nowhere. */
async function readersPosition(client: pg.Client, builds: readonly Build[]): Promise<Position> {
  const [first] = builds;
  if (first === undefined) throw new RangeError('there is nothing to build');
  const positions = (await liveBuilds(client))
    .filter(({ epoch }) => epoch === first.epoch)
    .map(({ position }) => position);
  return positions.reduce((a, b) => (b > a ? b : a), first.position);
}
