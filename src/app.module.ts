import { Module, type DynamicModule } from '@nestjs/common';
import { ImportingModule } from './importing/importing.module.js';
import type { Configuration } from './platform/configuration.js';
import type { Database } from './platform/database/open-database.js';
import { HealthModule } from './platform/health/health.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProjectingModule } from './projecting/projecting.module.js';
import { QueryingModule } from './querying/querying.module.js';
import { RecordingModule } from './recording/recording.module.js';

/** The parts of the application, each a folder of src/. A new part adds its module here and nowhere else. */
const parts: NonNullable<DynamicModule['imports']> = [
  RecordingModule,
  ImportingModule,
  ProjectingModule,
  QueryingModule,
];

@Module({})
export class AppModule {
  static with(configuration: Configuration, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(configuration, database), HealthModule, MetricsModule, ...parts],
    };
  }
}
