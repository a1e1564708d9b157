import { Controller, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { authorityIn } from '../../recording/http/path-parameters.js';
import { distributionParameters } from '../ask.js';
import { DistributionDocument } from '../documents/distribution.js';
import type { PlaceAsked } from '../places.js';
import { ReadingRoute } from './describe.js';
import { PlaceReportsController } from './place-reports.controller.js';

@ApiTags('Authorities')
@ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^([A-Z][0-9]{8}|[0-9]{3})$' } })
@Controller('api/authorities/:authority')
export class AuthorityReportsController extends PlaceReportsController {
  protected override placeOf(request: Request): PlaceAsked {
    return { authority: authorityIn(request), school: null };
  }

  @ReadingRoute({
    path: 'distribution',
    summary: 'How a measure lies over the schools of an authority: bands, quarters, funnel; schools by name',
    names: distributionParameters,
    answer: DistributionDocument,
  })
  distribution(@Req() request: Request): Promise<DistributionDocument> {
    return this.reports.distribution(request, authorityIn(request));
  }
}
