import { parse } from 'csv-parse/sync';
import { dimensions } from '../../projections/breakdowns/dimensions.js';
import { asAuthorityCode, asPupilId } from '../../events/identifiers.js';
import { added, corrected, day, fact, suspended, urn } from '../support/history.js';
import type { BreakdownDocument, MeasuresDocument } from '../../src/querying/documents/breakdowns.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

const leeds = asAuthorityCode('E08000035');
const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);

let ledger: TestLedger;
const first = of(pupil(1), suspended(alder, '2015-10-05', 4, { senProvision: 'K' }));
beforeAll(async () => {
  ledger = await startLedger();
  await ledger.project(
    authority(),
    authority(leeds, 'Leeds', '383'),
    school(alder, 'Alder Academy'),
    school(birch, 'Birch School'),
    school(cedar, 'Cedar School', leeds),
    // Forty on roll in Camden, ten of them girls with free meals, one of whom lives in Leeds.
    ...Array.from({ length: 40 }, (_, at) =>
      of(pupil(at), added(at < 30 ? alder : birch, '2015-09-03', 'C', '7')),
    ),
    ...Array.from({ length: 10 }, (_, at) => [
      of(pupil(at), fact('FreeSchoolMealsChanged', { effectiveOn: day('2015-09-03'), eligible: true })),
      of(
        pupil(at),
        fact('AddressChanged', {
          effectiveOn: day('2015-09-03'),
          homeAuthority: at === 1 ? leeds : asAuthorityCode('E09000007'),
        }),
      ),
    ]).flat(),
    ...Array.from({ length: 10 }, (_, at) =>
      of(pupil(at + 10), fact('FreeSchoolMealsChanged', { effectiveOn: day('2015-09-03'), eligible: false })),
    ),
    first,
    of(pupil(1), suspended(alder, '2015-11-02', 2)),
    of(pupil(1), added(birch, '2016-02-01', 'S')),
    of(pupil(1), suspended(birch, '2016-03-07', 1)),
    of(pupil(12), suspended(alder, '2015-12-01', 2)),
    of(pupil(35), suspended(birch, '2015-12-01', 2)),
  );
});
afterAll(() => ledger.application.close());

const asked = (path: string) => ledger.get<BreakdownDocument>(path);
const figure = ({ years }: BreakdownDocument, year: string, category: string, measure: string) => {
  const found = years
    .find(({ schoolYear }) => schoolYear === year)
    ?.categories.find(({ code }) => code === category)
    ?.figures.find((each) => each.measure === measure);
  if (!found) throw new Error(`no ${measure} of ${category} in ${year}`);
  return found;
};

