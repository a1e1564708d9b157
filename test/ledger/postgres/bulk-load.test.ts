import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { from as copyFrom } from 'pg-copy-streams';
import { asPosition } from '../../../events/identifiers.js';
import { OtherContentUnderKnownId, RevisionConflict, UnfitAppend } from '../../../src/ledger/errors.js';
import { eventsPerAppend } from '../../../src/ledger/event-log.js';
import {
  loadInBulk,
  type BulkOptions,
  type NewStream,
} from '../../../src/ledger/postgres/bulk/load-in-bulk.js';
import { PostgresEventLog } from '../../../src/ledger/postgres/postgres-event-log.js';
import { endStoppedHolder } from '../../../src/ledger/postgres/stopped-holder.js';
import { checkoutFolder } from '../../../src/platform/checkout.js';
import { connect } from '../../../src/platform/database/pools.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { OperationalError } from '../../../src/platform/errors/operational-error.js';
import { bulkBatches, eventsOf } from '../../support/bulk-streams.js';
import { collect } from '../../support/collect.js';
import { freshDatabase } from '../../support/database.js';
import { newStream, sampleData, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { until } from '../../support/until.js';
import { oneTo, watchPositions } from '../../support/watched-positions.js';

const untilEnded = new AbortController().signal;

describe('loading new streams in bulk', () => {
  let database: Database;
  let log: PostgresEventLog;
  beforeEach(async () => {
    database = await freshDatabase();
    log = await PostgresEventLog.open(database);
  });
  afterEach(async () => {
    await log.close();
    await database.close();
  });

  const load = (batches: Iterable<readonly NewStream[]>, options: Partial<BulkOptions> = {}) =>
    loadInBulk(database, batches, { signal: untilEnded, eventsPerTransaction: 100, ...options });

  const storedTexts = async (stream: string): Promise<unknown[]> => {
    const { rows } = await database.pool.query<Record<string, unknown>>(
      'select type, schema_version, revision, data::text as data, metadata::text as metadata from ledger.events where stream = $1',
      [stream],
    );
    return rows;
  };

  it('records every batch in order, each event once, at positions 1 to n', async () => {
    const wanted = eventsOf(bulkBatches(12, 30));
    expect(await load(bulkBatches(12, 30))).toEqual({ recorded: wanted.length, known: 0 });
    const events = await collect(log.readAll());
    expect(events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }))).toEqual(
      wanted.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
    );
    expect(events.map(({ position }) => position)).toEqual(oneTo(wanted.length));
    expect(events.slice(0, 4).map(({ revision }) => revision)).toEqual([0, 1, 0, 0]);
  });

  it('stores the very text that an append stores, whatever characters it holds', async () => {
    const data = sampleData('back\\slash \\N \\. "quoted"\ttab\nline\r end £ é 学 \u2028');
    const [appended, loaded] = [newStream(), newStream()];
    await log.append(appended, 'none', [sampleEvent({ data })]);
    await load([[{ stream: loaded, events: [sampleEvent({ data })] }]]);
    expect(await storedTexts(loaded)).toEqual(await storedTexts(appended));
  });

  it('lets others append between its transactions: no position is left out or seen early, no time goes back', async () => {
    const watch = watchPositions(log);
    const done = new AbortController();
    const appending = (async () => {
      let appended = 0;
      while (!done.signal.aborted) {
        await log.append(newStream(), 'none', sampleEvents(2));
        appended += 2;
      }
      return appended;
    })();
    const { recorded } = await load(bulkBatches(60, 30));
    done.abort();
    const appended = await appending;
    expect(appended).toBeGreaterThan(2);
    expect(await watch.stop()).toEqual(oneTo(recorded + appended));
    const times = (await collect(log.readAll())).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });

  it('is never recorded before what stands already, though the clock went back', async () => {
    const later = new Date(Date.now() + 3_600_000);
    await log.append(newStream(), 'none', sampleEvents(1), { recordedAt: later });
    await load(bulkBatches(1, 1));
    expect((await collect(log.readAll())).at(-1)?.recordedAt).toBe(later.toISOString());
  });

  it('wakes who listens for arrivals', async () => {
    const listener = await connect(database.connectionString);
    await listener.query('listen ledger_arrivals');
    const heard = once(listener, 'notification');
    await load(bulkBatches(1, 1));
    await heard;
    await listener.end();
  });

  it('goes on where an aborted load ended, when the same batches come again', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const aborted = load(bulkBatches(20, 30), { signal: stop.signal, onProgress: () => stop.abort(reason) });
    await expect(aborted).rejects.toThrow(reason);
    const stood = (await log.sequenced.head()).position;
    expect(stood).toBeGreaterThan(0);

    const wanted = eventsOf(bulkBatches(20, 30));
    expect(await load(bulkBatches(20, 30))).toEqual({ recorded: wanted.length - stood, known: stood });
    expect((await collect(log.readAll())).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    expect(await load(bulkBatches(20, 30))).toEqual({ recorded: 0, known: wanted.length });
  });

  it('goes on after a process that was killed in the midst of it, in transactions of another size', async () => {
    const program = join(checkoutFolder, 'dist', 'test', 'support', 'bulk-loader.js');
    const child = spawn(process.execPath, [program, '400', '50', '500'], {
      env: { ...process.env, DATABASE_URL: database.connectionString },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    for await (const line of lines) if (Number(line) >= 1_500) break;
    child.kill('SIGKILL');
    await once(child, 'close');
    const wanted = eventsOf(bulkBatches(400, 50)).map(({ id }) => id);
    await until(
      async () =>
        (await database.pool.query("select from pg_locks where mode = 'RowShareLock'")).rowCount === 0,
    );

    const { recorded, known } = await load(bulkBatches(400, 50), { eventsPerTransaction: 1_234 });
    expect(known).toBeGreaterThanOrEqual(1_500);
    expect(recorded).toBeGreaterThan(0);
    expect((await collect(log.readAll())).map(({ id }) => id)).toEqual(wanted);
  });

  it('loses the gate where it stops in the midst of a COPY: appends go on, and nothing of it is recorded', async () => {
    const heldMs = 700;
    const patient = await PostgresEventLog.open(database, { heldMs });
    const loader = await connect(database.connectionString);
    const ended = once(loader, 'error');
    await loader.query('begin; select from ledger.gate for update');
    const copy = loader.query(copyFrom('copy ledger.events (position) from stdin'));
    copy.on('error', () => undefined);
    // The line is never ended: to the server the client is one that was suspended or lost its network.
    copy.write('1');

    await expect(patient.append(newStream(), 'none', sampleEvents(1))).resolves.toMatchObject({
      positions: [1],
    });
    await ended;
    await patient.close();
  });

  it('leaves alone who waits at the gate or copies something else, however long', async () => {
    const sessions = await Promise.all([1, 2, 3, 4].map(() => connect(database.connectionString)));
    const [copying, holding, waiting, ending] = sessions;
    if (!copying || !holding || !waiting || !ending) throw new Error('four sessions');
    const { rows } = await waiting.query<{ pid: number }>('select pg_backend_pid() as pid');
    await copying.query('create temporary table others (line text)');
    const copy = copying.query(copyFrom('copy others from stdin'));
    copy.write('1\n');
    await holding.query('begin; select from ledger.gate for update');
    const gate = waiting.query('begin; select from ledger.gate for update');
    const waits = 'select from pg_locks where not granted and pid = $1';
    await until(async () => (await database.pool.query(waits, [rows[0]?.pid])).rowCount !== 0);
    await endStoppedHolder(ending, 0);
    await holding.query('commit');
    await gate;
    copy.end();
    await once(copy, 'finish');
    await Promise.all(sessions.map((session) => session.end()));
  });

  describe('refuses', () => {
    /** In the first transaction, and in one after others that were new. */
    const places = [0, 7];
    const withOne = (at: number, wrong: NewStream): NewStream[][] => {
      const batches = [...bulkBatches(8, 90)];
      batches[at]?.splice(45, 1, wrong);
      return batches;
    };
    const recordedBefore = (at: number): number => eventsOf(bulkBatches(at, 90)).length;

    it.each(places)(
      'other content under an id that is known (batch %i), and records no part of that batch',
      async (at) => {
        const [event] = sampleEvents(1);
        if (event === undefined) throw new Error('no sample');
        const stream = newStream();
        await log.append(stream, 'none', [event]);
        const changed = { ...event, data: sampleData('9') };
        await expect(load(withOne(at, { stream, events: [changed] }))).rejects.toThrow(
          OtherContentUnderKnownId,
        );
        await expect(load(withOne(at, { stream: newStream(), events: [event] }))).rejects.toThrow(
          OtherContentUnderKnownId,
        );
        expect((await log.sequenced.head()).position).toBe(1 + recordedBefore(at));
      },
    );

    it.each(places)('a stream that exists (batch %i), and says where it is', async (at) => {
      const stream = newStream();
      await log.append(stream, 'none', sampleEvents(3));
      const conflict: unknown = await load(withOne(at, { stream, events: sampleEvents(1) })).catch(
        (error: unknown) => error,
      );
      expect(conflict).toBeInstanceOf(RevisionConflict);
      expect(conflict).toMatchObject({ stream, actual: 2 });
      expect((await log.sequenced.head()).position).toBe(3 + recordedBefore(at));
    });

    it.each(places)('one new stream twice with different events (batch %i)', async (at) => {
      const batches = withOne(at, { stream: newStream(), events: sampleEvents(1) });
      const [first] = batches[at] ?? [];
      if (first === undefined) throw new Error('no stream');
      batches[at]?.push({ stream: first.stream, events: sampleEvents(1) });
      await expect(load(batches)).rejects.toThrow(RevisionConflict);
    });

    it.each([
      ['no event', []],
      ['an id twice', ((event) => [event, event])(sampleEvent())],
      ['more events than an append takes', sampleEvents(eventsPerAppend + 1)],
      ['half a surrogate pair', [sampleEvent({ data: sampleData('\ud800') })]],
      ['a NUL character', [sampleEvent({ data: sampleData('\0') })]],
      ['an event that is too large', [sampleEvent({ data: sampleData('x'.repeat(300_000)) })]],
    ])('what an append refuses: %s', async (_, events) => {
      const stream = newStream();
      await expect(log.append(stream, 'none', events)).rejects.toThrow(UnfitAppend);
      await expect(load([[{ stream, events }]])).rejects.toThrow(UnfitAppend);
      expect(await collect(log.readAll({ after: asPosition(0) }))).toEqual([]);
    });

    it('a log that EventStoreDB fills', async () => {
      await log.append(newStream(), 'none', sampleEvents(1));
      await database.pool.query(`update ledger.gate set engine = 'eventstoredb:ledger'`);
      await expect(load(bulkBatches(1, 1))).rejects.toThrow(OperationalError);
    });
  });
});
