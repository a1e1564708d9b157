import type { Projection } from '../../projections/projection.js';
import { connect } from '../../src/platform/database/pools.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { lineOf } from '../../src/projecting/copy-text.js';
import { copyLines } from '../../src/projecting/pupil-rows.js';
import {
  additionStatements,
  tableStatements,
  tallyColumns,
  tallyIndexStatements,
} from '../../src/projecting/stored-tables.js';
import { freshDatabase } from '../support/database.js';

const tallies = {
  name: 'visit_count',
  key: [
    { name: 'school', type: 'text' },
    { name: 'school_year', type: 'text' },
  ],
  counts: ['visits', 'change'],
} as const;

const visits: Projection = {
  name: 'visits',
  version: 1,
  rowTables: [],
  tallyTables: [tallies],
  rows: () => [],
  tallies: () => [],
};

describe('tallies that were loaded in parts', () => {
  let database: Database;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.close());

  it('are added up by their keys, in a table like the first; what comes to nothing is no row, and sums may be larger than a part', async () => {
    const client = await connect(database.connectionString);
    await client.query(tableStatements('parts', visits).join('; '));
    const load = (...rows: (readonly [string, string, number, number])[]) =>
      copyLines(
        client,
        'parts.visit_count',
        rows.map((row) => lineOf(tallyColumns(tallies), row)),
      );
    await load(['a', '2015/16', 3, 1], ['a', '2016/17', 1, 5], ['b', '2015/16', 2, -2]);
    await load(['a', '2015/16', 4, 0], ['a', '2016/17', -1, -5], ['b', '2015/16', -2, 1]);
    await load(['c', '2015/16', 2 ** 31, 0]);
    await load(['c', '2015/16', 2 ** 31, 0]);
    await client.query(additionStatements('parts', tallies).join('; '));
    const { rows } = await client.query('select * from parts.visit_count order by school, school_year');
    expect(rows).toEqual([
      { school: 'a', school_year: '2015/16', visits: 7, change: 1 },
      { school: 'b', school_year: '2015/16', visits: 0, change: -1 },
      { school: 'c', school_year: '2015/16', visits: 2 ** 32, change: 0 },
    ]);
    await client.query(tallyIndexStatements('parts', tallies).join('; '));
    const columns = await client.query(
      `select attname as name, attnotnull as required, collname as collation, coalesce(attstattarget, -1) as statistics
         from pg_attribute left join pg_collation on pg_collation.oid = attcollation
        where attrelid = 'parts.visit_count'::regclass and attnum > 0 order by attnum`,
    );
    const key = { required: true, collation: 'C', statistics: -1 };
    const count = { required: true, collation: null, statistics: 0 };
    expect(columns.rows).toEqual([
      { name: 'school', ...key },
      { name: 'school_year', ...key },
      { name: 'visits', ...count },
      { name: 'change', ...count },
    ]);
    const left = await client.query(
      `select from pg_tables where schemaname = 'parts' and tablename like 'visit%'`,
    );
    expect(left.rowCount).toBe(1);
    await client.end();
  });
});
