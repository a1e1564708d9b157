/**
 * The register of establishments, and which records are one pupil's, as of any position. The newest that was asked
 * for is kept: the next one is made from it by what the log has added, which is mostly nothing.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Position } from '../../events/identifiers.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import type { LogEntry } from '../projecting/stored-events.js';
import { surroundingsAfter, surroundingsAt, type Surroundings } from '../projecting/surroundings.js';

@Injectable()
export class Registers {
  private newest:
    { readonly position: Position; readonly epoch: string; readonly surroundings: Surroundings } | undefined;

  constructor(@Inject(DATABASE) private readonly database: Pick<Database, 'pool'>) {}

  /** @param position one that the log has, in this epoch */
  async at(position: Position, epoch: string): Promise<Surroundings> {
    const { pool } = this.database;
    const kept = this.newest?.epoch === epoch ? this.newest : undefined;
    if (kept?.position === position) return kept.surroundings;
    if (kept && kept.position > position) return surroundingsAt(pool, position);
    const surroundings = kept
      ? await surroundingsAfter(
          pool,
          kept.surroundings,
          await this.entriesBetween(kept.position, position),
          position,
        )
      : await surroundingsAt(pool, position);
    const isNewer = this.newest?.epoch !== epoch || this.newest.position < position;
    if (isNewer) this.newest = { position, epoch, surroundings };
    return surroundings;
  }

  /** What may change the register or a merge. */
  private async entriesBetween(after: Position, upTo: Position): Promise<LogEntry[]> {
    const { rows } = await this.database.pool.query<LogEntry>(
      `select position, stream, type from ledger.events
        where position > $1 and position <= $2
          and (stream not like 'pupil-%' or type in ('RecordsMerged', 'EntryCorrected', 'EntryWithdrawn'))
        order by position`,
      [after, upTo],
    );
    return rows;
  }
}
