import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { asUrn, pupilStream, schoolStream, type Urn } from '../../events/identifiers.js';
import type { CtfReport } from '../../src/importing/ctf/import-ctf.js';
import { deriveEventId } from '../../src/ledger/event-ids.js';
import { sampleMetadata } from '../support/sample-events.js';
import { TestLedger, type Terms } from './given.js';

const fixtures = join(import.meta.dirname, '../fixtures/ctf');
const asSpecified = join(fixtures, '301400_CTF_3014001_001.xml');
const otherWrapping = join(fixtures, 'pupils.xml');
const [one, two] = ['L801200015001', 'A801200015002'];
const [oak, primary] = [asUrn('100001'), asUrn('100003')];

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
  await register(oak, '3014001');
  await register(primary, '3012001');
});
afterEach(() => ledger.close());

async function register(urn: Urn, laestab: string): Promise<void> {
  const stream = schoolStream(urn);
  const data = { effectiveOn: asPlainDate('2010-09-01'), standing: 'described', laestab } as const;
  const event = { id: deriveEventId(stream, 'given', 0), schemaVersion: 1, metadata: sampleMetadata };
  await ledger.log.append(stream, 'none', [{ ...event, type: 'SchoolDescribed', data }]);
}

async function toldOf(upn: string): Promise<object[]> {
  const found = (await ledger.identity.index.findMany('upn', [upn])).get(upn);
  const history: HistoryEvent[] =
    found && !found.erased ? await ledger.historyOf(pupilStream(found.pupil)) : [];
  return history.flatMap(({ type, data }) =>
    type === 'PupilIdentified' ? [] : [Object.assign({ type }, data)],
  );
}

async function importing(text: string, terms?: Terms): Promise<CtfReport> {
  const path = join(ledger.folder, 'file.xml');
  await writeFile(path, text);
  return ledger.ctf(path, terms);
}

const wrapped = (pupils: string, before = ''): string =>
  `${before}<CTfile><CTFpupilData>${pupils}</CTFpupilData></CTfile>`;
const pupil = (upn: string, ...schools: string[]): string =>
  `<Pupil><UPN>${upn}</UPN><SchoolHistory>${schools.map((each) => `<School>${each}</School>`).join('')}</SchoolHistory></Pupil>`;
const left = '<URN>100001</URN><EntryDate>2020-09-01</EntryDate><LeavingDate>2021-07-21</LeavingDate>';

const fromPrimary = {
  type: 'RemovedFromRoll',
  effectiveOn: '2023-07-21',
  school: primary,
  enteredOn: '2016-09-05',
  regime: 'SI2006/1751',
  ground: 'l',
};

describe('the school history of a common transfer file', () => {
  test('is told as rolls: what was left with its entry and ground, what goes on with its status', async () => {
    const report = await ledger.ctf(asSpecified);
    expect(report).toMatchObject({
      kind: 'ctf',
      files: ['301400_CTF_3014001_001.xml'],
      rows: {
        read: 4,
        recorded: 4,
        refused: 0,
        flaggedBy: { 'leaving-reason-not-a-ground': 1 },
      },
      eventsBy: { PupilIdentified: 2, RemovedFromRoll: 3, AddedToRoll: 1, SchoolDescribed: 1 },
    });
    expect(await toldOf(one)).toEqual([
      fromPrimary,
      {
        type: 'RemovedFromRoll',
        effectiveOn: '2025-02-14',
        school: oak,
        enteredOn: '2023-09-04',
        regime: 'SI2024/208',
      },
    ]);
    expect((await toldOf(two))[1]).toEqual({
      type: 'AddedToRoll',
      effectiveOn: '2023-09-04',
      school: oak,
      enrolmentStatus: 'C',
    });
  });

  test('is read in the other wrapping too; what another file told is known, and the same file records nothing', async () => {
    await ledger.ctf(asSpecified);
    expect((await ledger.ctf(otherWrapping)).rows).toMatchObject({ read: 2, recorded: 0, known: 2 });
    expect(await ledger.ctf(asSpecified)).toMatchObject({ events: 0, rows: { known: 4 } });
  });

  test('tells the rows of one line apart', async () => {
    expect((await ledger.ctf(otherWrapping)).rows).toMatchObject({ recorded: 2 });
    expect(await toldOf(one)).toHaveLength(2);
  });

  test('goes on where it was stopped', async () => {
    const serials = Array.from({ length: 600 }, (_, at) => left.replace('2020-09-01', day(at)));
    const text = wrapped(pupil(one, ...serials.slice(0, 300)) + pupil(two, ...serials.slice(300)));
    const controller = new AbortController();
    const progress = () => ({ set: () => controller.abort(), end: () => undefined });
    const stopped = await importing(text, { signal: controller.signal, progress });
    expect(stopped).toMatchObject({ stopped: true, rows: { recorded: 500 } });
    expect((await importing(text)).rows).toMatchObject({ read: 600, recorded: 100, known: 500 });
  });
});

