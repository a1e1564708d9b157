/**
 * One list of several, nearly all of which are empty for most pupils. Spread into a literal, each made the compiler write a
 * loop of its own, and write it anew for every kind of list that came: a sixth of compiling the projections.
 */
export function together<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const each of list) all.push(each);
  return all;
}
