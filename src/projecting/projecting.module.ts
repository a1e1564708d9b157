import { Module } from '@nestjs/common';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { ProjectingService } from './projecting-service.js';
import { ProjectionRunner } from './projection-runner.js';
import { ReadModels } from './read-models.js';

/** Keeps the read models current, and hands them to readers. */
@Module({
  providers: [
    {
      provide: ProjectionRunner,
      useFactory: (database: Database) => new ProjectionRunner(database),
      inject: [DATABASE],
    },
    { provide: ReadModels, useFactory: (database: Database) => new ReadModels(database), inject: [DATABASE] },
    ProjectingService,
  ],
  exports: [ProjectionRunner, ReadModels, ProjectingService],
})
export class ProjectingModule {}
