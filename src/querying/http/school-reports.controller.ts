import { Controller, Inject, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { figureParameters, moveParameters } from '../ask.js';
import { FiguresDocument, MovesDocument } from '../documents/reports.js';
import type { PlaceAsked } from '../places.js';
import { ReadingRoute } from './describe.js';
import { PlaceReports } from './place-reports.js';
import { schoolIn } from './reading.js';

@ApiTags('Schools')
@ApiParam({ name: 'school', description: 'URN', schema: { type: 'string', pattern: '^[1-9][0-9]{5}$' } })
@Controller('api/schools/:school')
export class SchoolReportsController {
  constructor(@Inject(PlaceReports) private readonly reports: PlaceReports) {}

  @ReadingRoute({
    path: 'unexplained-moves',
    summary:
      'Moves from a school that no rule of the method takes out, or of another class, with rule and evidence',
    names: moveParameters,
    answer: MovesDocument,
    showsPupils: true,
  })
  unexplainedMoves(@Req() request: Request): Promise<MovesDocument> {
    return this.reports.moves(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'counts',
    summary: 'Counts of a school by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  counts(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'counts', placeOf(request));
  }

  @ReadingRoute({
    path: 'rates',
    summary: 'Rates of a school by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  rates(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'rates', placeOf(request));
  }
}

const placeOf = (request: Request): PlaceAsked => ({ authority: null, school: schoolIn(request) });
