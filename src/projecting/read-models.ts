/**
 * The way to the read models: one snapshot in which first it is looked up where they stand, then they are read. So a
 * reader sees one state of all of them, also while they are rebuilt, switched or written to.
 */
import type { Knex } from 'knex';
import type { Position, PupilId } from '../../events/identifiers.js';
import type { Projection } from '../../projections/projection.js';
import type { Database } from '../platform/database/open-database.js';
import { Problem } from '../platform/errors/problem.js';
import type { Build } from './builds.js';
import { NewerReadModels, unfitProjections, type Unfitness } from './fitness.js';

/** The read models at one position, for as long as the work that it is handed to lasts. */
export class View {
  constructor(
    /** The transaction: for queries over several tables, which `nameOf` names. */
    readonly db: Knex.Transaction,
    private readonly builds: readonly Build[],
    readonly epoch: string,
    /** Everything up to it is in these read models, and nothing after it. */
    readonly position: Position,
  ) {}

  /** A query over a projection's table. @throws Problem 503 while the projection has to be built first */
  from(projection: Projection, table: string): Knex.QueryBuilder {
    const { schema } = this.buildOf(projection);
    return this.db.withSchema(schema).from(table);
  }

  /** The table's name with its schema's, for SQL. @throws as `from` */
  nameOf(projection: Projection, table: string): string {
    return `${this.buildOf(projection).schema}.${table}`;
  }

  /** Those of the pupils whose rows are stale, each with the position since which. @throws as `from` */
  async staleSince(
    projection: Projection,
    pupils: readonly PupilId[],
  ): Promise<ReadonlyMap<PupilId, Position>> {
    const { rows } = await this.db.raw<{ rows: { pupil_id: PupilId; since_position: Position }[] }>(
      `select pupil_id, since_position from ${this.nameOf(projection, 'quarantine')} where pupil_id = any (?)`,
      [[...pupils]],
    );
    return new Map(rows.map(({ pupil_id, since_position }) => [pupil_id, since_position]));
  }

  /** How many pupils' rows are stale. @throws as `from` */
  async staleCount(projection: Projection): Promise<number> {
    const { rows } = await this.db.raw<{ rows: { count: number }[] }>(
      `select count(*) as count from ${this.nameOf(projection, 'quarantine')}`,
    );
    return rows[0]?.count ?? 0;
  }

  private buildOf(projection: Projection): Build {
    const [unfit] = unfit503(() => unfitProjections([projection], this.builds, this.epoch));
    const build = this.builds.find(({ name }) => name === projection.name);
    if (unfit !== undefined || build === undefined)
      throw notReady(projection.name, unfit?.because ?? 'not-built');
    return build;
  }
}

export class ReadModels {
  constructor(private readonly database: Pick<Database, 'knex'>) {}

  /**
   * Reads from one snapshot. The work may be called twice: a rebuild drops what readers used two builds ago, and who
   * still names it is given the new names.
   */
  async read<T>(work: (view: View) => Promise<T>): Promise<T> {
    try {
      return await this.readOnce(work);
    } catch (error) {
      if (!isGone(error)) throw error;
      return this.readOnce(work);
    }
  }

  private async readOnce<T>(work: (view: View) => Promise<T>): Promise<T> {
    return inSnapshot(this.database.knex, async (db) => {
      // One statement: from it on the snapshot stands, and what it names was filled before.
      const { rows } = await db.raw<{ rows: (Build & { log_epoch: string })[] }>(
        `select schema, name, version, projection.epoch, position, gate.epoch as log_epoch
           from platform.projection cross join ledger.gate where state = 'live'`,
      );
      const [first] = rows;
      if (first === undefined) throw notReady('all', 'not-built');
      return work(new View(db, rows, first.log_epoch, first.position));
    });
  }
}

/** Runs the work in a transaction that sees one state of the database throughout and writes nothing. */
export async function inSnapshot<T>(knex: Knex, work: (db: Knex.Transaction) => Promise<T>): Promise<T> {
  return knex.transaction(work, { isolationLevel: 'repeatable read', readOnly: true });
}

const reasons: Readonly<Record<Unfitness | 'newer', string>> = {
  'not-built':
    'They have not been built yet. The application builds them when it starts; `ledger rebuild` does too.',
  'other-version': 'They were built by an earlier release and are being built anew.',
  'log-was-restored':
    'The event log was restored since they were built: positions mean something else now. `ledger rebuild` builds them anew.',
  newer: 'A newer release has built them.',
};

function notReady(projection: string, because: keyof typeof reasons): Problem {
  return new Problem({
    status: 503,
    code: 'read-models-not-ready',
    title: 'The read models cannot be used yet',
    detail: reasons[because],
    members: { projection, because },
    headers: { 'Retry-After': '5' },
  });
}

function unfit503<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof NewerReadModels ? notReady(error.projection, 'newer') : error;
  }
}

/** A table that was dropped, or that the dropping got in the way of. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['42P01', '3F000', '40P01'].includes(String(error.code));
