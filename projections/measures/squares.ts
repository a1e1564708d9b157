/**
 * Sums over pupils of squared counts, beside the counts of what repeats within a pupil: from the two follows how far a
 * count would vary if the pupils were others, without reading a pupil (see `statistics/intervals.ts`).
 */

/** Of the counts that stand side by side; those by name have a `times_squared` each. */
export const repeatedNames = ['suspensions', 'exits', 'unexplained_moves'] as const;

export type RepeatedName = (typeof repeatedNames)[number];
export type SquaredOf<Name extends string> = `${Name}_squared`;
export type SquaredName = SquaredOf<RepeatedName>;

export const squaredOf = <Name extends string>(name: Name): SquaredOf<Name> => `${name}_squared`;
export const squaredNames = repeatedNames.map((name) => squaredOf(name));

type Counts = Readonly<Partial<Record<RepeatedName, number>>>;

/**
 * What one pupil's counts add to the sums of squares of a place and year.
 *
 * @param before what the same pupil has added to the place and year already, at another of its schools
 */
export function squaresOf(counts: Counts, before: Counts = {}): Partial<Record<SquaredName, number>> {
  const squares: Partial<Record<SquaredName, number>> = {};
  for (const name of repeatedNames) {
    const count = counts[name] ?? 0;
    if (count !== 0) squares[squaredOf(name)] = count * (count + 2 * (before[name] ?? 0));
  }
  return squares;
}
