/** Everything that is reported about a pupil whom the ledger holds. */
import { Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EntryWithdrawn } from '../../../events/correction.js';
import {
  ChangeUpn,
  CorrectEntry,
  ErasePerson,
  MergeRecords,
  RecordFact,
  WithdrawEntry,
} from '../commands.js';
import { CorrectionReport, ErasureReport, MergeReport, UpnReport } from '../reports/bodies.js';
import { readBody, readReport } from '../reports/read-report.js';
import { bodyOf, reportedFacts } from '../reports/reported-facts.js';
import { ErasedAnswer } from './answers.js';
import { RecordingRoute } from './describe.js';
import { FrontDesk } from './front-desk.js';
import { pupilIn } from './path-parameters.js';
import { requireIfMatch } from './request-headers.js';

const PupilParameter = () => ApiParam({ name: 'pupil', schema: { type: 'string', format: 'uuid' } });

@ApiTags('Reports about a pupil')
@PupilParameter()
@Controller('api/pupils/:pupil')
export class PupilReportsController {
  constructor(@Inject(FrontDesk) private readonly desk: FrontDesk) {}

  @RecordingRoute({ path: 'upn-changes', summary: 'The pupil has another UPN', body: UpnReport })
  changeUpn(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new ChangeUpn(pupil, readBody(UpnReport, fields), context),
    );
  }

  @RecordingRoute({ path: 'merges', summary: 'Another record is of the same pupil', body: MergeReport })
  mergeRecords(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new MergeRecords(pupil, readBody(MergeReport, fields), context),
    );
  }

  @RecordingRoute({
    path: 'corrections',
    summary: 'An entry reads otherwise; `data` is the whole report of that fact as it should read',
    body: CorrectionReport,
    needsIfMatch: true,
  })
  correctEntry(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    requireIfMatch(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new CorrectEntry(pupil, readBody(CorrectionReport, fields), context),
    );
  }

  @RecordingRoute({
    path: 'withdrawals',
    summary: 'An entry should not have been made',
    body: EntryWithdrawn,
    needsIfMatch: true,
  })
  withdrawEntry(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    requireIfMatch(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new WithdrawEntry(pupil, readBody(EntryWithdrawn, fields), context),
    );
  }

  @RecordingRoute({
    path: 'erasure',
    summary: 'Destroys the pupil’s keys: what was sealed can never be read again',
    body: ErasureReport,
    answer: ErasedAnswer,
  })
  erasePerson(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new ErasePerson(pupil, readBody(ErasureReport, fields), context),
    );
  }

  /** Serves the routes that the table of reported facts makes. */
  recordFact(fact: (typeof reportedFacts)[number], request: Request, response: Response): Promise<unknown> {
    const pupil = pupilIn(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new RecordFact(pupil, readReport(fact.type, fields), context),
    );
  }
}

for (const fact of reportedFacts) addRoute(fact);

/** A method with the same decorators that the written ones have, named after the event. */
function addRoute(fact: (typeof reportedFacts)[number]): void {
  const name = `record${fact.type}`;
  const route: Record<string, Route> = {
    [name](this: PupilReportsController, request, response) {
      return this.recordFact(fact, request, response);
    },
  };
  const descriptor: PropertyDescriptor = { value: route[name] };
  const { prototype } = PupilReportsController;
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  // The class's own decorators came too early for this method, the tag apart.
  PupilParameter()(prototype, name, descriptor);
  RecordingRoute({ path: fact.path, summary: `${fact.summary} (${fact.type})`, body: bodyOf(fact.type) })(
    prototype,
    name,
    descriptor,
  );
}

type Route = (this: PupilReportsController, request: Request, response: Response) => Promise<unknown>;
