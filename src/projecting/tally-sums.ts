/** Sums of tallies over many pupils, from their contributions. */
import type { Projection } from '../../projections/projection.js';
import { beforeValue, between, type Addition } from './contributions.js';

/** What came to one key. */
export interface Sum {
  readonly key: readonly string[];
  /** Of each count of the table, at its place. */
  readonly counts: readonly number[];
}

/** Of each tally table of one projection. */
export class TallySums {
  private readonly tables: readonly TableSums[];

  constructor({ tallyTables }: Projection) {
    this.tables = tallyTables.map(({ key, counts }) => new TableSums(key.length, counts));
  }

  /** Adds a pupil's contribution, or takes it away. @param text as `contributionText` writes it */
  add(text: string | null, sign: 1 | -1 = 1): void {
    if (text === null) return;
    text.split(between.tables).forEach((additions, table) => {
      if (additions !== '')
        for (const addition of additions.split(between.additions))
          this.tables[table]?.addText(addition, sign);
    });
  }

  /** The same, of each tally table before it was put into one text. */
  addAll(tables: readonly (readonly Addition[])[]): void {
    for (let table = 0; table < tables.length; table++) {
      for (const addition of tables[table] ?? []) this.tables[table]?.add(addition);
    }
  }

  /** What came together, by tally table, without what is nought: each to be gone through once. */
  all(): Generator<Sum>[] {
    return this.tables.map((sums) => sums.all());
  }
}

class TableSums {
  /** By the beginning of the key, then by the rest of it, the sum at each place that anything came to. */
  private readonly sums = new Map<string, Map<string, number[]>>();

  constructor(
    private readonly keyLength: number,
    private readonly counts: readonly string[],
  ) {}

  add({ under, entries }: Addition): void {
    for (const beginning of under) {
      const sums = this.sumsUnder(beginning);
      for (const { key, pairs } of entries) {
        const sum = sumOf(sums, key);
        for (let at = 0; at < pairs.length; at += 2) addAt(sum, pairs[at] ?? 0, pairs[at + 1] ?? 0);
      }
    }
  }

  addText(addition: string, sign: 1 | -1): void {
    const [under = '', ...entries] = addition.split(between.entries);
    for (const beginning of under.split(between.beginnings)) {
      const sums = this.sumsUnder(beginning);
      const rest = this.keyLength - (beginning === '' ? 0 : beginning.split(between.values).length);
      for (const entry of entries) {
        const values = entry.split(between.values);
        const sum = sumOf(sums, values.slice(0, rest).join(between.values));
        for (const pair of values.slice(rest)) {
          const [place, value = '1'] = pair.split(beforeValue);
          addAt(sum, Number(place), sign * Number(value));
        }
      }
    }
  }

  /** One after the other: all of England's at once would take several times the memory that they are made from. */
  *all(): Generator<Sum> {
    for (const [beginning, sums] of this.sums) {
      const under = beginning === '' ? [] : beginning.split(between.values);
      for (const [key, sum] of sums)
        if (sum.some((count) => count !== 0))
          yield {
            key: [...under, ...key.split(between.values)],
            counts: this.counts.map((_, place) => sum[place] ?? 0),
          };
    }
  }

  private sumsUnder(beginning: string): Map<string, number[]> {
    let sums = this.sums.get(beginning);
    if (!sums) this.sums.set(beginning, (sums = new Map<string, number[]>()));
    return sums;
  }
}

function sumOf(sums: Map<string, number[]>, key: string): number[] {
  let sum = sums.get(key);
  if (!sum) sums.set(key, (sum = []));
  return sum;
}

function addAt(sum: number[], place: number, value: number): void {
  sum[place] = (sum[place] ?? 0) + value;
}
