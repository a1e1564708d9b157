import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { validateData } from '../../../events/validation/validate.js';
import { pupilOf } from '../../../events/identifiers.js';
import { englandLog } from '../../../infra/bench/england/england-log.js';
import { readYears, takeFiles } from '../../../infra/bench/england/options.js';
import { WrongUse } from '../../../infra/bench/options.js';
import { checkoutFolder } from '../../../src/platform/checkout.js';
import { fixture } from './files.js';

const [madeSchools, madeAreas] = [fixture('made_schools.csv'), fixture('made_areas.csv')];

const yearsOf = (year: string, schools = madeSchools, areas = madeAreas) =>
  readYears(takeFiles(['--schools', schools, '--areas', areas, '--year', year], [])[0]);

describe('the made log', () => {
  it('is the same for the same files', async () => {
    const years = await yearsOf('201415,201516');
    expect([...englandLog(years)]).toEqual([...englandLog(years)]);
  });

  it('holds a pupil of each that is on roll in January, and who was there outside it', async () => {
    const streams = [...englandLog(await yearsOf('201516'))].flat();
    const events = streams.flatMap((stream) => stream.events);
    // Of the file: 504 and 230 on roll in January.
    expect(events.filter(({ type }) => type === 'CountedOnRoll')).toHaveLength(734);
    expect(streams.filter(({ stream }) => pupilOf(stream) !== undefined).length).toBeGreaterThan(734);
    expect(events.filter(({ type }) => type === 'Suspended')).toHaveLength(232);
    expect(events.filter(({ type }) => type === 'PermanentlyExcluded')).toHaveLength(14);
  });

  it('holds nothing but events that the ledger would take, in streams and under ids that ascend', async () => {
    const streams = [...englandLog(await yearsOf('201415,201516'))].flat();
    const events = streams.flatMap((stream) => stream.events);
    for (const { type, data } of events) expect(validateData(type, data)).toEqual([]);
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const pupils = streams.flatMap(({ stream }) => pupilOf(stream) ?? []);
    expect(pupils).toEqual([...new Set(pupils)].sort());
  });
});

describe('the files', () => {
  it.each([
    [['--schools', 'a.csv', '--year', '201516'], '--areas'],
    [['--schools', 'a.csv', '--areas', 'b.csv', '--year', '2015'], '--year'],
    [['--schools', 'a.csv', '--areas', 'b.csv', '--year', '201516', '--month', '1'], 'option'],
  ])('are named by options: %j is wrong use', (options, named) => {
    expect(() => takeFiles(options, [])).toThrow(WrongUse);
    expect(() => takeFiles(options, [])).toThrow(named);
  });

  it('have to hold the year', async () => {
    await expect(yearsOf('201617')).rejects.toThrow('no file of schools holds rows of 201617');
  });

  it('have to be in this layout', async () => {
    const elsewhere = join(checkoutFolder, 'test', 'fixtures', 'schools', 'england_spine_2017-2018.csv');
    await expect(yearsOf('201516', elsewhere)).rejects.toThrow(WrongUse);
  });

  it('may have their columns in another order, a byte order mark, line ends of Windows and commas in quotes', async () => {
    const turned = async (name: string): Promise<string> => {
      const rows: string[][] = parse(await readFile(fixture(name)));
      const cells = rows.map((row) => row.toReversed().map((cell) => cell.replace('marsh', 'marsh, the')));
      return written(name, stringify(cells, { bom: true, record_delimiter: 'windows', quoted: true }));
    };
    const [schools, areas] = [await turned('made_schools.csv'), await turned('made_areas.csv')];
    const [year] = await yearsOf('201415', schools, areas);
    const [usual] = await yearsOf('201415');
    expect(usual?.areas.filter(({ name }) => name === 'Northmarsh')).toHaveLength(4);
    expect(year).toEqual({
      ...usual,
      areas: usual?.areas.map((area) => ({ ...area, name: area.name.replace('marsh', 'marsh, the') })),
    });
  });

  it.each([
    ...['.', '..', ':', 'z', 'c', 'low', 'u', '', '1,204', '-1', '2.5'].map((text) => ['perm_excl', text]),
    ...['x', '.', '', '1,204'].map((text) => ['headcount', text]),
    ['laestab', '991/2001'],
    ['new_la_code', ''],
  ])('are refused where %s is %j, by file, line and column', async (column, text) => {
    const refusal: unknown = await yearsOf(
      '201415',
      await changed('made_schools.csv', 3, column, text),
    ).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WrongUse);
    expect(String(refusal)).toContain(`made_schools.csv, line 3: ${column} is '${text}', and in this layout`);
  });

  it('may hold anything in rows of years that are not asked for', async () => {
    const [year] = await yearsOf('201516', await changed('made_schools.csv', 3, 'perm_excl', 'c'));
    expect(year?.schools).toHaveLength(10);
  });

  it('are refused where they hold a school or an area twice', async () => {
    await expect(yearsOf('201516', `${madeSchools},${madeSchools}`)).rejects.toThrow(
      'the files of schools hold a row twice: 201516, 9932001',
    );
    await expect(yearsOf('201516', madeSchools, `${madeAreas},${madeAreas}`)).rejects.toThrow(
      'the files of areas hold a row twice: 201516, E06009903, Total',
    );
  });

  it('have to be there', async () => {
    await expect(yearsOf('201516', join(folder, 'none.csv'))).rejects.toThrow(WrongUse);
  });

  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-england-files-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const written = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  /** The file with another text in one cell. @param line counted from 1, the header included */
  const changed = async (name: string, line: number, column: string, text: string): Promise<string> => {
    const rows: string[][] = parse(await readFile(fixture(name)));
    const at = rows[0]?.indexOf(column) ?? -1;
    return written(name, stringify(rows.map((row, n) => (n === line - 1 ? row.with(at, text) : row))));
  };
});
