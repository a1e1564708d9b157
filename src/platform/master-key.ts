import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './errors/error-code.js';

const keyBytes = 32;

/** @throws RangeError that says the form, never the value. */
export function parseMasterKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== text.trim()) {
    throw new RangeError(`${keyBytes} bytes as base64, as \`openssl rand -base64 ${keyBytes}\` makes them`);
  }
  return key;
}

/**
 * The master key of an embedded database, from `master.key` in its data folder (mode 0600), made there the first time.
 * Whoever loses the file loses the names and addresses.
 */
export async function storedMasterKey(dataFolder: string): Promise<Buffer> {
  const file = join(dataFolder, 'master.key');
  await mkdir(dataFolder, { recursive: true });
  const known = await readFile(file, 'utf8').catch(ifMissing);
  if (known !== undefined) return parseMasterKey(known);
  const aside = join(dataFolder, `master.key.${randomUUID()}`);
  await writeFile(aside, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 });
  // Of two processes that make a key at once one wins the name, and both read that one's key.
  await link(aside, file).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await rm(aside);
  return parseMasterKey(await readFile(file, 'utf8'));
}

function ifMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
  return undefined;
}
