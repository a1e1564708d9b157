import { Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { SetTermDates } from '../commands.js';
import { TermDatesReport } from '../reports/bodies.js';
import { readBody } from '../reports/read-report.js';
import { RecordingRoute } from './describe.js';
import { FrontDesk } from './front-desk.js';
import { authorityIn } from './path-parameters.js';

@ApiTags('Calendars')
@ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^([A-Z][0-9]{8}|[0-9]{3})$' } })
@Controller('api/authorities/:authority')
export class TermDatesController {
  constructor(@Inject(FrontDesk) private readonly desk: FrontDesk) {}

  @RecordingRoute({
    path: 'term-dates',
    summary: 'The terms of a school year, of the authority’s schools or of one of them',
    body: TermDatesReport,
  })
  setTermDates(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const authority = authorityIn(request);
    return this.desk.answer(
      request,
      response,
      (fields, context) => new SetTermDates(authority, readBody(TermDatesReport, fields), context),
    );
  }
}
