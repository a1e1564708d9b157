import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '../../events/catalogue.js';
import { asUrn, pupilStream, schoolStream } from '../../events/identifiers.js';
import { validateData } from '../../events/validation/validate.js';
import { standingFacts } from '../../projections/standing-facts.js';
import { open } from '../../src/identity/sealing.js';
import { keysOf } from '../identity/given.js';
import {
  addSummerTerm,
  censusFixture,
  censusFolder,
  change,
  pupilsOnBothRolls,
  rowsOf,
  TestLedger,
  writeRows,
  type Row,
} from './given.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

const roll = '2024_autumn_pupilonroll';

describe('two terms', () => {
  test('give the figures that were counted from outside, and every row is recorded', async () => {
    const autumn = await ledger.census('2024-autumn');
    expect(autumn.rows).toMatchObject({ read: 119, recorded: 119, known: 0, refused: 0 });
    expect(autumn.census).toEqual({
      onRoll: 31,
      leaverRecords: 7,
      exclusionRecords: 81,
      comparedWith: null,
      changedSchool: null,
      changedSchoolWithLeaverRecordAtSchoolLeft: null,
      changedSchoolWithLeaverRecordAnywhere: null,
      newPupils: null,
      gonePupils: null,
    });
    const spring = await ledger.census('2025-spring');
    expect(spring.rows).toMatchObject({ read: 107, recorded: 107, refused: 0 });
    expect(spring.census).toMatchObject({
      onRoll: 33,
      leaverRecords: 13,
      comparedWith: '2024-autumn',
      changedSchool: 13,
      changedSchoolWithLeaverRecordAtSchoolLeft: 7,
      changedSchoolWithLeaverRecordAnywhere: 9,
      newPupils: 5,
      gonePupils: 3,
    });
    expect(spring.ignoredFiles).toEqual(['2025_spring_senneeds.csv']);
    expect(spring.files.map(({ table, rows }) => [table, rows])).toEqual([
      ['pupilonroll', 33],
      ['pupilnolongeronroll', 13],
      ['termlyexclusionsonroll', 34],
      ['termlyexclusionsoffroll', 27],
    ]);
  });

  test('sent again record nothing and print the same figures', async () => {
    const first = [await ledger.census('2024-autumn'), await ledger.census('2025-spring')];
    const again = [await ledger.census('2024-autumn'), await ledger.census('2025-spring')];
    expect(again.map(({ events }) => events)).toEqual([0, 0]);
    expect(again.map(({ rows }) => rows)).toEqual(
      first.map(({ rows: { read } }) => ({
        read,
        recorded: 0,
        known: read,
        mapped: 0,
        mappedBy: {},
        flagged: 0,
        flaggedBy: {},
        refused: 0,
        refusedBy: {},
      })),
    );
    expect(again.map(({ census }) => census)).toEqual(first.map(({ census }) => census));
  });

  test('put only sound events into the log, each row in the metadata of its event', async () => {
    await ledger.census('2024-autumn');
    await ledger.census('2025-spring');
    const events = await ledger.events();
    for (const { type, data, schemaVersion } of events) {
      expect([type, validateData(type, data)]).toEqual([type, []]);
      expect(schemaVersion).toBe(catalogue[type].version);
    }
    const sources: object[] = [];
    for await (const { metadata } of ledger.log.readAll({ types: ['CountedOnRoll'], limit: 1 }))
      sources.push(metadata.source);
    expect(sources).toEqual([
      { system: 'census', fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/), line: 2 },
    ]);
  });

  test('keep personal data sealed: it stands nowhere in the log, and opens with the pupil’s key alone', async () => {
    await ledger.census('2024-autumn');
    const [row] = await rowsOf(censusFixture, roll);
    const { upn = '', surname = '', forename = '' } = row ?? {};
    const { rows } = await ledger.database.pool.query<{ all: string }>(
      'select string_agg(data::text || metadata::text || stream, $1) as all from ledger.events',
      ['\n'],
    );
    for (const personal of [upn, surname, forename]) expect(rows[0]?.all).not.toContain(personal);

    const pupil = await ledger.ofIdentifier(upn);
    const [fact] = standingFacts(await ledger.historyOf(pupilStream(pupil))).facts;
    const sealed = fact?.type === 'CountedOnRoll' ? fact.data.person : undefined;
    if (!sealed) throw new Error('the observation has no sealed person');
    expect(open(await keysOf(ledger.identity.keys, pupil), 'person', sealed)).toMatchObject({
      identifier: upn,
      surname,
    });
  });

  test('FIXD is mapped to SUSP and reported', async () => {
    const { rows } = await ledger.census('2024-autumn');
    expect(rows.mappedBy['FIXD']).toBe(
      await countOf('2024_autumn_termlyexclusionsonroll', ({ category }) => category === 'FIXD'),
    );
    const { rows: held } = await ledger.database.pool.query<{ category: string }>(
      `select distinct data ->> 'category' as category from ledger.events where type = 'Suspended' order by 1`,
    );
    expect(held).toEqual([{ category: 'LNCH' }, { category: 'SUSP' }]);
  });
});

