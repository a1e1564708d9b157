import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import {
  asAuthorityCode,
  asPupilId,
  asUrn,
  authorityStream,
  pupilOf,
  pupilStream,
  schoolStream,
} from '../../../events/identifiers.js';
import { standingFacts } from '../../../projections/standing-facts.js';
import { Erasure } from '../../../src/identity/erasure.js';
import { open } from '../../../src/identity/sealing.js';
import { headerOf, movementEvents } from '../../../src/importing/movements/layout.js';
import type { MovementsReport } from '../../../src/importing/movements/import-movements.js';
import { keysOf, upnNumber } from '../../identity/given.js';
import { sampleMetadata } from '../../support/sample-events.js';
import { TestLedger, type Row, type Terms } from '../given.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

const [ann, ben] = [upnNumber(1), upnNumber(2)];
const school = '100001';
const added = (subject: string, effectiveOn = '2024-09-03'): Row => ({
  event: 'AddedToRoll',
  subject,
  effectiveOn,
  school,
  enrolmentStatus: 'C',
});
const suspended = (subject: string, effectiveOn: string): Row => ({
  event: 'Suspended',
  subject,
  effectiveOn,
  school,
  category: 'SUSP',
  reasons: 'DB;VA',
  lengthSessions: '4',
});

/** With all columns of the layout, or with those given. */
async function importing(
  rows: readonly Row[],
  terms: Terms = {},
  columns?: readonly string[],
): Promise<MovementsReport> {
  return ledger.movements(await fileOf(rows, columns), terms);
}

async function fileOf(rows: readonly Row[], columns = headerOf(movementEvents) as readonly string[]) {
  const path = join(ledger.folder, 'movements.csv');
  await writeFile(path, stringify([...rows], { header: true, columns }));
  return path;
}

async function ofUpn(upn: string): Promise<HistoryEvent[]> {
  const found = (await ledger.identity.index.findMany('upn', [upn])).get(upn);
  if (!found || found.erased) throw new Error('nobody holds the UPN');
  return ledger.historyOf(pupilStream(found.pupil));
}

const typesOf = (events: readonly HistoryEvent[]): string[] => events.map(({ type }) => type);

