import type { EventLog } from '../../src/ledger/event-log.js';

/** The log for so many appends; every one after them fails, as where a process loses it. */
export function cutOffAfter(log: EventLog, appends: number): EventLog {
  let left = appends;
  return {
    append: (...append) => (left-- > 0 ? log.append(...append) : Promise.reject(new Error('cut off'))),
    waitFor: (...given) => log.waitFor(...given),
    readStream: (...given) => log.readStream(...given),
    readAll: (...given) => log.readAll(...given),
    subscribe: (...given) => log.subscribe(...given),
  };
}
