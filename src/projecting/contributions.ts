/**
 * What one pupil adds to the tallies, as a compact text: for each tally table its entries, each the key followed by
 * pairs of a count's place and its value. Most counts of an entry are nought and left out.
 */
import { addCounts, comesToSomething, type Projection, type Tally } from '../../projections/projection.js';

/** The place of each count in its table, by tally table. */
export type CountPlaces = readonly ReadonlyMap<string, number>[];

export const countPlaces = ({ tallyTables }: Projection): CountPlaces =>
  tallyTables.map(({ counts }) => new Map(counts.map((name, place) => [name, place])));

/**
 * @param tallies of each tally table, summed
 * @returns null for a pupil who adds nothing
 */
export function contributionText(tallies: readonly (readonly Tally[])[], places: CountPlaces): string | null {
  if (tallies.every((ofTable) => ofTable.length === 0)) return null;
  const tables = tallies.map((ofTable, table) =>
    ofTable.map(({ key, counts }) => {
      const entry: (string | number)[] = [...key];
      for (const name in counts) {
        const place = places[table]?.get(name);
        const count = counts[name];
        if (place !== undefined && count !== undefined && count !== 0) entry.push(place, count);
      }
      return entry;
    }),
  );
  return JSON.stringify(tables);
}

/** Sums of tallies over many pupils, for each tally table of one projection. */
export class TallySums {
  private readonly tables: Map<string, Record<string, number>>[];

  constructor(private readonly projection: Projection) {
    this.tables = projection.tallyTables.map(() => new Map<string, Record<string, number>>());
  }

  /** Adds a pupil's contribution, or takes it away. @param text as `contributionText` writes it */
  add(text: string | null, sign: 1 | -1 = 1): void {
    if (text === null) return;
    const tables = JSON.parse(text) as (string | number)[][][];
    tables.forEach((entries, table) => {
      const { key = [], counts = [] } = this.projection.tallyTables[table] ?? {};
      for (const entry of entries) {
        const sum = this.sumOf(table, entry.slice(0, key.length).join(separator));
        for (let at = key.length; at < entry.length; at += 2) {
          const name = counts[Number(entry[at])];
          if (name !== undefined) sum[name] = (sum[name] ?? 0) + sign * Number(entry[at + 1]);
        }
      }
    });
  }

  /** Adds what another has summed. */
  addAll(sums: readonly (readonly Tally[])[]): void {
    sums.forEach((tallies, table) => {
      for (const { key, counts } of tallies) addCounts(this.sumOf(table, key.join(separator)), counts);
    });
  }

  /** What came together, in the order of the tally tables, without what is nought. */
  all(): Tally[][] {
    return this.tables.map((sums) =>
      [...sums]
        .map(([key, counts]) => ({ key: key.split(separator), counts }))
        .filter(({ counts }) => comesToSomething(counts)),
    );
  }

  private sumOf(table: number, key: string): Record<string, number> {
    const sums = this.tables[table];
    if (sums === undefined) throw new RangeError('no such tally table');
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = {}));
    return sum;
  }
}

const separator = '\u001f';
