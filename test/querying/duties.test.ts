import { asPupilId, schoolStream } from '../../events/identifiers.js';
import type { DutiesDocument } from '../../src/querying/documents/duties.js';
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { added, corrected, day, fact, removed, suspended, told, urn } from '../support/history.js';
import { authority, camden, of, school, startLedger, type TestLedger } from './given.js';

const [alder, birch] = [urn(1), urn(2)];
const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
let ledger: TestLedger;

const left = removed(alder, '2024-11-15', { ground: 'G' });
const excluded = told('PermanentlyExcluded', { effectiveOn: '2024-11-04', school: alder, reasons: ['PP'] });
const parentTold = told('PartyNotified', {
  effectiveOn: '2024-11-06',
  party: 'parent',
  notifiedBy: 'head-teacher',
  aboutType: 'PermanentlyExcluded',
  aboutOn: '2024-11-04',
});
const directed = told('OffSiteDirectionStarted', {
  effectiveOn: '2024-11-18',
  school: birch,
  provider: { reference: 'STEPS' },
  pattern: 'full-time',
  registration: 'single',
});

beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(),
    school(alder, 'Alder Academy'),
    school(birch, 'Birch School'),
    ...[1, 2, 3].flatMap((number) => [
      of(pupil(number), added(number === 3 ? birch : alder, '2013-09-03', 'C')),
    ]),
    of(pupil(1), excluded),
    of(pupil(1), parentTold),
    of(pupil(2), suspended(alder, '2024-11-11', 4)),
    of(pupil(2), left),
    of(pupil(3), directed),
  );
});
afterAll(() => ledger.application.close());

const ofCamden = (query = '') => ledger.get<DutiesDocument>(`/api/authorities/${camden}/duties?${query}`);
const kindsOf = ({ duties }: DutiesDocument) => duties.map(({ kind }) => kind);

