import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';
import { Commands } from '../support/commands.js';
import { begin, type Finished } from '../support/ledger-process.js';
import { until } from '../support/until.js';
import { upnNumber } from '../identity/given.js';
import {
  authoritiesFixture,
  calendarFixture,
  censusFixture,
  linksFixture,
  newFolder,
  spineFixture,
} from './given.js';

let database: Database;
let refusals: string;
const commands = new Commands();
beforeAll(async () => {
  database = await freshDatabase();
  refusals = join(await newFolder(), 'refusals.csv');
});
afterAll(async () => {
  await commands.close();
  await database.close();
});

const ledger = (...args: string[]): Promise<Finished> => commands.run(['import', ...args], environment());

const environment = () => ({
  DATABASE_URL: database.connectionString,
  LEDGER_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  LOG_LEVEL: 'silent',
});

const census = (term: string, ...more: string[]): Promise<Finished> =>
  ledger(
    'census',
    censusFixture,
    '--term',
    term,
    '--schools',
    join(censusFixture, 'schools.csv'),
    '--refusals',
    refusals,
    ...more,
  );

const end = { dryRun: false, stopped: false };
const noRemarks = { mapped: 0, mappedBy: {}, flagged: 0, flaggedBy: {} };

test('authorities: one JSON document on standard output; refused rows end with exit code 1 and come back in a file', async () => {
  const { code, stdout, stderr } = await ledger(
    'authorities',
    authoritiesFixture,
    '--json',
    '--refusals',
    refusals,
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    kind: 'authorities',
    files: ['local_authorities.csv'],
    rows: { read: 26, recorded: 23, known: 0, ...noRemarks, refused: 3, refusedBy: { 'authority-code': 3 } },
    ...end,
    events: 23,
    eventsBy: { AuthorityDescribed: 23 },
    refusalsFile: refusals,
  });
  expect((await readFile(refusals, 'utf8')).split('\n')[0]).toBe('file,line,field,problem,code');
});

test('schools, then links: exit code 0', async () => {
  const schools = await ledger('schools', spineFixture, '--json');
  expect(schools.code).toBe(0);
  expect(JSON.parse(schools.stdout)).toMatchObject({
    kind: 'schools',
    rows: { read: 22, recorded: 22 },
    refusalsFile: null,
  });
  const links = await ledger('links', linksFixture, '--json');
  expect(links.code).toBe(0);
  expect(JSON.parse(links.stdout)).toMatchObject({
    kind: 'links',
    rows: { recorded: 21, known: 6 },
    cycles: [['101144', '101146']],
  });
});

test('a calendar: one JSON document, and its end in words without --json; known when it is sent again', async () => {
  const first = await ledger('calendar', calendarFixture, '--json');
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(first.stdout)).toEqual({
    kind: 'calendar',
    files: ['term_dates_2024-2025.csv'],
    rows: { read: 14, recorded: 14, known: 0, ...noRemarks, refused: 0, refusedBy: {} },
    ...end,
    events: 3,
    eventsBy: { TermDatesSet: 3 },
    refusalsFile: null,
  });
  const again = await ledger('calendar', calendarFixture);
  expect(again.stdout).toContain('calendar: 14 rows read, 0 recorded, 14 known, 0 refused; 0 events');
});

test('a census prints its rows, its events and its figures, all in camelCase', async () => {
  expect((await census('2024-autumn', '--identifier', 'opaque', '--json')).code).toBe(0);
  const { code, stdout } = await census('2025-spring', '--identifier', 'opaque', '--json');
  expect(code).toBe(0);
  const document: unknown = JSON.parse(stdout);
  expect(document).toEqual({
    kind: 'census',
    term: '2025-spring',
    files: expect.arrayContaining([
      {
        file: '2025_spring_pupilonroll.csv',
        table: 'pupilonroll',
        rows: 33,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]),
    ignoredFiles: ['2025_spring_senneeds.csv'],
    rows: {
      read: 107,
      recorded: 107,
      known: 0,
      mapped: expect.any(Number),
      mappedBy: expect.objectContaining({ FIXD: 29 }),
      flagged: expect.any(Number),
      flaggedBy: expect.objectContaining({
        'entry-before-birth': expect.any(Number),
        'code-outside-its-period': expect.any(Number),
      }),
      refused: 0,
      refusedBy: {},
    },
    census: {
      onRoll: 33,
      leaverRecords: 13,
      exclusionRecords: 61,
      comparedWith: '2024-autumn',
      changedSchool: 13,
      changedSchoolWithLeaverRecordAtSchoolLeft: 7,
      changedSchoolWithLeaverRecordAnywhere: 9,
      newPupils: 5,
      gonePupils: 3,
    },
    ...end,
    events: expect.any(Number),
    eventsBy: expect.objectContaining({ CountedOnRoll: 33, CountedAsLeaver: 13, CensusReceived: 8 }),
    refusalsFile: null,
  });
});

test('the same again: events 0; for people, in words', async () => {
  const { code, stdout } = await census('2025-spring', '--identifier', 'opaque');
  expect(code).toBe(0);
  expect(stdout).toContain('census 2025-spring: 107 rows read, 0 recorded, 107 known, 0 refused; 0 events');
  expect(stdout).toContain('changedSchool: 13');
});

test('identifiers that are no UPNs are refused by their rule where nothing else is said', async () => {
  const { code, stdout } = await census('2024-autumn', '--json', '--dry-run');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    dryRun: true,
    rows: { read: 119, recorded: 0, refused: 119, refusedBy: { 'upn-length': 119 } },
    events: 0,
  });
});

