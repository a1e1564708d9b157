/** How a measure lies over schools and authorities, told over REST and printed: places by name, never by figure. */
import { parse } from 'csv-parse/sync';
import { addDays } from '../../events/calendar/plain-date.js';
import { asAuthorityCode, asPupilId, schoolStream, type Urn } from '../../events/identifiers.js';
import type { DistributionDocument, ExitTimingDocument } from '../../src/querying/documents/distribution.js';
import type { FiguresDocument } from '../../src/querying/documents/reports.js';
import { added, day, fact, removed, suspended, urn, type Told } from '../support/history.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const hackney = asAuthorityCode('E09000012');
/** Twelve schools of Camden, whose names go against their numbers; the last has few on roll. */
const schools = Array.from({ length: 12 }, (_, at) => urn(at + 1));
const nameOf = (at: number) => `${'LKJIHGFEDCBA'[at] ?? ''} School`;
const elsewhere = urn(50);
/** Of which the register alone says anything. */
const silent = urn(51);
/** Suspensions of each, one a pupil: more at higher numbers, so that names and rates go opposite ways. */
const suspensionsAt = (at: number) => (at === 10 ? 40 : at < 2 ? 0 : 3 + (at % 4));
const onRollAt = (at: number) => (at === 11 ? 20 : 100);

let ledger: TestLedger;
let number = 0;
const nextPupil = () => asPupilId(`01900000-0000-7000-8000-${String(++number).padStart(12, '0')}`);
const pupilsAt = (at: Urn, count: number, suspensions: number): Told[] =>
  Array.from({ length: count }, (_, nth) => {
    const pupil = nextPupil();
    const entry = of(pupil, added(at, '2016-09-05', 'C', '9'));
    return nth < suspensions ? [entry, of(pupil, suspended(at, '2016-11-07', 2))] : [entry];
  }).flat();

beforeAll(async () => {
  ledger = await startLedger();
  const leaver = nextPupil();
  await ledger.project(
    authority(),
    authority(hackney, 'Hackney', '204'),
    ...schools.map((each, at) => school(each, nameOf(at))),
    school(elsewhere, 'Z School', hackney),
    school(silent, 'M School'),
    ...schools.flatMap((each, at) => pupilsAt(each, onRollAt(at), suspensionsAt(at))),
    ...pupilsAt(elsewhere, 120, 6),
    of(leaver, added(schools[0] ?? elsewhere, '2015-09-03', 'C', '10')),
    // The Monday ten days before the January census of 2017, on Thursday 19.
    of(leaver, removed(schools[0] ?? elsewhere, '2017-01-09', { regime: 'SI2006/1751', ground: 'b' })),
  );
});
afterAll(() => ledger.application.close());

const asked = 'measure=suspension-rate&year=2016/17';
const distributionAt = async (path: string) => (await ledger.get<DistributionDocument>(`/api/${path}`)).body;

