import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SystemUser } from './unprivileged-user.js';

/** Everything that does not follow from the locale of whoever starts the server. */
const environment = { ...process.env, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };

/**
 * Starts a program of PostgreSQL as that user, or as this process's own.
 *
 * A checkout below a folder that only root may enter (/root, a `mktemp -d`) cannot be reached by the unprivileged user.
 * There the program is given one capability, passing by file permissions, and nothing else of root's.
 */
export async function launch(
  program: string,
  args: readonly string[],
  user: SystemUser | undefined,
  reaches: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'detached' | 'cwd'>,
): Promise<ChildProcess> {
  if (user === undefined) return spawn(program, args, { ...options, env: environment });
  const reachable = await Promise.all([program, ...reaches].map((path) => canReach(user, path)));
  if (reachable.every(Boolean)) return spawn(program, args, { ...options, env: environment, ...user });
  const capability = '+dac_override';
  const wrapped = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=-all,${capability}`,
    `--ambient-caps=${capability}`,
    `--bounding-set=-all,${capability}`,
    program,
    ...args,
  ];
  return spawn('setpriv', wrapped, { ...options, env: environment });
}

/** Whether the user may pass through every folder above the path. */
async function canReach(user: SystemUser, path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder);
    const passing = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & passing) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
