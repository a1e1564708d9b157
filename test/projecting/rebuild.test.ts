import { pupilStream, schoolStream } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import { ReadModels } from '../../src/projecting/read-models.js';
import { rebuild } from '../../src/projecting/rebuild/rebuild.js';
import type { NewEvent } from '../../events/envelope.js';
import { counted, day, fact, removed, urn } from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';
import { expectedTables, never, of, ProjectedLedger, pupil, sorted, storedTables } from './given.js';
import { tellMany, lookAt, wholeView, type Seen } from './moved-pupils.js';

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
