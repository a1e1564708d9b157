import fc from 'fast-check';
import { asPosition, pupilStream } from '../../events/identifiers.js';
import { connect } from '../../src/platform/database/pools.js';
import { lineOf, lineOfTexts, textIn, UnfitValue } from '../../src/projecting/copy-text.js';
import { copyLines } from '../../src/projecting/pupil-rows.js';
import { historiesIn } from '../../src/projecting/rebuild/histories-in.js';
import { eventsOf } from '../../src/projecting/stored-events.js';
import type { StoredColumn } from '../../src/projecting/stored-tables.js';
import { fact, day, added, urn } from '../support/history.js';
import { of, ProjectedLedger, pupil } from './given.js';

const columns: readonly StoredColumn[] = [
  { name: 'pupil_id', type: 'uuid' },
  { name: 'words', type: 'text' },
  { name: 'list', type: 'text[]' },
  { name: 'small', type: 'smallint' },
  { name: 'large', type: 'bigint' },
  { name: 'day', type: 'date' },
  { name: 'yes', type: 'boolean' },
  { name: 'document', type: 'json' },
];

/** Anything that PostgreSQL can hold as text: no NUL and no half of a surrogate pair. */
const text = fc.string({ unit: 'grapheme-composite' }).filter((each) => !each.includes('\0'));
const awkward = fc.oneof(
  text,
  fc.constantFrom('', 'null', 'NULL', '\\N', '\\.', 'a\tb', 'a\nb', 'a\\b', '{a,b}', '"', ' ', '\v\f\b\r'),
);
const row = fc.tuple(
  fc.nat(1_000_000).map(pupil),
  fc.option(awkward),
  fc.option(fc.array(awkward, { maxLength: 4 })),
  fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.constantFrom('2024-09-02', '1900-01-01', '2199-12-31')),
  fc.option(fc.boolean()),
  fc.option(fc.array(awkward).map((each) => JSON.stringify(each))),
);

describe('rows as text', () => {
  let ledger: ProjectedLedger;
  beforeAll(async () => (ledger = await ProjectedLedger.open()));
  afterAll(() => ledger.close());

  it('are what PostgreSQL takes in and gives back, whatever the values', async () => {
    const client = await connect(ledger.database.connectionString);
    await client.query(
      `create temp table awkward (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = rows.map((each) => lineOf(columns, each));
        await client.query('truncate awkward');
        await copyLines(client, 'awkward', lines);
        const stored = await client.query<(string | null)[]>({
          text: `select ${columns.map(({ name }) => `${name}::text`).join(', ')} from awkward`,
          rowMode: 'array',
        });
        expect(stored.rows.map(lineOfTexts)).toEqual(lines);
        expect(lines.map((line) => textIn(line, 1))).toEqual(rows.map((each) => each[1]));
      }),
      { numRuns: 60 },
    );
    await client.end();
  });

  it.each([
    ['a text with a NUL', { name: 'words', type: 'text' }, 'a\0b'],
    ['a number beyond its type', { name: 'small', type: 'smallint' }, 32_768],
    ['a fraction', { name: 'large', type: 'bigint' }, 0.5],
    ['a number in place of a text', { name: 'words', type: 'text' }, 1],
    ['a text in place of a truth', { name: 'yes', type: 'boolean' }, 'true'],
  ] as const)('refuse %s', (_case, column, value) => {
    expect(() => lineOf([column], [value])).toThrow(UnfitValue);
  });
});

describe('histories read by COPY', () => {
  it('are the events that a query gives, whatever stands in them', async () => {
    const ledger = await ProjectedLedger.open();
    const client = await connect(ledger.database.connectionString);
    const reference = (words: string) =>
      fact('AdmissionRefused', {
        effectiveOn: day('2024-09-02'),
        school: urn(1),
        ground: 'other',
        reference: words,
      });
    const words = ['a\\b', 'a"b', 'ä€😀', "'", 'back\\\\slashes\\n', 'x'.repeat(100_000)];
    const pupils = [1, 2, 3, 4, 5].map(pupil);
    for (const each of pupils)
      await ledger.append(
        ...words.map((word) => of(each, reference(word))),
        of(each, added(urn(1), '2024-09-02')),
      );
    const position = asPosition(34);
    const read = [];
    for await (const histories of historiesIn(client, { from: null, before: null }, position))
      read.push(...histories);
    expect(read.map((history) => history.length)).toEqual([7, 7, 7, 7, 6]);
    expect(read.flat()).toEqual(await eventsOf(client, pupils.map(pupilStream), position));
    await client.end();
    await ledger.close();
  });
});
