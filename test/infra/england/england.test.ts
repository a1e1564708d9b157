import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchEngland } from '../../../infra/bench/england/england.js';
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
    benchEngland(
      ['--schools', fixture(schools), '--areas', fixture(areas), '--year', year, '--out', folder],
      () => undefined,
    );

  it('gives the published table of real authorities, cell by cell', async () => {
    const { figures, sizes } = await run('schools_2015-16.csv', 'areas_2015-16.csv', '201516');
    // Counted in the file: twelve rows of four authorities, seven figures each, six of them suppressed.
    expect(sizes).toMatchObject({ schools: 61, rows: 12 });
    expect(figures).toMatchObject({
      'england.cellsEqual': 78,
      'england.cellsDifferent': 0,
      'england.cellsSuppressed': 6,
    });
    expect(await readFile(join(folder, 'exclusions_by_geographic_level.csv'), 'utf8')).toContain('Rutland');
    expect(JSON.parse(await readFile(join(folder, 'figures.json'), 'utf8'))).toMatchObject({ figures });
  });

  it('gives both years’ tables where two authorities merged between the years', async () => {
    const { figures, sizes } = await run('made_schools.csv', 'made_areas.csv', '201415,201516');
    expect(sizes).toMatchObject({ schools: 16, rows: 11 });
    expect(figures).toMatchObject({
      'england.cellsEqual': 55,
      'england.cellsDifferent': 0,
      'england.cellsSuppressed': 22,
    });
  });
});
