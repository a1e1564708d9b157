import { Controller, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { pupilIn } from '../../recording/http/path-parameters.js';
import { askTrajectory, trajectoryParameters } from '../ask.js';
import { TrajectoryDocument } from '../documents/trajectory.js';
import { TrajectoryOfPupil } from '../queries.js';
import { ReadingRoute } from './describe.js';
import { viewerOf } from './reading.js';

@ApiTags('Pupils')
@ApiParam({ name: 'pupil', schema: { type: 'string', format: 'uuid' } })
@Controller('api/pupils/:pupil')
export class PupilTrajectoryController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @ReadingRoute({
    path: 'trajectory',
    summary:
      'Everything about a pupil: rolls, moves, gaps, exclusions, circumstances, flags, and the entries that say so',
    names: trajectoryParameters,
    answer: TrajectoryDocument,
    showsPupils: true,
  })
  async trajectory(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TrajectoryDocument> {
    const asked = askTrajectory(pupilIn(request), request.query);
    const document = await this.queries.execute(new TrajectoryOfPupil(asked, viewerOf(request)));
    // What is corrected next is corrected by who has seen the newest.
    if (asked.asKnown === 'newest') response.setHeader('ETag', `"${document.revision}"`);
    return document;
  }
}
