import { plainDate } from '../../events/calendar/plain-date.js';
import type { Metadata, NewEvent } from '../../events/envelope.js';
import { pupilStream, type PupilId } from '../../events/identifiers.js';
import { UnknownPupil } from '../../src/identity/errors.js';
import { Erasure, type ErasureRequest } from '../../src/identity/erasure.js';
import { recordsOfHistory } from '../../src/identity/history-records.js';
import { seal } from '../../src/identity/sealing.js';
import { LogUnavailable, UnknownOutcome } from '../../src/ledger/errors.js';
import { deriveEventId } from '../../src/ledger/event-ids.js';
import type { EventLog } from '../../src/ledger/event-log.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';
import { aPupil, keysOf, openIdentity, upnNumber, type Identity } from './given.js';

let database: Database;
let log: PostgresEventLog;
let identity: Identity;
beforeEach(async () => {
  database = await freshDatabase();
  log = await PostgresEventLog.open(database);
  identity = await openIdentity(database);
});
afterEach(async () => {
  await log.close();
  await database.close();
});

const metadata: Metadata = {
  actor: 'officer-1',
  role: 'records',
  source: { system: 'cli' },
  correlationId: 'erasure-1',
};
const effectiveOn = plainDate(2026, 7, 31);
const request = (pupil: PupilId): ErasureRequest => ({
  pupil,
  reason: 'retention-ended',
  effectiveOn,
  metadata,
});
const [firstUpn, secondUpn] = [upnNumber(1), upnNumber(2)];

async function record<T extends 'PupilIdentified' | 'RecordsMerged' | 'EntryWithdrawn'>(
  pupil: PupilId,
  type: T,
  data: NewEvent<T>['data'],
): Promise<NewEvent['id']> {
  const stream = pupilStream(pupil);
  const event: NewEvent<T> = { id: deriveEventId(stream, type, 0), type, schemaVersion: 1, data, metadata };
  await log.append(stream, 'any', [event]);
  return event.id;
}

/** A pupil with a UPN, keys and an entry. */
async function identified(upn: string): Promise<PupilId> {
  const held = (await identity.index.findOrCreateMany('upn', [upn])).get(upn);
  if (!held || held.erased) throw new Error('no pupil was made');
  const keys = await keysOf(identity.keys, held.pupil);
  await record(held.pupil, 'PupilIdentified', { effectiveOn, person: seal(keys, 'person', { upn }) });
  return held.pupil;
}

async function merged(surviving: PupilId, absorbed: PupilId): Promise<NewEvent['id']> {
  const entry = await record(surviving, 'RecordsMerged', { effectiveOn, absorbed, addresses: [] });
  await identity.index.merge(surviving, absorbed);
  return entry;
}

/** The steps that change something, each through what the given function makes of it. */
function erasure(step: <T>(work: () => Promise<T>) => Promise<T> = (work) => work()): Erasure {
  const through: Pick<EventLog, 'append' | 'readStream'> = {
    append: (...told) => step(() => log.append(...told)),
    readStream: (...told) => log.readStream(...told),
  };
  return new Erasure(
    through,
    (pupil) => recordsOfHistory(log, identity.index, pupil),
    { suppress: (records) => step(() => identity.index.suppress(records)) },
    { destroy: (records) => step(() => identity.keys.destroy(records)) },
  );
}

async function tombstonesOf(pupil: PupilId): Promise<number> {
  let count = 0;
  for await (const { type } of log.readStream(pupilStream(pupil)))
    if (type === 'PersonalDataKeyDestroyed') count++;
  return count;
}

async function expectErased(...pupils: PupilId[]): Promise<void> {
  for (const pupil of pupils) {
    expect(await tombstonesOf(pupil)).toBe(1);
    expect((await identity.keys.keysOf([pupil])).get(pupil)).toBe('destroyed');
  }
}

