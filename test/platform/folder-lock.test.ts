import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFolderLock } from '../../src/platform/database/embedded/folder-lock.js';
import { identify, isAlive, thisProcess } from '../../src/platform/process-identity.js';
import { run } from '../support/ledger-process.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('processes that count under the lock lose no count', async () => {
  const counter = join(folder, 'counter');
  await writeFile(counter, '0');
  const script = `
    import { readFile, writeFile } from 'node:fs/promises';
    import { withFolderLock } from './dist/src/platform/database/embedded/folder-lock.js';
    for (let i = 0; i < 10; i++) {
      await withFolderLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
        const count = Number(await readFile(${JSON.stringify(counter)}, 'utf8'));
        await writeFile(${JSON.stringify(counter)}, String(count + 1));
      });
    }`;
  const counting = [1, 2, 3, 4].map(() => run(['--input-type=module', '--eval', script]));
  expect((await Promise.all(counting)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(await readFile(counter, 'utf8')).toBe('40');
});

test('a lock that a dead process left behind is taken over', async () => {
  const dead = await run(['--print', 'process.pid']);
  const lock = join(folder, 'lock');
  await mkdir(lock);
  await writeFile(join(lock, '7'), JSON.stringify({ pid: Number(dead.stdout), startedAt: 'before' }));
  await expect(withFolderLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
});

test('a lock is free again after work that failed', async () => {
  const lock = join(folder, 'lock');
  await expect(withFolderLock(lock, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  await expect(withFolderLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
});

test('a process is told from a later one that got its number', () => {
  expect(isAlive(thisProcess())).toBe(true);
  expect(isAlive({ ...thisProcess(), startedAt: 'another boot/1' })).toBe(false);
  expect(isAlive(identify(2 ** 22 + 1))).toBe(false);
});
