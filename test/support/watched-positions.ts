import { asPosition } from '../../events/identifiers.js';
import type { EventLog } from '../../src/ledger/event-log.js';

/**
 * A reader that polls the whole log without pause, as an impatient projection would.
 * `stop` reads to the end once more and answers with every position in the order in which it was seen.
 */
export function watchPositions(log: EventLog): { stop(): Promise<number[]> } {
  const seen: number[] = [];
  const read = async (): Promise<void> => {
    const after = asPosition(seen.at(-1) ?? 0);
    for await (const { position } of log.readAll({ after })) seen.push(position);
  };
  const stopping = new AbortController();
  const polling = (async () => {
    while (!stopping.signal.aborted) await read();
  })();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await read();
      return seen;
    },
  };
}

/** 1, 2, 3 … as many as there are. */
export const oneTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
