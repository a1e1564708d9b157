import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareTables } from '../../../infra/bench/england/compare.js';
import { benchEngland } from '../../../infra/bench/england/england.js';
import { readAreaRows } from '../../../infra/bench/england/published-files.js';
import { testServer } from '../../support/database.js';
import { fixture } from './files.js';

/** Files to exported table, on the suite's server. Both runs start processes of their own. */
describe('bench england', () => {
  let folder: string;
  const given = process.env['DATABASE_URL'];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-england-'));
    process.env['DATABASE_URL'] = testServer();
  });
  afterAll(async () => {
    if (given === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = given;
    await rm(folder, { recursive: true, force: true });
  });

  const run = (schools: string, areas: string, year: string) =>
    benchEngland(['--schools', schools, '--areas', areas, '--year', year, '--out', folder], () => undefined);

  /** The rows of all authorities of a file but the largest. */
  const withoutHartlepool = async (name: string): Promise<string> => {
    const lines = (await readFile(fixture(name), 'utf8')).split('\n');
    const path = join(folder, name);
    await writeFile(path, lines.filter((line) => !line.includes(',Hartlepool,')).join('\n'));
    return path;
  };

  it('gives the published table of real authorities, cell by cell', async () => {
    const schools = await withoutHartlepool('schools_2015-16.csv');
    const areas = await withoutHartlepool('areas_2015-16.csv');
    const { figures, sizes } = await run(schools, areas, '201516');
    // Counted in the file: eight rows of three authorities, seven figures each, four of them suppressed.
    expect(sizes).toMatchObject({ schools: 24, rows: 8 });
    expect(figures).toMatchObject({
      'england.cellsEqual': 52,
      'england.cellsDifferent': 0,
      'england.numbersOfSchoolsDifferent': 0,
      'england.cellsSuppressed': 4,
    });
    expect(await readFile(join(folder, 'exclusions_by_geographic_level.csv'), 'utf8')).toContain('Rutland');
    expect(JSON.parse(await readFile(join(folder, 'figures.json'), 'utf8'))).toMatchObject({ figures });
  });

  it('gives both years’ tables where two authorities merged between the years, a third one’s unmoved', async () => {
    const { figures, sizes } = await run(
      fixture('made_schools.csv'),
      fixture('made_areas.csv'),
      '201415,201516',
    );
    expect(sizes).toMatchObject({ schools: 20, rows: 17 });
    expect(figures).toMatchObject({
      'england.cellsEqual': 97,
      'england.cellsDifferent': 0,
      'england.numbersOfSchoolsDifferent': 0,
      'england.cellsSuppressed': 22,
    });
    const exported = await readAreaRows(join(folder, 'exclusions_by_geographic_level.csv'));
    const published = await readAreaRows(fixture('made_areas.csv'));
    const ofThird = (rows: typeof exported) => rows.filter(({ name }) => name === 'Eastfen');
    expect(compareTables(ofThird(published), ofThird(exported))).toMatchObject({
      ...{ rows: 6, equal: 42, suppressed: 0 },
      ...{ differences: [], otherSchools: [] },
    });
  });
});
