/**
 * How many managed moves a year had over many authorities, between what is recorded and what is unexplained. EPI (March
 * 2024): 66 councils held 5,300; the 30,600 unexplained transfers are the upper bound, for managed moves lie inside them.
 * A share is of the authorities that hold data alone: the others' unexplained moves say nothing of how many were managed.
 */
import { quotientHalfUp } from '../measures/half-up.js';

export interface ManagedMovesOfAuthority {
  /** Whether it recorded any managed move in the year, made or not: else none being recorded says nothing. */
  readonly holds: boolean;
  /** Counted by EPI-2024, and recorded as managed. */
  readonly recorded: number;
  readonly unexplained: number;
  /** With what only the national roll could tell. */
  readonly unexplainedAtMost: number;
}

export interface ManagedMoveBounds {
  /** Recorded, by those authorities alone that hold data. */
  readonly lower: number;
  readonly upper: number;
  readonly authoritiesThatHold: number;
  readonly authorities: number;
  /** Unexplained moves of the authorities that hold data. */
  readonly unexplainedWhereHeld: number;
  /** Recorded, per 100 of those, to two decimal places; null where there are none. */
  readonly shareWhereHeld: string | null;
}

export function managedMoveBounds(authorities: readonly ManagedMovesOfAuthority[]): ManagedMoveBounds {
  const holding = authorities.filter(({ holds }) => holds);
  const lower = sum(holding.map(({ recorded }) => recorded));
  const unexplainedWhereHeld = sum(holding.map(({ unexplained }) => unexplained));
  return {
    lower,
    upper: sum(authorities.map(({ unexplainedAtMost }) => unexplainedAtMost)),
    authoritiesThatHold: holding.length,
    authorities: authorities.length,
    unexplainedWhereHeld,
    shareWhereHeld: quotientHalfUp(lower, unexplainedWhereHeld, 100, 2),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
