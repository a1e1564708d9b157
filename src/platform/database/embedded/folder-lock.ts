import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../errors/error-code.js';
import { OperationalError } from '../../errors/operational-error.js';
import { isAlive, parseIdentity, thisProcess } from '../../process-identity.js';

const patienceMs = 180_000;
const pollMs = 40;

/**
 * Runs the work while no other process runs work under the same folder.
 *
 * Node has no file lock that the kernel gives back when a process dies, so the lock is a row of numbered tickets:
 * the highest one holds it, until its process says so or is dead. A ticket is made by link(2), which only one process
 * can do for one number, and the highest is never removed; so nobody can take away a lock that was won meanwhile,
 * which is what goes wrong when a stale lock file is deleted and made again.
 *
 * @throws OperationalError when a living process keeps the lock for three minutes.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const ticket = await takeTicket(folder);
  try {
    return await work();
  } finally {
    await writeWhole(folder, 'released', async (file) => rename(file, join(folder, String(ticket))));
  }
}

async function takeTicket(folder: string): Promise<number> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const highest = (await tickets(folder)).at(-1);
    const holder = highest === undefined ? undefined : await holderOf(folder, highest);
    if (holder === undefined) {
      const mine = (highest ?? 0) + 1;
      if (await make(folder, mine)) return mine;
    } else {
      if (Date.now() > deadline)
        throw new OperationalError(`process ${holder} has kept the lock in ${folder} for too long`);
      await pause(pollMs);
    }
  }
}

/** Makes the ticket of that number, unless somebody else did, or went past it while this process was held up. */
async function make(folder: string, number: number): Promise<boolean> {
  const path = join(folder, String(number));
  const made = await writeWhole(folder, JSON.stringify(thisProcess()), async (file) => link(file, path)).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    },
  );
  if (!made) return false;
  const all = await tickets(folder);
  if (all.at(-1) !== number) {
    await rm(path, { force: true });
    return false;
  }
  await Promise.all(all.slice(0, -1).map((old) => rm(join(folder, String(old)), { force: true })));
  return true;
}

/** The living process that holds the ticket, or undefined when it is free to be followed by the next. */
async function holderOf(folder: string, number: number): Promise<number | undefined> {
  const text = await readFile(join(folder, String(number)), 'utf8').catch(() => '');
  const holder = parseIdentity(text);
  return holder !== undefined && isAlive(holder) ? holder.pid : undefined;
}

async function tickets(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Writes a file aside, so that whoever sees it under its final name sees it whole. */
async function writeWhole(
  folder: string,
  text: string,
  publish: (file: string) => Promise<void>,
): Promise<void> {
  const aside = join(folder, `new-${randomUUID()}`);
  await writeFile(aside, text, { mode: 0o600 });
  try {
    await publish(aside);
  } finally {
    await rm(aside, { force: true });
  }
}