describe('a row', () => {
  test('is an event of the pupil of its UPN, who is made and identified where nobody knew the UPN', async () => {
    const report = await importing([added(ann), suspended(ann, '07/10/2024'), added(ben)]);
    expect(report).toMatchObject({
      kind: 'movements',
      files: ['movements.csv'],
      rows: { read: 3, recorded: 3, known: 0, refused: 0 },
      events: 6,
      eventsBy: { AddedToRoll: 2, Suspended: 1, PupilIdentified: 2, SchoolDescribed: 1 },
    });
    const history = await ofUpn(ann);
    expect(typesOf(history)).toEqual(['PupilIdentified', 'AddedToRoll', 'Suspended']);
    expect(history[2]?.data).toEqual({
      effectiveOn: '2024-10-07',
      school,
      category: 'SUSP',
      reasons: ['DB', 'VA'],
      lengthSessions: 4,
    });
    const [identified] = history;
    const person = identified?.type === 'PupilIdentified' ? identified.data.person : undefined;
    const pupil = identified && pupilOf(identified.stream);
    if (!person || !pupil) throw new Error('the pupil is not identified');
    expect(open(await keysOf(ledger.identity.keys, pupil), 'person', person)).toEqual({ upn: ann });
  });

  test('names its pupil by pupil id as well', async () => {
    await importing([added(ann)]);
    const [first] = await ofUpn(ann);
    const report = await importing([suspended(first?.stream.slice(6) ?? '', '2024-10-07')]);
    expect(report.eventsBy).toEqual({ Suspended: 1 });
    expect(typesOf(await ofUpn(ann))).toContain('Suspended');
  });

  test('has personal data sealed: it stands nowhere in the log', async () => {
    const identified = { event: 'PupilIdentified', subject: ann, effectiveOn: '2024-09-03' };
    await importing([
      { ...identified, surname: 'Quillfeather', forenames: 'Ann', dateOfBirth: '2012-05-06', sex: 'F' },
      {
        event: 'AddressChanged',
        subject: ann,
        effectiveOn: '2024-09-03',
        lines: '1 Somewhere Lane; Sometown',
        postcode: 'RM10 8AA',
      },
    ]);
    const [person, address] = await ofUpn(ann);
    expect(person?.data).toMatchObject({ birthYear: 2012, birthMonth: 5, sex: 'F' });
    expect(address?.data).toMatchObject({ outwardPostcode: 'RM10', place: { form: 'text' } });
    const { rows } = await ledger.database.pool.query<{ all: string }>(
      'select string_agg(data::text || metadata::text || stream, $1) as all from ledger.events',
      ['\n'],
    );
    for (const personal of [ann, 'Quillfeather', 'Somewhere']) expect(rows[0]?.all).not.toContain(personal);
  });

  test('of a school or an authority stands in its stream; what the register lacks becomes a placeholder', async () => {
    const { rows, eventsBy } = await importing([
      { event: 'TrustMembershipChanged', subject: school, effectiveOn: '2024-09-01', trust: '2044' },
      {
        event: 'PlacesCommissioned',
        subject: 'E09000002',
        effectiveOn: '2024-09-01',
        'provider.reference': 'FARM-1',
        places: '12',
      },
      {
        event: 'PupilFundingSet',
        subject: '301',
        effectiveOn: '2024-03-01',
        financialYear: '2024-25',
        'amounts.fromYearGroup': '0;7',
        'amounts.toYearGroup': '6;11',
        'amounts.amountPence': '400000;520000',
        adjustmentPence: '0',
      },
    ]);
    expect(rows).toMatchObject({ recorded: 3, flaggedBy: { 'authority-unknown': 2 } });
    expect(eventsBy).toMatchObject({ SchoolDescribed: 1, AuthorityDescribed: 2 });
    expect(typesOf(await ledger.historyOf(schoolStream(asUrn(school))))).toEqual([
      'SchoolDescribed',
      'TrustMembershipChanged',
    ]);
    const [, funding] = await ledger.historyOf(authorityStream(asAuthorityCode('X00000301')));
    expect(funding?.data).toMatchObject({
      amounts: [
        { fromYearGroup: 0, toYearGroup: 6, amountPence: 400_000 },
        { fromYearGroup: 7, toYearGroup: 11, amountPence: 520_000 },
      ],
    });
  });

  test('with a code that no list holds is recorded and flagged', async () => {
    const { rows } = await importing([{ ...suspended(ann, '2024-10-07'), reasons: 'ZZ' }]);
    expect(rows).toMatchObject({ recorded: 1, flaggedBy: { 'code-unlisted': 1 } });
  });

  test('in which no cell is filled is passed over', async () => {
    const { rows } = await importing([added(ann), {}, {}]);
    expect(rows).toMatchObject({ read: 1, recorded: 1, refused: 0 });
  });

  test('that nobody filled in under a column of its own says nothing; columns that no event has are told', async () => {
    const columns = ['event', 'subject', 'effectiveOn', 'school', 'enrolmentStatus', 'Remark'];
    const report = await importing([{ ...added(ann), Remark: 'none' }], {}, columns);
    expect(report).toMatchObject({ rows: { recorded: 1 }, ignoredColumns: ['remark'] });
  });
});

