import { parse } from 'csv-parse/sync';
import { asPupilId } from '../../events/identifiers.js';
import { authorityRates } from '../../projections/measures/catalogue.js';
import { KeyStore } from '../../src/identity/keys/key-store.js';
import { PupilIndex } from '../../src/identity/pupil-index.js';
import { makeUpn } from '../../events/upn.js';
import { added, day, fact, removed, suspended, urn } from '../support/history.js';
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const [alder, birch] = [urn(1), urn(2)];
const [one, other] = [
  asPupilId('01900000-0000-7000-8000-000000000001'),
  asPupilId('01900000-0000-7000-8000-000000000002'),
];
let ledger: TestLedger;

beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(),
    school(
      alder,
      '=Alder, "the" Academy with a name that is as long as the names of schools can be in this country',
    ),
    school(birch, 'Birch School'),
    of(one, added(alder, '2015-09-03', 'C', '7')),
    of(one, suspended(alder, '2015-10-05', 4)),
    of(one, fact('EthnicityRecorded', { effectiveOn: day('2015-09-03'), ethnicity: 'WBRI' })),
    of(one, removed(alder, '2016-01-22', { regime: 'SI2006/1751', ground: 'b' })),
    of(one, added(birch, '2016-01-25', 'C', '7')),
    of(other, added(birch, '2014-09-03', 'C', '8')),
    of(other, removed(birch, '2015-11-20', { regime: 'SI2006/1751' })),
  );
});
afterAll(() => ledger.application.close());

const documentIn = (stdout: string) => JSON.parse(stdout) as TrajectoryDocument;
const linesOf = (text: string) => text.trimEnd().split('\n');

