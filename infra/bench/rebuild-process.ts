/**
 * Rebuilds in a process of its own, so that its memory is its own: one for each line that it is sent, answered with a
 * line of JSON.
 *
 *   node dist/infra/bench/rebuild-process.js trajectories,moves     with DATABASE_URL in its environment
 */
import { createInterface } from 'node:readline';
import { projections } from '../../projections/catalogue.js';
import { rebuild } from '../../src/projecting/rebuild/rebuild.js';

/** What the process prints. */
export interface RebuildMeasured {
  readonly events: number;
  readonly pupils: number;
  readonly seconds: number;
  /** The most so far, of the whole process, its threads included. */
  readonly peakMemoryBytes: number;
}

const connectionString = process.env['DATABASE_URL'] ?? '';
const names = process.argv[2]?.split(',') ?? [];
const chosen = projections.filter(({ name }) => names.includes(name));
const commands = createInterface(process.stdin)[Symbol.asyncIterator]();
while (!(await commands.next()).done) {
  const started = performance.now();
  const { events, pupils } = await rebuild(
    { connectionString },
    { projections: chosen, signal: new AbortController().signal },
  );
  const seconds = (performance.now() - started) / 1000;
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(
    `${JSON.stringify({ events, pupils, seconds, peakMemoryBytes } satisfies RebuildMeasured)}\n`,
  );
}
