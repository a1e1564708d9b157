import { randomUUID } from 'node:crypto';
import type { PupilId } from '../../events/identifiers.js';
import { IndexKeyLost, MasterKeyDoesNotFit, UnknownMasterKey } from '../../src/identity/errors.js';
import { Keyring } from '../../src/identity/keys/keyring.js';
import { masterKeys } from '../../src/identity/keys/master-keys.js';
import { rotateMasterKey } from '../../src/identity/keys/rotation.js';
import { placeToken } from '../../src/identity/place-token.js';
import { open, seal } from '../../src/identity/sealing.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openPools, type Pools } from '../../src/platform/database/pools.js';
import { freshDatabase } from '../support/database.js';
import { aPupil, firstMasterKey, keysOf, openIdentity, secondMasterKey, upnNumber } from './given.js';

let database: Database;
let otherProcess: Pools;
beforeEach(async () => {
  database = await freshDatabase();
  otherProcess = openPools(database.connectionString, 5);
});
afterEach(async () => {
  await otherProcess.close();
  await database.close();
});

const person = { surname: 'Okonkwo', upn: upnNumber(1) };
const home = { lines: ['1 High Street'], postcode: 'B1 1AA' };
const pupils = (count: number): PupilId[] => Array.from({ length: count }, aPupil);
const afterRotation = masterKeys(secondMasterKey, [firstMasterKey]);

test('a pupil keeps the same keys, whichever process asks', async () => {
  const pupil = aPupil();
  const here = await keysOf((await openIdentity(database)).keys, pupil);
  const there = await keysOf((await openIdentity(otherProcess)).keys, pupil);
  expect(open(there, 'person', seal(here, 'person', person))).toEqual(person);
  expect(placeToken(there, home)).toEqual(placeToken(here, home));
});

test('two processes that first ask for the same 500 pupils at once get the same keys', async () => {
  const all = pupils(500);
  const [here, there] = await Promise.all([openIdentity(database), openIdentity(otherProcess)]);
  const [first, second] = await Promise.all([here.keys.keysOf(all), there.keys.keysOf([...all].reverse())]);
  expect(first.size).toBe(500);
  for (const pupil of all) {
    const [a, b] = [first.get(pupil), second.get(pupil)];
    if (!a || !b || a === 'destroyed' || b === 'destroyed') throw new Error('keys are missing');
    expect(a.data.equals(b.data) && a.token.equals(b.token)).toBe(true);
  }
});

test('asking for existing keys makes none', async () => {
  const { keys } = await openIdentity(database);
  expect((await keys.existingKeysOf([aPupil()])).size).toBe(0);
});

describe('destruction', () => {
  test('is for ever, in every process at once, and is not undone by asking for keys', async () => {
    const pupil = aPupil();
    const here = await openIdentity(database);
    const there = await openIdentity(otherProcess);
    await keysOf(there.keys, pupil);
    expect(await here.keys.destroy([pupil])).toBe(1);
    expect((await there.keys.keysOf([pupil])).get(pupil)).toBe('destroyed');
    expect((await there.keys.existingKeysOf([pupil])).get(pupil)).toBe('destroyed');
    expect(await there.keys.destroy([pupil])).toBe(0);
  });

  test('holds for a pupil who never had keys', async () => {
    const pupil = aPupil();
    const { keys } = await openIdentity(database);
    await keys.destroy([pupil]);
    expect((await keys.keysOf([pupil])).get(pupil)).toBe('destroyed');
  });

  test('leaves nothing of the key in the row, and the database refuses to bring it back', async () => {
    const pupil = aPupil();
    const { keys } = await openIdentity(database);
    await keysOf(keys, pupil);
    await keys.destroy([pupil]);
    const { rows } = await database.pool.query('select wrapped, master_key_id from identity.pupil_key');
    expect(rows).toEqual([{ wrapped: null, master_key_id: null }]);
    const revival = `update identity.pupil_key set destroyed_at = null, wrapped = '\\x00', master_key_id = 'x'`;
    await expect(database.pool.query(revival)).rejects.toThrow('never comes back');
    await expect(database.pool.query('delete from identity.pupil_key')).rejects.toThrow('never comes back');
  });
});

test('a wrapped key copied to another pupil does not open', async () => {
  const [one, other] = [aPupil(), aPupil()];
  const { keys } = await openIdentity(database);
  await keys.keysOf([one, other]);
  await database.pool.query(
    `update identity.pupil_key set wrapped = (select wrapped from identity.pupil_key where pupil_id = $1) where pupil_id = $2`,
    [one, other],
  );
  await expect(keys.keysOf([other])).rejects.toThrow(MasterKeyDoesNotFit);
});