describe('rates by a characteristic', () => {
  it('name category, reference points, comparator and how many are known', async () => {
    const { status, body } = await asked('/api/authorities/202/rates/by/free-school-meals?year=2015/16');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      report: 'rates',
      basis: 'location',
      authority: { code: 'E09000007', name: 'Camden' },
      by: { name: 'free-school-meals', ofRoll: 'on January census day of the school year', comparator: 'no' },
    });
    expect(body.years).toHaveLength(1);
    expect(figure(body, '2015/16', 'yes', 'suspension-rate')).toEqual({
      measure: 'suspension-rate',
      version: 1,
      value: 30,
      unit: 'per 100 on roll',
      numerator: 3,
      denominator: 10,
      // All three are one pupil's: Poisson of one, 0.025 to 5.572, three times over.
      interval: { low: 0.76, high: 167.15, method: 'quasi-poisson' },
      tooFewToCompare: true,
      comparator: null,
    });
    expect(body.fewestCompared).toMatchObject({ name: 'fewestCompared', value: '100' });
    expect(figure(body, '2015/16', 'yes', 'suspension-rate-ratio')).toMatchObject({
      value: 3,
      comparator: { code: 'no', label: 'Not eligible', numerator: 1, denominator: 10 },
    });
    expect(figure(body, '2015/16', 'yes', 'suspension-rate-ratio').interval?.method).toBe('mover');
    // At Alder two are one pupil's, at both schools three: 9 and 1 and 1.
    expect(figure(body, '2015/16', 'total', 'suspension-rate')).toMatchObject({
      interval: { method: 'quasi-poisson' },
      numerator: 5,
      denominator: 40,
    });
    expect(body.years[0]?.coverage).toEqual([
      'Free school meals: known of 20 of 40 on roll in January',
      'Free school meals: known of 4 of 5 suspensions',
    ]);
  });

  it('count one or more as enrolments and as pupils', async () => {
    const { body } = await asked('/api/authorities/202/counts/by/free-school-meals');
    expect(figure(body, '2015/16', 'yes', 'one-or-more-suspensions-enrolments').value).toBe(2);
    // Garwood: 1 is 0.025 to 5.572.
    expect(figure(body, '2015/16', 'yes', 'one-or-more-suspensions-distinct-pupils')).toMatchObject({
      value: 1,
      interval: { low: 0, high: 5.6, method: 'poisson' },
      tooFewToCompare: false,
    });
  });

  it('say how late reports come, and where the series breaks of what is shown', async () => {
    const { body } = await asked('/api/authorities/202/rates/by/free-school-meals');
    expect(body.reportingLag).toContainEqual(
      expect.objectContaining({
        family: 'exclusion',
        reports: 5,
        medianDays: 400,
        ninetiethPercentileDays: 400,
      }),
    );
    const coverageOf = (schoolYear: string | undefined) =>
      body.years.find((year) => year.schoolYear === schoolYear)?.coverage.join(' ');
    expect(coverageOf('2015/16')).not.toMatch(/more may yet be heard/);
    expect(coverageOf(body.years.at(-1)?.schoolYear)).toMatch(/more may yet be heard/);
    const breakOf = ({ breaks }: BreakdownDocument, year: string) =>
      breaks.find(({ schoolYear }) => schoolYear === year)?.measures;
    expect(breakOf(body, '2019/20')).toContain('suspension-rate-ratio');
    expect(breakOf(body, '2019/20')).not.toContain('headcount-share');
    expect(breakOf(body, '2020/21')).toBeUndefined();
    const { body: byReason } = await asked('/api/authorities/202/counts/by/reason');
    expect(breakOf(byReason, '2020/21')).toEqual([
      'reasons-of-permanent-exclusions',
      'reasons-of-suspensions',
    ]);
    const { body: before } = await asked('/api/authorities/202/counts/by/reason?year=2015/16');
    expect(before.breaks).toEqual([]);
  });

  it('give their interval methods with their measures', async () => {
    const { body } = await asked('/api/authorities/202/rates/by/repeats');
    expect(body.measures.map(({ interval }) => interval?.name)).toEqual(['wilson']);
  });

  it('are of a school too, and by where pupils live', async () => {
    const { body: ofAlder } = await asked(`/api/schools/${alder}/counts/by/free-school-meals`);
    expect(figure(ofAlder, '2015/16', 'yes', 'suspensions').value).toBe(2);
    const { body: inLeeds } = await asked('/api/authorities/383/counts/by/free-school-meals?basis=residence');
    expect(figure(inLeeds, '2015/16', 'total', 'headcount').value).toBe(1);
    expect(figure(inLeeds, '2015/16', 'yes', 'suspensions').value).toBe(3);
    const { body: ofLeeds } = await asked('/api/authorities/383/counts/by/free-school-meals');
    expect(ofLeeds).toMatchObject({ years: [] });
    expect(ofLeeds.notes).toContain('Nothing is recorded here yet');
  });

  it.each(dimensions.map(({ name }) => name))('are there by %s', async (name) => {
    for (const report of ['counts', 'rates']) {
      const { status, body } = await asked(`/api/authorities/202/${report}/by/${name}?year=2015/16`);
      expect(status).toBe(200);
      expect(body.years[0]?.categories[0]).toMatchObject({ code: 'total' });
      expect(body.years[0]?.categories[0]?.figures.map(({ measure }) => measure)).toEqual(
        body.measures.map((measure) => measure.name),
      );
    }
  });

  it('by school type add up to the whole', async () => {
    const { body } = await asked('/api/authorities/202/counts/by/school-type');
    expect(figure(body, '2015/16', 'secondary', 'headcount').value).toBe(40);
    expect(figure(body, '2015/16', 'mainstream', 'suspensions').value).toBe(5);
  });

  it('as known at a position are what they were when that was the newest', async () => {
    const path = '/api/authorities/202/rates/by/sen-provision';
    const before = await asked(path);
    expect(figure(before.body, '2015/16', 'K', 'suspensions-share')).toMatchObject({
      numerator: 1,
      denominator: 5,
    });
    // One suspension moves to the other authority and the next year.
    await ledger.project(corrected(first, suspended(cedar, '2016-10-03', 4, { senProvision: 'K' }).data));
    const { body: now } = await asked(path);
    expect(figure(now, '2015/16', 'total', 'suspensions-share')).toMatchObject({ numerator: 4 });
    const { body: there } = await asked('/api/authorities/383/counts/by/sen-provision');
    expect(figure(there, '2016/17', 'K', 'suspensions').value).toBe(1);
    const then = await asked(`${path}?as-known=${before.body.asKnown.position}`);
    expect(then.text).toBe(before.text);
  });

  it.each([
    ['/api/authorities/202/rates/by/shoe-size', 'by'],
    [`/api/schools/${alder}/rates/by/sex?basis=residence`, 'basis'],
    ['/api/authorities/202/counts/by/school-type?basis=residence', 'basis'],
    ['/api/authorities/202/counts/by/sex?class=all', 'class'],
  ])('asked for wrongly are refused: %s', async (path, field) => {
    const answer = await ledger.get<{ code: string; errors: { field: string; allowed: string[] }[] }>(path);
    expect([answer.status, answer.body.code, answer.body.errors.map((each) => each.field)]).toEqual([
      400,
      'invalid-fields',
      [field],
    ]);
    expect(answer.body.errors[0]?.allowed.length).toBeGreaterThan(0);
  });
});

