import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { dimensions } from '../../projections/breakdowns/dimensions.js';
import { distributedOverSchools } from '../../projections/measures/distributed.js';
import { englandLog } from '../../infra/bench/england/england-log.js';
import { described } from '../../infra/bench/query/described.js';
import { madeYear } from '../../infra/bench/query/made-year.js';
import { groups, questionsOf } from '../../infra/bench/query/questions.js';
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

  it('asks by every characteristic, of every measure that is laid out over schools and of each year', () => {
    const paths = new Set(
      distributedOverSchools.flatMap((_, round) =>
        questionsOf(round, schoolYearFrom(2015), 5).map(({ path }) => path),
      ),
    );
    for (const { name } of dimensions) {
      expect(paths).toContain(`counts/by/${name}`);
      expect(paths).toContain(`rates/by/${name}`);
    }
    const distributions = [...paths].filter((path) => path.startsWith('distribution?'));
    expect(distributions).toHaveLength(5 * new Set(distributedOverSchools.map(({ name }) => name)).size);
    expect(distributions).toContain('distribution?measure=suspension-rate&year=2011%2F12');
  });

  it('describes pupils of every sex, provision and ethnicity in each authority', () => {
    const year = madeYear(100_000, schoolYearFrom(2015));
    const log = englandLog([year], { yearsOnRoll: 1, describe: described });
    const told = [...log]
      .flat()
      .flatMap(({ events }) =>
        events.flatMap(({ type, data }) =>
          type === 'CountedOnRoll' && 'characteristics' in data ? (data.characteristics ?? []) : [],
        ),
      );
    expect(new Set(told.map(({ sex }) => sex))).toEqual(new Set(['F', 'M']));
    expect(new Set(told.map(({ senProvision }) => senProvision))).toEqual(new Set(['N', 'K', 'E']));
    expect(new Set(told.map(({ ethnicity }) => ethnicity)).size).toBeGreaterThan(15);
  });

  it('asks for the figures of five years over REST, and tells how long the answers take', async () => {
    const given = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = testServer();
    try {
      const report = await benchQuery(['--pupils', '2000', '--rounds', '3'], () => undefined);
      expect(report.sizes).toMatchObject({ authorities: 1, schools: 6, schoolYears: 5, rounds: 3 });
      const names = Object.keys(report.figures);
      const asked = ['figures', ...groups, 'answers', 'rounds'];
      expect(names).toEqual(
        expect.arrayContaining(asked.flatMap((group) => [`query.${group}.p50Ms`, `query.${group}.p99Ms`])),
      );
      for (const name of names) expect(report.figures[name]).toBeGreaterThan(0);
    } finally {
      if (given === undefined) delete process.env['DATABASE_URL'];
      else process.env['DATABASE_URL'] = given;
    }
  });
});
