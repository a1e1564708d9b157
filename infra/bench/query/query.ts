/**
 * `npm run bench -- query --pupils 8000000`: an authority's figures of five school years, asked for over REST with so many
 * pupils in the read models: every measure of counts and rates, the same by every characteristic, methods, the timing of
 * exits, and how measures lie over its schools. The same pupils are on roll in all five years, and excluded just so in each.
 * One request after another, of every authority in turn.
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
import { described } from './described.js';
import { madeYear } from './made-year.js';
import { groups, questionsOf, type Group, type Question } from './questions.js';

const schoolYears = 5;
const lastYear = schoolYearFrom(2015);

export async function benchQuery(options: string[], progress: (line: string) => void): Promise<Report> {
  const { pupils, rounds } = numberOptions(options, { pupils: 8_000_000, rounds: 300 });
  const year = madeYear(pupils, lastYear);
  const authorities = year.areas.map(({ authority }) => authority);
  const database = await openScratchDatabase(4);
  try {
    const loaded = await load(database, [year], progress, { yearsOnRoll: schoolYears, describe: described });
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
        ...summary('query.figures', asked.figures),
        ...Object.fromEntries(
          groups.flatMap((group) => Object.entries(summary(`query.${group}`, asked.groups[group]))),
        ),
        ...summary('query.answers', Object.values(asked.groups).flat()),
        ...summary('query.rounds', asked.rounds),
        'query.rounds.processorMs': asked.processorMs,
      },
    };
  } finally {
    await database.close();
  }
}

interface Asked {
  /** The first question after a start: the register of establishments is read for it. */
  readonly firstMs: number;
  /** Of single answers, by group. */
  readonly groups: Readonly<Record<Group, number[]>>;
  /** Counts and rates, the one and the other. */
  readonly figures: number[];
  /** All answers of a round, one after another. */
  readonly rounds: number[];
  /** What a round takes of the processor, the asking and the reading of the answers with it; without PostgreSQL's part. */
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
    const timed = async (authority: string, question: Question): Promise<number> => {
      const started = performance.now();
      const response = await fetch(`${address}/api/authorities/${authority}/${question.path}`);
      requireAnswer(await response.json(), question);
      return performance.now() - started;
    };
    const [first] = questionsOf(0, lastYear, schoolYears);
    const firstMs = first ? await timed(authorities[0] ?? '', first) : NaN;
    const taken: Pick<Asked, 'groups' | 'figures' | 'rounds'> = {
      groups: { counts: [], rates: [], characteristics: [], methods: [], exitTiming: [], distributions: [] },
      figures: [],
      rounds: [],
    };
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round++) {
      const authority = authorities[round % authorities.length] ?? '';
      let [figures, all] = [0, 0];
      for (const question of questionsOf(round, lastYear, schoolYears)) {
        const { group } = question;
        const ms = await timed(authority, question);
        taken.groups[group].push(ms);
        all += ms;
        if (group === 'counts' || group === 'rates') figures += ms;
      }
      taken.figures.push(figures);
      taken.rounds.push(all);
    }
    const { user, system } = process.cpuUsage(before);
    return { ...taken, firstMs, processorMs: (user + system) / 1000 / rounds };
  } finally {
    await closeApp(app);
  }
}

function requireAnswer(document: unknown, { path, list, least }: Question): void {
  const found = isRecord(document) ? document[list] : undefined;
  if (!Array.isArray(found) || found.length < least)
    throw new Error(`${path} was not answered: ${JSON.stringify(document).slice(0, 500)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function summary(name: string, times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
  return { [`${name}.p50Ms`]: at(0.5), [`${name}.p99Ms`]: at(0.99) };
}
