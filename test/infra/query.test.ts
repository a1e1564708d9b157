import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { madeYear } from '../../infra/bench/query/made-year.js';
import { benchQuery } from '../../infra/bench/query/query.js';
import { testServer } from '../support/database.js';

describe('bench query', () => {
  it('makes authorities of England’s average, and a part of one for fewer pupils', () => {
    const sizesOf = (pupils: number) => {
      const { areas, schools } = madeYear(pupils, schoolYearFrom(2015));
      return {
        authorities: areas.length,
        pupils: schools.reduce((sum, { headcount }) => sum + headcount, 0),
      };
    };
    const england = sizesOf(8_000_000);
    // Of 2015/16, as published: 152 authorities, 7,916,225 pupils.
    expect(Math.abs(england.authorities - 152)).toBeLessThan(5);
    expect(Math.abs(england.pupils - 8_000_000)).toBeLessThan(30_000);
    expect(sizesOf(2_000)).toEqual({ authorities: 1, pupils: 4 * 275 + 950 + 100 });
  });

  it('asks for the figures of five years over REST, and tells how long the answers take', async () => {
    const given = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = testServer();
    try {
      const report = await benchQuery(['--pupils', '2000', '--rounds', '3'], () => undefined);
      expect(report.sizes).toMatchObject({ authorities: 1, schools: 6, schoolYears: 5, rounds: 3 });
      const names = Object.keys(report.figures);
      expect(names).toEqual(expect.arrayContaining(['query.figures.p50Ms', 'query.figures.p99Ms']));
      for (const name of names) expect(report.figures[name]).toBeGreaterThan(0);
    } finally {
      if (given === undefined) delete process.env['DATABASE_URL'];
      else process.env['DATABASE_URL'] = given;
    }
  });
});
