/**
 * What one pupil adds to the tallies, as a compact text: for each tally table its entries, each the key followed by
 * pairs of a count's place and its value. Most counts of an entry are nought and left out. Keys are codes and names
 * without control characters, so four of these, which stand for just that, separate what needs no quotes then.
 */
import { addCounts, comesToSomething, type Projection, type Tally } from '../../projections/projection.js';

/** The place of each count in its table, by tally table. */
export type CountPlaces = readonly ReadonlyMap<string, number>[];

/** A key and its counts as text. Thousands of pupils have the very same. */
export type Entry = string;

const betweenTables = '\u001d';
const betweenEntries = '\u001e';
const betweenValues = '\u001f';

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
  const [first] = tallies;
  if (first === undefined || places === undefined) return none;
  const entries: Entry[] = [];
  if (tallies.length === 1) {
    addEntry(entries, keyText(first), first.counts, places);
    return entries;
  }
  const sums = new Map<string, Tally['counts']>();
  for (const tally of tallies) {
    const key = keyText(tally);
    const before = sums.get(key);
    sums.set(key, before === undefined ? tally.counts : together(before, tally.counts));
  }
  for (const [key, counts] of sums) addEntry(entries, key, counts, places);
  return entries;
}

const none: readonly Entry[] = [];

/** @returns null for a pupil who adds nothing */
export const contributionText = (tables: readonly (readonly Entry[])[]): string | null =>
  tables.every((entries) => entries.length === 0)
    ? null
    : tables.map((entries) => entries.join(betweenEntries)).join(betweenTables);

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
        for (const entry of entries.split(betweenEntries)) this.tables[table]?.add(entry, sign);
    });
  }

  /** The same, of each tally table before it was put into one text. */
  addEntries(tables: readonly (readonly Entry[])[]): void {
    for (let table = 0; table < tables.length; table++) {
      const sums = this.tables[table];
      for (const entry of tables[table] ?? none) sums?.add(entry, 1);
    }
  }

  /** Adds what another has summed. */
  addAll(sums: readonly (readonly Tally[])[]): void {
    sums.forEach((tallies, table) => this.tables[table]?.addAll(tallies));
  }

  /** What came together, in the order of the tally tables, without what is nought. */
  all(): Tally[][] {
    return this.tables.map((sums) => sums.all());
  }
}

/** Entries are counted first, and read once however often they came: the same few come again and again. */
class TableSums {
  private readonly times = new Map<Entry, number>();
  private readonly sums = new Map<string, Record<string, number>>();

  constructor(
    private readonly keyLength: number,
    private readonly counts: readonly string[],
  ) {}

  add(entry: Entry, sign: 1 | -1): void {
    this.times.set(entry, (this.times.get(entry) ?? 0) + sign);
    if (this.times.size > entriesAtOnce) this.read();
  }

  addAll(tallies: readonly Tally[]): void {
    for (const tally of tallies) addCounts(this.sumOf(keyText(tally)), tally.counts);
  }

  all(): Tally[] {
    this.read();
    return [...this.sums]
      .map(([key, counts]) => ({ key: key.split(betweenValues), counts }))
      .filter(({ counts }) => comesToSomething(counts));
  }

  private read(): void {
    for (const [entry, times] of this.times) {
      const values = entry.split(betweenValues);
      const sum = this.sumOf(values.slice(0, this.keyLength).join(betweenValues));
      for (let at = this.keyLength; at < values.length; at += 2) {
        const name = this.counts[Number(values[at])];
        if (name !== undefined) sum[name] = (sum[name] ?? 0) + times * Number(values[at + 1]);
      }
    }
    this.times.clear();
  }

  private sumOf(key: string): Record<string, number> {
    let sum = this.sums.get(key);
    if (!sum) this.sums.set(key, (sum = {}));
    return sum;
  }
}

/** So many that few are read twice, so few that memory stays flat whatever comes. */
const entriesAtOnce = 50_000;

const isControl = /\p{Cc}/u;

function keyText({ key }: Tally): string {
  if (key.some((value) => isControl.test(value))) throw new UnfitKey();
  return key.join(betweenValues);
}

function together(a: Tally['counts'], b: Tally['counts']): Tally['counts'] {
  const sum = { ...a };
  addCounts(sum, b);
  return sum;
}

function addEntry(
  entries: Entry[],
  key: string,
  counts: Tally['counts'],
  places: ReadonlyMap<string, number>,
): void {
  let entry = key;
  for (const name in counts) {
    const place = places.get(name);
    const count = counts[name];
    if (place !== undefined && count !== undefined && count !== 0)
      entry += `${betweenValues}${place}${betweenValues}${count}`;
  }
  if (entry !== key) entries.push(entry);
}
