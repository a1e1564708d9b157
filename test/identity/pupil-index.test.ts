import { randomBytes } from 'node:crypto';
import { plainDate } from '../../events/calendar/plain-date.js';
import type { PupilId } from '../../events/identifiers.js';
import { makeUpn } from '../../events/upn.js';
import { AlreadyMerged, IdentifierErased, UpnHeldByAnother } from '../../src/identity/errors.js';
import { newPupilId } from '../../src/identity/pupil-id.js';
import type { FoundPupils, IdentifierKind, PupilIndex } from '../../src/identity/pupil-index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openPools, type Pools } from '../../src/platform/database/pools.js';
import { freshDatabase } from '../support/database.js';
import { everythingIn, openIdentity, upnNumber } from './given.js';

let database: Database;
let otherProcess: Pools;
let index: PupilIndex;
beforeEach(async () => {
  database = await freshDatabase();
  otherProcess = openPools(database.connectionString, 5);
  index = (await openIdentity(database)).index;
});
afterEach(async () => {
  await otherProcess.close();
  await database.close();
});

function pupilIn(found: FoundPupils, identifier: string): PupilId {
  const held = found.get(identifier);
  if (!held || held.erased) throw new Error('no pupil found');
  return held.pupil;
}

const make = async (identifier: string, kind: IdentifierKind = 'upn'): Promise<PupilId> =>
  pupilIn(await index.findOrCreateMany(kind, [identifier]), identifier);
const find = async (identifier: string): Promise<PupilId> =>
  pupilIn(await index.findMany('upn', [identifier]), identifier);

test('a pupil is made the first time and found ever after', async () => {
  const [known, unknown] = [upnNumber(1), upnNumber(2)];
  const made = await index.findOrCreateMany('upn', [known, known]);
  expect([...made.values()]).toEqual([expect.objectContaining({ created: true, status: 'current' })]);
  const again = await index.findOrCreateMany('upn', [known]);
  expect([...again.values()]).toEqual([
    expect.objectContaining({ created: false, pupil: pupilIn(made, known) }),
  ]);
  expect([...(await index.findMany('upn', [known, unknown])).keys()]).toEqual([known]);
});

test('two imports racing over the same 1,000 identifiers make 1,000 pupils, none split', async () => {
  const upns = Array.from({ length: 1_000 }, (_, n) => upnNumber(n));
  const other = (await openIdentity(otherProcess)).index;
  const inBatches = async (by: PupilIndex, all: readonly string[], size: number): Promise<FoundPupils> => {
    const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
      all.slice(n * size, (n + 1) * size),
    );
    const found = await Promise.all(batches.map((batch) => by.findOrCreateMany('upn', batch)));
    return new Map(found.flatMap((batch) => [...batch]));
  };
  const [one, two] = await Promise.all([
    inBatches(index, upns, 100),
    inBatches(other, [...upns].reverse(), 170),
  ]);

  const ids = (found: FoundPupils): PupilId[] => upns.map((upn) => pupilIn(found, upn));
  expect(ids(one)).toEqual(ids(two));
  expect(new Set(ids(one)).size).toBe(1_000);
  const created = [...one.values(), ...two.values()].filter((held) => !held.erased && held.created);
  expect(created).toHaveLength(1_000);
});

test('a UPN and an opaque identifier of the same text are two identifiers', async () => {
  expect(await make(upnNumber(1), 'opaque')).not.toBe(await make(upnNumber(1), 'upn'));
});

test('a temporary UPN is known as one', async () => {
  const temporary = makeUpn('801', '2000', '05', '01A');
  const found = await index.findOrCreateMany('upn', [temporary]);
  expect(found.get(temporary)).toMatchObject({ status: 'temporary' });
});

test('no identifier stands in clear in any table', async () => {
  await index.findOrCreateMany('upn', [upnNumber(1)]);
  await index.findOrCreateMany('opaque', ['5ff4489b-998']);
  const everything = await everythingIn(database, 'identity');
  expect(everything).not.toContain(upnNumber(1));
  expect(everything).not.toContain('5ff4489b-998');
  for (const text of [upnNumber(1), '5ff4489b-998'])
    expect(everything).not.toContain(Buffer.from(text).toString('hex'));
});

test('the same identifiers have other hashes in another ledger', async () => {
  const elsewhere = await freshDatabase();
  try {
    await (await openIdentity(elsewhere)).index.findOrCreateMany('upn', [upnNumber(1)]);
    await make(upnNumber(1));
    const hashIn = async ({ pool }: Database): Promise<unknown> =>
      (await pool.query('select hash from identity.pupil_identifier')).rows;
    expect(await hashIn(elsewhere)).not.toEqual(await hashIn(database));
  } finally {
    await elsewhere.close();
  }
});

