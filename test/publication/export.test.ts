import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  asAuthorityCode,
  asPupilId,
  schoolStream,
  type Position,
  type Urn,
} from '../../events/identifiers.js';
import type { School } from '../../projections/register/register.js';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { eesLayout } from '../../projections/publication/layouts/ees.js';
import { fewerThanFive } from '../../projections/publication/policies/fewer-than-five.js';
import { nearestTen } from '../../projections/publication/policies/nearest-ten.js';
import { none } from '../../projections/publication/policies/none.js';
import type { DisclosurePolicy } from '../../projections/publication/policies/policy.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { WrongUse } from '../../src/cli/exit-codes.js';
import { exclusionsTables, type ExclusionsAsked } from '../../src/publication/exclusions-tables.js';
import { writeTables } from '../../src/publication/write-tables.js';
import { ReportViews } from '../../src/querying/report-views.js';
import type { ExportDocument } from '../../src/publication/export-document.js';
import { authority, of, startLedger, type TestLedger } from '../querying/given.js';
import { added, day, fact, suspended, urn, type Told } from '../support/history.js';
import { longEnoughMs } from '../support/until.js';

let ledger: TestLedger;
let folder: string;
beforeAll(async () => {
  ledger = await startLedger();
  folder = await mkdtemp(join(tmpdir(), 'publication-'));
});
afterAll(async () => {
  await ledger.application.close();
  await rm(folder, { recursive: true });
});

const rutland = asAuthorityCode('E06000017');
const camden = asAuthorityCode('E09000007');
const leicester = asAuthorityCode('E06000016');

const school = (number: Urn, name: string | null, described: Partial<School>): Told =>
  fact(
    'SchoolDescribed',
    {
      effectiveOn: day('2000-09-01'),
      standing: 'described',
      ...(name !== null && { name }),
      authority: rutland,
      ...described,
    },
    schoolStream(number),
  );
const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const [infants, middle, allThrough, special, unit, unknown, elsewhere, across] = [
  urn(1),
  urn(2),
  urn(3),
  urn(4),
  urn(5),
  urn(6),
  urn(7),
  urn(8),
];

const january2016 = (at: Urn, onRollThere: number): Told =>
  fact(
    'CensusReceived',
    {
      effectiveOn: day('2016-01-21'),
      term: '2016-spring',
      onRoll: onRollThere,
      leavers: 0,
      exclusions: 0,
      digest: '0'.repeat(64),
    },
    schoolStream(at),
  );

/** Pupils on the roll of a school since September 2014, numbered from `first`. */
const onRoll = (at: Urn, first: number, count: number): Told[] =>
  Array.from({ length: count }, (_, each) => of(pupil(first + each), added(at, '2014-09-03')));

async function rowsOf(path: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path, 'utf8'), { columns: true });
}

const areas = 'exclusions_by_geographic_level';
/** The export of 2015/16 into a folder of its own, with these options. */
const exported = (out: string, ...options: string[]) =>
  ledger.command(
    ...['export', 'exclusions', '--year', '2015/16', '--out', join(folder, out), '--json', ...options],
  );
const documentOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as ExportDocument;

/** The tables of 2015/16, before they are written. */
function tablesOf(policy: DisclosurePolicy, more: Partial<ExclusionsAsked> = {}) {
  const views = ledger.application.app.get(ReportViews, { strict: false });
  const asked = {
    years: [schoolYearFrom(2015)],
    authority: null,
    policy,
    levels: null,
    layout: eesLayout,
    ...more,
  };
  return views.at(schoolCounts, 'newest', { signal: AbortSignal.timeout(longEnoughMs) }, (view) =>
    exclusionsTables(view, asked),
  );
}

