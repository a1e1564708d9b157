import {
  asAuthorityCode,
  asUrn,
  authorityStream,
  pupilOf,
  schoolStream,
} from '../../../events/identifiers.js';
import { standingFacts } from '../../../projections/standing-facts.js';
import { open } from '../../../src/identity/sealing.js';
import { keysOf, upnNumber } from '../../identity/given.js';
import type { Row } from '../given.js';
import { ledger, ann, ben, school, added, suspended, importing, fileOf, ofUpn, typesOf } from './given.js';

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