/** A day of its own for each number up to 1,000. */
const day = (number: number): string => new Date(Date.UTC(2018, 0, 1 + number)).toISOString().slice(0, 10);

describe('schools that cannot be facts', () => {
  test.each([
    ['a UPN with another letter', pupil(`B${one.slice(1)}`, left), 'UPN', 'upn-check-letter'],
    ['no UPN', pupil('', left), 'UPN', 'identifier-missing'],
    [
      'a school that nobody knows',
      pupil(one, '<LEA>999</LEA><Estab>9999</Estab><EntryDate>2020-09-01</EntryDate>'),
      'Estab',
      'school-unknown',
    ],
    [
      'a day that does not exist',
      pupil(one, left.replace('07-21', '02-30')),
      'LeavingDate',
      'date-impossible',
    ],
    [
      'a leaving before its entry',
      pupil(one, left.replace('2021', '2019')),
      'LeavingDate',
      'left-before-entry',
    ],
    ['a school without any day', pupil(one, '<URN>100001</URN>'), 'EntryDate', 'date-missing'],
    [
      'a school that was not left, with no status',
      pupil(one, '<URN>100001</URN><EntryDate>2020-09-01</EntryDate>'),
      'EnrolStatus',
      'enrolment-status-missing',
    ],
  ])('%s', async (_what, pupils, field, code) => {
    const { rows } = await importing(wrapped(pupils));
    expect(rows).toMatchObject({ read: 1, recorded: 0, refusedBy: { [code]: 1 } });
    expect(await ledger.refusals()).toMatchObject([{ file: 'file.xml', line: '1', field, code }]);
  });
});

describe('a file that is not what it should be', () => {
  test.each([
    ['no such file', '<Something/>', 'header'],
    ['no XML', 'UPN,School', 'xml'],
    ['cut off', wrapped(pupil(two, left)).slice(0, -30), 'xml'],
    [
      'entities of its own',
      wrapped(pupil('&who;', left), '<!DOCTYPE CTfile [<!ENTITY who SYSTEM "file:///etc/hostname">]>'),
      'doctype',
    ],
    ['too deep', wrapped(pupil(two, '<a>'.repeat(40) + '</a>'.repeat(40))), 'xml'],
    ['an element that does not end', wrapped(`<Pupil><UPN>${'1'.repeat(2_000_000)}`), 'record-too-long'],
    [
      'more schools than a pupil can have',
      wrapped(pupil(two, ...Array<string>(600).fill(left))),
      'record-too-long',
    ],
  ])('%s: one refusal, nothing recorded of it', async (_what, text, code) => {
    const { rows, events } = await importing(text);
    expect(rows).toMatchObject({ read: 1, refusedBy: { [code]: 1 } });
    expect(events).toBe(0);
  });

  test('the pupils before the fault are recorded', async () => {
    const whole = wrapped(pupil(one, left) + pupil(two, left));
    const { rows } = await importing(whole.slice(0, whole.indexOf(two) + 20));
    expect(rows).toMatchObject({ recorded: 1, refusedBy: { xml: 1 } });
  });
});
