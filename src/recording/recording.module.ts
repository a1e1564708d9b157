import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditingModule } from '../auditing/auditing.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SetTermDatesHandler } from './handlers/calendars.js';
import { CorrectEntryHandler, RecordFactHandler, WithdrawEntryHandler } from './handlers/facts.js';
import {
  ChangeUpnHandler,
  ErasePersonHandler,
  IdentifyPupilHandler,
  MergeRecordsHandler,
} from './handlers/identity.js';
import { RecordRegisterFactHandler } from './handlers/register-facts.js';
import { Histories } from './history.js';
import { FrontDesk } from './http/front-desk.js';
import { PupilReportsController } from './http/pupil-reports.controller.js';
import { PupilsController } from './http/pupils.controller.js';
import { AuthorityFactsController, SchoolFactsController } from './http/register-reports.controller.js';
import { TermDatesController } from './http/term-dates.controller.js';
import { IdempotencyClaims } from './idempotency/claims.js';
import { PupilRecorder } from './pupil-recorder.js';
import { Recorder } from './recorder.js';
import { RegisterReader } from './register-reader.js';
import { ReportSealer } from './reports/seal-report.js';

const handlers = [
  IdentifyPupilHandler,
  RecordFactHandler,
  CorrectEntryHandler,
  WithdrawEntryHandler,
  ChangeUpnHandler,
  MergeRecordsHandler,
  ErasePersonHandler,
  SetTermDatesHandler,
  RecordRegisterFactHandler,
];

/** The write side: commands through Nest's CommandBus, which only dispatches. */
@Module({
  imports: [CqrsModule.forRoot(), LedgerModule, IdentityModule, AuditingModule],
  controllers: [
    PupilsController,
    PupilReportsController,
    TermDatesController,
    AuthorityFactsController,
    SchoolFactsController,
  ],
  providers: [
    Histories,
    RegisterReader,
    Recorder,
    PupilRecorder,
    ReportSealer,
    IdempotencyClaims,
    FrontDesk,
    ...handlers,
  ],
})
export class RecordingModule {}
