import { onEndSignals } from '../platform/end-signals.js';
import { exitCodes } from './exit-codes.js';

/** A command that does not watch the signal is ended after this long. */
const withinMs = 10_000;

/**
 * Turns the first Ctrl-C or SIGTERM into an abort signal, so that long work can end between two steps. When it does
 * not end, or a second signal comes, `release` is run and the process ends with exit code 1.
 */
export function stopOnSignals(release: () => Promise<void>): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const leave = (): void => {
    void release().finally(() => process.exit(exitCodes.difference));
  };
  const stop = (): void => {
    controller.abort();
    process.stderr.write('Stopping; once more to stop at once.\n');
    timer = setTimeout(leave, withinMs).unref();
  };
  const off = onEndSignals(stop, leave);
  const dispose = (): void => {
    clearTimeout(timer);
    off();
  };
  return { signal: controller.signal, dispose };
}
