import { readFileSync } from 'node:fs';
import { errorCode } from './errors/error-code.js';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the kernel's own terms; null where the system does not say. */
  readonly startedAt: string | null;
}

export const thisProcess = (): ProcessIdentity => identify(process.pid);

export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: startOf(pid)?.startedAt ?? null };
}

/** Whether that very process still runs. One that has ended but was not yet collected by its parent is dead. */
export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  const now = startOf(pid);
  if (now !== undefined) return !now.ended && (startedAt === null || now.startedAt === startedAt);
  return startedAt === null && answersToSignals(pid);
}

/** The text of a file that another process wrote about itself; undefined when it is not one. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value))
      return undefined;
    const { pid, startedAt } = value;
    if (typeof pid !== 'number' || (typeof startedAt !== 'string' && startedAt !== null)) return undefined;
    return { pid, startedAt };
  } catch {
    return undefined;
  }
}

/**
 * Linux: state and start time (fields 3 and 22 of /proc/<pid>/stat, see proc(5)), with the boot that the time counts from.
 * The fields follow the command's name in brackets, which may itself hold brackets and spaces.
 */
function startOf(pid: number): { startedAt: string; ended: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { startedAt: `${boot}/${fields[19] ?? ''}`, ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}

function answersToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
