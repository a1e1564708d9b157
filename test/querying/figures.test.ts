import { QueryBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import { addDays } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, schoolYearOf } from '../../events/calendar/school-year.js';
import { asAuthorityCode, asPupilId, asUrn } from '../../events/identifiers.js';
import { added, day, fact, removed, suspended, urn, type Told } from '../support/history.js';
import { askFigures } from '../../src/querying/ask.js';
import { FiguresOfPlace } from '../../src/querying/queries.js';
import type { FiguresDocument, FigureTold } from '../../src/querying/documents/reports.js';
import { authority, of, school, startLedger, type TestLedger } from './given.js';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.application.close());

const figuresAt = (path: string) => ledger.get<FiguresDocument>(path);
const figureOf = ({ years }: FiguresDocument, schoolYear: string, measure: string): FigureTold => {
  const figure = years
    .find((year) => year.schoolYear === schoolYear)
    ?.figures.find((each) => each.measure === measure);
  if (!figure) throw new Error(`no ${measure} of ${schoolYear}`);
  return figure;
};

const pupil = (number: number) => asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`);

describe('rates of an authority and counts of its schools', () => {
  const [alder, birch] = [urn(1), urn(2)];

  beforeAll(async () => {
    const pupils = Array.from({ length: 40 }, (_, at) =>
      of(pupil(at), added(at < 30 ? alder : birch, '2015-09-03', 'C', at < 20 ? '7' : '6')),
    );
    await ledger.project(
      authority(),
      school(alder, 'Alder Academy'),
      school(birch, 'Birch School'),
      ...pupils,
      of(pupil(0), suspended(alder, '2015-10-05', 4)),
      of(pupil(0), suspended(alder, '2015-11-02', 2)),
      of(pupil(0), added(birch, '2016-02-01', 'S')),
      of(pupil(0), suspended(birch, '2016-03-07', 1)),
      of(
        pupil(1),
        fact('PermanentlyExcluded', { effectiveOn: day('2016-02-01'), school: alder, reasons: ['DB'] }),
      ),
    );
  });

  it('have numerator, denominator, measure, method and position', async () => {
    const { status, body } = await figuresAt('/api/authorities/202/rates?year=2015/16');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      report: 'rates',
      authority: { code: 'E09000007', name: 'Camden' },
      school: null,
    });
    expect(body.years).toHaveLength(1);
    expect(body.years[0]).toMatchObject({ schoolYear: '2015/16', januaryCensusDay: '2016-01-21' });
    expect(figureOf(body, '2015/16', 'suspension-rate')).toEqual({
      measure: 'suspension-rate',
      version: 1,
      value: 7.5,
      unit: 'per 100 on roll',
      numerator: 3,
      denominator: 40,
      // All three are one pupil's, over two schools: three times 0.0253 to 5.572, over 40.
      interval: { low: 0.19, high: 41.79, method: 'quasi-poisson' },
      tooFewToCompare: true,
      method: { name: 'DfE-exclusions', version: 1 },
      position: body.asKnown.position,
      coverage: [
        'Of all 2 schools no term dates are set: the school year begins by default on 1 September',
        'Of all 2 schools no census of January 2016 is held: the roll is what other reports say',
      ],
    });
    expect(body.measures.find((measure) => measure.name === 'suspension-rate')).toMatchObject({
      denominator:
        'sole and dual main registrations (C and M) on roll on January census day, all year groups',
    });
  });

  it('count one-or-more by enrolment and by pupil apart', async () => {
    const { body } = await figuresAt('/api/authorities/202/rates');
    expect(figureOf(body, '2015/16', 'one-or-more-suspensions-rate-enrolments')).toMatchObject({
      numerator: 2,
      value: 5,
    });
    expect(figureOf(body, '2015/16', 'one-or-more-suspensions-rate-distinct-pupils')).toMatchObject({
      numerator: 1,
      value: 2.5,
    });
    expect(figureOf(body, '2015/16', 'permanent-exclusion-rate')).toMatchObject({ numerator: 1, value: 2.5 });
    expect(figureOf(body, '2015/16', 'unexplained-move-rate')).toMatchObject({
      numerator: 0,
      denominator: 20,
      value: 0,
    });
  });

  it('are given of each school by academic year, of all years where none is asked for', async () => {
    const { body } = await figuresAt(`/api/schools/${alder}/counts`);
    expect(body).toMatchObject({
      report: 'counts',
      school: { urn: alder, name: 'Alder Academy' },
      authority: { code: 'E09000007' },
    });
    expect(body.years[0]?.schoolYear).toBe('2015/16');
    expect(body.years.length).toBeGreaterThan(5);
    expect(figureOf(body, '2015/16', 'headcount')).toMatchObject({
      value: 30,
      numerator: 30,
      denominator: null,
    });
    expect(figureOf(body, '2015/16', 'headcount-years-7-to-11')).toMatchObject({ value: 20 });
    expect(figureOf(body, '2016/17', 'headcount-years-7-to-11')).toMatchObject({ value: 30 });
    expect(figureOf(body, '2015/16', 'suspensions')).toMatchObject({ value: 2 });
    expect(figureOf(body, '2015/16', 'suspended-sessions')).toMatchObject({ value: 6 });
    expect(figureOf(body, '2015/16', 'joined')).toMatchObject({ value: 30 });
    expect(figureOf(body, '2016/17', 'joined')).toMatchObject({ value: 0 });
  });

  it('of a January to come are not known, which is not nought', async () => {
    const { body } = await figuresAt(`/api/schools/${alder}/counts`);
    const knownOn = (body.asKnown.recordedAt ?? '').slice(0, 10);
    const toCome = body.years.filter(({ januaryCensusDay: census }) => census !== null && census > knownOn);
    for (const { schoolYear } of toCome) expect(figureOf(body, schoolYear, 'headcount').value).toBeNull();
    expect(body.years.at(-1)?.schoolYear).toBe(schoolYearOf(day(knownOn)).schoolYear);
  });

  it('as known at a position are what they were when that was the newest', async () => {
    const before = await figuresAt('/api/authorities/202/rates');
    await ledger.project(of(pupil(2), suspended(alder, '2015-12-01', 2)));
    const now = await figuresAt('/api/authorities/202/rates');
    expect(figureOf(now.body, '2015/16', 'suspension-rate')).toMatchObject({ numerator: 4 });
    const then = await figuresAt(`/api/authorities/202/rates?as-known=${before.body.asKnown.position}`);
    expect(then.text).toBe(before.text);
  });

  it('of an earlier position are given up when nobody waits for them, and leave nothing behind', async () => {
    const asked = askFigures('rates', { authority: '202', school: null }, { 'as-known': '5' });
    const queries = ledger.application.app.get(QueryBus, { strict: false });
    const waiting = new AbortController();
    const answers = [waiting.signal, AbortSignal.abort(new Error('gone'))].map((signal) =>
      queries.execute(new FiguresOfPlace(asked, { signal })),
    );
    waiting.abort(new Error('gone'));
    for (const answer of await Promise.allSettled(answers))
      expect(answer).toMatchObject({ status: 'rejected' });
    expect((await ledger.get('/api/authorities/202/rates?as-known=5')).status).toBe(200);
    const { rows } = await ledger.application.database.pool.query(
      "select schema_name from information_schema.schemata where schema_name like 'replay%'",
    );
    expect(rows).toEqual([]);
  });

  it('of a school without any are none, which the answer says', async () => {
    await ledger.project(school(urn(9), 'Holly School'));
    const { status, body } = await figuresAt(`/api/schools/${urn(9)}/counts`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ years: [], notes: ['Nothing is recorded here yet'] });
    const { body: ofYear } = await figuresAt(`/api/schools/${alder}/counts?year=1990/91`);
    expect(ofYear).toMatchObject({ years: [], notes: ['Nothing is recorded here of 1990/91'] });
  });

  it.each([
    ['/api/authorities/999/rates', 404, 'unknown-authority'],
    ['/api/schools/999999/counts', 404, 'unknown-school'],
    ['/api/authorities/202/rates?year=2015', 400, 'invalid-fields'],
    ['/api/authorities/202/rates?class=all', 400, 'invalid-fields'],
  ])('asked for wrongly are refused: %s', async (path, status, code) => {
    const answer = await ledger.get(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('figures', () => {
  interface Stay {
    readonly school: number;
    readonly days: number;
    readonly gap: number;
    readonly suspensions: readonly number[];
  }
  const stay: fc.Arbitrary<Stay> = fc.record({
    school: fc.integer({ min: 0, max: 2 }),
    days: fc.integer({ min: 20, max: 700 }),
    gap: fc.integer({ min: 20, max: 300 }),
    suspensions: fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 4 }),
  });
  const histories = fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: 400 }),
      stays: fc.array(stay, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('equal a recount from the entries', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (pupils) => {
        run++;
        const code = asAuthorityCode(`E08${String(run).padStart(6, '0')}`);
        const schools = [0, 1, 2].map((number) => asUrn(String(300_000 + run * 10 + number)));
        const told: Told[] = [];
        const recount = new Map<string, number>();
        const suspendedIn = new Map<string, Set<number>>();
        const count = (year: string, measure: string, by = 1) =>
          recount.set(`${year} ${measure}`, (recount.get(`${year} ${measure}`) ?? 0) + by);
        for (const [at, { from, stays }] of pupils.entries()) {
          let begin = addDays(day('2014-09-01'), from);
          for (const each of stays) {
            const urn = schools[each.school] ?? asUrn('300000');
            const end = addDays(begin, each.days);
            told.push(
              of(pupil(run * 1_000 + at), added(urn, begin)),
              of(pupil(run * 1_000 + at), removed(urn, end, { regime: 'SI2006/1751', ground: 'b' })),
            );
            for (let year = 2014; year < 2026; year++) {
              const census = januaryCensusDay(schoolYearFrom(year));
              if (census !== undefined && begin <= census && census <= end)
                count(schoolYearFrom(year), 'headcount');
            }
            for (const after of each.suspensions) {
              const on = addDays(begin, after);
              told.push(of(pupil(run * 1_000 + at), suspended(urn, on, 2)));
              const { schoolYear } = schoolYearOf(on);
              count(schoolYear, 'suspensions');
              suspendedIn.set(schoolYear, (suspendedIn.get(schoolYear) ?? new Set()).add(at));
            }
            begin = addDays(end, each.gap);
          }
        }
        await ledger.project(
          authority(code, 'Somewhere', '999'),
          ...schools.map((urn) => school(urn, 'A school', code)),
          ...told,
        );

        const { body: counts } = await figuresAt(`/api/authorities/${code}/counts`);
        const { body: rates } = await figuresAt(`/api/authorities/${code}/rates`);
        for (const { schoolYear, januaryCensusDay: census } of counts.years) {
          const expected = (measure: string) => recount.get(`${schoolYear} ${measure}`) ?? 0;
          expect(figureOf(counts, schoolYear, 'suspensions').value).toBe(expected('suspensions'));
          expect(figureOf(counts, schoolYear, 'one-or-more-suspensions-distinct-pupils').value).toBe(
            suspendedIn.get(schoolYear)?.size ?? 0,
          );
          if ((census ?? '') > (counts.asKnown.recordedAt ?? '')) continue;
          expect(figureOf(counts, schoolYear, 'headcount').value).toBe(expected('headcount'));
          const rate = figureOf(rates, schoolYear, 'suspension-rate');
          expect([rate.numerator, rate.denominator]).toEqual([
            expected('suspensions'),
            expected('headcount'),
          ]);
        }
        const years = counts.years.map((year) => year.schoolYear);
        const first = years[0] ?? '';
        expect([...recount.keys()].filter((key) => key >= first && !years.includes(key.slice(0, 7)))).toEqual(
          [],
        );
        expect([...recount.keys()].filter((key) => key < first && key.endsWith('suspensions'))).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});
