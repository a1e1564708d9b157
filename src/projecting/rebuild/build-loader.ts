/** Takes pupils' histories in, one after another, and loads their rows into builds. */
import type pg from 'pg';
import type { Tally } from '../../../projections/projection.js';
import type { OpenBuild } from '../builds.js';
import { TallySums } from '../contributions.js';
import { deriveAll, type ProjectedTables, type StoredHistory } from '../derive.js';
import type { Line } from '../copy-text.js';
import { copyLines } from '../pupil-rows.js';
import type { Surroundings } from '../surroundings.js';

/** Characters that are gathered before they are loaded: large enough that a COPY's beginning and end cost nothing. */
const charactersPerLoad = 4_000_000;
/** Enough that code stays at hand (`deriveAll`); more than these were no faster. */
const historiesAtOnce = 64;

export class BuildLoader {
  private readonly tables: readonly ProjectedTables[];
  private readonly sums: readonly TallySums[];
  private lines: Line[][][];
  private histories: StoredHistory[] = [];
  private gathered = 0;
  private loading: Promise<void> = Promise.resolve();

  /** @param writing a connection of this loader's own */
  constructor(
    private readonly writing: pg.Client,
    private readonly builds: readonly Pick<OpenBuild, 'schema' | 'tables'>[],
    private readonly surroundings: Surroundings,
  ) {
    this.tables = builds.map(({ tables }) => tables);
    this.sums = builds.map(({ tables }) => new TallySums(tables.projection));
    this.lines = this.noLines();
  }

  add(history: StoredHistory): void {
    this.histories.push(history);
    if (this.histories.length >= historiesAtOnce) this.derive();
  }

  /** Loads what has gathered, if it is enough, while the caller goes on; at most one load is under way. */
  async loadWhenFull(): Promise<void> {
    if (this.gathered < charactersPerLoad) return;
    await this.loading;
    this.loading = this.load();
    // The next await of it throws; until then the failure is not an unhandled one.
    this.loading.catch(() => undefined);
  }

  /** Loads the rest. @returns the sums of the tallies, for each build */
  async finish(): Promise<Tally[][][]> {
    await this.loading;
    this.derive();
    await this.load();
    return this.sums.map((sums) => sums.all());
  }

  private derive(): void {
    const derived = deriveAll(this.tables, this.histories, this.surroundings.register);
    this.histories = [];
    for (let build = 0; build < derived.length; build++) {
      const ofBuild = this.lines[build];
      const sums = this.sums[build];
      for (const { lines, entries } of derived[build] ?? []) {
        for (let table = 0; table < lines.length; table++) {
          for (const line of lines[table] ?? []) {
            ofBuild?.[table]?.push(line);
            this.gathered += line.length;
          }
        }
        sums?.addEntries(entries);
      }
    }
  }

  private async load(): Promise<void> {
    const { lines } = this;
    this.lines = this.noLines();
    this.gathered = 0;
    for (const [build, { schema, tables }] of this.builds.entries()) {
      for (const [table, { name }] of tables.stored.entries()) {
        await copyLines(this.writing, `${schema}.${name}`, lines[build]?.[table] ?? []);
      }
    }
  }

  private noLines(): Line[][][] {
    return this.builds.map(({ tables }) => tables.stored.map(() => []));
  }
}
