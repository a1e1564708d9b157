import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import { pupilStream } from '../../events/identifiers.js';
import { WrongUse } from '../../src/cli/exit-codes.js';
import { Erasure } from '../../src/identity/erasure.js';
import { sampleMetadata } from '../support/sample-events.js';
import { censusFixture, censusFolder, change, newFolder, pupilsOnBothRolls, TestLedger } from './given.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

const roll = '2024_autumn_pupilonroll';

describe('rows that cannot be facts', () => {
  test('come back with file, line, field, problem and code, and no row is lost', async () => {
    const folder = await censusFolder();
    await change(folder, roll, ([first, second, third, ...rest]) => [
      { ...first, entrydate: '2024-Feb-30' },
      { ...second, NativeId: 'SCH99' },
      { ...third, upn: '' },
      ...rest,
    ]);
    const { rows, refusalsFile } = await ledger.census('2024-autumn', folder);
    expect(rows.read).toBe(119);
    expect(rows.read).toBe(rows.recorded + rows.known + rows.refused);
    expect(refusalsFile).toBe(ledger.refusalsPath());
    expect((await ledger.refusals()).slice(0, 3)).toEqual([
      {
        file: `${roll}.csv`,
        line: '2',
        field: 'entrydate',
        problem: 'is not a date that exists',
        code: 'date-impossible',
      },
      {
        file: `${roll}.csv`,
        line: '3',
        field: 'NativeId',
        problem: 'is not mapped to a URN',
        code: 'school-not-mapped',
      },
      { file: `${roll}.csv`, line: '4', field: 'upn', problem: 'is missing', code: 'identifier-missing' },
    ]);
  });

  test('are malformed UPNs, by their rule, where UPNs are expected', async () => {
    const { rows } = await ledger.census('2024-autumn', undefined, { identifierKind: 'upn' });
    expect(rows).toMatchObject({ read: 119, recorded: 0, refused: 119 });
    expect(Object.keys(rows.refusedBy)).toEqual(['upn-length']);
  });

  test('are those of an erased pupil, in every table; nothing more is told of the pupil', async () => {
    await ledger.census('2024-autumn');
    const [stays = ''] = await pupilsOnBothRolls(censusFixture);
    const pupil = await ledger.ofIdentifier(stays);
    const { log, identity } = ledger;
    await new Erasure(log, () => Promise.resolve([pupil]), identity.index, identity.keys).erase({
      pupil,
      reason: 'erasure-request',
      effectiveOn: asPlainDate('2024-12-02'),
      metadata: sampleMetadata,
    });
    const before = await ledger.historyOf(pupilStream(pupil));
    const { rows } = await ledger.census('2025-spring');
    expect(rows.refusedBy['erased']).toBeGreaterThanOrEqual(1);
    expect(rows.read).toBe(rows.recorded + rows.known + rows.refused);
    expect(await ledger.historyOf(pupilStream(pupil))).toEqual(before);
  });
});

describe('files that are not what they should be', () => {
  test.each([
    ['a wrong header', 'what,ever\n1,2\n', 'header'],
    ['another delimiter', 'pupilonrolltableid;NativeId;upn;entrydate\n1;SCH1;2;2024-Sep-01\n', 'delimiter'],
    ['another encoding', Buffer.from('pupilonrolltableid,NativeId,upn,entrydate\n', 'utf16le'), 'encoding'],
    ['nothing', '', 'header'],
  ])('with %s: a summary and a file of refusals, nothing recorded of them', async (_what, content, code) => {
    const folder = await newFolder();
    await writeFile(join(folder, `${roll}.csv`), content);
    const { rows, events } = await ledger.census('2024-autumn', folder);
    expect(rows).toMatchObject({ read: 1, recorded: 0, refused: 1, refusedBy: { [code]: 1 } });
    expect(events).toBe(0);
    expect(await ledger.refusals()).toEqual([
      expect.objectContaining({ file: `${roll}.csv`, line: '1', code }),
    ]);
  });

  test('with a hundred thousand bad rows: all come back, and memory does not grow with them', async () => {
    const folder = await newFolder();
    const path = join(folder, `${roll}.csv`);
    await writeFile(path, 'pupilonrolltableid,NativeId,upn,entrydate\n');
    for (let block = 0; block < 100; block++) {
      const lines = Array.from({ length: 1_000 }, (_row, at) => `r${block}-${at},SCH1,u${at},2024-Feb-31`);
      await appendFile(path, `${lines.join('\n')}\n`);
    }
    const before = process.memoryUsage().rss;
    const { rows } = await ledger.census('2024-autumn', folder);
    expect(rows).toMatchObject({ read: 100_000, refused: 100_000, recorded: 0 });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect((await readFile(ledger.refusalsPath(), 'utf8')).trimEnd().split('\n')).toHaveLength(100_001);
  });

  test.each([
    ['no roll of the term', '2024-summer', {}],
    ['a term whose census was not held', '2020-summer', {}],
    ['no mapping of schools', '2024-autumn', { schoolsPath: 'none.csv' }],
  ] as const)('%s is wrong use', async (_what, term, terms) => {
    await expect(ledger.census(term, censusFixture, terms)).rejects.toBeInstanceOf(WrongUse);
  });
});

test('a folder that does not exist is wrong use', async () => {
  const folder = await newFolder();
  await rm(folder, { recursive: true });
  await expect(ledger.census('2024-autumn', folder)).rejects.toBeInstanceOf(WrongUse);
});
