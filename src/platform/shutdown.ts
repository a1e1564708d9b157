import { onEndSignals } from './end-signals.js';

/** A request that is under way may end; a connection that just stays open does not keep the process. */
const withinMs = 15_000;

/**
 * Ends the process on the first Ctrl-C or SIGTERM: runs `end`, then exits with 0; with 1 when `end` fails or takes
 * longer than fifteen seconds. A second signal does not wait.
 */
export function endOnSignals(end: () => Promise<void>): void {
  const first = (): void => {
    setTimeout(() => process.exit(1), withinMs).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `the end was not clean: ${error instanceof Error ? error.message : 'unknown'}\n`,
        );
        process.exit(1);
      },
    );
  };
  onEndSignals(first, () => process.exit(1));
}