describe('a census of a school', () => {
  test('is itself recorded, with what the school sent', async () => {
    await ledger.census('2024-autumn');
    const held = await ledger.historyOf(schoolStream(asUrn('100049')));
    expect(held.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'SchoolDescribed', data: { effectiveOn: '2024-10-03', standing: 'placeholder' } },
      {
        type: 'CensusReceived',
        data: expect.objectContaining({
          term: '2024-autumn',
          effectiveOn: '2024-10-03',
          onRoll: await countOf(roll, ({ NativeId }) => NativeId === 'SCH1'),
        }),
      },
    ]);
  });

  test('is recorded anew when the school sends another one', async () => {
    const folder = await censusFolder();
    await ledger.census('2024-autumn', folder);
    await change(folder, roll, ([first, ...rest]) => [{ ...first, language: 'FRN' }, ...rest]);
    const { eventsBy, rows } = await ledger.census('2024-autumn', folder);
    expect(eventsBy).toEqual({ CensusReceived: 1, EntryCorrected: 1 });
    expect(rows).toMatchObject({ recorded: 1, known: 118 });
    expect((await ledger.census('2024-autumn', folder)).events).toBe(0);
  });

  test('sent as it was at first, after another one, corrects back', async () => {
    const folder = await censusFolder();
    await ledger.census('2024-autumn');
    await change(folder, roll, ([first, ...rest]) => [{ ...first, surname: 'Other' }, ...rest]);
    await ledger.census('2024-autumn', folder);
    expect((await ledger.census('2024-autumn')).eventsBy).toEqual({ CensusReceived: 1, EntryCorrected: 1 });
    expect((await ledger.census('2024-autumn')).events).toBe(0);
  });

  test('without a row on roll is none', async () => {
    const folder = await censusFolder();
    await change(folder, roll, (rows) => rows.filter(({ NativeId }) => NativeId !== 'SCH1'));
    await ledger.census('2024-autumn', folder);
    const types = (await ledger.historyOf(schoolStream(asUrn('100049')))).map(({ type }) => type);
    expect(types).not.toContain('CensusReceived');
  });
});

describe('who a census should list and does not', () => {
  const notCounted = async () =>
    (await ledger.events()).flatMap((event) => (event.type === 'NotCountedOnRoll' ? [event] : []));

  test('is recorded for every entry that is open and that neither table lists, once', async () => {
    await ledger.census('2024-autumn');
    expect(await notCounted()).toEqual([]);
    const { eventsBy } = await ledger.census('2025-spring');
    expect(eventsBy['NotCountedOnRoll']).toBe((await notCounted()).length);
    // Of the thirteen who changed school six have no leaver record of the school they left: their entries stay open.
    expect(eventsBy['NotCountedOnRoll']).toBeGreaterThanOrEqual(6);
  });

  test('is not recorded of a pupil whose row was refused: the row lists the pupil', async () => {
    const folder = await censusFolder();
    const [stays] = await pupilsOnBothRolls(folder);
    await ledger.census('2024-autumn', folder);
    await change(folder, '2025_spring_pupilonroll', (rows) =>
      rows.map((row) => (row['upn'] === stays ? { ...row, entrydate: '2023-Feb-31' } : row)),
    );
    const { rows } = await ledger.census('2025-spring', folder);
    expect(rows.refusedBy).toMatchObject({ 'date-impossible': 1 });
    const pupil = await ledger.ofIdentifier(stays ?? '');
    expect((await notCounted()).map(({ stream }) => stream)).not.toContain(pupilStream(pupil));
  });

  test('is not told by a file that is cut: nothing is concluded from what it lacks', async () => {
    const folder = await censusFolder();
    await ledger.census('2024-autumn', folder);
    const path = join(folder, '2025_spring_pupilonroll.csv');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, text.length - 200));
    const { rows, eventsBy, refusalsFile } = await ledger.census('2025-spring', folder);
    expect(rows.refusedBy).toMatchObject({ 'cut-line': 1 });
    expect(refusalsFile).toBe(ledger.refusalsPath());
    expect(eventsBy['NotCountedOnRoll'] ?? 0).toBe(0);
    expect(eventsBy['CensusReceived'] ?? 0).toBe(0);
  });
});

