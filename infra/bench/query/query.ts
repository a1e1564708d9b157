/**
 * `npm run bench -- query --pupils 8000000`: an authority's counts and rates, every measure of five school years, asked
 * for over REST with so many pupils in the read models. The same pupils are on roll in all five years, and excluded just so
 * in each. One request after another, of every authority in turn.
 */
import type { NestExpressApplication } from '@nestjs/platform-express';
import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import { closeApp, createApp } from '../../../src/create-app.js';
import { loadConfiguration } from '../../../src/platform/configuration.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { build, environmentOf, load } from '../england/england.js';
import { numberOptions } from '../options.js';
import { describeMachine, type Report } from '../report.js';
import { openScratchDatabase } from '../scratch-database.js';
import { madeYear } from './made-year.js';

const schoolYears = 5;
const lastYear = schoolYearFrom(2015);
/** What makes up an authority's figures. */
type FiguresReport = 'counts' | 'rates';

export async function benchQuery(options: string[], progress: (line: string) => void): Promise<Report> {
  const { pupils, rounds } = numberOptions(options, { pupils: 8_000_000, rounds: 500 });
  const year = madeYear(pupils, lastYear);
  const authorities = year.areas.map(({ authority }) => authority);
  const database = await openScratchDatabase(4);
  try {
    const loaded = await load(database, [year], progress, schoolYears);
    const built = await build(database, progress);
    await database.pool.query('vacuum (analyze)');
    const asked = await ask(database, authorities, rounds);
    return {
      bench: 'query',
      machine: await describeMachine(database.pool),
      sizes: {
        events: loaded.events,
        pupils: built.pupils,
        schools: year.schools.length,
        authorities: authorities.length,
        schoolYears,
        rounds,
      },
      figures: {
        'query.first.ms': asked.firstMs,
        ...summary('query.figures', asked.both),
        'query.figures.processorMs': asked.processorMs,
        ...summary('query.counts', asked.counts),
        ...summary('query.rates', asked.rates),
      },
    };
  } finally {
    await database.close();
  }
}

interface Asked {
  /** The first question after a start: the register of establishments is read for it. */
  readonly firstMs: number;
  readonly counts: number[];
  readonly rates: number[];
  /** All of an authority's figures: the one and the other. */
  readonly both: number[];
  /** What these take of the processor, the asking and the reading of the answer with it; without PostgreSQL's part. */
  readonly processorMs: number;
}

async function ask(database: Database, authorities: readonly string[], rounds: number): Promise<Asked> {
  const configuration = await loadConfiguration({
    ...environmentOf(database.connectionString),
    LOG_LEVEL: 'silent',
    PORT: '0',
  });
  const app: NestExpressApplication = await createApp(configuration, database);
  try {
    await app.listen(configuration.port, configuration.host);
    const address = await app.getUrl();
    const timed = async (authority: string, report: FiguresReport): Promise<number> => {
      const started = performance.now();
      const response = await fetch(`${address}/api/authorities/${authority}/${report}`);
      requireYears(await response.json());
      return performance.now() - started;
    };
    const firstMs = await timed(authorities[0] ?? '', 'rates');
    const asked = { counts: [] as number[], rates: [] as number[], both: [] as number[] };
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round++) {
      const authority = authorities[round % authorities.length] ?? '';
      const [counts, rates] = [await timed(authority, 'counts'), await timed(authority, 'rates')];
      asked.counts.push(counts);
      asked.rates.push(rates);
      asked.both.push(counts + rates);
    }
    const { user, system } = process.cpuUsage(before);
    return { ...asked, firstMs, processorMs: (user + system) / 1000 / rounds };
  } finally {
    await closeApp(app);
  }
}

/** A refusal, or an answer without the figures, is quick too. */
function requireYears(document: unknown): void {
  const years = isRecord(document) ? document['years'] : undefined;
  if (!Array.isArray(years) || years.length < schoolYears)
    throw new Error(`an authority's figures were not answered: ${JSON.stringify(document).slice(0, 500)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function summary(name: string, times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
  return { [`${name}.p50Ms`]: at(0.5), [`${name}.p99Ms`]: at(0.99) };
}
