import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import type { Database } from '../database/open-database.js';
import { DATABASE } from '../platform.module.js';
import { HealthController } from './health.controller.js';
import { HealthRegistry } from './health-registry.js';
import { answersWithinMs } from './or-down.js';

@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [HealthRegistry],
  exports: [HealthRegistry, TerminusModule],
})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly registry: HealthRegistry,
    private readonly indicators: HealthIndicatorService,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.registry.add({
      neededToServe: true,
      check: async () =>
        this.indicators
          .check('database')
          .attempt(async () => {
            await this.database.pool.query('SELECT 1');
          })
          .withTimeout(answersWithinMs),
    });
  }
}
