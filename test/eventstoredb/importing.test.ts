/** An import says and does the same on either engine. */
import { join } from 'node:path';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import {
  authoritiesFixture,
  censusFixture,
  linksFixture,
  newFolder,
  spineFixture,
} from '../importing/given.js';
import { environmentOf, ledger, tryLedger } from './given.js';

let server: ProtocolServer;
let onPostgres: Database;
let onEventStoreDb: Database;
let folder: string;
beforeAll(async () => {
  [server, onPostgres, onEventStoreDb] = await Promise.all([
    ProtocolServer.start(),
    freshDatabase(),
    freshDatabase(),
  ]);
  folder = await newFolder();
});
afterAll(async () => {
  await Promise.all([onPostgres.close(), onEventStoreDb.close()]);
  await server.stop();
});

/** What an import prints on each engine; refused rows end it with 1. */
function imported(...args: string[]): Promise<unknown[]> {
  const environments = [environmentOf(onPostgres), environmentOf(onEventStoreDb, server)];
  return Promise.all(
    environments.map(async (environment, at) => {
      const refusals = join(folder, `${at}.csv`);
      const given = ['import', ...args, '--refusals', refusals, '--json'];
      const { stdout, stderr } = await tryLedger(environment, ...given);
      if (stdout === '') throw new Error(stderr);
      return { ...(JSON.parse(stdout) as object), refusalsFile: null };
    }),
  );
}

const census = (term: string) =>
  imported(
    ...['census', censusFixture, '--term', term, '--identifier', 'opaque'],
    ...['--schools', join(censusFixture, 'schools.csv')],
  );

/** All that is in the log of it: how many events of each type, and the order of types in each stream. */
async function shapeOf({ pool }: Database): Promise<unknown> {
  const { rows } = await pool.query<{ types: string; streams: number }>(
    `select types, count(*) as streams
       from (select string_agg(type, ' ' order by revision) as types from ledger.events group by stream) as histories
      group by types order by types`,
  );
  return rows;
}

test.each([
  ['authorities', authoritiesFixture],
  ['schools', spineFixture],
  ['links', linksFixture],
])('%s give the same numbers', async (kind, file) => {
  const [here, there] = await imported(kind, file);
  expect(there).toEqual(here);
});

test.each(['2024-autumn', '2025-spring', '2025-spring'])(
  'the census %s gives the same numbers',
  async (term) => {
    const [here, there] = await census(term);
    expect(there).toEqual(here);
  },
);

test('the logs hold the same histories', async () => {
  expect(await shapeOf(onEventStoreDb)).toEqual(await shapeOf(onPostgres));
});

test('the read models stand at the end, and verify finds no difference', async () => {
  const environment = environmentOf(onEventStoreDb, server);
  expect(await ledger(environment, 'verify', '--json')).toMatchObject({ differences: 0 });
});
