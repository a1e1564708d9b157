import { Controller, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { wholeDistributionParameters } from '../ask.js';
import { DistributionDocument } from '../documents/distribution.js';
import { ReadingRoute } from './describe.js';
import { PlaceReports } from './place-reports.js';

@ApiTags('Authorities')
@Controller('api/distribution')
export class DistributionController {
  constructor(@Inject(PlaceReports) private readonly reports: PlaceReports) {}

  @ReadingRoute({
    path: '',
    summary: 'How a measure lies over all schools, or all authorities, that the ledger holds',
    names: wholeDistributionParameters,
    answer: DistributionDocument,
  })
  distribution(@Req() request: Request): Promise<DistributionDocument> {
    return this.reports.distribution(request, null);
  }
}
