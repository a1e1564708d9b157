import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, type HealthCheckResult, type HealthIndicatorFunction } from '@nestjs/terminus';
import { Problem } from '../errors/problem.js';
import { HealthRegistry } from './health-registry.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly registry: HealthRegistry,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Everything is there that is needed to serve requests' })
  async ready(): Promise<HealthCheckResult> {
    return this.#check(this.registry.neededToServe());
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Every part, those that only limp too' })
  async health(): Promise<HealthCheckResult> {
    return this.#check(this.registry.all());
  }

  async #check(indicators: HealthIndicatorFunction[]): Promise<HealthCheckResult> {
    try {
      return await this.checks.check(indicators);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      const members = { health: error.getResponse() };
      throw new Problem({ status: 503, code: 'not-healthy', title: 'A part of the ledger is down', members });
    }
  }
}
