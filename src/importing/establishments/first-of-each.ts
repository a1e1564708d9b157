/**
 * Splits a batch into rounds in which no key stands twice, each in order: what is written together must not be about
 * one stream twice, and of two rows about one thing the later has to find the earlier held.
 */
export function firstOfEach<T>(batch: readonly T[], keyOf: (item: T) => string): T[][] {
  const rounds: T[][] = [];
  const seen = new Map<string, number>();
  for (const item of batch) {
    const key = keyOf(item);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    (rounds[round] ??= []).push(item);
  }
  return rounds;
}