describe('ledger report --by', () => {
  it('prints as JSON what REST answers, and as CSV and a table', async () => {
    const options = ['rates', '--by', 'sen-provision', '--authority', '202', '--year', '2015/16'];
    const json = await ledger.command('report', ...options, '--json');
    expect([json.code, json.stderr]).toEqual([0, '']);
    const { body } = await asked('/api/authorities/202/rates/by/sen-provision?year=2015/16');
    expect(JSON.parse(json.stdout)).toEqual(body);
    const { stdout } = await ledger.command('report', ...options, '--format', 'csv');
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    expect(
      rows.find(({ category, measure }) => category === 'total' && measure === 'suspension-rate'),
    ).toMatchObject({
      value: '10',
      numerator: '4',
      denominator: '40',
      interval_method: 'quasi-poisson',
      too_few_to_compare: 'true',
      by: 'sen-provision',
      basis: 'location',
    });
    expect(
      rows.find(({ category, measure }) => category === 'total' && measure === 'permanent-exclusion-rate'),
    ).toMatchObject({ interval_low: '0', interval_high: '9.22', interval_method: 'poisson' });
    const table = await ledger.command('report', ...options);
    expect(table.stdout).toContain('suspension-rate');
    expect(table.stdout).toContain('10.00*');
    expect(table.stdout).toMatch(/0\.00\*\s+0\.00–9\.22\s+0 of 40/);
    expect(table.stdout).toContain('95% by poisson');
    expect(table.stdout).toContain('* Out of fewer than 100');
    expect(table.stdout).toContain('Reports of exclusion: half within 400 days');
    const reasons = ['report', 'counts', '--by', 'reason', '--authority', '202'];
    expect((await ledger.command(...reasons)).stdout).toContain(
      '2020/21: a break in reasons-of-permanent-excl',
    );
    const csv = (await ledger.command(...reasons, '--format', 'csv')).stdout;
    expect(
      parse<Record<string, string>>(csv, { columns: true })
        .filter(({ series_break }) => series_break !== '')
        .map(({ school_year }) => school_year),
    ).toEqual(expect.arrayContaining(['2019/20', '2020/21']));
  });

  it('refuses a characteristic that there is not, and a basis without one', async () => {
    const unknown = await ledger.command('report', 'rates', '--by', 'shoe-size', '--authority', '202');
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('sen-provision');
    const alone = await ledger.command('report', 'rates', '--basis', 'residence', '--authority', '202');
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--by')]);
  });
});

describe('the catalogue of measures', () => {
  it('is the same over REST and at the command line, and has whatever a report has', async () => {
    const { body } = await ledger.get<MeasuresDocument>('/api/measures');
    const { code, stdout } = await ledger.command('measures', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(body);
    const { body: rates } = await asked('/api/authorities/202/rates/by/sex');
    const names = new Set(body.measures.flatMap(({ name, by }) => (by.includes('sex') ? name : [])));
    for (const { name } of rates.measures) expect(names).toContain(name);
    const csv = parse<Record<string, string>>((await ledger.command('measures', '--format', 'csv')).stdout, {
      columns: true,
    });
    expect(csv).toHaveLength(body.measures.length);
  });
});
