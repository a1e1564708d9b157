import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asAuthorityCode, asPupilId, schoolStream, type Urn } from '../../events/identifiers.js';
import type { School } from '../../projections/register/register.js';
import type { ExportDocument } from '../../src/publication/export-document.js';
import { authority, of, startLedger, type TestLedger } from '../querying/given.js';
import { added, day, fact, suspended, urn, type Told } from '../support/history.js';

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

const school = (number: Urn, name: string, described: Partial<School>): Told =>
  fact(
    'SchoolDescribed',
    { effectiveOn: day('2000-09-01'), standing: 'described', name, authority: rutland, ...described },
    schoolStream(number),
  );
const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const [infants, middle, allThrough, special, unit, unknown, elsewhere] = [1, 2, 3, 4, 5, 6, 7].map(urn) as [
  Urn,
  ...Urn[],
] as readonly Urn[] as [Urn, Urn, Urn, Urn, Urn, Urn, Urn];

/** Pupils on the roll of a school since September 2014, numbered from `first`. */
const onRoll = (at: Urn, first: number, count: number): Told[] =>
  Array.from({ length: count }, (_, each) => of(pupil(first + each), added(at, '2014-09-03')));

export async function rowsOf(path: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path, 'utf8'), { columns: true });
}

describe('an export of exclusions', () => {
  beforeAll(async () => {
    await ledger.project(
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
      school(special, 'Parks School', { type: 'special', laestab: '8577001' }),
      school(unit, 'Referral Unit', { type: 'alternative-provision', laestab: '8571100' }),
      school(unknown, 'Nobody Said', {}),
      school(elsewhere, 'Camden High', { authority: camden, type: 'mainstream', phase: 'secondary' }),
      ...onRoll(infants, 1000, 30),
      ...onRoll(middle, 2000, 40),
      ...onRoll(allThrough, 3000, 60),
      ...onRoll(special, 4000, 7),
      ...onRoll(unit, 5000, 3),
      ...onRoll(unknown, 6000, 2),
      ...onRoll(elsewhere, 7000, 10),
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
    const { code, stdout, stderr } = await ledger.command(
      ...['export', 'exclusions', '--year', '2015/16', '--policy', 'none', '--layout', 'sfr2017'],
      ...['--authority', '857', '--out', out, '--json'],
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as ExportDocument;
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
});
