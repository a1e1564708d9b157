import { freshDatabase } from '../support/database.js';
import type { Database } from '../../src/platform/database/open-database.js';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

test('a bigint is a number, a date its text, a time its ISO text in UTC', async () => {
  const query = `SELECT 42::bigint AS whole, DATE '2025-01-09' AS day,
    TIMESTAMPTZ '2025-07-01 09:30:00.12+01' AS instant, TIMESTAMPTZ '2025-07-01 08:30:00.123456Z' AS exact`;
  const expected = {
    whole: 42,
    day: '2025-01-09',
    instant: '2025-07-01T08:30:00.120Z',
    exact: '2025-07-01T08:30:00.123456Z',
  };
  expect((await database.pool.query(query)).rows).toEqual([expected]);
  expect((await database.knex.raw<{ rows: unknown[] }>(query)).rows).toEqual([expected]);
});

test('a bigint that a number cannot hold is an error, never another number', async () => {
  await expect(database.pool.query('SELECT 9007199254740993')).rejects.toThrow('beyond 2^53');
});
