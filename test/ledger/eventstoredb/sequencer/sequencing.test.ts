import { LogUnavailable } from '../../../../src/ledger/errors.js';
import { settleEngine } from '../../../../src/ledger/postgres/engine.js';
import { PostgresEventLog } from '../../../../src/ledger/postgres/postgres-event-log.js';
import { longEnoughMs, until } from '../../../support/until.js';
import { newStream, sampleEvent, sampleEvents, sampleMetadata } from '../../../support/sample-events.js';
import { Sequencing } from './given.js';

describe('sequencing', () => {
  let given: Sequencing;
  beforeEach(async () => {
    given = await Sequencing.begin();
  });
  afterEach(() => given.end());

  it('gives the events of all streams positions from 1 on, in the order in which the server wrote them', async () => {
    const [one, two] = [newStream(), newStream()];
    const batches = [sampleEvents(3), sampleEvents(2), sampleEvents(1)];
    await given.append(one, batches[0] ?? []);
    await given.append(two, batches[1] ?? []);
    await given.append(one, batches[2] ?? []);

    expect(await given.sequenceAll()).toBe(6);
    const rows = await given.rows();
    expect(rows.map(({ position, id }) => [position, id])).toEqual(
      batches.flat().map(({ id }, before) => [before + 1, id]),
    );
    expect(rows.map(({ stream, revision }) => [stream, revision])).toEqual([
      [one, 0],
      [one, 1],
      [one, 2],
      [two, 0],
      [two, 1],
      [one, 3],
    ]);
  });

  it('keeps type, data and metadata as they were given', async () => {
    const event = sampleEvent();
    await given.append(newStream(), [event]);
    await given.sequenceAll();
    const { type, data, metadata } = event;
    expect(await given.rows()).toMatchObject([
      { type, data: Object.fromEntries(Object.entries(data)), metadata },
    ]);
  });

  it("takes an event's own time, then the server's, and never goes back in time", async () => {
    const times = ['2020-03-01T09:00:00.000Z', '2020-02-01T09:00:00.000Z', '2020-04-01T09:00:00.000Z'];
    for (const time of times) await given.append(newStream(), sampleEvents(1), time);
    const before = new Date().toISOString();
    await given.append(newStream(), sampleEvents(1));
    await given.append(newStream(), sampleEvents(1), '2021-01-01T09:00:00.000Z');
    await given.sequenceAll();
    const [first, second, third, fourth, fifth] = (await given.rows()).map(({ recordedAt }) => recordedAt);
    expect([first, second, third]).toEqual([times[0], times[0], times[2]]);
    expect(fourth?.localeCompare(before)).toBeGreaterThanOrEqual(0);
    expect(fifth).toBe(fourth);
  });

  it("leaves out the server's own events, those of other applications and of other namespaces", async () => {
    const event = { type: 'Moved', data: {}, metadata: { schemaVersion: 1, metadata: sampleMetadata } };
    for (const stream of ['orders-1', 'ledger', 'ledger2.pupil-1', 'other.pupil-1'])
      await given.appendAnything(stream, [event]);
    const events = sampleEvents(2);
    await given.append(newStream(), events);
    await given.sequenceAll();
    expect(await given.ids()).toEqual(events.map(({ id }) => id));
    expect(await given.quarantine()).toEqual([]);
  });

  it('goes on after the last event that it handled, whenever it is stopped', async () => {
    const expected: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const events = sampleEvents(3);
      expected.push(...events.map(({ id }) => id));
      await given.append(newStream(), events);
      const { stop } = given.start();
      await given.reaches(expected.length);
      await stop();
    }
    expect(await given.ids()).toEqual(expected);
  });

  it('sequences what is appended while it runs, and wakes whoever follows the log', async () => {
    const { sequencer } = given.start();
    await until(() => sequencer.state.activity === 'acting');
    const listener = await given.database.pool.connect();
    const heard = new Promise((resolve) => listener.once('notification', resolve));
    await listener.query('listen ledger_arrivals');
    const events = sampleEvents(1);
    await given.append(newStream(), events);
    await heard;
    listener.release(true);
    expect(await given.ids()).toEqual(events.map(({ id }) => id));
  });

  it('gives the same positions and times again when it begins from nothing', async () => {
    for (let turn = 0; turn < 5; turn += 1) await given.append(newStream(), sampleEvents(3));
    await given.sequenceAll();
    const first = await given.rows();
    await given.loseCopy();
    await given.sequenceAll();
    expect(await given.rows()).toEqual(first);
  });

  it("refuses a database whose log is another engine's", async () => {
    await given.append(newStream(), sampleEvents(1));
    await given.sequenceAll();
    await given.database.pool.query(`update ledger.gate set engine = 'postgres'`);
    await expect(given.sequencer().run(AbortSignal.timeout(longEnoughMs))).rejects.toThrow(
      'a log never mixes engines',
    );
  });

  it('takes an empty log over from PostgreSQL, whose processes that are open on it append no more', async () => {
    const events = sampleEvents(2);
    const ofPostgres = await PostgresEventLog.open(given.database);
    try {
      await given.append(newStream(), events);
      await given.sequencer().everythingSoFar(AbortSignal.timeout(longEnoughMs));
      for (const expected of ['none', 'any'] as const)
        await expect(ofPostgres.append(newStream(), expected, sampleEvents(1))).rejects.toThrow(
          LogUnavailable,
        );
    } finally {
      await ofPostgres.close();
    }
    expect(await given.ids()).toEqual(events.map(({ id }) => id));
  });

  it('leaves a log alone that an append is just coming into', async () => {
    const appending = await given.database.pool.connect();
    await appending.query('begin');
    await appending.query('select from ledger.gate for update');
    await given.append(newStream(), sampleEvents(1));
    const refused = expect(given.sequencer().run(AbortSignal.timeout(longEnoughMs))).rejects.toThrow(
      'never mixes',
    );
    await until(async () => {
      const { rows } = await given.database.pool.query('select from pg_locks where not granted');
      return rows.length > 0;
    });
    const { rows } = await appending.query<{ id: string }>(
      `insert into ledger.events (position, recorded_at, revision, schema_version, id, stream, type, data, metadata)
       values (1, now(), 0, 1, gen_random_uuid(), $1, 'CountedOnRoll', '{}', '{}') returning id`,
      [newStream()],
    );
    await appending.query('commit');
    appending.release();
    await refused;
    expect(await given.ids()).toEqual(rows.map(({ id }) => id));
  });

  it('keeps a log for its namespace once anything was handled of it, though nothing got a position', async () => {
    await given.appendAnything('ledger.nonsense', [{ type: 'Moved', data: {}, metadata: {} }]);
    await given.sequenceAll();
    expect(await given.ids()).toEqual([]);
    await expect(settleEngine(given.database.pool, 'postgres')).rejects.toThrow('a log never mixes engines');
    await expect(settleEngine(given.database.pool, 'eventstoredb:other')).rejects.toThrow('never mixes');
  });
});