describe('the schools of an authority', () => {
  it('come in the order of their names, never of their figures: it is no league table', async () => {
    const { places } = await distributionAt(`authorities/202/distribution?${asked}`);
    const names = places.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    const rates = places.map(({ figure }) => figure.value ?? 0);
    expect(rates).not.toEqual([...rates].sort((a, b) => a - b));
    expect(rates).not.toEqual([...rates].sort((a, b) => b - a));
  });

  it('are told together without naming one', async () => {
    const {
      places,
      asked: _,
      whole,
      bands,
      concentration,
      quarters,
      range,
      funnel,
      ...more
    } = await distributionAt(`authorities/202/distribution?${asked}`);
    const together = JSON.stringify({ whole, bands, concentration, quarters, range, funnel });
    for (const { code, name } of places) {
      expect(together).not.toContain(code);
      expect(together).not.toContain(name);
    }
    expect(more.placesThere).toBe(12);
    expect(whole).toMatchObject({ numerator: 82, denominator: 1_120, value: 7.32 });
    expect(bands).toEqual([
      { from: 0, to: 0, places: 2, share: 16.7 },
      { from: 1, to: 10, places: 9, share: 75 },
      { from: 11, to: 100, places: 1, share: 8.3 },
      { from: 101, to: 500, places: 0, share: 0 },
      { from: 501, to: null, places: 0, share: 0 },
    ]);
    expect(concentration).toEqual({ places: 1, count: 40, share: 48.8 });
    expect(quarters.reduce((sum, quarter) => sum + quarter.count, 0)).toBe(82);
    expect(range).toEqual({ places: 11, lowest: 0, highest: 40 });
  });

  it('are those that the ledger knows a pupil of: where nobody reports, it is not known that nothing happened', async () => {
    const { places, bands, notes } = await distributionAt(`authorities/202/distribution?${asked}`);
    expect(places.map(({ name }) => name)).not.toContain('M School');
    expect(bands[0]).toMatchObject({ from: 0, to: 0, places: 2 });
    expect(notes).toContainEqual(expect.stringMatching(/^Of 1 other schools/));
  });

  it('lie within or without a funnel, but for one out of too few', async () => {
    const { places, funnel, fewestCompared, notes } = await distributionAt(
      `authorities/202/distribution?${asked}`,
    );
    expect(fewestCompared).toMatchObject({ value: '100', source: 'ours' });
    const note = /^Schools of every type and phase lie in one funnel/;
    expect(notes).toContainEqual(expect.stringMatching(note));
    const alike = await distributionAt(`authorities/202/distribution?${asked}&phase=secondary`);
    expect(alike.funnel?.places).toBe(11);
    expect(alike.notes).not.toContainEqual(expect.stringMatching(note));
    expect(funnel?.places).toBe(11);
    expect(funnel?.overdispersion).toBeGreaterThan(1);
    const at = (name: string) => places.find((place) => place.name === name);
    expect(at('B School')).toMatchObject({ figure: { value: 40 }, funnel: { standing: 'above-99.8' } });
    expect(at('A School')).toMatchObject({
      figure: { numerator: 6, denominator: 20, tooFewToCompare: true },
      funnel: null,
    });
  });

  it('together say what their figure rests on', async () => {
    const path = `authorities/202/distribution?${asked}`;
    const { whole } = await distributionAt(path);
    expect(whole.coverage).toContainEqual(
      expect.stringMatching(/no census of January 2017 is held: the roll is what other reports say/),
    );
    const ahead = await distributionAt(path.replace('2016/17', '2035/36'));
    expect(ahead.whole).toMatchObject({ value: null, denominator: null });
    expect(ahead.whole.coverage).toContainEqual(expect.stringMatching(/lies after what was known/));
    const printed = await ledger.command(
      ...['report', 'distribution', '--year', '2016/17', '--authority', '202'],
    );
    expect(printed.stdout.replaceAll(/\s+/g, ' ')).toContain('no census of January 2017 is held');
  });

  it('are those of a type and phase, and of bands that are asked for', async () => {
    const special = await distributionAt(`authorities/202/distribution?${asked}&type=special`);
    expect(special).toMatchObject({
      placesThere: 0,
      places: [],
      quarters: [],
      range: null,
      funnel: null,
      notes: [expect.any(String), 'No place of that kind is known in 2016/17'],
    });
    const { bands } = await distributionAt(`authorities/202/distribution?${asked}&phase=secondary&bands=5`);
    expect(bands.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 5],
      [6, null],
    ]);
  });
});

