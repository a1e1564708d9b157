import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { measuresDocument } from '../breakdown-documents.js';
import { MeasuresDocument } from '../documents/breakdowns.js';

@ApiTags('Measures')
@Controller('api/measures')
export class MeasuresController {
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Every measure with its definition, source, unit and version, and what it can be broken down by',
  })
  @ApiResponse({ status: 200, description: 'All of them', type: MeasuresDocument })
  measures(): MeasuresDocument {
    return measuresDocument();
  }
}