describe('the duties of a place', () => {
  it('are what is owed on a day, the first to fall due first, each with its source, clock and lateness', async () => {
    const { status, body, headers } = await ofCamden('as-at=2024-11-26&kind=board-reinstatement');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      report: 'duties',
      authority: { code: camden },
      school: null,
      asAt: '2024-11-26',
      asked: { kind: 'board-reinstatement', state: 'open' },
      totals: { owed: 0, overdue: 1, met: 0, noLongerOwed: 0 },
      next: null,
    });
    expect(body.duties).toEqual([
      {
        pupil: pupil(1),
        kind: 'board-reinstatement',
        meaning: 'The governing board considers reinstatement within 15 school days',
        regime: 'SI2012/1033',
        standing: 'statutory',
        source: 'SI 2012/1033 regs 6, 15, 24',
        owedBy: 'governing-board',
        owedTo: 'parent',
        recipientAuthority: null,
        school: { urn: alder, name: 'Alder Academy' },
        authority: { code: camden, oldCode: '202', name: 'Camden' },
        triggeredBy: { event: of(pupil(1), excluded).id, on: '2024-11-04' },
        clock: { length: 15, unit: 'school days', byDefault: false },
        sum: null,
        dueOn: '2024-11-25',
        byDefaultCalendar: true,
        state: 'overdue',
        late: 1,
        metBy: null,
        ended: null,
        staleSince: null,
      },
    ]);
  });

  it.each(['2024-11-05', '2024-11-19', '2024-12-31', '2025-09-01'])(
    'on %s are in the states that the filter and the totals give them',
    async (on) => {
      const all = (await ofCamden(`as-at=${on}&state=all`)).body;
      for (const state of ['owed', 'overdue', 'met', 'no-longer-owed'] as const) {
        const { body } = await ofCamden(`as-at=${on}&state=${state}`);
        expect(body.duties).toEqual(all.duties.filter((duty) => duty.state === state));
        expect(body.totals[state === 'no-longer-owed' ? 'noLongerOwed' : state]).toBe(body.duties.length);
      }
      expect(all.duties.every(({ triggeredBy }) => triggeredBy.on <= on)).toBe(true);
      expect(all.duties.map(({ dueOn }) => dueOn)).toEqual(all.duties.map(({ dueOn }) => dueOn).sort());
    },
  );

  it('come in pages that go on where the last one ended', async () => {
    const whole = (await ofCamden('state=all')).body.duties;
    const paged: DutiesDocument['duties'] = [];
    for (let next: string | null = `/api/authorities/${camden}/duties?state=all&limit=2`; next !== null;) {
      const { body }: { body: DutiesDocument } = await ledger.get<DutiesDocument>(next);
      paged.push(...body.duties);
      next = body.next;
    }
    expect(whole.length).toBeGreaterThan(4);
    expect(paged).toEqual(whole);
  });

  it('are those of one school where one is asked for', async () => {
    const { body } = await ledger.get<DutiesDocument>(`/api/schools/${birch}/duties?state=all`);
    expect(body.duties.every((duty) => duty.school?.urn === birch)).toBe(true);
    expect(kindsOf(body)).toContain('direction-notice');
  });

  it('are as they were known at a position, where a correction came later', async () => {
    const query = 'kind=exclusion-told-to-parent&state=met&as-at=2024-11-30';
    const before = (await ofCamden(query)).body;
    expect(before.duties.map(({ late }) => late)).toEqual([1]);
    const of1 = of(pupil(1), parentTold);
    await ledger.project(corrected(of1, { ...of1.data, effectiveOn: '2024-11-05' }));
    expect((await ofCamden(query)).body.duties.map(({ late }) => late)).toEqual([0]);
    const again = (await ofCamden(`${query}&as-known=${before.asKnown.position}`)).body;
    expect(again).toEqual(before);
  });

  it('are judged anew when the school turns out to be an academy', async () => {
    const regime = async () =>
      (await ofCamden('kind=direction-notice&state=all')).body.duties.map((duty) => duty.regime);
    expect(await regime()).toEqual(['SI2010/1156']);
    const trust = { effectiveOn: day('2018-09-01'), trust: '12345678' };
    await ledger.project(fact('TrustMembershipChanged', trust, schoolStream(birch)));
    expect(await regime()).toEqual(['academies-before-2026']);
  });

  it('are refused for a duty, a state or a page that there is none of', async () => {
    for (const query of ['kind=tidiness', 'state=forgotten', 'after=nowhere'])
      expect(await ofCamden(query)).toMatchObject({ status: 400, body: { code: 'invalid-fields' } });
  });

  it('are looks at the children that are shown', async () => {
    await ledger.get(`/api/schools/${birch}/duties?state=all`, { 'X-Purpose': 'off-site' });
    const { rows } = await ledger.application.database.pool.query<{ pupil_id: string }>(
      `select pupil_id from platform.look where what = 'duties' and purpose = 'off-site'`,
    );
    expect(rows).toEqual([{ pupil_id: pupil(3) }]);
  });
});

describe('the duties of a pupil', () => {
  it('stand in the trajectory, as on the day asked for', async () => {
    const on = async (asAt: string) => {
      const { body } = await ledger.get<TrajectoryDocument>(
        `/api/pupils/${pupil(2)}/trajectory?as-at=${asAt}`,
      );
      return body.duties.filter(({ kind }) => kind === 'destination-confirmed');
    };
    expect(await on('2024-11-14')).toEqual([]);
    expect(await on('2024-11-29')).toMatchObject([{ state: 'owed', dueOn: '2024-11-29' }]);
    expect(await on('2024-12-02')).toMatchObject([{ state: 'overdue', late: 1 }]);
  });
});

describe('ledger report duties', () => {
  const report = (...more: readonly string[]) =>
    ledger.command('report', 'duties', '--authority', camden, ...more);

  it('lists what is overdue as JSON, as REST answers it', async () => {
    const { code, stdout } = await report('--overdue', '--as-at', '2024-12-31', '--json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as DutiesDocument;
    expect(document).toEqual((await ofCamden('state=overdue&as-at=2024-12-31')).body);
    expect(document.duties.length).toBeGreaterThan(0);
    for (const duty of document.duties)
      expect(duty).toMatchObject({ state: 'overdue', source: expect.any(String) });
  });

  it('prints for people in 100 columns, and as CSV', async () => {
    const { stdout } = await report('--as-at', '2024-11-26');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout).toContain('Owed by');
    const csv = await report('--as-at', '2024-11-26', '--format', 'csv');
    expect(csv.stdout).toMatch(/^pupil,kind,regime,standing,source,/);
  });

  it('refuses what is not of duties', async () => {
    expect(await report('--class', 'all')).toMatchObject({ code: 2 });
  });
});