test('movements: one JSON document, refused rows in a file; in words with the columns passed over', async () => {
  const path = join(await newFolder(), 'movements.csv');
  const header = 'event,subject,effectiveOn,ethnicity,Remark';
  const rows = [
    `EthnicityRecorded,${upnNumber(1)},2024-09-03,WBRI,`,
    'EthnicityRecorded,nobody,2024-09-03,WBRI,',
  ];
  await writeFile(path, [header, ...rows, ''].join('\n'));
  const { code, stdout, stderr } = await ledger('movements', path, '--json', '--refusals', refusals);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    kind: 'movements',
    files: ['movements.csv'],
    ignoredColumns: ['remark'],
    rows: { read: 2, recorded: 1, known: 0, ...noRemarks, refused: 1, refusedBy: { 'upn-length': 1 } },
    ...end,
    events: 2,
    eventsBy: { EthnicityRecorded: 1, PupilIdentified: 1 },
    refusalsFile: refusals,
  });
  const again = await ledger('movements', path, '--refusals', refusals);
  expect(again.stdout).toContain('movements: 2 rows read, 0 recorded, 1 known, 1 refused; 0 events');
  expect(again.stdout).toContain('columns passed over: remark');
});

test('an import of movements that is killed goes on when it is started again', async () => {
  const path = join(await newFolder(), 'movements.csv');
  const many = 2_000;
  const rows = Array.from(
    { length: many },
    (_, at) => `YoungCarerRecorded,${upnNumber(at % 1_000)},${2015 + Math.floor(at / 1_000)}-09-01,N`,
  );
  await writeFile(path, ['event,subject,effectiveOn,youngCarer', ...rows, ''].join('\n'));
  const recorded = async (): Promise<number> => {
    const { rows: counts } = await database.pool.query<{ recorded: number }>(
      `select count(*)::int as recorded from ledger.events where type = 'YoungCarerRecorded'`,
    );
    return counts[0]?.recorded ?? 0;
  };
  const kill = begin(['infra/bin/ledger.js', 'import', 'movements', path], environment());
  await until(async () => (await recorded()) > 0);
  await kill();
  const before = await recorded();
  const { stdout } = await ledger('movements', path, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    rows: { read: many, recorded: many - before, known: before, refused: 0 },
  });
  expect(await recorded()).toBe(many);
});

test('movements --template prints the header of a family’s file and needs no ledger', async () => {
  const { code, stdout } = await commands.run(['import', 'movements', '--template', 'challenge']);
  expect(code).toBe(0);
  expect(stdout).toBe(
    'event,subject,corrects,documents.kind,documents.reference,documents.sha256,effectiveOn,about,aboutType,aboutOn,raisedBy,school,ground,challenge,raisedOn,answeredBy,answer,outcome\n',
  );
});

test('ctf: one JSON document', async () => {
  const path = join(import.meta.dirname, '../fixtures/ctf/pupils.xml');
  const { code, stdout } = await ledger('ctf', path, '--json', '--refusals', refusals);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'ctf',
    files: ['pupils.xml'],
    rows: { read: 2, recorded: 1, refusedBy: { 'school-unknown': 1 } },
  });
});

test.each([
  ['no kind', []],
  ['no file', ['schools']],
  ['no term', ['census', censusFixture, '--schools', 'x.csv']],
  ['a term that is none', ['census', censusFixture, '--schools', 'x.csv', '--term', 'soon']],
  ['a file that is not there', ['schools', 'nowhere.csv']],
  ['movements without a file', ['movements']],
  ['a template of no family', ['movements', '--template', 'nonsense']],
  [
    'a kind of identifier that is none',
    ['census', censusFixture, '--schools', 'x.csv', '--term', '2024-autumn', '--identifier', 'name'],
  ],
])('%s is wrong use: exit code 2, nothing on standard output', async (_what, args) => {
  const { code, stdout } = await ledger(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
