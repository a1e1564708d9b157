/** Two years of a table between which authorities merged and a school's type changed: each year is as its own January was. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import {
  asAuthorityCode,
  asPupilId,
  schoolStream,
  type AuthorityCode,
  type Urn,
} from '../../events/identifiers.js';
import { eesLayout } from '../../projections/publication/layouts/ees.js';
import { fewerThanFive } from '../../projections/publication/policies/fewer-than-five.js';
import { none } from '../../projections/publication/policies/none.js';
import type { DisclosurePolicy } from '../../projections/publication/policies/policy.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { checkFiles } from '../../src/publication/check-files.js';
import { exclusionsTables, type ExclusionsAsked } from '../../src/publication/exclusions-tables.js';
import { writeTables } from '../../src/publication/write-tables.js';
import { ReportViews } from '../../src/querying/report-views.js';
import { authority, of, startLedger, type TestLedger } from '../querying/given.js';
import { added, day, fact, suspended, urn, type Told } from '../support/history.js';

// On 1 April 2019 Bournemouth and Poole became one authority, with a part of Dorset.
const bournemouth = asAuthorityCode('E06000028');
const poole = asAuthorityCode('E06000029');
const merged = asAuthorityCode('E06000058');
const [winton, parkstone, longspee] = [urn(1), urn(2), urn(3)];

const described = (
  at: Urn,
  from: string,
  its: AuthorityCode,
  type: 'mainstream' | 'special' = 'mainstream',
): Told =>
  fact(
    'SchoolDescribed',
    {
      effectiveOn: day(from),
      standing: 'described',
      name: `School ${at}`,
      authority: its,
      laestab: `8390${String(at).slice(-3)}`,
      type,
      phase: type === 'special' ? 'not-applicable' : 'secondary',
    },
    schoolStream(at),
  );
const january = (at: Urn, year: 2019 | 2020): Told =>
  fact(
    'CensusReceived',
    {
      effectiveOn: day(year === 2019 ? '2019-01-17' : '2020-01-16'),
      term: `${year}-spring`,
      onRoll: 1,
      leavers: 0,
      exclusions: 0,
      digest: '0'.repeat(64),
    },
    schoolStream(at),
  );

let number = 0;
/** Pupils on roll from September 2018, the first of whom are suspended in that autumn, and the first in the next. */
const pupilsAt = (at: Urn, count: number, ...suspendedIn: readonly [first: number, second: number]): Told[] =>
  Array.from({ length: count }, (_, nth) => {
    const pupil = asPupilId(`01900000-0000-7000-8000-${String(++number).padStart(12, '0')}`);
    return [
      added(at, '2018-09-03', 'C', '8'),
      ...(nth < suspendedIn[0] ? [suspended(at, '2018-11-05', 2)] : []),
      ...(nth < suspendedIn[1] ? [suspended(at, '2019-11-04', 2)] : []),
    ].map((told) => of(pupil, told));
  }).flat();

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(bournemouth, 'Bournemouth', '837'),
    authority(poole, 'Poole', '836'),
    authority(merged, 'Bournemouth, Christchurch and Poole', '839'),
    described(winton, '2010-09-01', bournemouth),
    described(winton, '2019-04-01', merged),
    described(parkstone, '2010-09-01', poole),
    described(parkstone, '2019-04-01', merged),
    described(longspee, '2010-09-01', poole),
    described(longspee, '2019-04-01', merged),
    described(longspee, '2019-09-01', merged, 'special'),
    january(winton, 2019),
    january(longspee, 2019),
    january(parkstone, 2020),
    ...pupilsAt(winton, 60, 7, 6),
    ...pupilsAt(parkstone, 50, 3, 7),
    ...pupilsAt(longspee, 12, 6, 2),
  );
});
afterAll(() => ledger.application.close());

function tablesOf(policy: DisclosurePolicy, more: Partial<ExclusionsAsked> = {}) {
  const views = ledger.application.app.get(ReportViews, { strict: false });
  const asked = {
    years: [schoolYearFrom(2019), schoolYearFrom(2018)],
    authority: null,
    policy,
    levels: null,
    layout: eesLayout,
    ...more,
  };
  return views.at(schoolCounts, 'newest', { signal: AbortSignal.timeout(30_000) }, (view) =>
    exclusionsTables(view, asked),
  );
}

const [secondary, special] = ['State-funded secondary', 'Special'];

describe('an export of the years before and after a merger', () => {
  const rowsOf = async (policy: DisclosurePolicy, more: Partial<ExclusionsAsked> = {}) =>
    (await tablesOf(policy, more)).tables.flatMap(({ rows }) =>
      rows.map(({ schoolYear, place, schoolType, counts: { headcount, suspensions } }) => [
        ...[schoolYear, place.authority?.oldCode, schoolType, headcount, suspensions],
      ]),
    );

  it('has each authority and each school type in the years in whose January it was', async () => {
    expect(await rowsOf(none)).toEqual([
      ['2019/20', '839', 'Total', 122, 15],
      ['2019/20', '839', secondary, 110, 13],
      ['2019/20', '839', special, 12, 2],
      ['2018/19', '837', 'Total', 60, 7],
      ['2018/19', '837', secondary, 60, 7],
      ['2018/19', '836', 'Total', 62, 9],
      ['2018/19', '836', secondary, 62, 9],
    ]);
  });

  it('hides in each year what that year shows, and no more', async () => {
    const rows = await rowsOf(fewerThanFive);
    expect(rows.map((row) => row.at(-1))).toEqual([15, 'c', 'c', 7, 7, 9, 9]);
  });

  it('of one authority has its own years, and says of which it has none', async () => {
    expect((await rowsOf(none, { authority: '836' })).map(([year]) => year)).toEqual(['2018/19', '2018/19']);
    const { years } = await tablesOf(none, { authority: '839' });
    expect(years.map(({ coverage }) => coverage.some((words) => words.startsWith('it has no row')))).toEqual([
      false,
      true,
    ]);
  });

  it('passes the screening as one file, of areas and of schools', async () => {
    const { tables } = await tablesOf(none, { levels: ['local-authority', 'school'] });
    const folder = await mkdtemp(join(tmpdir(), 'publication-'));
    const written = await writeTables(tables, folder, { overwrite: false });
    const checked = [];
    for (const { data, meta } of written) checked.push(await checkFiles(data, meta));
    await rm(folder, { recursive: true });
    expect(checked.map(({ rows, fails, warns }) => [rows, fails, warns])).toEqual([
      [7, 0, 0],
      [12, 0, 0],
    ]);
  });
});
