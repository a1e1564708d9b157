import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const sampleEveryMs = 500;

/**
 * Watches how much memory the server's processes take together (Linux): what each has of its own, and once what they
 * share. Read from counters: adding up page by page costs the server more than a rebuild does.
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
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const statuses = await Promise.all(names.map((name) => statusOf(Number(name))));
  const server = statuses.filter((status) =>
    [numberIn(status, 'Pid'), numberIn(status, 'PPid')].includes(parent),
  );
  const kilobytes = (name: string): number[] => server.map((status) => numberIn(status, name) ?? 0);
  const own = kilobytes('RssAnon').reduce((sum, each) => sum + each, 0);
  return 1024 * (own + Math.max(0, ...kilobytes('RssShmem')) + Math.max(0, ...kilobytes('RssFile')));
}

const parentOf = async (pid: number): Promise<number | undefined> => numberIn(await statusOf(pid), 'PPid');

const statusOf = async (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');

function numberIn(status: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}