describe('all that the ledger holds', () => {
  it('is laid out over authorities by name, and over schools without a list', async () => {
    const authorities = await distributionAt(`distribution?${asked}&over=authorities`);
    expect(
      authorities.places.map(({ name, figure }) => [name, figure.numerator, figure.denominator]),
    ).toEqual([
      ['Camden', 82, 1_120],
      ['Hackney', 6, 120],
    ]);
    expect(authorities.range).toEqual({ places: 2, lowest: 5, highest: 7.32 });
    const all = await distributionAt(`distribution?${asked}`);
    expect(all).toMatchObject({ placesThere: 13, places: [], authority: null });
  });

  it('is of the newest year with a January census where none is asked for', async () => {
    const { januaryCensusDay, asKnown } = await distributionAt('distribution');
    expect((januaryCensusDay ?? '9') <= (asKnown.recordedAt ?? '')).toBe(true);
    expect(addDays(day(januaryCensusDay ?? ''), 400) > (asKnown.recordedAt ?? '')).toBe(true);
  });

  it('has placements of more than a year, counts by their names, and what was known before', async () => {
    const pupil = nextPupil();
    const at = schools[3] ?? elsewhere;
    const before = await ledger.get<DistributionDocument>(`/api/distribution?${asked}&over=authorities`);
    await ledger.project(
      of(pupil, added(at, '2015-09-03', 'C', '8')),
      of(
        pupil,
        fact('OffSiteDirectionStarted', {
          effectiveOn: day('2015-10-05'),
          school: at,
          provider: { school: elsewhere },
          pattern: 'full-time',
          registration: 'dual',
        }),
      ),
    );
    const long = await distributionAt(
      'authorities/202/distribution?measure=placements-over-365-days&year=2016/17&bands=1',
    );
    expect(long.bands).toEqual([
      { from: 0, to: 0, places: 11, share: 91.7 },
      { from: 1, to: 1, places: 1, share: 8.3 },
      { from: 2, to: null, places: 0, share: 0 },
    ]);
    const placementsBefore = await distributionAt(
      `authorities/202/distribution?measure=placements-over-365-days&year=2016/17&as-known=${before.body.asKnown.position}`,
    );
    expect(placementsBefore).toMatchObject({ placesThere: 12, whole: { numerator: 0 } });
    const then = await ledger.get(
      `/api/distribution?${asked}&over=authorities&as-known=${before.body.asKnown.position}`,
    );
    expect(then.text).toBe(before.text);
    const begun = await distributionAt(
      'authorities/202/distribution?measure=off-site-direction-rate&year=2015/16',
    );
    expect(begun.places.find(({ code }) => code === at)?.figure).toMatchObject({
      numerator: 1,
      denominator: 1,
      interval: { low: 2.53, high: 557.16, method: 'quasi-poisson' },
    });
  });
});

describe('exits', () => {
  it('are told by the weeks before the next October and January census', async () => {
    const { body } = await ledger.get<ExitTimingDocument>('/api/authorities/202/exit-timing?year=2016/17');
    expect(body.censuses).toEqual([
      // To Thursday 5 October 2017 it is 269 days.
      { schoolYear: '2016/17', census: 'october', exits: 1, weeks: [{ weeksBefore: 38, exits: 1 }] },
      { schoolYear: '2016/17', census: 'january', exits: 1, weeks: [{ weeksBefore: 1, exits: 1 }] },
    ]);
    const { body: none } = await ledger.get<ExitTimingDocument>(`/api/schools/${elsewhere}/exit-timing`);
    expect(none).toMatchObject({
      censuses: [],
      notes: expect.arrayContaining([expect.stringMatching(/^No exit/)]),
    });
  });
});

describe('figures', () => {
  it('say how late reports come, where the series breaks, and out of how few nothing is compared', async () => {
    const { body } = await ledger.get<FiguresDocument>('/api/authorities/202/rates');
    expect(body.fewestCompared.value).toBe('100');
    // Told years later: the longest lag that is counted.
    expect(body.reportingLag).toContainEqual(
      expect.objectContaining({
        family: 'exclusion',
        reports: 82,
        medianDays: 400,
        ninetiethPercentileDays: 400,
      }),
    );
    expect(body.breaks.map(({ schoolYear }) => schoolYear)).toEqual(
      [...body.breaks.map(({ schoolYear }) => schoolYear)].sort(),
    );
    expect(body.breaks).toContainEqual({
      schoolYear: '2020/21',
      says: 'from 2020-09-01 on exclusions have reasons of another code set (CBDS CS010)',
      measures: ['other-reason-share'],
    });
    const coverageOf = (schoolYear: string) =>
      body.years.find((year) => year.schoolYear === schoolYear)?.figures[0]?.coverage.join(' ');
    expect(coverageOf('2016/17')).not.toMatch(/more may yet be heard/);
    expect(coverageOf(body.years.at(-1)?.schoolYear ?? '')).toMatch(/more may yet be heard/);
  });
});

