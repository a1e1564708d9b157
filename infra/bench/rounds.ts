/** What several rounds of a benchmark come to. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** A speed in words, for the lines of progress. */
export const perSecond = (value: number | undefined): string => `${Math.round(value ?? 0)} events/s`;
