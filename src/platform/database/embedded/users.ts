import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, parseIdentity, thisProcess } from '../../process-identity.js';

/**
 * The processes that use one embedded server, one file each. Only to be called under the folder's lock.
 * A process that was killed leaves its file behind; it is told from a living one by its number and start time.
 */
export class Users {
  constructor(private readonly folder: string) {}

  /** @returns the registration's name, to be given back with `remove`. */
  async add(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const name = randomUUID();
    const path = join(this.folder, name);
    await writeFile(`${path}.new`, JSON.stringify(thisProcess()), { mode: 0o600 });
    await rename(`${path}.new`, path);
    return name;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  /** How many registrations belong to living processes; those of dead ones are cleared away. */
  async countLiving(): Promise<number> {
    let living = 0;
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const user = parseIdentity(await readFile(path, 'utf8'));
      if (user !== undefined && isAlive(user)) living += 1;
      else await rm(path, { force: true });
    }
    return living;
  }
}
