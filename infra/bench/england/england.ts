/**
 * `npm run bench -- england --schools <csv> --areas <csv> --year 201516`: a register of England's pupils with the published
 * counts, loaded in bulk, built into every read model, exported as DfE's table of authorities, and held against the published
 * one cell by cell. Several years, separated by commas, stand in one ledger.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadInBulk } from '../../../src/ledger/postgres/bulk/load-in-bulk.js';
import { checkoutFolder } from '../../../src/platform/checkout.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { watchMemory } from '../postgres-memory.js';
import { startRebuilder } from '../rebuilder.js';
import type { RebuildMeasured } from '../rebuild-process.js';
import { describeMachine, type Report } from '../report.js';
import { perSecond } from '../rounds.js';
import { openScratchDatabase } from '../scratch-database.js';
import { compareTables, type Comparison } from './compare.js';
import { englandLog, type EnglandOptions } from './england-log.js';
import type { CountedYear } from './establishments.js';
import { readYears, takeFiles, type PublishedYear } from './options.js';
import { readAreaRows } from './published-files.js';

type Progress = (line: string) => void;

const standardFolder = 'bench-england';

export async function benchEngland(options: string[], progress: Progress): Promise<Report> {
  const [files, others] = takeFiles(options, ['out']);
  const out = resolve(others.get('out') ?? standardFolder);
  const years = await readYears(files);
  const started = performance.now();
  const database = await openScratchDatabase(2);
  try {
    const stopWatching = await watchMemory(database.pool);
    const loaded = await load(database, years, progress);
    const built = await build(database, progress);
    const comparison = await exportAndCompare(database, years, out, progress);
    const seconds = (performance.now() - started) / 1000;
    const peakMemoryBytes = await stopWatching();
    const report: Report = {
      bench: 'england',
      machine: await describeMachine(database.pool),
      sizes: {
        schools: years.reduce((sum, { schools }) => sum + schools.length, 0),
        events: loaded.events,
        pupils: built.pupils,
        rows: comparison.rows,
      },
      figures: {
        'england.cellsEqual': comparison.equal,
        'england.cellsDifferent': comparison.differences.length,
        'england.cellsSuppressed': comparison.suppressed,
        'england.numbersOfSchoolsDifferent': comparison.otherSchools.length,
        'england.seconds': seconds,
        'england.loadSeconds': loaded.seconds,
        'england.loadEventsPerSecond': loaded.events / loaded.seconds,
        'england.buildSeconds': built.seconds,
        'england.buildEventsPerSecond': loaded.events / built.seconds,
        ...(peakMemoryBytes !== undefined && { 'england.peakMemoryBytes': peakMemoryBytes }),
        'england.diskBytes': await sizeOf(database),
      },
    };
    await writeFile(join(out, 'figures.json'), `${JSON.stringify(report, null, 2)}\n`);
    progress(`the exported table and these figures are in ${out}`);
    return report;
  } finally {
    await database.close();
  }
}

export async function load(
  database: Pick<Database, 'connectionString' | 'pool'>,
  years: readonly CountedYear[],
  progress: Progress,
  options?: EnglandOptions,
): Promise<{ events: number; seconds: number }> {
  const started = performance.now();
  let told = 0;
  const { recorded } = await loadInBulk(database, englandLog(years, options), {
    signal: new AbortController().signal,
    onProgress: ({ recorded }) => {
      if (recorded - told < 1_000_000) return;
      told = recorded;
      progress(`loaded ${recorded} events`);
    },
  });
  // As the server does by itself some time after: a build cuts the log by its statistics.
  await database.pool.query('analyze ledger.events');
  const seconds = (performance.now() - started) / 1000;
  progress(`loaded ${recorded} events, ${perSecond(recorded / seconds)}`);
  return { events: recorded, seconds };
}

export async function build(
  { connectionString }: Pick<Database, 'connectionString'>,
  progress: Progress,
): Promise<RebuildMeasured> {
  const rebuilder = startRebuilder(connectionString);
  try {
    const measured = await rebuilder.rebuild();
    progress(
      `built every read model of ${measured.pupils} pupils in ${Math.round(measured.seconds)} seconds`,
    );
    return measured;
  } finally {
    rebuilder.end();
  }
}

/** By the command that anybody exports with, in a process of its own. */
async function exportAndCompare(
  { connectionString }: Database,
  years: readonly PublishedYear[],
  out: string,
  progress: Progress,
): Promise<Comparison> {
  await mkdir(out, { recursive: true });
  const command = [
    ...['export', 'exclusions', '--policy', 'sfr2017', '--layout', 'sfr2017', '--levels', 'local-authority'],
    ...['--year', years.map(({ days }) => days.schoolYear).join(','), '--out', out, '--overwrite', '--json'],
  ];
  await promisify(execFile)(
    process.execPath,
    [join(checkoutFolder, 'infra', 'bin', 'ledger.js'), ...command],
    {
      env: environmentOf(connectionString),
    },
  );
  const exported = await readAreaRows(join(out, 'exclusions_by_geographic_level.csv'));
  const comparison = compareTables(
    years.flatMap(({ areas }) => areas),
    exported,
  );
  for (const { row, column, published, exported: found } of [
    ...comparison.differences,
    ...comparison.otherSchools,
  ])
    progress(`DIFFERENT ${row}: ${column} is published as ${published}, exported as ${found}`);
  progress(
    `${comparison.rows} rows: ${comparison.equal} cells equal, ${comparison.suppressed} suppressed in both, ${comparison.differences.length} different`,
  );
  return comparison;
}

/** A ledger of that database alone. There is no identity in it that the key could open. */
export function environmentOf(connectionString: string): NodeJS.ProcessEnv {
  const { EVENTSTORE_URL: _, ...environment } = process.env;
  return {
    ...environment,
    DATABASE_URL: connectionString,
    LEDGER_MASTER_KEY: randomBytes(32).toString('base64'),
  };
}

async function sizeOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return rows[0]?.bytes ?? 0;
}