describe('ledger report distribution', () => {
  it('prints what REST answers, a table in 100 columns and a line a place', async () => {
    const report = ['report', 'distribution', '--year', '2016/17', '--authority', '202'];
    const [json, table, csv] = await Promise.all(
      ['json', 'table', 'csv'].map((format) => ledger.command(...report, '--format', format)),
    );
    expect(JSON.parse(json?.stdout ?? '')).toEqual(
      await distributionAt(`authorities/202/distribution?${asked}`),
    );
    expect(Math.max(...(table?.stdout ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(
      100,
    );
    expect(table?.stdout).toMatch(/Quarters by count/);
    expect(table?.stdout).toMatch(/\* Out of fewer than 100: to be compared with nothing/);
    const lines = parse<Record<string, string>>(csv?.stdout ?? '', { columns: true });
    expect(lines.map(({ name }) => name)).toEqual([...lines.map(({ name }) => name)].sort());
    expect(lines[1]).toMatchObject({
      name: 'B School',
      value: '40',
      interval_method: 'quasi-poisson',
      too_few_to_compare: 'false',
      funnel_standing: 'above-99.8',
    });
  });

  it('of the whole ledger needs no place; every other report does', async () => {
    const [whole, timing, ofSchool, rates] = await Promise.all([
      ledger.command('report', 'distribution', '--over', 'authorities', '--year', '2016/17', '--json'),
      ledger.command('report', 'exit-timing', '--authority', '202'),
      ledger.command('report', 'distribution', '--school', String(schools[0])),
      ledger.command('report', 'exit-timing'),
    ]);
    expect(JSON.parse(whole.stdout)).toMatchObject({ asked: { over: 'authorities' }, placesThere: 2 });
    expect(timing.stdout).toMatch(/before the next january census: 1/);
    expect([ofSchool.code, rates.code]).toEqual([2, 2]);
  });

  it.each(['measure=happiness', 'over=schools', 'bands=10,5', 'bands=0', 'type=haunted', 'quarters-by=name'])(
    'asked for wrongly is refused: %s',
    async (query) => {
      const { status, body } = await ledger.get(`/api/authorities/202/distribution?${query}`);
      expect([status, body.code]).toEqual([400, 'invalid-fields']);
    },
  );
});

// The last two add to the ledger what the others do not reckon with.
describe('authorities of which no census is held beside some of which one is', () => {
  it('are in no number: pupils who moved there are no figure of them', async () => {
    await ledger.project(
      fact(
        'CensusReceived',
        {
          effectiveOn: day('2017-01-19'),
          term: '2017-spring',
          onRoll: 100,
          leavers: 0,
          exclusions: 0,
          digest: '0'.repeat(64),
        },
        schoolStream(schools[0] ?? elsewhere),
      ),
    );
    const { places, notes } = await distributionAt(`distribution?${asked}&over=authorities`);
    expect(places.map(({ name }) => name)).toEqual(['Camden']);
    expect(notes).toContainEqual(expect.stringMatching(/^Of 1 other authorities .* January 2017/));
  });
});

describe('exits from a school that went to another authority', () => {
  it('stay with the authority that it was in that January, as every other figure does', async () => {
    const moved = urn(60);
    const [before, after] = [nextPupil(), nextPupil()];
    const newham = asAuthorityCode('E09000025');
    const left = (on: string) => removed(moved, on, { regime: 'SI2006/1751', ground: 'b' });
    await ledger.project(
      authority(newham, 'Newham', '316'),
      school(moved, 'Y School', newham),
      fact(
        'SchoolDescribed',
        {
          effectiveOn: day('2018-04-01'),
          standing: 'described',
          name: 'Y School',
          authority: hackney,
          type: 'mainstream',
          phase: 'secondary',
        },
        schoolStream(moved),
      ),
      of(before, added(moved, '2015-09-03', 'C', '10')),
      of(before, left('2017-01-09')),
      of(after, added(moved, '2018-09-03', 'C', '10')),
      of(after, left('2019-01-14')),
    );
    const yearsOf = async (path: string) => {
      const { body } = await ledger.get<ExitTimingDocument>(`/api/${path}/exit-timing`);
      return [...new Set(body.censuses.map(({ schoolYear }) => schoolYear))];
    };
    expect(await yearsOf('authorities/316')).toEqual(['2016/17']);
    expect(await yearsOf('authorities/204')).toEqual(['2018/19']);
    expect(await yearsOf(`schools/${moved}`)).toEqual(['2016/17', '2018/19']);
  });
});
