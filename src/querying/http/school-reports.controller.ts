import { Controller, Inject, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { fairAccessParameters, figureParameters, moveParameters } from '../ask.js';
import { ManagedMovesDocument, PlacementsDocument } from '../documents/away-from-school.js';
import { FairAccessDocument } from '../documents/fair-access.js';
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

  @ReadingRoute({
    path: 'fair-access',
    summary: 'Places that a school took under fair access, and how year groups are rated',
    names: fairAccessParameters,
    answer: FairAccessDocument,
  })
  fairAccess(@Req() request: Request): Promise<FairAccessDocument> {
    return this.reports.fairAccess(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'managed-moves',
    summary: 'Managed moves from a school: how they ended, and what was sustained',
    names: fairAccessParameters,
    answer: ManagedMovesDocument,
  })
  managedMoves(@Req() request: Request): Promise<ManagedMovesDocument> {
    return this.reports.managedMoves(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'placements',
    summary: 'Off-site directions and alternative provision of a school: stock, flow, places taken, returns',
    names: fairAccessParameters,
    answer: PlacementsDocument,
  })
  placements(@Req() request: Request): Promise<PlacementsDocument> {
    return this.reports.placements(request, placeOf(request));
  }
}

const placeOf = (request: Request): PlaceAsked => ({ authority: null, school: schoolIn(request) });
