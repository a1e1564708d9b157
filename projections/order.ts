/** Sorting that is the same on every machine: by code units, not by any locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sorts the list where it stands. The language's own sort sets 1.4 kB aside for any list of two or more, and most lists of
 * one pupil are short and come in order already: a fifth of all that reading a pupil allocated.
 */
export function sorted<T extends object | string>(list: T[], order: (a: T, b: T) => number): T[] {
  if (list.length > longestShort) return list.sort(order);
  for (let at = 1; at < list.length; at++) {
    const each = list[at];
    if (each === undefined) continue;
    let place = at;
    for (; place > 0; place--) {
      const before = list[place - 1];
      if (before === undefined || order(before, each) <= 0) break;
      list[place] = before;
    }
    if (place < at) list[place] = each;
  }
  return list;
}

const longestShort = 24;

/** The one that comes last in an order; of equals the last of the list. */
export function lastIn<T>(list: readonly T[], order: (a: T, b: T) => number): T | undefined {
  let last: T | undefined;
  for (const each of list) if (last === undefined || order(last, each) <= 0) last = each;
  return last;
}