describe('an export of exclusions', () => {
  let beforeExclusions: Position;
  beforeAll(async () => {
    beforeExclusions = await ledger.tell(
      authority(rutland, 'Rutland', '857'),
      authority(camden, 'Camden', '202'),
      school(infants, 'Oakham Infants', { type: 'mainstream', phase: 'primary', laestab: '8572001' }),
      school(middle, 'Uppingham Middle', {
        type: 'mainstream',
        phase: 'middle',
        lowestAge: 9,
        highestAge: 13,
        laestab: '8574001',
      }),
      school(allThrough, 'Vale Academy', { type: 'mainstream', phase: 'all-through', laestab: '8574002' }),
      school(special, null, { type: 'special', laestab: '8577001' }),
      school(unit, 'Referral Unit', { type: 'alternative-provision', laestab: '8571100' }),
      school(unknown, 'Nobody Said', {}),
      school(elsewhere, 'Camden High', { authority: camden, type: 'mainstream', phase: 'secondary' }),
      // A school of a third authority, which two pupils of Rutland have gone to.
      authority(leicester, 'Leicester', '856'),
      school(across, 'Across the Border', { authority: leicester, type: 'mainstream', phase: 'secondary' }),
      january2016(infants, 30),
      january2016(elsewhere, 10),
      ...onRoll(infants, 1000, 30),
      ...onRoll(middle, 2000, 40),
      ...onRoll(allThrough, 3000, 60),
      ...onRoll(special, 4000, 7),
      ...onRoll(unit, 5000, 3),
      ...onRoll(unknown, 6000, 2),
      ...onRoll(elsewhere, 7000, 10),
      ...onRoll(across, 8000, 2),
    );
    await ledger.project(
      // Six suspensions of five pupils in secondary schools, one of them suspended at both; none of it in the year before.
      of(pupil(2000), suspended(middle, '2015-10-05', 4)),
      of(pupil(2000), suspended(middle, '2015-11-02', 2)),
      of(pupil(2000), added(allThrough, '2016-03-01', 'S')),
      of(pupil(2000), suspended(allThrough, '2016-03-07', 1)),
      of(pupil(3000), suspended(allThrough, '2016-03-07', 1)),
      of(pupil(3001), suspended(allThrough, '2016-03-08', 1)),
      of(pupil(3002), suspended(allThrough, '2016-03-09', 1)),
      of(pupil(1000), suspended(infants, '2016-04-20', 1)),
      of(pupil(5000), suspended(unit, '2016-04-20', 1)),
      of(
        pupil(3001),
        fact('PermanentlyExcluded', { effectiveOn: day('2016-05-03'), school: allThrough, reasons: ['DB'] }),
      ),
    );
  });

  it('has the published columns and counts, by the location of the school', async () => {
    const out = join(folder, 'sfr');
    const done = await exported('sfr', '--policy', 'none', '--layout', 'sfr2017', '--authority', '857');
    const { code, stderr } = done;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const document = documentOf(done);
    expect(document.files).toEqual([
      {
        data: join(out, 'exclusions_by_geographic_level.csv'),
        meta: join(out, 'exclusions_by_geographic_level.meta.csv'),
        rows: 4,
      },
    ]);
    expect(document.years).toEqual([
      {
        schoolYear: '2015/16',
        levels: ['local-authority'],
        coverage: [
          'Of all 4 schools no term dates are set: the school year begins by default on 1 September',
          'Of 3 of 4 schools no census of January 2016 is held: the roll is what other reports say',
        ],
        leftOut: [
          {
            reason: 'outside-tables',
            counts: { schools: 1, headcount: 3, permanentExclusions: 0, suspensions: 1, pupilsSuspended: 1 },
          },
          {
            reason: 'type-not-known',
            counts: { schools: 1, headcount: 2, permanentExclusions: 0, suspensions: 0, pupilsSuspended: 0 },
          },
        ],
      },
    ]);
    const text = await readFile(join(out, 'exclusions_by_geographic_level.csv'), 'utf8');
    const place =
      'Academic year,201516,Local authority,E92000001,England,E12000004,East Midlands,857,E06000017,Rutland,,,Total,Total';
    expect(text.trim().split('\n')).toEqual([
      'time_identifier,time_period,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,estab,laestab,academy_type,academy_open_date,school_type,num_schools,headcount,perm_excl,perm_excl_rate,fixed_excl,fixed_excl_rate,one_plus_fixed,one_plus_fixed_rate',
      `${place},Total,4,137,1,0.73,7,5.11,6,4.38`,
      `${place},State-funded primary,1,30,0,0,1,3.33,1,3.33`,
      `${place},State-funded secondary,2,100,1,1,6,6,5,5`,
      `${place},Special,1,7,0,0,0,0,0,0`,
    ]);
  });

  it('has no row of an authority that it sees only by those who moved there, and names it', async () => {
    const { tables, years } = await tablesOf(none, { levels: ['local-authority', 'school'] });
    const rows = tables.flatMap((table) => table.rows);
    expect([...new Set(rows.map(({ place }) => place.authority?.name))]).toEqual(['Rutland', 'Camden']);
    expect(years[0]?.coverage).toContain(
      'No row is of Leicester: of none of their schools a census of January 2016 is held',
    );
    expect(years[0]?.leftOut).toContainEqual({
      reason: 'authority-not-held',
      counts: { schools: 1, headcount: 2, permanentExclusions: 0, suspensions: 0, pupilsSuspended: 0 },
    });
    const named = await tablesOf(none, { authority: '856' });
    expect(named.tables[0]?.rows[0]?.counts).toMatchObject({ schools: 1, headcount: 2 });
    expect(named.years[0]?.coverage).toContain(
      'Of the school no census of January 2016 is held: the roll is what other reports say',
    );
  });

  it('passes the screening checks in today’s layout, of areas and of schools', async () => {
    const done = await exported('ees', '--policy', 'none', '--levels', 'local-authority,school', '--check');
    expect(done.code).toBe(0);
    const { files, checks } = documentOf(done);
    expect(files.map(({ rows }) => rows)).toEqual([6, 10]);
    expect(checks?.map(({ fails, warns, rows }) => ({ fails, warns, rows }))).toEqual([
      { fails: 0, warns: 0, rows: 6 },
      { fails: 0, warns: 0, rows: 10 },
    ]);
    const [total] = (await rowsOf(join(folder, 'ees', `${areas}.csv`))).filter(
      (row) => row['la_name'] === 'Rutland',
    );
    expect(total).toMatchObject({
      education_phase: 'Total',
      headcount: '137',
      suspension: '7',
      susp_rate: '5.10949',
      one_plus_susp: '6',
    });
    const schools = await rowsOf(join(folder, 'ees', 'exclusions_by_school.csv'));
    expect(
      schools.map((row) => [row['school_name'], row['education_phase'], row['suspension']]),
    ).toContainEqual(['Uppingham Middle', 'State-funded secondary', '2']);
    // Of a school that nobody named.
    expect(schools.map((row) => row['school_name'])).toContain(`URN ${special}`);
  });

  it('hides small counts, and what they could be found from', async () => {
    const { tables } = await tablesOf(fewerThanFive, { authority: '857' });
    const rows = tables.flatMap((table) => table.rows);
    expect(
      rows.map(({ schoolType, counts }) => [schoolType, counts.permanentExclusions, counts.suspensions]),
    ).toEqual([
      ['Total', 'c', 7],
      ['State-funded primary', 0, 'c'],
      ['State-funded secondary', 'c', 'c'],
      ['Special', 0, 0],
    ]);
  });

  it('says what was known at a position', async () => {
    await exported('before', '--policy', 'none', '--as-known', String(beforeExclusions));
    const rows = await rowsOf(join(folder, 'before', `${areas}.csv`));
    expect(rows).toHaveLength(6);
    expect(rows.map((row) => row['suspension'])).toEqual(rows.map(() => '0'));
  });

  it('writes over nothing without being told', async () => {
    const out = join(folder, 'once');
    const headcount = async () => (await rowsOf(join(out, `${areas}.csv`)))[0]?.['headcount'];
    const [exact, rounded] = [await tablesOf(none), await tablesOf(nearestTen)];
    await writeTables(exact.tables, out, { overwrite: false });
    await expect(writeTables(rounded.tables, out, { overwrite: false })).rejects.toThrow(`${areas}.csv`);
    expect(await headcount()).toBe('137');
    await writeTables(rounded.tables, out, { overwrite: true });
    expect(await headcount()).toBe('140');
    expect((await readdir(out)).sort()).toEqual([`${areas}.csv`, `${areas}.meta.csv`]);
  });

  it('leaves no file of an earlier export beside its own: the one could show what the other hides', async () => {
    const out = join(folder, 'beside');
    const both = await tablesOf(none, { levels: ['local-authority', 'school'] });
    const hidden = await tablesOf(fewerThanFive);
    await writeTables(both.tables, out, { overwrite: false });
    const before = await readFile(join(out, `${areas}.csv`), 'utf8');
    await expect(writeTables(hidden.tables, out, { overwrite: true })).rejects.toThrow(
      /exclusions_by_school\.csv.*exclusions_by_school\.meta\.csv: of an earlier export/,
    );
    expect(await readFile(join(out, `${areas}.csv`), 'utf8')).toBe(before);
    const schools = await tablesOf(none, { levels: ['school'] });
    const apart = join(folder, 'apart');
    await writeTables(hidden.tables, apart, { overwrite: false });
    await expect(writeTables(schools.tables, apart, { overwrite: false })).rejects.toThrow(WrongUse);
    expect((await readdir(apart)).sort()).toEqual([`${areas}.csv`, `${areas}.meta.csv`]);
  });

  it('says that what it hides is hidden in this table alone', async () => {
    const notesOf = async (policy: string) =>
      documentOf(await exported(`alone-${policy}`, '--policy', policy)).notes.join('\n');
    const [hidden, exact] = [await notesOf('lt5'), await notesOf('none')];
    expect(hidden).toMatch(/no other table of these pupils is published/);
    expect(exact).not.toMatch(/no other table/);
  });

  it('is wrong use where the folder is a file, or a file a folder: nothing is written', async () => {
    const { tables } = await tablesOf(none);
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(writeTables(tables, file, { overwrite: true })).rejects.toThrow(WrongUse);
    const out = join(folder, 'taken');
    await mkdir(join(out, `${areas}.meta.csv`), { recursive: true });
    await expect(writeTables(tables, out, { overwrite: true })).rejects.toThrow(WrongUse);
    expect(await readdir(out)).toEqual([`${areas}.meta.csv`]);
  });

  it('leaves no half file where it is stopped', async () => {
    const { tables } = await tablesOf(none);
    const out = join(folder, 'stopped');
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(writeTables(tables, out, { overwrite: false, signal })).rejects.toThrow();
    expect(await readdir(out)).toEqual([]);
  });

  it('speaks for no region and no nation of which it does not hold every authority', async () => {
    const refused = await exported('nation', '--policy', 'none', '--levels', 'national');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({ status: 422, code: 'places-not-whole' });
    await expect(tablesOf(none, { levels: ['regional'] })).rejects.toMatchObject({
      code: 'places-not-whole',
    });
  });

  it('publishes no level that its policy does not protect', async () => {
    await expect(tablesOf(fewerThanFive, { levels: ['school'] })).rejects.toMatchObject({
      code: 'level-not-protected',
    });
  });

  it('publishes no year whose January is not known, for its rates are on that roll', async () => {
    await expect(tablesOf(none, { years: [schoolYearFrom(2099)] })).rejects.toMatchObject({
      code: 'january-not-known',
    });
  });

  it.each([
    ['--policy', 'some'],
    ['--levels', 'ward'],
  ])('says which %s is wrong', async (option, value) => {
    const wrong = await exported('wrong', '--policy', 'none', option, value);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain(option);
  });
});
