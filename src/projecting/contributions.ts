/**
 * What one pupil adds to the tallies, as a compact text: for each tally table its entries, each the key followed by
 * the places of its counts, with the value where it is not one. Most counts of an entry are nought and left out. Keys are
 * codes and names without control characters, so these, which stand for just that, separate what needs no quotes then.
 */
import { comesToSomething, type Projection, type Tally } from '../../projections/projection.js';

/** The place of each count in its table, by tally table. */
export type CountPlaces = readonly ReadonlyMap<string, number>[];

/** What is added to one key of a table. Tallies of several keys often share their counts. */
export interface Entry {
  readonly key: string;
  readonly counts: Counts;
}

interface Counts {
  /** A place and its value in turn. */
  readonly pairs: readonly number[];
  readonly text: string;
}

const betweenTables = '\u001d';
const betweenEntries = '\u001e';
const betweenValues = '\u001f';
const beforeValue = '=';

/** A key that holds a control character would read as something else: its pupil is quarantined. */
export class UnfitKey extends Error {}

export const countPlaces = ({ tallyTables }: Projection): CountPlaces =>
  tallyTables.map(({ counts }) => new Map(counts.map((name, place) => [name, place])));

/**
 * @param tallies of one tally table; a key may come several times
 * @throws UnfitKey
 */
export function entriesOf(
  tallies: readonly Tally[],
  places: ReadonlyMap<string, number> | undefined,
): readonly Entry[] {
  if (tallies.length === 0 || places === undefined) return none;
  const sums = new Map<string, Counts>();
  let last: { readonly of: Tally['counts']; readonly counts: Counts } | undefined;
  for (const tally of tallies) {
    const key = keyText(tally);
    if (last?.of !== tally.counts) last = { of: tally.counts, counts: countsOf(tally.counts, places) };
    const before = sums.get(key);
    sums.set(key, before === undefined ? last.counts : together(before, last.counts));
  }
  const entries: Entry[] = [];
  for (const [key, counts] of sums) if (counts.pairs.length > 0) entries.push({ key, counts });
  return entries;
}

const none: readonly Entry[] = [];

/** @returns null for a pupil who adds nothing */
export function contributionText(tables: readonly (readonly Entry[])[]): string | null {
  let text = '';
  let isEmpty = true;
  for (let table = 0; table < tables.length; table++) {
    if (table > 0) text += betweenTables;
    const entries = tables[table] ?? none;
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at];
      if (entry === undefined) continue;
      text += at > 0 ? betweenEntries + entry.key : entry.key;
      text += entry.counts.text;
      isEmpty = false;
    }
  }
  return isEmpty ? null : text;
}

/** Sums of tallies over many pupils, for each tally table of one projection. */
export class TallySums {
  private readonly tables: readonly TableSums[];

  constructor({ tallyTables }: Projection) {
    this.tables = tallyTables.map(({ key, counts }) => new TableSums(key.length, counts));
  }

  /** Adds a pupil's contribution, or takes it away. @param text as `contributionText` writes it */
  add(text: string | null, sign: 1 | -1 = 1): void {
    if (text === null) return;
    text.split(betweenTables).forEach((entries, table) => {
      if (entries !== '')
        for (const entry of entries.split(betweenEntries)) this.tables[table]?.addText(entry, sign);
    });
  }

  /** The same, of each tally table before it was put into one text. */
  addEntries(tables: readonly (readonly Entry[])[]): void {
    for (let table = 0; table < tables.length; table++) {
      const sums = this.tables[table];
      for (const entry of tables[table] ?? none) sums?.add(entry);
    }
  }

  /** What came together, in the order of the tally tables, without what is nought. */
  all(): Tally[][] {
    return this.tables.map((sums) => sums.all());
  }
}

class TableSums {
  /** By key, the sum at each place that anything came to. */
  private readonly sums = new Map<string, number[]>();

  constructor(
    private readonly keyLength: number,
    private readonly counts: readonly string[],
  ) {}

  add({ key, counts: { pairs } }: Entry): void {
    const sum = this.sumOf(key);
    for (let at = 0; at < pairs.length; at += 2) addAt(sum, pairs[at] ?? 0, pairs[at + 1] ?? 0);
  }

  addText(entry: string, sign: 1 | -1): void {
    const values = entry.split(betweenValues);
    const sum = this.sumOf(values.slice(0, this.keyLength).join(betweenValues));
    for (const pair of values.slice(this.keyLength)) {
      const [place, value = '1'] = pair.split(beforeValue);
      addAt(sum, Number(place), sign * Number(value));
    }
  }

  all(): Tally[] {
    return [...this.sums]
      .map(([key, sum]) => ({ key: key.split(betweenValues), counts: this.named(sum) }))
      .filter(({ counts }) => comesToSomething(counts));
  }

  private named(sum: readonly number[]): Record<string, number> {
    const counts: Record<string, number> = {};
    // Passes over the places that nothing came to.
    sum.forEach((count, place) => {
      const name = this.counts[place];
      if (name !== undefined) counts[name] = count;
    });
    return counts;
  }

  private sumOf(key: string): number[] {
    let sum = this.sums.get(key);
    if (!sum) this.sums.set(key, (sum = []));
    return sum;
  }
}

function addAt(sum: number[], place: number, value: number): void {
  sum[place] = (sum[place] ?? 0) + value;
}

const isControl = /\p{Cc}/u;

function keyText({ key }: Tally): string {
  for (const value of key) if (isControl.test(value)) throw new UnfitKey();
  return key.join(betweenValues);
}

function countsOf(counts: Tally['counts'], places: ReadonlyMap<string, number>): Counts {
  const pairs: number[] = [];
  for (const name in counts) {
    const place = places.get(name);
    const count = counts[name];
    if (place !== undefined && count !== undefined && count !== 0) pairs.push(place, count);
  }
  return withText(pairs);
}

function together(a: Counts, b: Counts): Counts {
  const sum: number[] = [];
  for (const { pairs } of [a, b])
    for (let at = 0; at < pairs.length; at += 2) addAt(sum, pairs[at] ?? 0, pairs[at + 1] ?? 0);
  const pairs: number[] = [];
  sum.forEach((count, place) => {
    if (count !== 0) pairs.push(place, count);
  });
  return withText(pairs);
}

function withText(pairs: readonly number[]): Counts {
  let text = '';
  for (let at = 0; at < pairs.length; at += 2) {
    text += `${betweenValues}${pairs[at]}`;
    if (pairs[at + 1] !== 1) text += `${beforeValue}${pairs[at + 1]}`;
  }
  return { pairs, text };
}
