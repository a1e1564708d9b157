import { Controller, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { restActor } from '../../access/actor.js';
import { AccessRecord } from '../../auditing/access-record.js';
import { PupilIndex } from '../../identity/pupil-index.js';
import { SEQUENCED_LOG, type SequencedLog } from '../../ledger/sequenced-log.js';
import { Problem } from '../../platform/errors/problem.js';
import { IdentifyPupil } from '../commands.js';
import { PersonReport, UpnQuestion } from '../reports/bodies.js';
import { readBody } from '../reports/read-report.js';
import { FoundAnswer } from './answers.js';
import { QuestionRoute, RecordingRoute } from './describe.js';
import { FrontDesk } from './front-desk.js';

@ApiTags('Pupils')
@Controller('api/pupils')
export class PupilsController {
  constructor(
    @Inject(FrontDesk) private readonly desk: FrontDesk,
    @Inject(PupilIndex) private readonly index: PupilIndex,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
    @Inject(SEQUENCED_LOG) private readonly log: SequencedLog,
  ) {}

  @RecordingRoute({
    path: '',
    summary: 'Who the pupil of a UPN is; makes the pupil where the UPN is new',
    body: PersonReport,
  })
  identifyPupil(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    return this.desk.answer(
      request,
      response,
      (fields, context) => new IdentifyPupil(readBody(PersonReport, fields), context),
    );
  }

  @QuestionRoute({
    path: 'find',
    summary: 'Which pupil has this UPN',
    body: UpnQuestion,
    answer: FoundAnswer,
  })
  @HttpCode(200)
  async findPupil(@Req() request: Request): Promise<FoundAnswer> {
    const { upn } = readBody(UpnQuestion, request.body);
    const found = (await this.index.findMany('upn', [upn])).get(upn);
    if (!found)
      throw new Problem({ status: 404, code: 'unknown-upn', title: 'No pupil of this ledger has the UPN' });
    if (found.erased)
      throw new Problem({ status: 404, code: 'erased', title: 'The personal data was erased' });
    const { position } = await this.log.head();
    await this.looks.record({ actor: restActor, purpose: null }, 'found-by-upn', [found.pupil], position);
    return { pupil: found.pupil, status: found.status };
  }
}
