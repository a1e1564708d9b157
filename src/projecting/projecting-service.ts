/**
 * Follows the log for as long as the application serves, unless it is a replica, which only serves: projects whatever
 * is appended, by whichever process.
 */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { HealthIndicatorService } from '@nestjs/terminus';
import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '../../events/identifiers.js';
import { isServing } from '../ledger/background-sequencing.js';
import { Arrivals } from '../ledger/postgres/arrivals.js';
import type { Database } from '../platform/database/open-database.js';
import { connect } from '../platform/database/pools.js';
import { describeFault } from '../platform/errors/describe-fault.js';
import { HealthRegistry } from '../platform/health/health-registry.js';
import { orDown } from '../platform/health/or-down.js';
import type { Configuration } from '../platform/configuration.js';
import { CONFIGURATION, DATABASE } from '../platform/platform.module.js';
import { liveBuilds } from './builds.js';
import { quarantinedPupils } from './project-page.js';
import { ProjectionRunner } from './projection-runner.js';
import { headOfLog } from './stored-events.js';

/** How the read models stand to the log. */
export interface ProjectingStatus {
  /** Everything up to it is in the read models. */
  readonly position: Position;
  /** The log's newest. */
  readonly head: Position;
  readonly lagEvents: number;
  /** Pupils whose histories cannot be read whole: their rows are stale. */
  readonly quarantinedPupils: number;
  /** Streams of schools and authorities that this release cannot read whole. */
  readonly unreadableStreams: number;
  /** Whether this process projects; another one may. */
  readonly isActing: boolean;
}

/** How often it looks by itself, should the news of an append have been lost with a connection. */
const lookEveryMs = 1_000;
const firstPauseMs = 200;
const longestPauseMs = 5_000;

@Injectable()
export class ProjectingService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Projecting');
  private readonly stopping = new AbortController();
  private readonly arrivals: Arrivals;
  private running: Promise<void> | undefined;
  private isActing = false;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ProjectionRunner) private readonly runner: ProjectionRunner,
    @Inject(HealthRegistry) private readonly health: HealthRegistry,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    this.arrivals = new Arrivals((overrides) => connect(database.connectionString, overrides));
  }

  onModuleInit(): void {
    this.health.add({
      neededToServe: false,
      check: () => orDown(this.indicators.check('projections'), () => this.check()),
    });
  }

  /** Commands, which have no HTTP, project what they wrote by themselves (`ProjectionRunner.catchUp`). */
  onApplicationBootstrap(): void {
    if (isServing(this.host) && this.configuration.role !== 'replica')
      this.running = this.run(this.stopping.signal);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.arrivals.close();
  }

  private async check() {
    const { isActing: _, ...status } = await this.status();
    const indicator = this.indicators.check('projections');
    const isWhole = status.quarantinedPupils === 0 && status.unreadableStreams === 0;
    return isWhole ? indicator.up(status) : indicator.degraded(status);
  }

  async status(): Promise<ProjectingStatus> {
    const { pool } = this.database;
    const position = await this.runner.reached();
    const { position: head } = await headOfLog(pool);
    return {
      position,
      head,
      lagEvents: Math.max(0, head - position),
      quarantinedPupils: (await quarantinedPupils(pool, await liveBuilds(pool))).length,
      unreadableStreams: this.runner.unreadableStreams,
      isActing: this.isActing,
    };
  }

  private async run(signal: AbortSignal): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      try {
        await this.act(signal, () => (pauseMs = firstPauseMs));
        await this.wait(lookEveryMs);
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.logger.error({ message: 'projecting failed and is tried again', fault: describeFault(error) });
        await this.wait(pauseMs);
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
      }
    }
  }

  /** Projects as long as this process holds the lease. */
  private async act(signal: AbortSignal, onProgress: () => void): Promise<void> {
    await this.runner.buildWhatIsUnfit(signal);
    await this.runner.withLease(async (projectTo) => {
      this.isActing = true;
      try {
        while (!signal.aborted) {
          const count = this.arrivals.count;
          const { position } = await headOfLog(this.database.pool);
          // What has to be built first ends the turn, and is built at the next.
          if (!(await projectTo(position, signal))) return;
          onProgress();
          await this.arrivals.after(count, lookEveryMs, signal);
        }
      } finally {
        this.isActing = false;
      }
    });
  }

  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
