/** Early warnings and disagreements between sources, asked over HTTP and at the command line. */
import { asAuthorityCode, asPupilId } from '../../events/identifiers.js';
import type { EarlyWarningDocument, ReconciliationDocument } from '../../src/querying/documents/findings.js';
import { added, day, fact, removed, suspended, urn, withdrawn } from '../support/history.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
let ledger: TestLedger;

/** Suspended three times at Alder, and by then at Birch; the second pupil is also on a reduced timetable. */
const suspensions = ['2024-11-05', '2024-11-19', '2024-12-03'].map((on) => suspended(alder, on, 1));
const timetable = fact('ReducedTimetableStarted', {
  effectiveOn: day('2024-11-11'),
  school: alder,
  sessionsAWeek: 5,
  reason: 'behaviour',
});
const left = removed(alder, '2025-02-14');

beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(),
    authority(asAuthorityCode('E09000008'), 'Croydon', '306'),
    school(alder, 'Alder Academy'),
    school(birch, 'Birch School'),
    school(cedar, 'Cedar School', asAuthorityCode('E09000008')),
    ...[1, 2, 3].flatMap((number) =>
      [added(alder, '2022-09-05', 'C', '7'), ...suspensions].map((told) => of(pupil(number), told)),
    ),
    of(pupil(2), timetable),
    of(pupil(3), left),
    of(pupil(3), added(birch, '2025-02-24', 'C', '9')),
    of(pupil(4), added(cedar, '2022-09-05', 'C', '7')),
  );
});
afterAll(() => ledger.application.close());

describe('early warnings', () => {
  const warnings = (query = '', place = 'authorities/E09000007') =>
    ledger.get<EarlyWarningDocument>(`/api/${place}/early-warning?as-at=2025-03-03${query}`);

  it('of an authority list pupils with their reasons in words and entries, those of whom most shows first', async () => {
    const { status, body } = await warnings();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      report: 'early-warning',
      authority: { code: 'E09000007', name: 'Camden' },
      school: null,
      asAt: '2025-03-03',
      rule: null,
      next: null,
    });
    expect(body.pupils.map((each) => each.pupil)).toEqual([pupil(2), pupil(1), pupil(3)]);
    expect(body.pupils[0]).toMatchObject({
      warnings: [
        { rule: 'reduced-timetable', since: '2024-11-11', reason: 'A reduced timetable began on 2024-11-11' },
        {
          rule: 'suspended-repeatedly',
          meaning: 'At least 3 suspensions began within 182 days',
          school: { urn: alder, name: 'Alder Academy' },
          since: '2024-12-03',
          reason: '3 suspensions in the 182 days up to 2024-12-03',
          evidence: suspensions.map((told) => of(pupil(2), told).id),
        },
      ],
      staleSince: null,
    });
    expect(body.rules.find(({ name }) => name === 'suspended-repeatedly')).toMatchObject({
      concerns: 'pupil',
      pupils: 3,
      parameters: [
        { name: 'leastSuspensions', value: '3', source: 'ours' },
        { name: 'windowDays', value: '182', source: 'ours' },
      ],
    });
  });

  it('go with the pupil to the next school, and are asked for a day and a rule', async () => {
    const pupilsAt = async (query: string, place: string) =>
      (await warnings(query, place)).body.pupils.map((each) => each.pupil);
    expect(await pupilsAt('', `schools/${birch}`)).toEqual([pupil(3)]);
    expect(await pupilsAt('', `schools/${alder}`)).toEqual([pupil(2), pupil(1)]);
    expect(await pupilsAt('&rule=reduced-timetable', 'authorities/202')).toEqual([pupil(2)]);
    expect(await pupilsAt('', 'authorities/E09000008')).toEqual([]);
    const before = await ledger.get<EarlyWarningDocument>(
      '/api/authorities/E09000007/early-warning?as-at=2024-12-02',
    );
    expect(before.body.pupils.map(({ pupil: each, warnings: all }) => [each, all.length])).toEqual([
      [pupil(2), 1],
    ]);
  });

  it('come in pages that go on after a pupil', async () => {
    const first = await warnings('&limit=2');
    expect(first.body.pupils).toHaveLength(2);
    const second = await ledger.get<EarlyWarningDocument>(first.body.next ?? '');
    expect(second.body.pupils.map((each) => each.pupil)).toEqual([pupil(3)]);
    expect(second.body.next).toBeNull();
    expect((await ledger.get('/api/authorities/202/early-warning?after=x')).status).toBe(400);
    expect((await ledger.get('/api/authorities/202/early-warning?rule=x')).status).toBe(400);
  });

  it('are looks at the pupils shown, as known at a position, and printed alike by the command', async () => {
    const { body } = await warnings();
    const { rows } = await ledger.application.database.pool.query(
      `select pupil_id from platform.look where what = 'early-warning' order by id desc limit 3`,
    );
    expect(rows).toHaveLength(3);
    const printed = await ledger.command(
      ...['report', 'early-warning', '--authority', '202', '--as-at', '2025-03-03', '--json'],
    );
    expect([printed.code, JSON.parse(printed.stdout)]).toEqual([0, body]);
    const table = await ledger.command(
      'report',
      'early-warning',
      '--authority',
      '202',
      '--as-at',
      '2025-03-03',
    );
    expect(table.stdout).toContain('3 suspensions in the 182 days up to');
    const suspension = of(pupil(1), suspensions[0] ?? timetable);
    await ledger.project(of(pupil(1), withdrawn(suspension)));
    expect((await warnings()).body.pupils.map((each) => each.pupil)).not.toContain(pupil(1));
    const then = await warnings(`&as-known=${body.asKnown.position}`);
    expect(then.body.pupils).toEqual(body.pupils);
  });
});