describe('a rotation of the master key', () => {
  test('lets boxes, place tokens and identifiers stand, with the old master key gone afterwards', async () => {
    const before = await openIdentity(database);
    const pupil = aPupil();
    const keys = await keysOf(before.keys, pupil);
    const box = seal(keys, 'person', person);
    await before.index.findOrCreateMany('upn', [upnNumber(1)]);
    const found = await before.index.findMany('upn', [upnNumber(1)]);

    const during = await openIdentity(database, afterRotation);
    const progress: number[] = [];
    await during.keys.keysOf(pupils(25));
    await before.keys.keysOf(pupils(24));
    const result = await rotateMasterKey(database.pool, during.keyring, {
      batch: 10,
      onProgress: ({ rewrapped, total }) => progress.push(rewrapped / total),
    });

    expect(result).toEqual({ rewrapped: 25, total: 25 });
    expect(progress).toEqual([0.4, 0.8, 1]);
    const after = await openIdentity(database, masterKeys(secondMasterKey));
    const keysAfter = await keysOf(after.keys, pupil);
    expect(open(keysAfter, 'person', box)).toEqual(person);
    expect(placeToken(keysAfter, home)).toEqual(placeToken(keys, home));
    expect(await after.index.findMany('upn', [upnNumber(1)])).toEqual(found);
  });

  test('that was stopped goes on with what is left', async () => {
    const before = await openIdentity(database);
    await before.keys.keysOf(pupils(30));
    const { keyring } = await openIdentity(database, afterRotation);
    const stop = new Error('stopped');
    const stopped = rotateMasterKey(database.pool, keyring, {
      batch: 10,
      onProgress: () => {
        throw stop;
      },
    });
    await expect(stopped).rejects.toBe(stop);
    await expect(openIdentity(database, masterKeys(secondMasterKey))).rejects.toThrow(UnknownMasterKey);
    expect(await rotateMasterKey(database.pool, keyring)).toEqual({ rewrapped: 20, total: 20 });
    expect(await rotateMasterKey(database.pool, keyring)).toEqual({ rewrapped: 0, total: 0 });
    await openIdentity(database, masterKeys(secondMasterKey));
  });

  test('leaves destroyed keys destroyed', async () => {
    const { keys } = await openIdentity(database);
    const pupil = aPupil();
    await keysOf(keys, pupil);
    await keys.destroy([pupil]);
    const during = await openIdentity(database, afterRotation);
    await rotateMasterKey(database.pool, during.keyring);
    expect((await during.keys.keysOf([pupil])).get(pupil)).toBe('destroyed');
  });
});

describe('a lost master key', () => {
  test('is said in words on what to do, and nothing is made in its place', async () => {
    const { keys } = await openIdentity(database);
    await keysOf(keys, aPupil());
    const rows = 'select * from identity.master_key, identity.index_key, identity.pupil_key';
    const before = await database.pool.query(rows);
    const start = Keyring.open(database.pool, masterKeys(secondMasterKey));
    await expect(start).rejects.toThrow(UnknownMasterKey);
    await expect(start).rejects.toThrow('LEDGER_RETIRED_MASTER_KEYS');
    expect((await database.pool.query(rows)).rows).toEqual(before.rows);
  });

  test('stops the second of two processes that start an empty database with unlike master keys', async () => {
    const starts = await Promise.allSettled([
      openIdentity(database, masterKeys(firstMasterKey)),
      openIdentity(otherProcess, masterKeys(secondMasterKey)),
    ]);
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const ids = await database.pool.query('select id from identity.master_key');
    expect(ids.rows).toHaveLength(1);
  });

  test('is also seen on a row that a process with another configuration wrote', async () => {
    const { keys } = await openIdentity(database);
    const ahead = await openIdentity(otherProcess, afterRotation);
    const pupil = aPupil();
    await keysOf(ahead.keys, pupil);
    await expect(keys.keysOf([pupil])).rejects.toThrow(UnknownMasterKey);
  });

  test('and a lost index key stops the start while identifiers are held', async () => {
    const { index } = await openIdentity(database);
    await index.findOrCreateMany('opaque', [randomUUID()]);
    await database.pool.query('delete from identity.index_key');
    await expect(openIdentity(database)).rejects.toThrow(IndexKeyLost);
  });
});

test('a master key that is not 32 bytes long is refused', () => {
  expect(() => masterKeys(Buffer.alloc(31))).toThrow('32 bytes');
});
