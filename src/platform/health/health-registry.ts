import { Injectable } from '@nestjs/common';
import type { HealthIndicatorFunction } from '@nestjs/terminus';

export interface RegisteredIndicator {
  /** Whether the application must not be sent requests while this is down. */
  readonly neededToServe: boolean;
  readonly check: HealthIndicatorFunction;
}

/**
 * Where modules say, when they start, what belongs to the application's health:
 * `registry.add({ neededToServe: false, check: () => indicators.check('projections').degraded({ quarantined: 3 }) })`.
 */
@Injectable()
export class HealthRegistry {
  readonly #indicators: RegisteredIndicator[] = [];

  add(indicator: RegisteredIndicator): void {
    this.#indicators.push(indicator);
  }

  all(): HealthIndicatorFunction[] {
    return this.#indicators.map(({ check }) => check);
  }

  neededToServe(): HealthIndicatorFunction[] {
    return this.#indicators.filter((indicator) => indicator.neededToServe).map(({ check }) => check);
  }
}
