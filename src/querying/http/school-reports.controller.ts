import { Controller } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { PlaceAsked } from '../places.js';
import { PlaceReportsController } from './place-reports.controller.js';
import { schoolIn } from './reading.js';

@ApiTags('Schools')
@ApiParam({ name: 'school', description: 'URN', schema: { type: 'string', pattern: '^[1-9][0-9]{5}$' } })
@Controller('api/schools/:school')
export class SchoolReportsController extends PlaceReportsController {
  protected override placeOf(request: Request): PlaceAsked {
    return { authority: null, school: schoolIn(request) };
  }
}
