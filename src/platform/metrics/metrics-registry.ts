import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What a part of the application measures, read together whenever somebody asks. */
export interface MetricsSource<Name extends string = string> {
  /** By the metric's name, `ledger_sequencer_lag_seconds`, what it says. */
  readonly help: Readonly<Record<Name, string>>;
  /** The values that are known now; those left out are not told. One that fails is left out whole. */
  read(): Promise<Readonly<Partial<Record<Name, number>>>>;
}

/**
 * Where modules say, when they start, what they measure:
 * `registry.add({ help: { ledger_lag_events: 'Events …' }, read: async () => ({ ledger_lag_events: 3 }) })`.
 */
@Injectable()
export class MetricsRegistry {
  readonly #registry = new Registry();
  readonly #sources: (() => Promise<void>)[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  add<Name extends string>(source: MetricsSource<Name>): void {
    const gauges = new Map(
      Object.entries<string>(source.help).map(([name, text]) => [
        name,
        new Gauge({ name, help: text, registers: [this.#registry] }),
      ]),
    );
    this.#sources.push(async () => {
      const values: Readonly<Record<string, number | undefined>> = await source.read().catch(() => ({}));
      for (const [name, gauge] of gauges) {
        const value = values[name];
        if (value === undefined) gauge.remove();
        else gauge.set(value);
      }
    });
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    await Promise.all(this.#sources.map((refresh) => refresh()));
    return this.#registry.metrics();
  }
}
