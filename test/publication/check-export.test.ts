import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrongUse } from '../../src/cli/exit-codes.js';
import { checkFiles } from '../../src/publication/check-files.js';
import { run } from '../support/ledger-process.js';

describe('ledger check-export', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'publication-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const files = async (name: string, data: string | Buffer, meta: string): Promise<[string, string]> => {
    const paths: [string, string] = [join(folder, `${name}.csv`), join(folder, `${name}.meta.csv`)];
    await writeFile(paths[0], data);
    await writeFile(paths[1], meta);
    return paths;
  };
  const published = 'test/fixtures/exclusions/areas_2015-16.csv';
  const meta = `col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column
school_type,Filter,School type,,,,Filter by school type,
headcount,Indicator,Number of pupils,,,0,,
`;

  it('says which check found what, in which file, line and column', async () => {
    const paths = await files('published', await readFile(published, 'utf8'), meta);
    const { code, stdout } = await run(['infra/bin/ledger.js', 'check-export', ...paths], {});
    expect(code).toBe(1);
    expect(stdout).toContain('published.csv (12 rows), published.meta.csv');
    expect(stdout).toMatch(/^FAILS authority-listed: /m);
    expect(stdout).toContain('published.csv, line 4, la_name: E06000053 is listed as ‘Isles of Scilly’');
    expect(stdout).toMatch(/^WARNS harmonised-names: /m);
  });

  it('tells every check, those that passed too', async () => {
    const checked = await checkFiles(...(await files('every', await readFile(published, 'utf8'), meta)));
    expect(checked).toMatchObject({ data: 'every.csv', rows: 12, warns: 1 });
    expect(checked.checks.find(({ check: name }) => name === 'duplicate-rows')).toMatchObject({
      severity: 'fails',
      count: 0,
      findings: [],
    });
  });

  it('goes on past rows that are too short, and says where they are', async () => {
    const text = 'time_period,time_identifier\n201516\n201516,Academic year\n';
    const checked = await checkFiles(...(await files('short', text, meta)));
    expect(checked.rows).toBe(1);
    expect(checked.checks[0]).toMatchObject({
      check: 'file-readable',
      findings: [{ file: 'data', line: 2, problem: 'has 1 fields, the header 2' }],
    });
  });

  it.each([
    ['an empty file', '', [{ file: 'data', line: 1, problem: 'has no rows' }]],
    ['a header alone', 'time_period,time_identifier\n', [{ file: 'data', line: 1, problem: 'has no rows' }]],
    [
      'semicolons',
      'time_period;time_identifier\n201516;Academic year\n',
      [{ file: 'data', line: 1, problem: 'is not separated by commas' }],
    ],
    [
      'a quote that is not closed',
      'time_period,time_identifier\n201516,Academic year\n201516,"Academic year\n',
      [{ file: 'data', line: 3, problem: 'the file ends inside quotes' }],
    ],
    [
      'a line without an end',
      `time_period,time_identifier\n201516,Academic year\n201516,${'9'.repeat(300_000)}`,
      [{ file: 'data', line: 3, problem: 'a row does not end; what follows it was not read' }],
    ],
  ])('cannot read %s as a table, and says so', async (name, text, findings) => {
    const checked = await checkFiles(...(await files(name.replaceAll(' ', '-'), text, meta)));
    expect(checked.checks[0]).toMatchObject({ check: 'file-readable', findings });
  });

  it('passes nothing that has no rows, though no other check finds anything', async () => {
    const columns = 'time_period,time_identifier,geographic_level,country_code,country_name';
    const of =
      'col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column';
    const described = `${of}\nheadcount,Indicator,Pupils,,,0,,\n`;
    const without = await checkFiles(...(await files('header', `${columns},headcount\n`, described)));
    expect(without.fails).toBe(1);
    const row = '201516,Academic year,National,E92000001,England';
    const undescribed = await checkFiles(...(await files('bare', `${columns}\n${row}\n`, of)));
    expect(undescribed.checks[0]?.findings).toEqual([{ file: 'meta', line: 1, problem: 'has no rows' }]);
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['quotes around every field', (text: string) => text.replaceAll(/[^,\n]+/g, '"$&"')],
    ['no end to its last line', (text: string) => text.trimEnd()],
  ])('reads a file with %s like any other', async (_, written) => {
    const text = (await readFile(published, 'utf8')).replaceAll('\r\n', '\n');
    const plain = await checkFiles(...(await files('alike', text, meta)));
    const other = await checkFiles(...(await files('alike', written(text), written(meta))));
    expect(other).toEqual(plain);
  });

  it('finds a file that is not UTF-8', async () => {
    const text = Buffer.from('time_period\nYnys M\xf4n\n', 'latin1');
    const checked = await checkFiles(...(await files('latin', text, meta)));
    expect(checked.checks[0]).toMatchObject({ check: 'file-readable', count: 1 });
  });

  it('is wrong use for a file that is not there', async () => {
    const [data, described] = [join(folder, 'nowhere.csv'), join(folder, 'nowhere.meta.csv')];
    await expect(checkFiles(data, described)).rejects.toThrow(WrongUse);
    await expect(checkFiles(data, described)).rejects.toThrow('nowhere.csv cannot be read');
    const [there] = await files('there', '', '');
    await expect(checkFiles(there, described)).rejects.toThrow('nowhere.meta.csv cannot be read');
    await expect(checkFiles(folder, there)).rejects.toThrow(/cannot be read/);
  });
});