describe('a change of UPN', () => {
  const [first, second, third] = [upnNumber(1), upnNumber(2), upnNumber(3)];

  test('keeps the pupil findable by the former UPN', async () => {
    const pupil = await make(first);
    await index.changeUpn(pupil, second, plainDate(2024, 9, 2));
    const found = await index.findMany('upn', [first, second]);
    expect(found.get(first)).toEqual({ erased: false, pupil, status: 'former', created: false });
    expect(found.get(second)).toEqual({ erased: false, pupil, status: 'current', created: false });
  });

  test('ends the same in whatever order changes are reported, and however often', async () => {
    const changes = [
      [second, plainDate(2023, 9, 1)],
      [third, plainDate(2024, 9, 2)],
    ] as const;
    const orders = [changes, [...changes].reverse(), [...changes, ...changes]];
    for (const [n, order] of orders.entries()) {
      const start = makeUpn('801', '2000', '06', `00${String(n)}`);
      const pupil = await make(start);
      for (const [upn, since] of order) await index.changeUpn(pupil, upn, since);
      const found = await index.findMany('upn', [start, second, third]);
      expect([...found.values()].map((held) => !held.erased && held.status)).toEqual([
        'former',
        'former',
        'current',
      ]);
      await database.pool.query('delete from identity.pupil_identifier');
    }
  });

  test('to a UPN that another pupil holds names that pupil, for the two may be one', async () => {
    const [pupil, holder] = [await make(first), await make(second)];
    const change = index.changeUpn(pupil, second, plainDate(2024, 9, 2));
    await expect(change).rejects.toThrow(UpnHeldByAnother);
    await expect(change).rejects.toMatchObject({ holder });
    expect(await find(second)).toBe(holder);
  });

  test('to an erased UPN is refused', async () => {
    const [pupil, erased] = [await make(first), await make(second)];
    await index.suppress([erased]);
    await expect(index.changeUpn(pupil, second, plainDate(2024, 9, 2))).rejects.toThrow(IdentifierErased);
  });

  test('to a UPN of a record that was merged with the pupil’s own is no conflict', async () => {
    const [pupil, absorbed] = [await make(first), await make(second)];
    await index.merge(pupil, absorbed);
    await index.changeUpn(pupil, second, plainDate(2024, 9, 2));
    expect((await index.findMany('upn', [first, second])).get(first)).toMatchObject({
      pupil,
      status: 'former',
    });
  });
});

describe('a merge', () => {
  test('makes every identifier find the surviving record, over several steps, however often it is done', async () => {
    const [one, two, three] = [await make(upnNumber(1)), await make(upnNumber(2)), await make(upnNumber(3))];
    for (let time = 0; time < 2; time++) {
      await index.merge(two, three);
      await index.merge(one, two);
      await index.merge(three, one);
    }
    for (const n of [1, 2, 3]) expect(await find(upnNumber(n))).toBe(one);
    expect(await make(upnNumber(3))).toBe(one);
    expect(await index.counts()).toEqual({
      current: 3,
      former: 0,
      temporary: 0,
      erased: 0,
      mergedRecords: 2,
    });
  });

  test('of two records each into the other, at once, leaves one of them', async () => {
    const [one, two] = [await make(upnNumber(1)), await make(upnNumber(2))];
    const other = (await openIdentity(otherProcess)).index;
    await Promise.all([index.merge(one, two), other.merge(two, one)]);
    expect(await find(upnNumber(1))).toBe(await find(upnNumber(2)));
  });

  test('of a record that another history absorbed before names that history', async () => {
    const [one, two, three] = [await make(upnNumber(1)), await make(upnNumber(2)), await make(upnNumber(3))];
    await index.merge(one, two);
    await expect(index.merge(three, two)).rejects.toThrow(AlreadyMerged);
  });

  test('that is taken back gives the record its identifiers again', async () => {
    const [one, two] = [await make(upnNumber(1)), await make(upnNumber(2))];
    await index.merge(one, two);
    await index.separate(one, two);
    expect(await find(upnNumber(2))).toBe(two);
  });
});

describe('suppression', () => {
  test('after a merge answers every identifier of the history as erased, and makes nobody anew', async () => {
    const [one, two] = [await make(upnNumber(1)), await make(upnNumber(2))];
    await index.merge(one, two);
    expect(await index.suppress([one, two])).toBe(2);
    expect(await index.suppress([one, two])).toBe(0);
    const rows = await index.findOrCreateMany('upn', [upnNumber(1), upnNumber(2), upnNumber(3)]);
    expect([...rows.values()]).toMatchObject([{ erased: true }, { erased: true }, { erased: false }]);
    expect(await everythingIn(database, 'identity')).not.toMatch(new RegExp(`erased.*(${one}|${two})`));
    expect(await index.counts()).toMatchObject({ current: 1, erased: 2 });
  });

  test('that races with imports of the same pupils never lets one be made anew', async () => {
    const upns = Array.from({ length: 200 }, (_, n) => upnNumber(n));
    const made = await index.findOrCreateMany('upn', upns);
    const other = (await openIdentity(otherProcess)).index;
    const erasing = Promise.all(upns.map((upn) => index.suppress([pupilIn(made, upn)])));
    const imports = await Promise.all(upns.map((upn) => other.findOrCreateMany('upn', [upn])));
    await erasing;
    expect(
      imports.flatMap((found) => [...found.values()]).filter((held) => !held.erased && held.created),
    ).toEqual([]);
    expect([...(await index.findMany('upn', upns)).values()]).toEqual(upns.map(() => ({ erased: true })));
  });

  test('cannot be taken back', async () => {
    await index.suppress([await make(upnNumber(1))]);
    await expect(database.pool.query('delete from identity.pupil_identifier')).rejects.toThrow(
      'never comes back',
    );
  });
});

describe('a pupil id', () => {
  test('is a UUID of version 7 whose order is that of time', () => {
    const at = (ms: number): PupilId => newPupilId(() => new Date(ms));
    const ids = [0, 1, 1_000, 1_700_000_000_000, 1_700_000_000_001].map(at);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(at(1)).not.toBe(at(1));
  });

  test('comes from clock and chance alone', () => {
    const chance = randomBytes(10);
    const id = (): PupilId =>
      newPupilId(
        () => new Date(1),
        () => chance,
      );
    expect(id()).toBe(id());
  });
});
