import { Global, Module, type DynamicModule } from '@nestjs/common';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Database } from './database/open-database.js';

/** Inject `Configuration` by this. */
export const CONFIGURATION = Symbol('Configuration');
/** Inject `Database` by this. */
export const DATABASE = Symbol('Database');
/** Inject `Clock` by this. */
export const CLOCK = Symbol('Clock');

/** What every module may inject: the configuration, the database, the clock. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: Configuration, database: Database): DynamicModule {
    const providers = [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: DATABASE, useValue: database },
      { provide: CLOCK, useValue: systemClock },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
