/** Sorting that is the same on every machine: by code units, not by any locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