describe('the papers behind a row', () => {
  const digests = ['a', 'b'].map((digit) => digit.repeat(64));
  const withPapers = (more: Row = {}): Row => ({
    ...added(ann),
    'documents.kind': 'letter;panel-minute',
    'documents.reference': 'L/7;FAP/2024/17',
    'documents.sha256': digests.join(';'),
    ...more,
  });

  test('stand beside its entry, as over REST, and say nothing of its pupil’s identity', async () => {
    expect(await importing([withPapers()])).toMatchObject({ rows: { recorded: 1 }, ignoredColumns: [] });
    const { rows } = await ledger.database.pool.query<{ type: string; documents: unknown }>(
      `select type, metadata -> 'documents' as documents from ledger.events where stream like 'pupil-%' order by position`,
    );
    expect(rows).toEqual([
      { type: 'PupilIdentified', documents: null },
      {
        type: 'AddedToRoll',
        documents: [
          { kind: 'letter', reference: 'L/7', sha256: digests[0] },
          { kind: 'panel-minute', reference: 'FAP/2024/17', sha256: digests[1] },
        ],
      },
    ]);
  });

  test('of a fact that is known without them are refused, and not dropped', async () => {
    await importing([added(ann)]);
    for (const dryRun of [true, false]) {
      const { rows, events } = await importing([withPapers(), added(ann)], { dryRun });
      expect({ rows, events }).toMatchObject({ rows: { recorded: 0, known: 1, refused: 1 }, events: 0 });
      expect(await ledger.refusals()).toEqual([
        expect.objectContaining({ line: '2', field: 'documents', code: 'documents-of-known-entry' }),
      ]);
    }
  });

  test('that stand beside the fact already are known, in the same file and in any other', async () => {
    const papers = [withPapers(), suspended(ann, '2024-10-07')];
    expect((await importing(papers)).rows).toMatchObject({ recorded: 2 });
    expect((await importing(papers)).rows).toMatchObject({ recorded: 0, known: 2, refused: 0 });
    const grown = [suspended(ann, '2024-11-04'), ...papers];
    expect((await importing(grown)).rows).toMatchObject({ recorded: 1, known: 2, refused: 0 });
  });

  test('are looked for beside the rows before them in the file too, in a dry run as well', async () => {
    const other = withPapers({ 'documents.reference': 'L/8;FAP/2024/17' });
    for (const dryRun of [true, false]) {
      const { rows } = await importing([withPapers(), withPapers(), other], { dryRun });
      expect(rows).toMatchObject({ recorded: 1, known: 1, refusedBy: { 'documents-of-known-entry': 1 } });
    }
  });

  test.each([
    ['a digest that is none', { 'documents.sha256': 'abc;abc' }, 'documents.sha256', 'shape'],
    ['a paper without its digest', { 'documents.sha256': digests[0] ?? '' }, 'documents.sha256', 'shape'],
    [
      'words for a number',
      { 'documents.reference': 'L/7;letter of the parent' },
      'documents.reference',
      'shape',
    ],
    ['a UPN for a number', { 'documents.reference': `L/7;${ann}` }, 'documents.reference', 'shape'],
  ])('are refused with %s', async (_what, cells, field, code) => {
    await importing([withPapers(cells)]);
    expect(await ledger.refusals()).toEqual([expect.objectContaining({ field, code })]);
  });
});

describe('a row about another entry', () => {
  const cancelled = { event: 'ExclusionCancelled', subject: ann, effectiveOn: '2024-10-08', school };

  test('names it by event and day, wherever in the file it stands', async () => {
    const { rows } = await importing([
      { ...cancelled, exclusion: 'Suspended 07/10/2024' },
      suspended(ann, '2024-10-07'),
      {
        event: 'EntryWithdrawn',
        subject: ann,
        effectiveOn: '2024-10-09',
        entry: 'ExclusionCancelled 2024-10-08',
      },
    ]);
    expect(rows).toMatchObject({ recorded: 3, refused: 0 });
    const history = await ofUpn(ann);
    const exclusion = history.find(({ type }) => type === 'Suspended')?.id;
    expect(history.find(({ type }) => type === 'ExclusionCancelled')?.data).toMatchObject({ exclusion });
    expect(standingFacts(history).withdrawn).toHaveLength(1);
  });

  test('says by its number which of several is meant, and is refused where it does not', async () => {
    const two = [suspended(ann, '2024-10-07'), { ...suspended(ann, '2024-10-07'), ordinal: '2' }];
    const first = await importing([...two, { ...cancelled, exclusion: 'Suspended 2024-10-07' }]);
    expect(first.rows).toMatchObject({ recorded: 2, refusedBy: { 'entry-ambiguous': 1 } });
    const second = await importing([{ ...cancelled, exclusion: 'Suspended 2024-10-07 2' }]);
    expect(second.rows).toMatchObject({ recorded: 1 });
    const history = await ofUpn(ann);
    const meant = history.filter(({ type }) => type === 'Suspended')[1];
    expect(history.at(-1)?.data).toMatchObject({ exclusion: meant?.id });
  });

  test('is refused where neither file nor ledger tell the entry, and taken once they do', async () => {
    const rows = [added(ann), { ...cancelled, exclusion: 'Suspended 2024-10-07' }];
    expect((await importing(rows)).rows).toMatchObject({ recorded: 1, refusedBy: { 'entry-not-found': 1 } });
    expect(await ledger.refusals()).toMatchObject([{ line: '3', field: 'exclusion' }]);
    await importing([suspended(ann, '2024-10-07')]);
    expect((await importing(rows)).rows).toMatchObject({ recorded: 1, known: 1, refused: 0 });
  });

  test('corrects it, the whole of it', async () => {
    const rows = [
      suspended(ann, '2024-10-07'),
      { ...suspended(ann, '2024-10-08'), corrects: 'Suspended 2024-10-07', lengthSessions: '6' },
    ];
    expect((await importing(rows)).eventsBy).toMatchObject({ Suspended: 1, EntryCorrected: 1 });
    const { facts } = standingFacts(await ofUpn(ann));
    expect(facts.at(-1)?.data).toMatchObject({ effectiveOn: '2024-10-08', lengthSessions: 6 });
    expect((await importing(rows)).events).toBe(0);
    const wrong = await importing([{ ...added(ann, '2024-10-08'), corrects: 'Suspended 2024-10-08' }]);
    expect(wrong.rows.refusedBy).toEqual({ 'entry-of-another-event': 1 });
  });
});

