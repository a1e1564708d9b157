/** Keeps the read models that readers use as new as the log: whoever holds the lease, page by page. */
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { projections as allProjections } from '../../projections/catalogue.js';
import type { Projection } from '../../projections/projection.js';
import { asPosition, type Position } from '../../events/identifiers.js';
import type { Database } from '../platform/database/open-database.js';
import { inTransaction } from '../platform/database/transaction.js';
import { liveBuilds, type Build, type OpenBuild } from './builds.js';
import { ProjectedTables } from './derive.js';
import { unfitProjections } from './fitness.js';
import { Lease, LeaseLost } from './lease.js';
import { projectPage, retryQuarantined, standpointAt, type Standpoint } from './project-page.js';
import { rebuild } from './rebuild/rebuild.js';
import { headOfLog } from './stored-events.js';

export interface RunnerOptions {
  /** How long a runner that stopped without a word keeps others waiting. */
  readonly leaseMs?: number;
  readonly projections?: readonly Projection[];
}

export interface CatchUpOptions {
  /** Left out: the newest position. */
  readonly to?: Position;
  readonly signal: AbortSignal;
}

/** Projects up to a position. @returns false where something has to be built first */
export type ProjectTo = (goal: Position, signal: AbortSignal) => Promise<boolean>;

/** Three renewals fit into it; a page takes a second. */
const standardLeaseMs = 10_000;
const firstPauseMs = 10;
const longestPauseMs = 250;

export class ProjectionRunner {
  private readonly leaseMs: number;
  private readonly projections: readonly Projection[];
  private readonly tables: ReadonlyMap<string, ProjectedTables>;
  private readonly holder = `${hostname()}/${process.pid}`;
  private standpoint: (Standpoint & { readonly schemas: string }) | undefined;

  constructor(
    private readonly database: Pick<Database, 'pool' | 'connectionString'>,
    { leaseMs = standardLeaseMs, projections = allProjections }: RunnerOptions = {},
  ) {
    this.leaseMs = leaseMs;
    this.projections = projections;
    this.tables = new Map(
      projections.map((projection) => [projection.name, new ProjectedTables(projection)]),
    );
  }

  /**
   * Resolves once the read models hold everything up to a position: projects it, or waits for whoever is at it.
   * Builds first what is not built.
   * @returns the position that the read models have reached
   * @throws NewerReadModels, the signal's reason
   */
  async catchUp({ to, signal }: CatchUpOptions): Promise<Position> {
    const goal = to ?? (await headOfLog(this.database.pool)).position;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      signal.throwIfAborted();
      await this.buildWhatIsUnfit(signal);
      if ((await this.reached()) < goal) await this.withLease((projectTo) => projectTo(goal, signal));
      const reached = await this.reached();
      if (reached >= goal) return reached;
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** How far the read models are; 0 while one is missing. */
  async reached(): Promise<Position> {
    const live = await liveBuilds(this.database.pool);
    const positions = this.projections.map(
      ({ name }) => live.find((build) => build.name === name)?.position ?? 0,
    );
    return asPosition(Math.min(...positions));
  }

  /** Streams of schools and authorities that could not be read to their end, as far as this process has projected. */
  get unreadableStreams(): number {
    return this.standpoint?.surroundings.unreadable.size ?? 0;
  }

  /**
   * Does the work while this process holds the lease, and gives it back at the end. Another's takeover ends the work
   * at its next write, and is no error.
   * @returns whether the work was done: false while another holds the lease, and where another took it
   */
  async withLease(work: (projectTo: ProjectTo) => Promise<unknown>): Promise<boolean> {
    const { pool } = this.database;
    const lease = await Lease.take(pool, this.holder, this.leaseMs);
    if (lease === undefined) return false;
    // A renewal that fails shows in the next write, which renews too.
    const renewing = setInterval(() => void lease.renew(pool).catch(() => undefined), this.leaseMs / 3);
    try {
      await work((goal, signal) => this.projectTo(lease, goal, signal));
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    } finally {
      clearInterval(renewing);
      await lease.release(pool).catch(() => undefined);
    }
  }

  /**
   * Builds side by side what is missing, of an older version, or of another epoch of the log.
   * @throws NewerReadModels
   */
  async buildWhatIsUnfit(signal: AbortSignal): Promise<void> {
    const { epoch } = await headOfLog(this.database.pool);
    const unfit = unfitProjections(this.projections, await liveBuilds(this.database.pool), epoch);
    if (unfit.length > 0)
      await rebuild(this.database, { projections: this.projections, only: 'unfit', signal });
  }

  private async projectTo(lease: Lease, goal: Position, signal: AbortSignal): Promise<boolean> {
    for (let before: Position | undefined; !signal.aborted;) {
      const reached = await this.projectNext(lease, goal);
      if (reached === undefined) return false;
      // Nothing moved: the log does not have the goal yet.
      if (reached >= goal || reached === before) return true;
      before = reached;
    }
    return true;
  }

  /** One page in one transaction; undefined where something has to be built first. @throws LeaseLost */
  private async projectNext(lease: Lease, goal: Position): Promise<Position | undefined> {
    this.standpoint = await inTransaction(this.database.pool, async (client) => {
      // A process that is suspended here must not keep the lease's row for longer than the lease.
      await client.query(`set local idle_in_transaction_session_timeout = ${this.leaseMs}`);
      await lease.renew(client);
      const builds = this.opened(await liveBuilds(client));
      const { epoch } = await headOfLog(client);
      if (unfitProjections(this.projections, builds, epoch).length > 0) return undefined;
      const from = await this.standpointOf(client, builds);
      return { ...(await projectPage(client, builds, from, goal)), schemas: schemasOf(builds) };
    });
    return this.standpoint?.position;
  }

  /** Where the builds stand: as remembered, unless another runner or a rebuild has been at them. */
  private async standpointOf(client: pg.PoolClient, builds: readonly OpenBuild[]): Promise<Standpoint> {
    // They all stand at one position: they are written, and switched, together.
    const position = builds[0]?.position ?? asPosition(0);
    const known = this.standpoint;
    if (known?.position === position && known.schemas === schemasOf(builds)) return known;
    const from = await standpointAt(client, position);
    await retryQuarantined(client, builds, from);
    return from;
  }

  private opened(builds: readonly Build[]): OpenBuild[] {
    return builds.flatMap((build) => {
      const tables = this.tables.get(build.name);
      return tables ? [{ ...build, tables }] : [];
    });
  }
}

const schemasOf = (builds: readonly Build[]): string => builds.map(({ schema }) => schema).join(' ');