describe('rows about one thing', () => {
  test('twice in a file with other values: the last stands, and the same file again changes nothing', async () => {
    const folder = await censusFolder();
    await change(folder, roll, ([first, ...rest]) => [
      { ...first, ncyearactual: '1' },
      ...rest,
      { ...first, ncyearactual: '2' },
    ]);
    const { rows, eventsBy } = await ledger.census('2024-autumn', folder);
    expect(rows).toMatchObject({ recorded: 120, flaggedBy: { 'row-repeated': 1 } });
    expect(eventsBy).toMatchObject({ EntryCorrected: 1 });
    const [first] = await rowsOf(folder, roll);
    const pupil = await ledger.ofIdentifier(first?.['upn'] ?? '');
    const { facts } = standingFacts(await ledger.historyOf(pupilStream(pupil)));
    expect(facts.find(({ type }) => type === 'CountedOnRoll')?.data).toMatchObject({ ncYear: '2' });
    expect((await ledger.census('2024-autumn', folder)).events).toBe(0);
  });

  test('an exclusion that stands in both tables of a term is one', async () => {
    const folder = await censusFolder();
    const [on] = await rowsOf(folder, '2024_autumn_termlyexclusionsonroll');
    const [pupilRow] = (await rowsOf(folder, roll)).filter(
      (row) => row['pupilonrolltableid'] === on?.['pupilonrolltableid'],
    );
    const { pupilonrolltableid: _id, ...exclusion } = on ?? {};
    await change(folder, '2024_autumn_pupilnolongeronroll', (rows) => [
      ...rows,
      {
        ...rows[0],
        upn: pupilRow?.['upn'] ?? '',
        NativeId: pupilRow?.['NativeId'] ?? '',
        pupilnolongeronrolltableid: 'also-left',
        entrydate: '2019-Sep-02',
        leavingdate: '2020-Jul-17',
      },
    ]);
    await writeRows(folder, '2024_autumn_termlyexclusionsoffroll', [
      { pupilnolongeronrolltableid: 'also-left', ...exclusion, sessions: '4.0' },
    ]);
    expect((await ledger.census('2024-autumn', folder)).rows).toMatchObject({
      read: 121,
      recorded: 120,
      known: 1,
    });
    expect((await ledger.census('2024-autumn', folder)).events).toBe(0);
  });
});

test('a mapped school that the register lacks becomes a placeholder; one that it holds stays as it is', async () => {
  await ledger.schools();
  const { eventsBy } = await ledger.census('2024-autumn');
  expect(eventsBy['SchoolDescribed']).toBeUndefined();
});

test('a dry run records nothing and prints the same numbers', async () => {
  const folder = await censusFolder();
  await addSummerTerm(folder);
  for (const term of ['2024-autumn', '2025-spring', '2025-summer'] as const) {
    const position = (await ledger.log.sequenced.head()).position;
    const counts = await ledger.identity.index.counts();
    const dry = await ledger.census(term, folder, { dryRun: true });
    expect((await ledger.log.sequenced.head()).position).toBe(position);
    expect(await ledger.identity.index.counts()).toEqual(counts);
    expect(await ledger.census(term, folder)).toEqual({ ...dry, dryRun: false });
  }
});

test('an import that was stopped goes on when it is started again', async () => {
  const controller = new AbortController();
  const progress = () => ({ set: () => controller.abort(), end: () => undefined });
  const stopped = await ledger.census('2024-autumn', undefined, { signal: controller.signal, progress });
  expect(stopped).toMatchObject({ stopped: true, rows: { recorded: 31 } });
  expect(stopped.eventsBy['CensusReceived']).toBeUndefined();
  const { rows, eventsBy } = await ledger.census('2024-autumn');
  expect(rows.recorded + stopped.rows.recorded).toBe(119);
  expect(eventsBy['CensusReceived']).toBe(8);
});

test('two imports of the same files at once give what one gives', async () => {
  const both = await Promise.all([ledger.census('2024-autumn'), ledger.census('2024-autumn')]);
  const [{ rows: one }, { rows: other }] = both;
  expect([one.recorded + other.recorded, one.known + other.known]).toEqual([119, 119]);
  expect((await ledger.census('2024-autumn')).events).toBe(0);
  const types = (await ledger.events()).map(({ type }) => type);
  expect(types.filter((type) => type === 'CountedOnRoll')).toHaveLength(31);
  expect(types.filter((type) => type === 'CensusReceived')).toHaveLength(8);
  expect((await ledger.identity.index.counts()).current).toBe((await ledger.pupilHistories()).size);
});

async function countOf(name: string, which: (row: Row) => boolean): Promise<number> {
  return (await rowsOf(censusFixture, name)).filter(which).length;
}
