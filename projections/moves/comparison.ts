/**
 * Methods set side by side on the same moves: what each counts, and for each two of them which moves stand otherwise under
 * the one than under the other, and by which rules. Nothing is counted twice and nothing is left over: what the first
 * counts, less what it alone counts, is what the second counts, less what that alone counts.
 */
import { methods } from './catalogue.js';
import type { MethodClass, Standing } from './method.js';

/** How one move stands under one method. */
export interface Told {
  readonly class: MethodClass;
  readonly rule: string;
  readonly standing: Standing;
}

/** Moves that stand alike under every method, in the order of the catalogue. */
export interface AlikeMoves {
  readonly told: readonly Told[];
  readonly moves: number;
}

/** Pupils of whom the same methods count any move. */
export interface AlikePupils {
  readonly counted: readonly boolean[];
  readonly pupils: number;
}

export interface MethodCompared {
  readonly method: string;
  readonly counted: { readonly moves: number; readonly pupils: number };
  /** In the upper bound alone. */
  readonly possible: number;
  /** Every move, by class. */
  readonly classes: readonly { readonly class: MethodClass; readonly moves: number }[];
}

export interface Change {
  readonly first: Told;
  readonly second: Told;
  readonly moves: number;
}

export interface PairCompared {
  readonly first: string;
  readonly second: string;
  readonly moves: OnlyOnOneSide;
  readonly pupils: OnlyOnOneSide;
  /** Moves that stand otherwise: as many as are listed of the pair. */
  readonly differences: number;
  /** By the rules that decided, most moves first. */
  readonly changes: readonly Change[];
}

export interface OnlyOnOneSide {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** Each two of the methods, by their places in the catalogue. */
export const pairs: readonly (readonly [first: number, second: number])[] = methods.flatMap((_, first) =>
  methods.flatMap((__, second) => (second > first ? [[first, second] as const] : [])),
);

/**
 * Whether a move stands otherwise: counted, possible or not; and where neither counts it, by another class. What one
 * method counts as left and another as unexplained stands alike: both count it.
 */
export const standsOtherwise = (a: Told, b: Told): boolean =>
  a.standing !== b.standing || (a.standing !== 'counted' && a.class !== b.class);

export function methodsCompared(
  moves: readonly AlikeMoves[],
  pupils: readonly AlikePupils[],
): MethodCompared[] {
  return methods.map(({ name }, at) => {
    const classes = new Map<MethodClass, number>();
    const standings = new Map<Standing, number>();
    for (const alike of moves) {
      const told = alike.told[at];
      if (!told) continue;
      classes.set(told.class, (classes.get(told.class) ?? 0) + alike.moves);
      standings.set(told.standing, (standings.get(told.standing) ?? 0) + alike.moves);
    }
    return {
      method: name,
      counted: {
        moves: standings.get('counted') ?? 0,
        pupils: sum(pupils.filter(({ counted }) => counted[at])),
      },
      possible: standings.get('possible') ?? 0,
      classes: [...classes].map(([kind, count]) => ({ class: kind, moves: count })),
    };
  });
}

export function pairsCompared(moves: readonly AlikeMoves[], pupils: readonly AlikePupils[]): PairCompared[] {
  return pairs.map(([a, b]) => {
    const changes = new Map<string, { first: Told; second: Told; moves: number }>();
    const only = { first: 0, second: 0 };
    for (const { told, moves: count } of moves) {
      const [first, second] = [told[a], told[b]];
      if (!first || !second || !standsOtherwise(first, second)) continue;
      if (first.standing === 'counted') only.first += count;
      if (second.standing === 'counted') only.second += count;
      const key = JSON.stringify([first, second]);
      const change = changes.get(key);
      if (change) change.moves += count;
      else changes.set(key, { first, second, moves: count });
    }
    const sorted = [...changes.values()].sort((x, y) => y.moves - x.moves);
    return {
      first: methods[a]?.name ?? '',
      second: methods[b]?.name ?? '',
      moves: { onlyFirst: only.first, onlySecond: only.second },
      pupils: {
        onlyFirst: sum(pupils.filter(({ counted }) => counted[a] && !counted[b])),
        onlySecond: sum(pupils.filter(({ counted }) => counted[b] && !counted[a])),
      },
      differences: sorted.reduce((all, { moves: count }) => all + count, 0),
      changes: sorted,
    };
  });
}

const sum = (alike: readonly AlikePupils[]): number => alike.reduce((all, { pupils }) => all + pupils, 0);
