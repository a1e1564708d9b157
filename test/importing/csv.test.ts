import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCsvFile } from '../../src/importing/csv/csv-file.js';
import { isFault, readRows, type CsvFault, type CsvRow } from '../../src/importing/csv/read-rows.js';
import { reportedDate } from '../../src/importing/csv/reported-date.js';
import { newFolder } from './given.js';

async function read(content: string | Buffer, required = ['a', 'b']) {
  const path = join(await newFolder(), 'some.csv');
  await writeFile(path, content);
  const file = await openCsvFile(path);
  const [rows, faults]: [CsvRow[], CsvFault[]] = [[], []];
  for await (const one of readRows(file, required)) {
    if (isFault(one)) faults.push(one);
    else rows.push(one);
  }
  return { file, rows, faults, codes: faults.map(({ code, line }) => `${code} ${line}`) };
}

describe('a CSV file', () => {
  test('is read by column name, whatever the case and order of its columns, with the line of each row', async () => {
    const { rows, codes } = await read('B,x,A\n1,2,3\n"four, five",6, 7 \n');
    expect(rows.map((row) => [row.line, row.value('a'), row.value('b'), row.value('none')])).toEqual([
      [2, '3', '1', undefined],
      [3, '7', 'four, five', undefined],
    ]);
    expect(codes).toEqual([]);
  });

  test.each([
    ['UTF-8', Buffer.from('a,b\nÀ,é\n'), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa,b\nÀ,é\n'), 'utf-8'],
    ['ISO-8859-1', Buffer.from('a,b\nÀ,é\n', 'latin1'), 'windows-1252'],
  ])('in %s is recognised', async (_name, content, encoding) => {
    const { file, rows } = await read(content);
    expect(file.encoding).toBe(encoding);
    expect(rows.map((row) => [row.value('a'), row.value('b')])).toEqual([['À', 'é']]);
  });

  test.each([
    ['UTF-16', Buffer.from('a,b\n1,2\n', 'utf16le'), ['encoding 1']],
    ['another delimiter', 'a;b\n1;2\n', ['delimiter 1']],
    ['a column missing', 'a,c\n1,2\n', ['header 1']],
    ['a column twice', 'a,b,A\n1,2,3\n', ['header 1']],
    ['nothing in it', '', ['header 1']],
  ])('with %s is refused whole', async (_name, content, codes) => {
    const result = await read(content);
    expect(result.codes).toEqual(codes);
    expect(result.rows).toEqual([]);
  });

  test('gives the rows before and after one that has too few or too many fields', async () => {
    const { rows, codes } = await read('a,b\n1,2\n3\n4,5,6\n7,8\n');
    expect(rows.map((row) => row.value('a'))).toEqual(['1', '7']);
    expect(codes).toEqual(['columns 3', 'columns 4']);
  });

  test('whose last line is cut says so', async () => {
    expect((await read('a,b\n1,2\n3')).codes).toEqual(['cut-line 3']);
    const inQuotes = await read('a,b\n1,2\n"3,4\n5,6\n');
    expect(inQuotes.faults.map(({ code }) => code)).toEqual(['cut-line']);
    expect(inQuotes.rows.map((row) => row.value('a'))).toEqual(['1']);
  });

  test('with a row that never ends gives the rows before it, and holds no more than one row in memory', async () => {
    const { rows, codes } = await read(`a,b\n1,2\n"${'x'.repeat(2_000_000)}`);
    expect(rows).toHaveLength(1);
    expect(codes).toEqual([expect.stringContaining('record-too-long')]);
  });
});

test.each([
  ['2012-Jan-21 00:00:00', '2012-01-21'],
  ['2024-Sep-09', '2024-09-09'],
  ['31-08-2021', '2021-08-31'],
  ['01/04/2009', '2009-04-01'],
  ['2019-09-01 00:00:00', '2019-09-01'],
  ['2024-Feb-30 00:00:00', undefined],
  ['31-02-2021', undefined],
  ['2024-13-01', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('the day %j reads %j', (text, day) => expect(reportedDate(text)).toBe(day));