describe('reconciliation', () => {
  const asked = (query = '', place = 'authorities/E09000007') =>
    ledger.get<ReconciliationDocument>(`/api/${place}/reconciliation?as-at=2025-03-03${query}`);

  it('lists what sources do not agree on, with whose word stands, counts, and how long reports take', async () => {
    const { status, body } = await asked();
    expect(status).toBe(200);
    expect(body.disagreements).toEqual([
      {
        pupil: pupil(3),
        rule: 'deletion-without-return',
        meaning: 'The register has the name deleted, and no deletion return was reported by then',
        reason: 'Last on roll on 2025-02-14; nobody has reported a deletion return',
        school: { urn: alder, name: 'Alder Academy' },
        since: '2025-02-15',
        evidence: [of(pupil(3), left).id],
        staleSince: null,
      },
    ]);
    expect(body.rules.find(({ name }) => name === 'deletion-without-return')).toMatchObject({
      family: 'admission register',
      seenBy: 'admission-register',
      notSeenBy: 'deletion-return',
      stands: { source: 'admission-register' },
    });
    expect(body.counts).toEqual([
      {
        school: { urn: alder, name: 'Alder Academy' },
        family: 'admission register',
        rule: 'deletion-without-return',
        disagreements: 1,
      },
    ]);
    expect(body.sources[0]?.name).toBe('new-roll');
  });

  it('is asked by family, by rule and by school, and shows nothing that was settled by that day', async () => {
    const pupilsOf = async (query: string, place?: string) =>
      (await asked(query, place)).body.disagreements.map((each) => each.pupil);
    expect(await pupilsOf('&family=admission%20register')).toEqual([pupil(3)]);
    expect(await pupilsOf('&family=exclusion')).toEqual([]);
    expect(await pupilsOf('', `schools/${birch}`)).toEqual([]);
    await ledger.project(
      of(
        pupil(3),
        fact('DeletionReturned', {
          effectiveOn: day('2025-03-03'),
          school: alder,
          regime: 'SI2024/208',
          leavesOn: day('2025-02-14'),
        }),
      ),
    );
    expect(await pupilsOf('')).toEqual([]);
    const before = await ledger.get<ReconciliationDocument>(
      '/api/authorities/202/reconciliation?as-at=2025-03-02',
    );
    expect(before.body.disagreements).toHaveLength(1);
  });

  it('tells reporting lag of what was recorded lately, and prints as the command does', async () => {
    const { body } = await ledger.get<ReconciliationDocument>('/api/authorities/202/reconciliation');
    const { reportingLag } = body;
    expect(reportingLag.map(({ school: { urn: at }, family, reports }) => [at, family, reports])).toEqual([
      [alder, 'admission register', 5],
      [alder, 'exclusion', 8],
      [alder, 'unrecorded practice', 1],
      [birch, 'admission register', 1],
    ]);
    for (const { medianDays, ninetiethPercentileDays } of reportingLag)
      expect(ninetiethPercentileDays).toBeGreaterThanOrEqual(medianDays);
    const printed = await ledger.command('report', 'reconciliation', '--authority', '202', '--json');
    expect([printed.code, JSON.parse(printed.stdout)]).toEqual([0, body]);
    const lines = (await ledger.command('report', 'reconciliation', '--authority', '202')).stdout;
    expect(lines).toContain('Days from event to record');
  });
});

it('the command refuses options of other reports', async () => {
  for (const options of [
    ['early-warning', '--year', '2024/25'],
    ['reconciliation', '--rule', 'suspended-repeatedly'],
    ['counts', '--as-at', '2025-03-03'],
  ]) {
    const { code, stdout } = await ledger.command('report', ...options, '--authority', '202');
    expect([code, stdout]).toEqual([2, '']);
  }
});
