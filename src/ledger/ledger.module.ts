import { Inject, Logger, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { Configuration } from '../platform/configuration.js';
import type { Database } from '../platform/database/open-database.js';
import { HealthRegistry } from '../platform/health/health-registry.js';
import { CONFIGURATION, DATABASE } from '../platform/platform.module.js';
import { BackgroundSequencing, isServing } from './background-sequencing.js';
import { EVENT_LOG } from './event-log.js';
import { LOG_ENGINE, openLogEngine, type LogEngine } from './log-engine.js';
import { SEQUENCED_LOG } from './sequenced-log.js';
import { SEQUENCING } from './sequencing.js';
import { sequencerWatch } from './sequencer-watch.js';
import { SequencingHealth } from './sequencing-health.js';

/** Who waits at a screen hears soon that the log is away; a command sits a restart of the server out. */
const patienceMs = { serving: 5_000, command: 30_000 };

/**
 * Provides the event log on the engine that the configuration names: inject `EventLog` by EVENT_LOG, `SequencedLog` by
 * SEQUENCED_LOG, `Sequencing` by SEQUENCING.
 */
@Module({
  providers: [
    { provide: LOG_ENGINE, useFactory: openEngine, inject: [DATABASE, CONFIGURATION, HttpAdapterHost] },
    { provide: EVENT_LOG, useFactory: ({ log }: LogEngine) => log, inject: [LOG_ENGINE] },
    { provide: SEQUENCED_LOG, useFactory: ({ sequenced }: LogEngine) => sequenced, inject: [LOG_ENGINE] },
    { provide: SEQUENCING, useFactory: ({ sequencing }: LogEngine) => sequencing, inject: [LOG_ENGINE] },
    BackgroundSequencing,
    SequencingHealth,
  ],
  exports: [EVENT_LOG, SEQUENCED_LOG, SEQUENCING, LOG_ENGINE],
})
export class LedgerModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(LOG_ENGINE) private readonly engine: LogEngine,
    @Inject(HealthRegistry) private readonly health: HealthRegistry,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
  ) {}

  onModuleInit(): void {
    this.health.add({ neededToServe: false, check: () => this.checkLog() });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
  }

  private async checkLog() {
    const indicator = this.indicators.check('log');
    const { name: engine } = this.engine;
    try {
      await this.engine.check();
      return indicator.up({ engine });
    } catch {
      return indicator.down({
        engine,
        message: 'it cannot be reached: nothing is recorded, reading goes on',
      });
    }
  }
}

async function openEngine(
  database: Database,
  configuration: Configuration,
  host: HttpAdapterHost,
): Promise<LogEngine> {
  const logger = new Logger('EventLog');
  const engine = await openLogEngine(database, configuration, {
    patienceMs: isServing(host) ? patienceMs.serving : patienceMs.command,
    watch: sequencerWatch(new Logger('Sequencing')),
  });
  if (engine.isEpochWeak) {
    logger.warn(
      'pg_control_system() is not permitted here: a restore of the same objects on another cluster would not begin a new epoch',
    );
  }
  return engine;
}
