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
  return watch(pool, serverMemory);
}

/**
 * The same with this process and those that it started: what the ledger and its database take at one time.
 * @returns as `watchPostgresMemory`
 */
export async function watchMemory(pool: pg.Pool): Promise<() => Promise<number | undefined>> {
  return watch(pool, (statuses, server) => serverMemory(statuses, server) + ownMemory(statuses, server));
}

async function watch(
  pool: pg.Pool,
  memoryOf: (statuses: readonly string[], server: number) => number,
): Promise<() => Promise<number | undefined>> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const parent = rows[0] && (await parentOf(rows[0].pid));
  const stop = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (parent !== undefined && !stop.signal.aborted) {
      most = Math.max(most, memoryOf(await allStatuses(), parent));
      await pause(sampleEveryMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await watching;
    return most > 0 ? most : undefined;
  };
}

async function allStatuses(): Promise<string[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(names.map((name) => statusOf(Number(name))));
}

const isOfServer = (status: string, parent: number): boolean =>
  [numberIn(status, 'Pid'), numberIn(status, 'PPid')].includes(parent);

function serverMemory(statuses: readonly string[], parent: number): number {
  const server = statuses.filter((status) => isOfServer(status, parent));
  const kilobytes = (name: string): number[] => server.map((status) => numberIn(status, name) ?? 0);
  const own = kilobytes('RssAnon').reduce((sum, each) => sum + each, 0);
  return 1024 * (own + Math.max(0, ...kilobytes('RssShmem')) + Math.max(0, ...kilobytes('RssFile')));
}

/** This process and what descends from it, the database's server left out. */
function ownMemory(statuses: readonly string[], server: number): number {
  const own = new Set([process.pid]);
  let kilobytes = 0;
  // A process has a larger number than the one that started it, unless numbers began anew: then it is missed.
  for (const status of statuses.toSorted((a, b) => (numberIn(a, 'Pid') ?? 0) - (numberIn(b, 'Pid') ?? 0))) {
    const pid = numberIn(status, 'Pid') ?? 0;
    if ((!own.has(pid) && !own.has(numberIn(status, 'PPid') ?? 0)) || isOfServer(status, server)) continue;
    own.add(pid);
    kilobytes += numberIn(status, 'VmRSS') ?? 0;
  }
  return 1024 * kilobytes;
}

const parentOf = async (pid: number): Promise<number | undefined> => numberIn(await statusOf(pid), 'PPid');

const statusOf = async (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');

function numberIn(status: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}
