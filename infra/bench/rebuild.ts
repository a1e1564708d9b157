/**
 * `npm run bench -- rebuild --events 1000000`: every read model from a log of the scaled demonstration, against a bare
 * COPY … TO STDOUT of the same events, which is as fast as this server hands them out at all. The two alternate, for
 * other work on the machine comes and goes in minutes. The first rebuild of a new process, whose code is not compiled
 * yet, stands apart: it takes twice as long on a small log, half as long again on one of a million events.
 * `--projections trajectories,moves` rebuilds these alone: what was before others were added compares with itself.
 */
import { once } from 'node:events';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { projections } from '../../projections/catalogue.js';
import { demonstrationLog, type DemonstrationAppend } from '../../src/demonstration/log-entries.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import { connect } from '../../src/platform/database/pools.js';
import { eventsPerPupilOnRoll } from './demonstration-size.js';
import { numberOptions, WrongUse } from './options.js';
import { watchPostgresMemory } from './postgres-memory.js';
import type { RebuildMeasured } from './rebuild-process.js';
import { startRebuilder } from './rebuilder.js';
import { describeMachine, type Report } from './report.js';
import { median, perSecond } from './rounds.js';
import { openScratchDatabase } from './scratch-database.js';

const years = 6;
/** Appends that are under way at once: the log's group commit takes them together. */
const appendsAtOnce = 4_000;

export async function benchRebuild(options: string[], progress: (line: string) => void): Promise<Report> {
  const [names, numbers] = takeProjections(options);
  const { events: wanted, rounds } = numberOptions(numbers, { events: 1_000_000, rounds: 5 });
  const database = await openScratchDatabase(4);
  try {
    progress(`loading ${wanted} events`);
    const load = await loadLog(database, wanted);
    const stopWatching = await watchPostgresMemory(database.pool);
    const copies: number[] = [];
    const rebuilds: RebuildMeasured[] = [];
    const rebuilder = startRebuilder(database.connectionString, names);
    const first = await rebuilder.rebuild();
    progress(`first rebuild of a new process: ${perSecond(load.events / first.seconds)}`);
    for (let round = 1; round <= rounds; round++) {
      copies.push(load.events / (await copyOut(database.connectionString)));
      const measured = await rebuilder.rebuild();
      rebuilds.push(measured);
      progress(
        `round ${round}: COPY out ${perSecond(copies.at(-1))}, rebuild ${perSecond(load.events / measured.seconds)}`,
      );
    }
    rebuilder.end();
    const postgresPeak = await stopWatching();
    const eventsPerSecond = median(rebuilds.map(({ seconds }) => load.events / seconds));
    const copied = median(copies);
    const sizes = await storedSizes(database.pool);
    return {
      bench: 'rebuild',
      machine: await describeMachine(database.pool),
      sizes: {
        events: load.events,
        pupils: rebuilds[0]?.pupils ?? 0,
        projections: names.length,
        rounds,
        ...sizes,
      },
      figures: {
        'rebuild.eventsPerSecond': eventsPerSecond,
        'rebuild.copyOut.eventsPerSecond': copied,
        'rebuild.ratioToCopyOut': eventsPerSecond / copied,
        'rebuild.first.eventsPerSecond': load.events / first.seconds,
        'rebuild.seconds': median(rebuilds.map(({ seconds }) => seconds)),
        'rebuild.peakMemoryBytes': Math.max(...rebuilds.map(({ peakMemoryBytes }) => peakMemoryBytes)),
        ...(postgresPeak !== undefined && { 'rebuild.postgresPeakMemoryBytes': postgresPeak }),
        'rebuild.storedBytesPerEvent': (sizes.logBytes + sizes.readModelBytes) / load.events,
        'rebuild.log.storedBytesPerEvent': sizes.logBytes / load.events,
        'rebuild.readModels.storedBytesPerEvent': sizes.readModelBytes / load.events,
        'rebuild.load.eventsPerSecond': load.events / load.seconds,
      },
    };
  } finally {
    await database.close();
  }
}

/** @throws {WrongUse} for a name that no projection has */
function takeProjections(options: readonly string[]): [names: string[], rest: string[]] {
  const all = projections.map(({ name }) => name);
  const at = options.indexOf('--projections');
  if (at === -1) return [all, [...options]];
  const names = options[at + 1]?.split(',') ?? [];
  if (names.length === 0 || !names.every((name) => all.includes(name)))
    throw new WrongUse(`--projections takes names with commas between, of ${all.join(', ')}`);
  return [names, [...options.slice(0, at), ...options.slice(at + 2)]];
}

/** Appends the demonstration through the log itself, up to about so many events. */
async function loadLog(
  database: { pool: pg.Pool; connectionString: string },
  wanted: number,
): Promise<{ events: number; seconds: number }> {
  const log = await PostgresEventLog.open(database);
  const started = performance.now();
  let events = 0;
  const send = async (batch: readonly DemonstrationAppend[]): Promise<void> => {
    await Promise.all(
      batch.map(({ stream, expected, events: told, recordedAt }) =>
        log.append(stream, expected, told, { recordedAt }),
      ),
    );
  };
  try {
    const pupils = Math.ceil(wanted / eventsPerPupilOnRoll);
    let batch: DemonstrationAppend[] = [];
    for (const append of demonstrationLog({ seed: 1, pupils, years, withoutIdentity: true })) {
      batch.push(append);
      events += append.events.length;
      if (batch.length < appendsAtOnce) continue;
      await send(batch);
      batch = [];
    }
    await send(batch);
  } finally {
    await log.close();
  }
  const seconds = (performance.now() - started) / 1000;
  // As the server does by itself some time after: what was just written costs its first reader more than the later.
  await database.pool.query('vacuum (analyze) ledger.events');
  await database.pool.query('checkpoint');
  return { events, seconds };
}

/** @returns the seconds that it takes to be handed every event whole, nothing being made of it */
async function copyOut(connectionString: string): Promise<number> {
  const client = await connect(connectionString);
  try {
    const started = performance.now();
    const stream = client.query(copyTo('copy ledger.events to stdout'));
    stream.resume();
    await once(stream, 'end');
    return (performance.now() - started) / 1000;
  } finally {
    await client.end();
  }
}

/** Of the log, and of the read models in use: tables with their indexes. */
async function storedSizes(pool: pg.Pool): Promise<{ logBytes: number; readModelBytes: number }> {
  const { rows } = await pool.query<{ log: number; models: number }>(
    `select pg_total_relation_size('ledger.events') as log, sum(pg_total_relation_size(pg_class.oid))::bigint as models
       from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       join platform.projection on schema = nspname and state = 'live' where relkind = 'r'`,
  );
  return { logBytes: rows[0]?.log ?? 0, readModelBytes: rows[0]?.models ?? 0 };
}
