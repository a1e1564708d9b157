import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asPosition, pupilStream, schoolStream } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import { moves } from '../../projections/moves/projection.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { trajectories } from '../../projections/trajectory/projection.js';
import { checkoutFolder } from '../../src/platform/checkout.js';
import { ReadModels, type View } from '../../src/projecting/read-models.js';
import { rebuild } from '../../src/projecting/rebuild/rebuild.js';
import { replayTo } from '../../src/projecting/replay.js';
import type { NewEvent } from '../../events/envelope.js';
import {
  added,
  counted,
  day,
  fact,
  removed,
  suspended,
  urn,
  withdrawn,
  type Told,
} from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';
import { expectedTables, never, of, ProjectedLedger, pupil, sorted, storedTables } from './given.js';

/** Two entries and one exit, told at once: every view holds all of it or nothing. */
const moved = (n: number): Told[] => [
  of(pupil(n), added(urn(n % 7), '2023-09-04', 'C', '8')),
  of(pupil(n), removed(urn(n % 7), '2025-01-10')),
  of(pupil(n), added(urn(7 + (n % 5)), '2025-01-13', 'C', '9')),
];

async function tellAtOnce({ log }: ProjectedLedger, n: number): Promise<void> {
  const events = moved(n).map(
    ({ id, type, data }) => ({ id, type, schemaVersion: 1, data, metadata: sampleMetadata }) as NewEvent,
  );
  await log.append(pupilStream(pupil(n)), 'none', events);
}

async function tellMany(ledger: ProjectedLedger, from: number, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, at) => tellAtOnce(ledger, from + at)));
}

interface Seen {
  readonly position: number;
  readonly pupils: number;
  readonly moves: number;
  readonly exits: number;
  readonly joined: number;
}

async function lookAt(view: View): Promise<Seen> {
  const count = async (sql: string): Promise<number> => {
    const { rows } = await view.db.raw<{ rows: { count: number }[] }>(sql);
    return Number(rows[0]?.count);
  };
  return {
    position: view.position,
    pupils: await count(`select count(*) from ${view.nameOf(trajectories, 'trajectory')}`),
    moves: await count(`select count(*) from ${view.nameOf(moves, 'move')}`),
    exits: await count(
      `select coalesce(sum(exits), 0) as count from ${view.nameOf(schoolCounts, 'school_year_count')}`,
    ),
    joined: await count(
      `select coalesce(sum(joined), 0) as count from ${view.nameOf(schoolCounts, 'school_year_count')}`,
    ),
  };
}

/** What a whole view at that position shows, each pupil having told in a row that they joined, left and joined. */
function wholeView(position: number): Seen {
  const [whole, begun] = [Math.floor(position / 3), position % 3];
  const left = whole + (begun === 2 ? 1 : 0);
  return {
    position,
    pupils: Math.ceil(position / 3),
    moves: left,
    exits: left,
    joined: 2 * whole + (begun > 0 ? 1 : 0),
  };
}