describe('ledger trajectory', () => {
  it('prints as JSON what REST answers', async () => {
    const { code, stdout, stderr } = await ledger.command('trajectory', one, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual((await ledger.get(`/api/pupils/${one}/trajectory`)).body);
  });

  it('prints for people in 100 columns', async () => {
    const { code, stdout } = await ledger.command('trajectory', one);
    expect(code).toBe(0);
    expect(Math.max(...linesOf(stdout).map((line) => line.length))).toBeLessThanOrEqual(100);
    for (const part of [
      'On roll',
      'Moves, under EPI-2024',
      'No family reason',
      'Exclusions',
      'Circumstances',
      'Entries',
    ])
      expect(stdout).toContain(part);
  });

  it('as known at a position prints byte for byte what it printed then, also after a merge and a new description', async () => {
    const then = await ledger.command('trajectory', one, '--json');
    const { position } = documentIn(then.stdout).asKnown;
    await ledger.tell(
      of(one, fact('RecordsMerged', { effectiveOn: day('2016-02-01'), absorbed: other, addresses: [] })),
      school(birch, 'Birch Academy'),
    );
    const now = await ledger.command('trajectory', one, '--json');
    expect(documentIn(now.stdout).records).toEqual([one, other]);
    const again = await ledger.command('trajectory', one, '--json', '--as-known', position);
    expect(again.stdout).toBe(then.stdout);
    const otherThen = await ledger.command('trajectory', other, '--json', '--as-known', position);
    expect(documentIn(otherThen.stdout).pupil).toBe(other);
  });

  it('finds a pupil by UPN', async () => {
    const upn = makeUpn('801', '2000', '01', '001');
    const found = (
      await ledger.application.app.get(PupilIndex, { strict: false }).findOrCreateMany('upn', [upn])
    ).get(upn);
    if (!found || found.erased) throw new Error('not made');
    await ledger.application.app.get(KeyStore, { strict: false }).keysOf([found.pupil]);
    await ledger.tell(of(found.pupil, added(alder, '2015-09-03')));
    const { stdout } = await ledger.command('trajectory', upn, '--json');
    expect(documentIn(stdout).pupil).toBe(found.pupil);
  });

  it('records who looked and why', async () => {
    await ledger.command('trajectory', one, '--purpose', 'inspection', '--identity', 'none');
    const { rows } = await ledger.application.database.pool.query(
      'select actor, purpose, what from platform.look order by id desc limit 1',
    );
    expect(rows).toEqual([{ actor: 'cli', purpose: 'inspection', what: 'trajectory-without-identity' }]);
  });

  it('prints nothing on standard output for a question that is none: 1 where it ran, 2 where it was wrong', async () => {
    await expectRefusals('trajectory', [
      [['01900000-0000-7000-8000-00000000ffff'], 1],
      [['nobody'], 1],
      [[one, '--as-known', '9999999'], 1],
      [[], 2],
      [[one, '--as-at', '2015-02-30'], 2],
      [[one, '--as-known', 'then'], 2],
      [[one, '--purpose', 'a child'], 2],
    ]);
  });
});

describe('ledger report', () => {
  const moreOf: Readonly<Record<string, readonly string[]>> = { 'unexplained-moves': ['--class', 'all'] };

  it('prints as JSON what REST answers', async () => {
    for (const [measure, path] of [
      ['unexplained-moves', 'unexplained-moves?class=all'],
      ['counts', 'counts'],
      ['rates', 'rates'],
      ['stock', 'stock?as-at=2015-12-01'],
      ['reintegration', 'reintegration?as-at=2015-12-01'],
      ['looked-after', 'looked-after?as-at=2015-12-01'],
      ['nominations', 'nominations?as-at=2015-12-01'],
      ['attendance', 'attendance?as-at=2015-12-01'],
    ] as const) {
      const more = path.includes('as-at') ? ['--as-at', '2015-12-01'] : moreOf[measure];
      const { code, stdout } = await ledger.command(
        'report',
        measure,
        '--authority',
        '202',
        '--format',
        'json',
        ...(more ?? []),
      );
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual((await ledger.get(`/api/authorities/202/${path}`)).body);
    }
  });

  it('prints tables in 100 columns', async () => {
    for (const measure of [
      'unexplained-moves',
      'counts',
      'rates',
      'stock',
      'placements',
      'managed-moves',
      'looked-after',
      'nominations',
      'attendance',
    ]) {
      const { code, stdout } = await ledger.command(
        'report',
        measure,
        '--authority',
        '202',
        '--school',
        alder,
      );
      expect(code).toBe(0);
      expect(Math.max(...linesOf(stdout).map((line) => line.length))).toBeLessThanOrEqual(100);
      expect(stdout).toMatch(/as known at\s+position \d+/);
    }
  });

  it('prints CSV with a header and a line a figure, and with the evidence of each move', async () => {
    const rates = parse<Record<string, string>>(
      (
        await ledger.command(
          'report',
          'rates',
          '--authority',
          'E09000007',
          '--year',
          '2015/16',
          '--format',
          'csv',
        )
      ).stdout,
      { columns: true },
    );
    expect(rates).toHaveLength(authorityRates.length);
    expect(rates.find(({ measure }) => measure === 'suspension-rate')).toMatchObject({
      value: '50',
      numerator: '1',
      denominator: '2',
      school_year: '2015/16',
      method: 'DfE-exclusions',
    });
    const moves = parse<Record<string, string>>(
      (await ledger.command('report', 'unexplained-moves', '--authority', '202', '--format', 'csv')).stdout,
      { columns: true },
    );
    expect(moves[0]).toMatchObject({
      pupil: one,
      left_on: '2016-01-22',
      class: 'unexplained',
      rule: 'no-family-reason',
    });
    expect(moves[0]?.['evidence']).toMatch(/^[0-9a-f-]{36}( [0-9a-f-]{36})*$/);
    // A spreadsheet would run a name that begins like a formula.
    expect(moves[0]?.['school_name']).toMatch(/^'=Alder, "the" Academy/);
    const onDay = [
      'report',
      'reintegration',
      '--authority',
      '202',
      '--as-at',
      '2015-12-01',
      '--format',
      'csv',
    ];
    const [first] = parse<Record<string, string>>((await ledger.command(...onDay)).stdout, { columns: true });
    expect(first).toMatchObject({ as_at: '2015-12-01', measure: 'permanently-excluded', value: '0' });
  });

  it('as known at a position prints what it printed then', async () => {
    const then = await ledger.command('report', 'counts', '--authority', '202', '--format', 'json');
    await ledger.tell(of(other, suspended(birch, '2015-10-06', 2)));
    const now = await ledger.command('report', 'counts', '--authority', '202', '--format', 'json');
    expect(now.stdout).not.toBe(then.stdout);
    const again = await ledger.command(
      'report',
      'counts',
      '--authority',
      '202',
      '--format',
      'json',
      '--as-known',
      documentIn(then.stdout).asKnown.position,
    );
    expect(again.stdout).toBe(then.stdout);
  });

  it('prints nothing on standard output for a question that is none: 1 where it ran, 2 where it was wrong', async () => {
    await expectRefusals('report', [
      [['rates', '--authority', '999'], 1],
      [['rates', '--authority', '202', '--school', '999999'], 1],
      [['counts'], 2],
      [['--authority', '202'], 2],
      [['happiness', '--authority', '202'], 2],
      [['rates', '--authority', '202', '--format', 'xml'], 2],
      [['rates', '--authority', '202', '--year', '2015'], 2],
      [['rates', '--authority', '202', '--limit', '3'], 2],
      [['rates', '--authority', '202', '--as-at', '2015-12-01'], 2],
      [['stock', '--authority', '202', '--class', 'all'], 2],
      [['stock', '--authority', '202', '--as-at', '2015-02-30'], 2],
    ]);
  });
});

async function expectRefusals(
  command: string,
  cases: readonly (readonly [args: readonly string[], exitCode: number])[],
): Promise<void> {
  for (const [args, expected] of cases) {
    const { code, stdout, stderr } = await ledger.command(command, ...args);
    expect({ args, code, stdout, isExplained: stderr !== '' }).toEqual({
      args,
      code: expected,
      stdout: '',
      isExplained: true,
    });
  }
}
