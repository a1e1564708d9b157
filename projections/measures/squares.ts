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

const repeated = repeatedNames.map((name) => ({ name, squared: squaredOf(name) }));
export const squaredNames = repeated.map(({ squared }) => squared);

/**
 * What one pupil's counts add to the sums of squares of a place and year, beside them.
 *
 * @param before what the same pupil has added to the place and year already, at another of its schools
 */
export function addSquares(
  counts: Partial<Record<RepeatedName | SquaredName, number>>,
  before: Readonly<Partial<Record<RepeatedName, number>>> = none,
): void {
  for (const { name, squared } of repeated) {
    const count = counts[name];
    if (count !== undefined) counts[squared] = count * (count + 2 * (before[name] ?? 0));
  }
}

const none = {};
