/** Takes pupils' histories in, one after another, and loads their rows into builds. */
import type pg from 'pg';
import type { PupilId } from '../../../events/identifiers.js';
import type { Tally } from '../../../projections/projection.js';
import type { OpenBuild } from '../builds.js';
import { TallySums } from '../contributions.js';
import { deriveAll, type ProjectedTables, type StoredEvent } from '../derive.js';
import type { Line } from '../copy-text.js';
import { copyLines } from '../pupil-rows.js';
import type { Surroundings } from '../surroundings.js';

/** Characters that are gathered before they are loaded: large enough that a COPY's beginning and end cost nothing. */
const charactersPerLoad = 4_000_000;

export class BuildLoader {
  private readonly tables: readonly ProjectedTables[];
  private readonly sums: readonly TallySums[];
  private lines: Line[][][];
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

  /** @param events the pupil's whole history, in the order of positions */
  add(pupil: PupilId, events: readonly StoredEvent[]): void {
    const derived = deriveAll(this.tables, pupil, events, this.surroundings.register);
    for (let build = 0; build < derived.length; build++) {
      const ofBuild = derived[build];
      if (ofBuild === undefined) continue;
      for (let table = 0; table < ofBuild.lines.length; table++) {
        for (const line of ofBuild.lines[table] ?? []) {
          this.lines[build]?.[table]?.push(line);
          this.gathered += line.length;
        }
      }
      this.sums[build]?.addAll(ofBuild.tallies);
    }
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
    await this.load();
    return this.sums.map((sums) => sums.all());
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
