/**
 * How many managed moves there were, between what is recorded and what is unexplained. EPI (March 2024): 66 councils held
 * 5,300; the 30,600 unexplained transfers are the upper bound, for managed moves lie inside them. A share is of the
 * places that hold any alone: the others' unexplained moves say nothing of how many were managed.
 */
export interface ManagedMovesOfPlace {
  /** Counted by EPI-2024, and recorded as managed. */
  readonly recorded: number;
  readonly unexplained: number;
  /** With what only the national roll could tell. */
  readonly unexplainedAtMost: number;
}

export interface ManagedMoveBounds {
  /** Recorded, by those places alone that hold any. */
  readonly lower: number;
  readonly upper: number;
  readonly placesThatHold: number;
  readonly places: number;
  /** Of the unexplained moves of the places that hold any. */
  readonly unexplainedWhereHeld: number;
}

export function managedMoveBounds(places: readonly ManagedMovesOfPlace[]): ManagedMoveBounds {
  const holding = places.filter(({ recorded }) => recorded > 0);
  return {
    lower: sum(holding.map(({ recorded }) => recorded)),
    upper: sum(places.map(({ unexplainedAtMost }) => unexplainedAtMost)),
    placesThatHold: holding.length,
    places: places.length,
    unexplainedWhereHeld: sum(holding.map(({ unexplained }) => unexplained)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
