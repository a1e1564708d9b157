import type { EventId } from '../../events/identifiers.js';
import type { EventLog } from '../../src/ledger/event-log.js';
import { longEnoughMs } from './until.js';

/** Waits until all of them have their positions: what was appended is read in the log as a whole only then. */
export async function sequenced(log: EventLog, ids: Iterable<EventId>): Promise<void> {
  const signal = AbortSignal.timeout(longEnoughMs);
  for (const id of ids) await log.waitFor(id, signal);
}

/** Appends, and waits until the whole batch has its positions. */
export async function appendSequenced(
  log: EventLog,
  ...append: Parameters<EventLog['append']>
): ReturnType<EventLog['append']> {
  const appended = await log.append(...append);
  await sequenced(log, appended.ids.slice(-1));
  return appended;
}
