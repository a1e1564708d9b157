import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const sampleEveryMs = 250;

/**
 * Watches how much memory the server's processes take together, shared memory counted once (Linux: the sum of their
 * proportional set sizes).
 * @returns a function that ends the watch: the most that was seen, in bytes; undefined where the server is elsewhere
 */
export async function watchPostgresMemory(pool: pg.Pool): Promise<() => Promise<number | undefined>> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const parent = rows[0] && (await parentOf(rows[0].pid));
  const stop = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (parent !== undefined && !stop.signal.aborted) {
      most = Math.max(most, await memoryUnder(parent));
      await pause(sampleEveryMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await watching;
    return most > 0 ? most : undefined;
  };
}

async function memoryUnder(parent: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const own = await Promise.all(
    pids.map(async (pid) => (pid === parent || (await parentOf(pid)) === parent ? memoryOf(pid) : 0)),
  );
  return own.reduce((sum, bytes) => sum + bytes, 0);
}

async function parentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function memoryOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}