describe('rows that cannot be facts', () => {
  test.each([
    ['an event that is none', { event: 'Vanished' }, 'event', 'event'],
    ['an event that only a census tells', { event: 'CountedOnRoll' }, 'event', 'event'],
    ['no UPN', { subject: '' }, 'subject', 'identifier-missing'],
    ['a UPN with another letter', { subject: `A${ann.slice(1)}` }, 'subject', 'upn-check-letter'],
    ['a day that does not exist', { effectiveOn: '2024-02-30' }, 'effectiveOn', 'date'],
    ['no day', { effectiveOn: '' }, 'effectiveOn', 'date'],
    ['a number that is none', { lengthSessions: 'two' }, 'lengthSessions', 'whole-number'],
    ['neither yes nor no', { missesExamination: 'perhaps' }, 'missesExamination', 'yes-or-no'],
    ['a malformed code', { category: 'suspension' }, 'category', 'code'],
    ['an end before the beginning', { endsOn: '2024-10-01' }, 'endsOn', 'not-before'],
    ['a field of another event', { ncYear: '9' }, 'ncYear', 'unknown-field'],
    [
      'an entry without its day',
      { event: 'ExclusionCancelled', reasons: '', lengthSessions: '', exclusion: 'Suspended' },
      'exclusion',
      'entry-reference',
    ],
    ['a correction of nothing that can be', { corrects: 'the first' }, 'corrects', 'entry-reference'],
    ['a school that is none', { school: '1' }, 'school', 'urn'],
  ])('%s', async (_what, change, field, code) => {
    const { rows } = await importing([{ ...suspended(ann, '2024-10-07'), ...change }]);
    expect(rows).toMatchObject({ read: 1, recorded: 0, refusedBy: { [code]: 1 } });
    expect(await ledger.refusals()).toMatchObject([{ file: 'movements.csv', line: '2', field, code }]);
  });

  test('name the column of a list of objects, and never the value', async () => {
    const attendance = { event: 'AttendanceSummarised', subject: ann, effectiveOn: '2024-09-09', school };
    await importing([
      { ...attendance, sessionsPossible: '10', 'marks.code': '/;O', 'marks.sessions': '5;a lot' },
    ]);
    expect(await ledger.refusals()).toEqual([
      {
        file: 'movements.csv',
        line: '2',
        field: 'marks.sessions',
        problem: 'is not a whole number from 1 to 14',
        code: 'whole-number',
      },
    ]);
  });

  test('a pupil id that nobody has; a subject that is no school or authority', async () => {
    const nobody = '01900000-0000-7000-8000-000000000001';
    const { rows } = await importing([
      added(nobody),
      { event: 'AddressChanged', subject: nobody, effectiveOn: '2024-09-03', lines: 'a' },
      { event: 'TrustMembershipChanged', subject: 'E09000002', effectiveOn: '2024-09-01' },
      { event: 'LocalStandardSet', subject: school, effectiveOn: '2024-09-01' },
    ]);
    expect(rows).toMatchObject({
      recorded: 0,
      refusedBy: { 'unknown-pupil': 2, urn: 1, 'authority-code': 1 },
    });
  });

  test('are those of an erased pupil, by UPN and by pupil id', async () => {
    await importing([added(ann)]);
    const [first] = await ofUpn(ann);
    const id = first?.stream.slice(6) ?? '';
    const { log, identity } = ledger;
    const pupil = asPupilId(id);
    await new Erasure(log, () => Promise.resolve([pupil]), identity.index, identity.keys).erase({
      pupil,
      effectiveOn: asPlainDate('2025-01-01'),
      reason: 'erasure-request',
      metadata: sampleMetadata,
    });
    const { rows, events } = await importing([suspended(ann, '2024-10-07'), suspended(id, '2024-10-07')]);
    expect(rows).toMatchObject({ refusedBy: { erased: 2 } });
    expect(events).toBe(0);
  });

  test('a change to a UPN that another pupil holds', async () => {
    await importing([added(ann), added(ben)]);
    const change = { event: 'UpnChanged', subject: ann, effectiveOn: '2025-01-06' };
    const { rows } = await importing([{ ...change, upn: ben }]);
    expect(rows.refusedBy).toEqual({ 'upn-held-by-another': 1 });
  });
});

