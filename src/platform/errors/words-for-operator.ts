import { ConfigurationError } from '../variables.js';
import { describeFault } from './describe-fault.js';
import { errorCode } from './error-code.js';
import { OperationalError } from './operational-error.js';

/** Faults of the surroundings that Node and PostgreSQL name by a code. */
const byCode: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use by another program: set PORT to another one (0 takes a free one).',
  EACCES: 'A file or port may not be used by this user: see LEDGER_DATA_FOLDER and PORT.',
  ECONNREFUSED: 'DATABASE_URL: no PostgreSQL answers there.',
  ENOTFOUND: 'DATABASE_URL: its host is not known.',
  ENOSPC: 'The disk is full.',
  '28P01': 'DATABASE_URL: PostgreSQL refuses the user or the password.',
  '28000': 'DATABASE_URL: PostgreSQL refuses the user.',
  '3D000': 'DATABASE_URL: there is no database of that name.',
  '42501': 'DATABASE_URL: the user lacks a right in that database; it must be able to create schemas.',
};

/** What to tell whoever ran the program when it failed; never an unexpected error's own message. */
export function wordsForOperator(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof OperationalError) return error.message;
  const code = errorCode(error);
  const known = code === undefined ? undefined : byCode[code];
  return known ?? `The ledger has a fault: ${JSON.stringify(describeFault(error), null, 2)}`;
}
