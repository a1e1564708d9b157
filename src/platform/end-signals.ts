const signals = ['SIGINT', 'SIGTERM'] as const;

/** One Ctrl-C under `npm start` arrives twice: from the terminal, and passed on by npm. */
const sameSignalMs = 500;

/**
 * Calls `first` on the first Ctrl-C or SIGTERM and `again` when the user insists.
 * @returns takes the handlers off again.
 */
export function onEndSignals(first: () => void, again: () => void): () => void {
  let since: number | undefined;
  const onSignal = (): void => {
    const now = performance.now();
    if (since === undefined) {
      since = now;
      first();
    } else if (now - since > sameSignalMs) {
      again();
    }
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
