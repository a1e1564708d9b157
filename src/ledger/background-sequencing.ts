/** Sequences what EventStoreDB takes in, for as long as the process runs; does nothing where PostgreSQL keeps the log. */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Configuration } from '../platform/configuration.js';
import { wordsForOperator } from '../platform/errors/words-for-operator.js';
import { CONFIGURATION } from '../platform/platform.module.js';
import { LOG_ENGINE, type LogEngine } from './log-engine.js';

@Injectable()
export class BackgroundSequencing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(LOG_ENGINE) private readonly engine: LogEngine,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    if (isServing(this.host) && this.configuration.role !== 'replica') this.begin();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** For commands that write much: sequences while they work, whenever nobody else is at it. */
  begin(): void {
    this.running ??= this.engine.sequencer?.run(this.stopping.signal).catch((error: unknown) => {
      new Logger('Sequencing').error(`sequencing has ended: ${wordsForOperator(error)}`);
    });
  }
}

/** Whether the application serves HTTP. The host has an adapter only then, whatever its type says. */
export function isServing(host: HttpAdapterHost): boolean {
  const adapter: unknown = host.httpAdapter;
  return Boolean(adapter);
}
