/**
 * What one pupil adds to the tallies, as a compact text: for each tally table its entries, each the key followed by
 * pairs of a count's place and its value. Most counts of an entry are nought and left out.
 */
import { summed, type Projection, type Tally } from '../../projections/projection.js';

/** @returns null for a pupil who adds nothing */
export function contributionText(tallies: readonly (readonly Tally[])[]): string | null {
  const tables = tallies.map((ofTable) =>
    summed(ofTable).map(({ key, counts }) => {
      const entry: (string | number)[] = [...key];
      for (let place = 0; place < counts.length; place++) {
        const count = counts[place];
        if (count !== undefined && count !== 0) entry.push(place, count);
      }
      return entry;
    }),
  );
  return tables.every((entries) => entries.length === 0) ? null : JSON.stringify(tables);
}

/** Sums of tallies over many pupils, for each tally table of one projection. */
export class TallySums {
  private readonly tables: Map<string, number[]>[];

  constructor(private readonly projection: Projection) {
    this.tables = projection.tallyTables.map(() => new Map<string, number[]>());
  }

  /** Adds a pupil's contribution, or takes it away. @param text as `contributionText` writes it */
  add(text: string | null, sign: 1 | -1 = 1): void {
    if (text === null) return;
    const tables = JSON.parse(text) as (string | number)[][][];
    tables.forEach((entries, table) => {
      const keyLength = this.projection.tallyTables[table]?.key.length ?? 0;
      for (const entry of entries) {
        const sum = this.sumOf(table, entry.slice(0, keyLength).join(separator));
        for (let at = keyLength; at < entry.length; at += 2) {
          const place = Number(entry[at]);
          sum[place] = (sum[place] ?? 0) + sign * Number(entry[at + 1]);
        }
      }
    });
  }

  /** Adds what another has summed. */
  addAll(sums: readonly (readonly Tally[])[]): void {
    sums.forEach((tallies, table) => {
      for (const { key, counts } of tallies) {
        const sum = this.sumOf(table, key.join(separator));
        counts.forEach((count, place) => (sum[place] = (sum[place] ?? 0) + count));
      }
    });
  }

  /** What came together, in the order of the tally tables, without what is nought. */
  all(): Tally[][] {
    return this.tables.map((sums) =>
      [...sums]
        .map(([key, counts]) => ({ key: key.split(separator), counts }))
        .filter(({ counts }) => counts.some((count) => count !== 0)),
    );
  }

  private sumOf(table: number, key: string): number[] {
    const sums = this.tables[table];
    if (sums === undefined) throw new RangeError('no such tally table');
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = (this.projection.tallyTables[table]?.counts ?? []).map(() => 0)));
    return sum;
  }
}

const separator = '\u001f';
