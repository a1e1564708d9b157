/** A ledger of its own to project, and what its read models must hold, worked out the slow and obvious way. */
import type { HistoryEvent } from '../../events/envelope.js';
import { asPupilId, pupilOf, pupilStream, type PupilId } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import { summed, type Row } from '../../projections/projection.js';
import { Register } from '../../projections/register/register.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { NewEvent } from '../../events/envelope.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { ProjectionRunner, type RunnerOptions } from '../../src/projecting/projection-runner.js';
import { rebuild } from '../../src/projecting/rebuild/rebuild.js';
import { verify, type Verification } from '../../src/projecting/verify.js';
import { collect } from '../support/collect.js';
import { freshDatabase } from '../support/database.js';
import { fact, type Told } from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';

export const never = new AbortController().signal;

/** The n-th pupil of a test. */
export const pupil = (n: number): PupilId =>
  asPupilId(`01900000-0000-7000-8000-${String(n).padStart(12, '0')}`);

/** The fact, told of that pupil. */
export const of = (who: PupilId, { type, data }: Told): Told => fact(type, data as never, pupilStream(who));

export class ProjectedLedger {
  readonly runner: ProjectionRunner;

  private constructor(
    readonly database: Database,
    readonly log: PostgresEventLog,
  ) {
    this.runner = this.anotherRunner();
  }

  static async open(): Promise<ProjectedLedger> {
    const database = await freshDatabase();
    return new ProjectedLedger(database, await PostgresEventLog.open(database));
  }

  /** Of an application that is closed by itself. */
  static over(database: Database, log: PostgresEventLog): ProjectedLedger {
    return new ProjectedLedger(database, log);
  }

  anotherRunner(options: RunnerOptions = {}): ProjectionRunner {
    return new ProjectionRunner(this.database, options);
  }

  async append(...facts: readonly Told[]): Promise<void> {
    for (const { stream, id, type, data } of facts) {
      const event = { id, type, schemaVersion: 1, data, metadata: sampleMetadata } as NewEvent;
      await this.log.append(stream, 'any', [event]);
    }
  }

  /** An event that a newer release would record. */
  async appendUnknown({ stream, id, type, data }: Told): Promise<void> {
    await this.log.append(stream, 'any', [
      { id, type, schemaVersion: 99, data, metadata: sampleMetadata } as NewEvent,
    ]);
  }

  catchUp = (): Promise<number> => this.runner.catchUp({ signal: never });
  rebuild = (only?: readonly string[]) =>
    rebuild(this.database, { projections, signal: never, ...(only && { only }) });
  verify = (): Promise<Verification> => verify(this.database, this.runner, { projections, signal: never });

  /** The number of differences that `verify` finds. */
  async differences(): Promise<number> {
    return (await this.verify()).tables.reduce((sum, table) => sum + table.differences, 0);
  }

  async schemaOf(projection: string): Promise<string> {
    const { rows } = await this.database.pool.query<{ schema: string }>(
      `select schema from platform.projection where name = $1 and state = 'live'`,
      [projection],
    );
    return rows[0]?.schema ?? '';
  }

  /** Every row of a live table, in a fixed order. */
  async rows(projection: string, table: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.database.pool.query<{ row: Record<string, unknown> }>(
      `select row_to_json(each) as row from ${await this.schemaOf(projection)}.${table} as each order by each::text`,
    );
    return rows.map(({ row }) => row);
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.database.close();
  }
}

/** What every table must hold: every history interpreted whole, every contribution added up. Merges are left out. */
export async function expectedTables(log: PostgresEventLog): Promise<Map<string, Record<string, unknown>[]>> {
  const events = (await collect(log.readAll())) as unknown as HistoryEvent[];
  const register = Register.from(events.filter(({ stream }) => pupilOf(stream) === undefined));
  const pupils = [...new Set(events.flatMap(({ stream }) => pupilOf(stream) ?? []))];
  const trajectories = pupils.map((each) =>
    interpret(
      each,
      events.filter(({ stream }) => pupilOf(stream) === each),
      register,
    ),
  );
  const tables = new Map<string, Record<string, unknown>[]>();
  for (const projection of projections) {
    projection.rowTables.forEach(({ name, columns }, at) => {
      const rows = trajectories.flatMap((trajectory) => projection.rows(trajectory, register)[at] ?? []);
      const read = (row: Row): Record<string, unknown> =>
        Object.fromEntries(
          columns.map((column, place) => {
            const value = row[place];
            return [
              column.name,
              column.type === 'json' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
            ];
          }),
        );
      tables.set(`${projection.name} ${name}`, rows.map(read));
    });
    projection.tallyTables.forEach(({ name, key, counts }, at) => {
      const sums = new Map<string, Record<string, unknown>>();
      for (const tally of summed(
        trajectories.flatMap((trajectory) => projection.tallies(trajectory, register)[at] ?? []),
      )) {
        const row: Record<string, unknown> =
          sums.get(tally.key.join()) ??
          Object.fromEntries(key.map((column, place) => [column.name, tally.key[place]]));
        counts.forEach((count) => (row[count] = Number(row[count] ?? 0) + (tally.counts[count] ?? 0)));
        sums.set(tally.key.join(), row);
      }
      tables.set(
        `${projection.name} ${name}`,
        [...sums.values()].filter((row) => counts.some((count) => row[count] !== 0)),
      );
    });
  }
  return tables;
}

/** The same tables as they stand. */
export async function storedTables(ledger: ProjectedLedger): Promise<Map<string, Record<string, unknown>[]>> {
  const tables = new Map<string, Record<string, unknown>[]>();
  for (const { name, rowTables, tallyTables } of projections) {
    for (const table of [...rowTables, ...tallyTables])
      tables.set(`${name} ${table.name}`, await ledger.rows(name, table.name));
  }
  return tables;
}

/** In an order of their own, so that tables compare as sets. */
export const sorted = (tables: Map<string, Record<string, unknown>[]>) =>
  Object.fromEntries(
    [...tables].map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]),
  );
