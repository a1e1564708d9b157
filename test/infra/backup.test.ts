import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const scripts = join(import.meta.dirname, '..', '..', 'infra', 'eventstoredb');
const backUp = (...folders: string[]): Promise<unknown> => run(join(scripts, 'back-up.sh'), folders);
const restore = (...folders: string[]): Promise<unknown> => run(join(scripts, 'restore.sh'), folders);

/** As a node of version 22.10 lays them out. */
const database = {
  'chaser.chk': 'chaser',
  'epoch.chk': 'epoch',
  'proposal.chk': 'proposal',
  'truncate.chk': 'truncate',
  'writer.chk': 'writer',
  'chunk-000000.000000': 'first',
  'chunk-000001.000002': 'second',
  'index/indexmap': 'map',
  'index/58901a27-ad48-474a-9be7-a2711966b4de': 'table',
  'index/stream-existence/streamExistenceFilter.chk': 'filter checkpoint',
  'index/stream-existence/streamExistenceFilter.dat': 'filter',
};

let folder: string;
const at = (...path: string[]): string => join(folder, ...path);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-backup-'));
  for (const [name, content] of Object.entries(database)) {
    await mkdir(dirname(at('node', name)), { recursive: true });
    await writeFile(at('node', name), content);
  }
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function filesOf(name: string): Promise<Record<string, string>> {
  const entries = await readdir(at(name), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return Object.fromEntries(paths.map((path, i) => [path.slice(at(name).length + 1), contents[i] ?? '']));
}

test('a copy holds every file of the database, and a restored one says where to cut off', async () => {
  await backUp(at('node'), at('copy'));
  expect(await filesOf('copy')).toEqual(database);
  await restore(at('copy'), at('restored'));
  expect(await filesOf('restored')).toEqual({ ...database, 'truncate.chk': 'chaser' });
});

test('a node that has no index yet is copied', async () => {
  await rm(at('node', 'index'), { recursive: true });
  await backUp(at('node'), at('copy'));
  expect(Object.keys(await filesOf('copy'))).toHaveLength(7);
});

test('neither writes into a folder that holds something, for two nodes must never mix', async () => {
  await backUp(at('node'), at('copy'));
  await expect(backUp(at('node'), at('copy'))).rejects.toMatchObject({ code: 2 });
  await expect(restore(at('copy'), at('node'))).rejects.toMatchObject({ code: 2 });
});

test('what is no copy of a database is not restored', async () => {
  await mkdir(at('empty'));
  await expect(restore(at('empty'), at('restored'))).rejects.toMatchObject({ code: 2 });
});