test('an erasure is an entry, suppresses the identifiers and destroys the keys; again it does nothing', async () => {
  const pupil = await identified(firstUpn);
  expect(await erasure().erase(request(pupil))).toEqual({
    records: [pupil],
    entriesRecorded: 1,
    identifiersSuppressed: 1,
    keysDestroyed: 1,
  });
  await expectErased(pupil);
  expect((await identity.index.findOrCreateMany('upn', [firstUpn])).get(firstUpn)).toEqual({ erased: true });
  expect(await erasure().erase({ ...request(pupil), reason: 'court-order' })).toEqual({
    records: [pupil],
    entriesRecorded: 0,
    identifiersSuppressed: 0,
    keysDestroyed: 0,
  });
});

test('from whichever record it is asked, all records of the history are erased', async () => {
  const [surviving, absorbed] = [await identified(firstUpn), await identified(secondUpn)];
  await merged(surviving, absorbed);
  const { records } = await erasure().erase(request(absorbed));
  expect(new Set(records)).toEqual(new Set([surviving, absorbed]));
  await expectErased(surviving, absorbed);
  const found = await identity.index.findOrCreateMany('upn', [firstUpn, secondUpn]);
  expect([...found.values()]).toEqual([{ erased: true }, { erased: true }]);
});

test('a record whose merge was withdrawn is not erased with the other', async () => {
  const [one, other] = [await identified(firstUpn), await identified(secondUpn)];
  const entry = await merged(one, other);
  await record(one, 'EntryWithdrawn', { effectiveOn, entry });
  await identity.index.separate(one, other);
  await erasure().erase(request(one));
  await expectErased(one);
  expect(await tombstonesOf(other)).toBe(0);
  expect((await identity.index.findMany('upn', [secondUpn])).get(secondUpn)).toMatchObject({ pupil: other });
});

describe.each(['before', 'after'] as const)('killed %s', (moment) => {
  test.each([1, 2, 3, 4])('its step %i, it is brought to its end by the next call', async (last) => {
    const [surviving, absorbed] = [await identified(firstUpn), await identified(secondUpn)];
    await merged(surviving, absorbed);
    let steps = 0;
    const dying = erasure(async (work) => {
      steps += 1;
      if (steps === last && moment === 'before') throw new Error('killed');
      const result = await work();
      if (steps === last) throw new Error('killed');
      return result;
    });
    await expect(dying.erase(request(surviving))).rejects.toThrow('killed');
    await erasure().erase(request(surviving));
    await expectErased(surviving, absorbed);
    expect(await identity.index.counts()).toMatchObject({ current: 0, erased: 2 });
  });
});

test.each([
  [1, LogUnavailable],
  [2, UnknownOutcome],
] as const)(
  'where the log is away from its append %i on, what it says is no less than it did',
  async (first, told) => {
    const [surviving, absorbed] = [await identified(firstUpn), await identified(secondUpn)];
    await merged(surviving, absorbed);
    let steps = 0;
    const away = erasure((work) => (++steps >= first ? Promise.reject(new LogUnavailable()) : work()));
    await expect(away.erase(request(surviving))).rejects.toThrow(told);
    const tombstones = (await tombstonesOf(surviving)) + (await tombstonesOf(absorbed));
    expect(tombstones).toBe(first - 1);
  },
);

test('two erasures of one pupil at once, for unlike reasons, are one', async () => {
  const pupil = await identified(firstUpn);
  await Promise.all([
    erasure().erase(request(pupil)),
    erasure().erase({ ...request(pupil), reason: 'erasure-request' }),
  ]);
  await expectErased(pupil);
});

test('a pupil of whom the ledger holds nothing cannot be erased', async () => {
  await expect(erasure().erase(request(aPupil()))).rejects.toThrow(UnknownPupil);
});

test('neither the log nor the index holds the UPN in clear, before or after', async () => {
  const pupil = await identified(firstUpn);
  await erasure().erase(request(pupil));
  const { rows } = await database.pool.query<{ event: string }>(
    'select held::text as event from ledger.events as held',
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain(firstUpn);
});