describe('a rebuild', () => {
  let ledger: ProjectedLedger;
  let readModels: ReadModels;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    readModels = new ReadModels(ledger.database);
  });
  afterEach(() => ledger.close());

  it('goes on beside writers, runners and readers: no read fails, and none sees half a view', async () => {
    await tellMany(ledger, 1, 300);
    await ledger.catchUp();
    const over = new AbortController();
    let told = 300;
    const seen: Seen[] = [];
    const writing = (async () => {
      for (; !over.signal.aborted; told += 20) {
        await tellMany(ledger, told + 1, 20);
        await ledger.catchUp();
      }
    })();
    const reading = Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) seen.push(await readModels.read(lookAt));
    });
    const schemas = [await ledger.schemaOf('moves')];
    for (let n = 0; n < 3; n++) {
      await ledger.rebuild();
      schemas.push(await ledger.schemaOf('moves'));
    }
    over.abort();
    await Promise.all([writing, ...reading]);
    expect(new Set(schemas).size).toBe(4);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(seen.map(({ position }) => wholeView(position)));
    expect(await ledger.differences()).toBe(0);
    expect(await readModels.read(lookAt)).toEqual(wholeView(3 * told));
  });

  it('takes one projection alone, and leaves the others', async () => {
    await tellMany(ledger, 1, 5);
    await ledger.catchUp();
    const before = [await ledger.schemaOf('moves'), await ledger.schemaOf('trajectories')];
    await tellMany(ledger, 6, 5);
    const { projections: names } = await ledger.rebuild(['moves']);
    expect(names).toEqual(['moves']);
    expect(await ledger.schemaOf('moves')).not.toBe(before[0]);
    expect(await ledger.schemaOf('trajectories')).toBe(before[1]);
    await ledger.catchUp();
    expect(await readModels.read(lookAt)).toEqual(wholeView(30));
    expect(await ledger.differences()).toBe(0);
  });

  it('in threads gives what it gives in one', async () => {
    await tellMany(ledger, 1, 8_000);
    await ledger.append(
      fact(
        'RecordsMerged',
        { effectiveOn: day('2025-02-01'), absorbed: pupil(2), addresses: [] },
        pupilStream(pupil(1)),
      ),
    );
    await ledger.append(
      fact(
        'SchoolDescribed',
        { effectiveOn: day('2000-09-01'), standing: 'described', type: 'special' },
        schoolStream(urn(8)),
      ),
    );
    await ledger.catchUp();
    const progress: number[] = [];
    const rebuilt = await rebuild(ledger.database, {
      projections,
      signal: never,
      onProgress: ({ events }) => progress.push(events),
    });
    expect(rebuilt).toMatchObject({ events: 24_001, pupils: 7_999 });
    expect(progress.length).toBeGreaterThan(1);
    expect(await ledger.differences()).toBe(0);
  });

  it('gives each of a class that a census lists alike rows of its own', async () => {
    const listed = counted(urn(1), '2024-09-02', 'spring', { ncYear: '7' });
    const recordedAt = new Date('2025-02-20T09:00:00Z');
    for (let n = 1; n <= 200; n++) {
      const { stream, id, type, data } = of(pupil(n), listed);
      const event = { id, type, schemaVersion: 1, data, metadata: sampleMetadata } as NewEvent;
      await ledger.log.append(stream, 'none', [event], { recordedAt });
    }
    await ledger.rebuild();
    expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
    await ledger.append(of(pupil(199), removed(urn(1), '2025-03-03')));
    await ledger.catchUp();
    expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
  });

  it('that is stopped changes nothing for readers and leaves nothing behind', async () => {
    await tellMany(ledger, 1, 20);
    await ledger.catchUp();
    const before = await ledger.schemaOf('moves');
    const stop = new AbortController();
    const stopped = rebuild(ledger.database, {
      projections,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(await ledger.schemaOf('moves')).toBe(before);
    const { rows } = await ledger.database.pool.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname ~ '^build_'`,
    );
    expect(rows).toHaveLength(projections.length);
  });

  it('drops what a dead rebuild left, and what readers used two builds ago', async () => {
    await ledger.catchUp();
    const { pool } = ledger.database;
    await pool.query(
      `create schema build_999; insert into platform.projection values ('build_999', 'moves', 1, 'building', gen_random_uuid(), 0)`,
    );
    await ledger.rebuild();
    await ledger.rebuild();
    const { rows } = await pool.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname ~ '^build_'`,
    );
    expect(rows).toHaveLength(2 * projections.length);
    expect(rows).not.toContainEqual({ nspname: 'build_999' });
  });
});

