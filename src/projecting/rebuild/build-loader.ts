/** Takes pupils' histories in, one after another, and loads their rows into builds, and the sums of their tallies. */
import type pg from 'pg';
import { pupilsAtOnce } from '../../../projections/asked-once.js';
import type { OpenBuild } from '../builds.js';
import { copyIn } from '../../platform/database/copy-in.js';
import { lineOf, type Line } from '../copy-text.js';
import { deriveAll, type Derived, type ProjectedTables, type StoredHistory } from '../derive.js';
import { tallyColumns } from '../stored-tables.js';
import type { Surroundings } from '../surroundings.js';
import { TallySums } from '../tally-sums.js';
import { GatheredLines } from './gathered-lines.js';
import { filled, LoneEntries, type AlikeDerived } from './lone-entries.js';

/** Characters that are gathered before they are loaded: large enough that a COPY's beginning and end cost nothing. */
const charactersPerLoad = 4_000_000;

export class BuildLoader {
  private readonly tables: readonly ProjectedTables[];
  private readonly sums: readonly TallySums[];
  private readonly loneEntries = new LoneEntries();
  /** By build and table. */
  private lines: GatheredLines[][];
  /** Those that are being loaded; empty between loads. */
  private underWay: GatheredLines[][];
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
    const noLines = (): GatheredLines[][] =>
      builds.map(({ tables }) => tables.stored.map(() => new GatheredLines()));
    this.lines = noLines();
    this.underWay = noLines();
  }

  add(history: StoredHistory): void {
    const alike = this.loneEntries.find(history);
    if (alike !== undefined) {
      this.repeat(alike, history);
      return;
    }
    this.histories.push(history);
    if (this.histories.length >= pupilsAtOnce) this.derive();
  }

  /** Loads what has gathered, if it is enough, while the caller goes on; at most one load is under way. */
  async loadWhenFull(): Promise<void> {
    if (this.gathered < charactersPerLoad) return;
    await this.loading;
    this.loading = this.load();
    // The next await of it throws; until then the failure is not an unhandled one.
    this.loading.catch(() => undefined);
  }

  /**
   * Loads the rest, and this loader's part of the tallies. Where there are several parts, the server adds them up: sums of
   * England are some hundred megabytes in each thread, and would be three times that in one.
   */
  async finish(): Promise<void> {
    await this.loading;
    this.derive();
    await this.load();
    for (const [build, { schema, tables }] of this.builds.entries())
      await this.loadTallies(build, schema, tables);
  }

  private async loadTallies(
    build: number,
    schema: string,
    { projection: { tallyTables } }: ProjectedTables,
  ): Promise<void> {
    const sums = this.sums[build]?.all() ?? [];
    for (const [at, table] of tallyTables.entries()) {
      const columns = tallyColumns(table);
      const lines = new GatheredLines();
      for (const { key, counts } of sums[at] ?? []) lines.add(lineOf(columns, [...key, ...counts]));
      await this.copy(`${schema}.${table.name}`, lines);
    }
  }

  private derive(): void {
    const { histories } = this;
    this.histories = [];
    const derived = deriveAll(this.tables, histories, this.surroundings.register);
    for (let build = 0; build < derived.length; build++)
      for (const { lines, additions } of derived[build] ?? []) {
        for (let table = 0; table < lines.length; table++)
          for (const line of lines[table] ?? none) this.gather(build, table, line);
        this.sums[build]?.addAll(additions);
      }
    for (const [at, history] of histories.entries())
      if (history.events.length === 1) this.loneEntries.keep(history, inEachBuild(derived, at));
  }

  private repeat(alike: readonly AlikeDerived[], { pupil, events }: StoredHistory): void {
    const [event] = events;
    if (event === undefined) return;
    for (let build = 0; build < alike.length; build++) {
      const { tables = [], additions = [] } = alike[build] ?? {};
      for (let table = 0; table < tables.length; table++)
        for (const line of tables[table] ?? []) this.gather(build, table, filled(line, pupil, event.id));
      this.sums[build]?.addAll(additions);
    }
  }

  private gather(build: number, table: number, line: Line): void {
    this.lines[build]?.[table]?.add(line);
    this.gathered += line.length;
  }

  private async load(): Promise<void> {
    [this.lines, this.underWay] = [this.underWay, this.lines];
    this.gathered = 0;
    for (const [build, { schema, tables }] of this.builds.entries()) {
      for (const [table, { name }] of tables.stored.entries()) {
        const lines = this.underWay[build]?.[table];
        if (lines === undefined) continue;
        await this.copy(`${schema}.${name}`, lines);
        lines.clear();
      }
    }
  }

  private async copy(table: string, lines: GatheredLines): Promise<void> {
    const text = lines.text();
    if (text.length > 0) await copyIn(this.writing, table, [text]);
  }
}

const none: readonly Line[] = [];

const inEachBuild = (derived: readonly (readonly Derived[])[], at: number): Derived[] =>
  derived.flatMap((ofBuild) => ofBuild[at] ?? []);