test('after a change of UPN the rows of both UPNs are of one pupil', async () => {
  const { rows } = await importing([
    added(ann),
    { event: 'UpnChanged', subject: ann, effectiveOn: '2025-01-06', upn: ben },
    suspended(ben, '2025-01-13'),
  ]);
  expect(rows).toMatchObject({ recorded: 3 });
  expect(typesOf(await ofUpn(ann))).toEqual(['PupilIdentified', 'AddedToRoll', 'UpnChanged', 'Suspended']);
});

describe('a file that is sent again', () => {
  test('records nothing, also where its rows were corrected or withdrawn since, and where it has grown', async () => {
    const rows = [added(ann), suspended(ann, '2024-10-07'), suspended(ann, '2024-11-04')];
    await importing(rows);
    await importing([
      { ...suspended(ann, '2024-10-08'), corrects: 'Suspended 2024-10-07' },
      { event: 'EntryWithdrawn', subject: ann, effectiveOn: '2024-12-02', entry: 'Suspended 2024-11-04' },
    ]);
    expect(await importing(rows)).toMatchObject({ events: 0, rows: { known: 3 } });
    expect(await importing([...rows, added(ben)])).toMatchObject({ rows: { known: 3, recorded: 1 } });
  });

  test('keeps what an authority set, set otherwise and set back on one day', async () => {
    const places = (count: string): Row => ({
      event: 'PlacesCommissioned',
      subject: 'E09000002',
      effectiveOn: '2025-09-01',
      'provider.reference': 'B',
      places: count,
    });
    const rows = [places('5'), places('5'), places('6'), places('5')];
    expect((await importing(rows)).rows).toMatchObject({ recorded: 3, known: 1 });
    expect((await importing(rows)).events).toBe(0);
  });

  test('goes on where it was stopped', async () => {
    const rows = Array.from({ length: 700 }, (_, at) => added(upnNumber(at)));
    const controller = new AbortController();
    const progress = () => ({ set: () => controller.abort(), end: () => undefined });
    const stopped = await importing(rows, { signal: controller.signal, progress });
    expect(stopped).toMatchObject({ stopped: true, rows: { recorded: 500 } });
    expect((await importing(rows)).rows).toMatchObject({ read: 700, recorded: 200, known: 500 });
  });

  test('twice at once records each row once', async () => {
    const path = await fileOf([added(ann), suspended(ann, '2024-10-07'), added(ben)]);
    await Promise.all([ledger.movements(path), ledger.movements(path)]);
    expect((await ledger.events()).filter(({ type }) => type !== 'SchoolDescribed')).toHaveLength(5);
    expect((await ledger.movements(path)).events).toBe(0);
  });
});

test('a dry run records nothing and prints the same numbers', async () => {
  const rows = [
    added(ann),
    { event: 'UpnChanged', subject: ann, effectiveOn: '2025-01-06', upn: ben },
    suspended(ben, '2025-01-13'),
    {
      event: 'ExclusionCancelled',
      subject: ben,
      effectiveOn: '2025-01-14',
      school,
      exclusion: 'Suspended 2025-01-13',
    },
    { ...added(upnNumber(3)), effectiveOn: 'soon' },
  ];
  const dry = await importing(rows, { dryRun: true });
  expect(await ledger.events()).toEqual([]);
  expect(await importing(rows)).toEqual({ ...dry, dryRun: false });
});