describe('readers', () => {
  let ledger: ProjectedLedger;
  let readModels: ReadModels;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    readModels = new ReadModels(ledger.database);
  });
  afterEach(() => ledger.close());

  it('are told to come again while nothing is built', async () => {
    await expect(readModels.read(lookAt)).rejects.toMatchObject({
      status: 503,
      code: 'read-models-not-ready',
    });
  });

  it('are told so when the log was restored since', async () => {
    await ledger.catchUp();
    await ledger.database.pool.query('update ledger.gate set epoch = gen_random_uuid()');
    await expect(readModels.read(lookAt)).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('restored') as string,
    });
  });

  it('are told so when a newer release has built the read models, and this one writes nothing to them', async () => {
    await ledger.catchUp();
    await ledger.database.pool.query(
      `update platform.projection set version = version + 1 where name = 'moves'`,
    );
    await expect(readModels.read(lookAt)).rejects.toMatchObject({ status: 503 });
    await expect(ledger.catchUp()).rejects.toThrow('newer release');
  });

  it('of rows that are stale are told since when', async () => {
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
    await ledger.appendUnknown(of(pupil(1), suspended(urn(1), '2024-10-01', 2)));
    await ledger.catchUp();
    const stale = await readModels.read((view) => view.staleSince(trajectories, [pupil(1), pupil(2)]));
    expect([...stale]).toEqual([[pupil(1), 2]]);
  });

  it('of an earlier position see what stood then, whatever was merged, described or withdrawn since', async () => {
    const read = (view: View) =>
      view
        .from(moves, 'move')
        .select('pupil_id', 'school', 'rule', 'authority')
        .orderBy(['pupil_id', 'left_on']);
    await ledger.append(...moved(1), ...moved(2));
    const position = asPosition(await ledger.catchUp());
    const then = await readModels.read(read);
    const merge = fact(
      'RecordsMerged',
      { effectiveOn: day('2025-02-01'), absorbed: pupil(2), addresses: [] },
      pupilStream(pupil(1)),
    );
    const [, left] = moved(1);
    await ledger.append(
      merge,
      fact(
        'SchoolDescribed',
        { effectiveOn: day('2000-09-01'), standing: 'described', type: 'special' },
        schoolStream(urn(1)),
      ),
    );
    if (left) await ledger.append(withdrawn(left));
    await ledger.catchUp();
    expect(await readModels.read(read)).not.toEqual(then);
    expect(await replayTo(ledger.database, position, { projections: [moves], signal: never }, read)).toEqual(
      then,
    );
    const { rows } = await ledger.database.pool.query(`select from pg_namespace where nspname ~ '^replay_'`);
    expect(rows).toEqual([]);
  });
});

describe('verify', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    await tellMany(ledger, 1, 20);
    await ledger.catchUp();
  });
  afterEach(() => ledger.close());

  it('finds no difference, and says how much it compared', async () => {
    const { position, tables, differences } = await ledger.verify();
    expect(position).toBe(60);
    expect(differences).toEqual([]);
    expect(tables.find(({ table }) => table === 'move')).toEqual({
      projection: 'moves',
      table: 'move',
      rows: 20,
      differences: 0,
    });
  });

  it('names table and key of a row that was changed by hand, of one that is missing, and of one too many', async () => {
    const { pool } = ledger.database;
    const own = await ledger.schemaOf('trajectories');
    await pool.query(`update ${own}.trajectory set flags = '{made-up}' where pupil_id = $1`, [pupil(3)]);
    await pool.query(`delete from ${own}.trajectory where pupil_id = $1`, [pupil(4)]);
    await pool.query(`insert into ${own}.trajectory (pupil_id) values ($1)`, [pupil(999)]);
    const { differences } = await ledger.verify();
    expect(differences).toEqual([
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(3) }, kind: 'differs' },
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(4) }, kind: 'missing' },
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(999) }, kind: 'surplus' },
    ]);
  });

  it('names a tally that was changed by hand', async () => {
    await ledger.database.pool.query(
      `update ${await ledger.schemaOf('school-counts')}.school_year_count set exits = exits + 1 where school = $1`,
      [urn(1)],
    );
    const { differences } = await ledger.verify();
    expect(differences[0]).toMatchObject({
      table: 'school_year_count',
      key: { school: urn(1) },
      kind: 'differs',
    });
  });

  it('names twenty of many and counts them all', async () => {
    await tellMany(ledger, 21, 20);
    await ledger.catchUp();
    await ledger.database.pool.query(`delete from ${await ledger.schemaOf('moves')}.move`);
    const { tables, differences } = await ledger.verify();
    expect(differences).toHaveLength(20);
    expect(tables.find(({ table }) => table === 'move')?.differences).toBe(40);
  });
});

describe('a runner that is killed', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => (ledger = await ProjectedLedger.open()));
  afterEach(() => ledger.close());

  it('leaves a state that another goes on from, and nothing differs', async () => {
    await ledger.catchUp();
    await tellMany(ledger, 1, 4_000);
    const program = join(checkoutFolder, 'dist', 'test', 'support', 'projecting-process.js');
    // A lease that lets a page be read on a busy machine too; the other runner waits for its end.
    const child = spawn(process.execPath, [program, '5000'], {
      env: { ...process.env, DATABASE_URL: ledger.database.connectionString },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    while ((await ledger.runner.reached()) === 0 && child.exitCode === null) await nextTurn();
    child.kill('SIGKILL');
    await closed;
    const atDeath = await ledger.runner.reached();
    expect(atDeath).toBeLessThan(12_000);
    expect(await ledger.catchUp()).toBe(12_000);
    expect(await ledger.differences()).toBe(0);
  });
});
