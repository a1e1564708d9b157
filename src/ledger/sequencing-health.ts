/** Tells on /health and /metrics how sequencing stands. Silent where PostgreSQL keeps the log. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { HealthRegistry } from '../platform/health/health-registry.js';
import { orDown } from '../platform/health/or-down.js';
import { MetricsRegistry } from '../platform/metrics/metrics-registry.js';
import type { Sequencer } from './eventstoredb/sequencer/sequencer.js';
import { LOG_ENGINE, type LogEngine } from './log-engine.js';

/** An event is sequenced within a second; what takes longer than this is worth a look. */
const lagsFromSeconds = 30;

@Injectable()
export class SequencingHealth implements OnModuleInit {
  constructor(
    @Inject(LOG_ENGINE) private readonly engine: LogEngine,
    @Inject(HealthRegistry) private readonly health: HealthRegistry,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(MetricsRegistry) private readonly metrics: MetricsRegistry,
  ) {}

  onModuleInit(): void {
    const { sequencer } = this.engine;
    if (sequencer === null) return;
    this.health.add({
      neededToServe: false,
      check: () => orDown(this.indicators.check('sequencing'), () => this.check(sequencer)),
    });
    this.metrics.add({ help: helpOfMetrics, read: () => metricsOf(sequencer) });
  }

  private async check(sequencer: Sequencer) {
    const indicator = this.indicators.check('sequencing');
    const status = await sequencer.status();
    const { activity, differsFromMark } = sequencer.state;
    const told = { ...status, activity };
    if (status.stoppedSince !== null)
      return indicator.down({
        ...told,
        message:
          'EventStoreDB does not hold what was sequenced last: it was restored, and `ledger sequence --accept-restore` alone goes on',
      });
    const lags = status.lagSeconds === null || status.lagSeconds > lagsFromSeconds;
    const isWhole = status.quarantined === 0 && differsFromMark === undefined;
    return isWhole && !lags && status.holder !== null ? indicator.up(told) : indicator.degraded(told);
  }
}

const helpOfMetrics = {
  ledger_sequencer_position: 'The newest position of the sequenced copy.',
  ledger_sequencer_lag_events:
    'Events that EventStoreDB holds and that have no position yet, counted up to 1,000.',
  ledger_sequencer_lag_seconds: 'The age of the oldest event that has no position yet.',
  ledger_sequencer_handled_commit_position: 'Where the event that was handled last lies in EventStoreDB.',
  ledger_sequencer_newest_commit_position: 'Where the newest event of the ledger lies in EventStoreDB.',
  ledger_sequencer_quarantined_events: 'Events in the namespace that have no position.',
  ledger_sequencer_held: '1 where any process sequences, 0 where none does.',
  ledger_sequencer_acting: '1 where this process sequences.',
  ledger_sequencer_store_away: '1 where this process cannot reach EventStoreDB for sequencing.',
  ledger_sequencer_stopped_by_restore: '1 where sequencing is stopped, because EventStoreDB was restored.',
  ledger_sequencer_unlike_mark: '1 where the copy was found to differ from what was once sequenced.',
  ledger_sequencer_sequenced_events: 'Events that this process has laid down.',
};

async function metricsOf(sequencer: Sequencer): Promise<Partial<Record<keyof typeof helpOfMetrics, number>>> {
  const { position, handledCommit, newestCommit, lagEvents, lagSeconds, quarantined, holder, stoppedSince } =
    await sequencer.status();
  const { activity, differsFromMark, sequencedEvents } = sequencer.state;
  return {
    ledger_sequencer_position: position,
    ...(lagEvents !== null && { ledger_sequencer_lag_events: lagEvents }),
    ...(lagSeconds !== null && { ledger_sequencer_lag_seconds: lagSeconds }),
    ...(handledCommit !== null && { ledger_sequencer_handled_commit_position: Number(handledCommit) }),
    ...(newestCommit !== null && { ledger_sequencer_newest_commit_position: Number(newestCommit) }),
    ledger_sequencer_quarantined_events: quarantined,
    ledger_sequencer_held: Number(holder !== null),
    ledger_sequencer_acting: Number(activity === 'acting'),
    ledger_sequencer_store_away: Number(activity === 'store-away'),
    ledger_sequencer_stopped_by_restore: Number(stoppedSince !== null),
    ledger_sequencer_unlike_mark: Number(differsFromMark !== undefined),
    ledger_sequencer_sequenced_events: sequencedEvents,
  };
}
