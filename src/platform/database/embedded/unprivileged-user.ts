import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { OperationalError } from '../../errors/operational-error.js';

const run = promisify(execFile);

/** The user and group numbers of an operating-system account. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Who is root gets the system's `postgres` user, made when there is none;
 * who is not root runs it as himself.
 * @returns undefined when the server shall run as whoever runs this process.
 */
export async function unprivilegedUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await find('postgres');
  if (known) return known;
  await createPostgresUser();
  const user = (await find('postgres')) ?? (await find('nobody'));
  if (!user)
    throw new OperationalError(
      'PostgreSQL does not run as root, and no user "postgres" could be made on this system',
    );
  return user;
}

async function find(name: string): Promise<SystemUser | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** `useradd` is Debian's and Red Hat's, `adduser` with these flags is Alpine's. */
async function createPostgresUser(): Promise<void> {
  const shell = '/usr/sbin/nologin';
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, 'postgres']);
  } catch {
    await run('adduser', ['-S', '-D', '-H', '-s', shell, 'postgres']).catch(() => undefined);
  }
}
