import { Module } from '@nestjs/common';
import { AuditingModule } from '../auditing/auditing.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProjectingModule } from '../projecting/projecting.module.js';
import { AuthorityReportsController } from './http/authority-reports.controller.js';
import { DistributionController } from './http/distribution.controller.js';
import { MeasuresController } from './http/measures.controller.js';
import { PlaceReports } from './http/place-reports.js';
import { PupilTrajectoryController } from './http/pupil-trajectory.controller.js';
import { SchoolReportsController } from './http/school-reports.controller.js';
import { PupilIdentities } from './pupil-identity.js';
import { Registers } from './registers.js';
import { ReportViews } from './report-views.js';
import { DistributionHandler, ExitTimingHandler } from './distribution.handlers.js';
import { BreakdownHandler } from './breakdowns.handler.js';
import { DutiesHandler } from './duties.handler.js';
import { FairAccessHandler } from './fair-access.handler.js';
import { EarlyWarningsHandler, ReconciliationHandler } from './findings.handlers.js';
import { MethodsHandler } from './methods.handler.js';
import { OnDayHandler } from './on-day.handler.js';
import { FiguresHandler, MovesHandler } from './reports.handlers.js';
import { TrajectoryHandler } from './trajectory.handler.js';

/** The read side: questions through Nest's QueryBus, which only dispatches. */
@Module({
  imports: [LedgerModule, IdentityModule, ProjectingModule, AuditingModule],
  controllers: [
    PupilTrajectoryController,
    SchoolReportsController,
    AuthorityReportsController,
    DistributionController,
    MeasuresController,
  ],
  providers: [
    Registers,
    ReportViews,
    PupilIdentities,
    PlaceReports,
    TrajectoryHandler,
    MovesHandler,
    MethodsHandler,
    FiguresHandler,
    DistributionHandler,
    ExitTimingHandler,
    BreakdownHandler,
    FairAccessHandler,
    OnDayHandler,
    DutiesHandler,
    EarlyWarningsHandler,
    ReconciliationHandler,
  ],
})
export class QueryingModule {}
