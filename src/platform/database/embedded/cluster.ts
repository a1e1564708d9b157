import { once } from 'node:events';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { OperationalError } from '../../errors/operational-error.js';
import { identify, isAlive } from '../../process-identity.js';
import { findBinaries } from './binaries.js';
import { launch } from './launch.js';
import { serverSettings, type ServerSettings } from './server-settings.js';
import { unprivilegedUser, type SystemUser } from './unprivileged-user.js';

const clusterUser = 'ledger';

/** Crash recovery of a large log takes a while; a server that says nothing for this long has a fault. */
const startWithinMs = 120_000;
const stopWithinMs = 60_000;
const pollMs = 40;

/**
 * One PostgreSQL data folder and the server over it, which outlives the process that started it.
 * Whoever calls holds the folder's lock.
 */
export class Cluster {
  readonly #data: string;
  readonly #log: string;

  constructor(
    private readonly folder: string,
    private readonly password: string,
    private readonly settings: ServerSettings,
  ) {
    this.#data = join(folder, 'cluster');
    this.#log = join(folder, 'server.log');
  }

  /** Starts the server unless it runs, whatever state the last run left it in. @returns its port on 127.0.0.1. */
  async ensureRunning(): Promise<number> {
    const deadline = Date.now() + startWithinMs;
    let failure = 'it did not answer';
    while (Date.now() < deadline) {
      const running = await this.#running();
      if (running === undefined) {
        const ended = await this.#start();
        if (ended !== undefined) {
          failure = ended;
          if (!isPassing(ended)) break;
        }
      } else if (running.port !== undefined && (await this.#answers(running.port))) {
        return running.port;
      }
      await pause(pollMs);
    }
    throw new OperationalError(`the embedded PostgreSQL did not start: ${failure} (its log: ${this.#log})`);
  }

  /** Stops the server if it runs: fast, but with everything written; without mercy only when it hangs. */
  async stop(): Promise<void> {
    const running = await this.#running();
    if (running === undefined) return;
    const server = identify(running.pid);
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      signalIfAlive(running.pid, signal);
      const deadline = Date.now() + stopWithinMs;
      while (Date.now() < deadline) {
        if (!isAlive(server)) return;
        await pause(pollMs);
      }
    }
  }

  connectionString(port: number, database: string): string {
    return `postgres://${clusterUser}:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /**
   * The server over this folder as its own pid file tells (number, …, port on line 4), if that process lives and is it.
   * After a crash or restart of the machine the number may belong to somebody else: then the file is cleared away,
   * for PostgreSQL itself would take it for a running server and refuse to start.
   */
  async #running(): Promise<{ pid: number; port: number | undefined } | undefined> {
    const file = join(this.#data, 'postmaster.pid');
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    if (isAlive(identify(pid)) && (await this.#isServer(pid))) {
      const port = Number(lines[3]);
      return { pid, port: port > 0 ? port : undefined };
    }
    await rm(file, { force: true });
    return undefined;
  }

  async #isServer(pid: number): Promise<boolean> {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
    return command === undefined || command.split('\0').includes(this.#data);
  }

  /** @returns undefined once the server answers; otherwise the last words of its log. */
  async #start(): Promise<string | undefined> {
    const { postgres } = await findBinaries();
    const user = await this.#owner();
    await this.#initialise(user);
    const port = await freePort();
    const log = await open(this.#log, 'w', 0o600);
    try {
      const args = ['-D', this.#data, '-p', String(port), ...serverSettings(this.settings)];
      const server = await launch(postgres, args, user, [this.#data], {
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        cwd: this.folder,
      });
      let ended: string | undefined;
      server.once('error', (error) => (ended = error.message));
      server.once('exit', () => (ended = 'exit'));
      server.unref();
      const deadline = Date.now() + startWithinMs;
      while (Date.now() < deadline && ended === undefined) {
        if (await this.#answers(port)) return undefined;
        await pause(pollMs);
      }
      return ended === 'exit' ? await this.#lastWords() : (ended ?? 'it did not answer');
    } finally {
      await log.close();
    }
  }

  /** Makes the data folder once: beside its place and then renamed, so that a killed attempt leaves nothing half made. */
  async #initialise(user: SystemUser | undefined): Promise<void> {
    if (await exists(this.#data)) return;
    const { initdb } = await findBinaries();
    const fresh = `${this.#data}.new`;
    const passwordFile = join(this.folder, 'initial-password');
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwordFile, `${this.password}\n`, { mode: 0o600 });
    if (user) await Promise.all([fresh, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    const args = [
      `--pgdata=${fresh}`,
      `--username=${clusterUser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sorts by code point and knows the letters of all scripts, the same on every machine (PostgreSQL 17 and later).
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ];
    try {
      const child = await launch(initdb, args, user, [fresh], {
        stdio: ['ignore', 'ignore', 'pipe'],
        cwd: this.folder,
      });
      let complaint = '';
      child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0)
        throw new OperationalError(
          `the embedded PostgreSQL could not make its data folder: ${complaint.trim()}`,
        );
    } finally {
      await rm(passwordFile, { force: true });
    }
    await rename(fresh, this.#data);
  }

  /** Who runs the server: as root, the owner of a data folder that is there, else the unprivileged user. */
  async #owner(): Promise<SystemUser | undefined> {
    const user = await unprivilegedUser();
    if (user === undefined) return undefined;
    // The unprivileged user must pass through, and only pass through, the folders that this process made.
    await chmod(this.folder, 0o711);
    const found = await stat(this.#data).catch(() => undefined);
    return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : user;
  }

  async #answers(port: number): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.connectionString(port, 'postgres'),
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ folder: string }>(
        `SELECT current_setting('data_directory') AS folder`,
      );
      return rows[0]?.folder === this.#data;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async #lastWords(): Promise<string> {
    const lines = (await readFile(this.#log, 'utf8')).trim().split('\n');
    return lines.slice(-4).join(' | ');
  }
}

/** Faults that are over after a while: a port that was taken meanwhile, or backends of a killed server that still end. */
function isPassing(failure: string): boolean {
  return /could not bind|could not create any TCP|shared memory block|lock file .* already exists/.test(
    failure,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new OperationalError('no free port on 127.0.0.1');
  return address.port;
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
