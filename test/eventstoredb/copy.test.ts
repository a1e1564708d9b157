/** A log goes from one engine to the other and back, and stays what it was. */
import { randomUUID } from 'node:crypto';
import { asEventId, schoolStream } from '../../events/identifiers.js';
import { copyLog } from '../../src/ledger/copying/copy-log.js';
import { eventStoreDbSide } from '../../src/ledger/copying/eventstoredb-side.js';
import { CopyRefused, type LogSide } from '../../src/ledger/copying/log-side.js';
import { postgresSide } from '../../src/ledger/copying/postgres-side.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import { freshDatabase } from '../support/database.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { oakfield } from '../support/recording-client.js';
import { sampleMetadata } from '../support/sample-events.js';
import { environmentOf, ledger, logOf, smallArguments, tryLedger } from './given.js';

const never = new AbortController().signal;
let server: ProtocolServer;
let original: Database;
const opened: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  [server, original] = await Promise.all([ProtocolServer.start(), freshDatabase()]);
  await ledger(environmentOf(original), 'demo', ...smallArguments, '--json');
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});
afterAll(async () => {
  await original.close();
  await server.stop();
});

async function database(): Promise<Database> {
  const fresh = await freshDatabase();
  opened.push(fresh);
  return fresh;
}

async function postgres(of: Database): Promise<LogSide> {
  const side = await postgresSide(of.connectionString);
  opened.push(side);
  return side;
}

/** A namespace of a test's own on the one server. */
function store(namespace = `n${randomUUID().slice(0, 8)}`): LogSide & { readonly namespace: string } {
  const side = eventStoreDbSide({ url: server.url, namespace });
  opened.push(side);
  return { ...side, namespace };
}

test('from PostgreSQL to EventStoreDB and back every event, id, time, revision and position is the same', async () => {
  const [there, back] = [store(), await database()];
  const out = await copyLog(await postgres(original), there, { signal: never });
  expect(out.digests.to).toBe(out.digests.from);
  expect(out.copied).toBe(out.events);
  const home = await copyLog(there, await postgres(back), { signal: never });
  expect(home.digests).toEqual(out.digests);
  expect(await logOf(back)).toEqual(await logOf(original));
});

test('a copy that was stopped goes on where it was', async () => {
  const there = store();
  const source = await postgres(original);
  const stopping = new AbortController();
  const stopped = copyLog(source, there, { signal: stopping.signal, onProgress: () => stopping.abort() });
  await expect(stopped).rejects.toThrow();
  const rest = await copyLog(source, there, { signal: never });
  expect(rest.copied).toBeGreaterThan(0);
  expect(rest.copied).toBeLessThan(rest.events);
  expect(rest.digests.to).toBe(rest.digests.from);
  expect((await copyLog(source, there, { signal: never })).copied).toBe(0);
});

test('a copy whose server went away goes on when it is back, and nothing stands twice', async () => {
  const there = store();
  const source = await postgres(original);
  let batches = 0;
  const onProgress = (): void => {
    if (++batches === 1) server.dropConnections();
  };
  const first = await copyLog(source, there, { signal: never, onProgress }).catch((error: unknown) => error);
  const last = first instanceof Error ? await copyLog(source, there, { signal: never }) : first;
  expect(last).toMatchObject({
    digests: { to: (await copyLog(source, there, { signal: never })).digests.from },
  });
});

test('an id that stands twice, however far apart, is refused', async () => {
  const there = store();
  await copyLog(await postgres(original), there, { signal: never });
  const { rows } = await original.pool.query<{ id: string; stream: string }>(
    'select id, stream from ledger.events where position = 1',
  );
  await server.writeAgain(rows[0]?.id ?? '', { stream: `${there.namespace}.${rows[0]?.stream ?? ''}` });
  const again = copyLog(there, await postgres(await database()), { signal: never });
  await expect(again).rejects.toThrow('id-twice');
});

test('a target that holds anything else is left as it is', async () => {
  const other = await database();
  const log = await PostgresEventLog.open(other);
  opened.push(log);
  const data = { effectiveOn: asPlainDate('2010-09-01'), standing: 'described', name: 'Oakfield' } as const;
  await log.append(schoolStream(oakfield), 'none', [
    {
      id: asEventId(randomUUID()),
      type: 'SchoolDescribed',
      schemaVersion: 1,
      data,
      metadata: sampleMetadata,
    },
  ]);
  const there = store();
  await copyLog(await postgres(other), there, { signal: never });
  const source = await postgres(original);
  for (const target of [await postgres(other), there]) {
    await expect(copyLog(source, target, { signal: never })).rejects.toThrow(CopyRefused);
    expect((await copyLog(await postgres(other), target, { signal: never })).events).toBe(1);
  }
});

test('the command carries names over too, and the ledger on EventStoreDB answers as the one on PostgreSQL', async () => {
  const [target, { namespace }] = [await database(), store()];
  const copied = await ledger(
    {},
    ...['copy', '--from', original.connectionString, '--to', server.url, '--to-namespace', namespace],
    ...['--to-database', target.connectionString, '--json'],
  );
  expect(copied).toMatchObject({ identity: { rows: { index_key: 1 } } });
  const there = { ...environmentOf(target, server), EVENTSTORE_NAMESPACE: namespace };
  const { rows } = await original.pool.query<{ pupil: string }>(
    `select pupil_id as pupil from identity.pupil_key where destroyed_at is null order by pupil_id limit 1`,
  );
  const pupil = rows[0]?.pupil ?? '';
  const told = (await ledger(there, 'trajectory', pupil, '--json')) as { identity: { upn: string } };
  expect(told.identity.upn).toMatch(/^[A-Z]\d{12}$/);
  expect(told).toEqual(await ledger(environmentOf(original), 'trajectory', pupil, '--json'));
  const verified = await tryLedger(there, 'verify');
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  expect(await logOf(target)).toEqual(await logOf(original));
});

test('a database whose log EventStoreDB keeps is no PostgreSQL log, neither to read from nor to write to', async () => {
  const target = await database();
  await ledger(
    {},
    ...['copy', '--from', original.connectionString, '--to', server.url, '--to-namespace', 'engines'],
    '--json',
  );
  const there = { ...environmentOf(target, server), EVENTSTORE_NAMESPACE: 'engines' };
  await ledger(there, 'report', 'counts', '--authority', 'E09000002', '--format', 'json').catch(
    () => undefined,
  );
  const { code, stderr } = await tryLedger(
    {},
    ...['copy', '--from', target.connectionString, '--to', original.connectionString],
  );
  expect([code, stderr]).toEqual([1, expect.stringContaining('a log never mixes engines')]);
});

test('what is no log is refused, and no password is repeated', async () => {
  const { code, stderr } = await tryLedger(
    {},
    'copy',
    '--from',
    'mysql://me:secret-word@db/x',
    '--to',
    server.url,
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining('--from is neither')]);
  expect(stderr).not.toContain('secret-word');
});
