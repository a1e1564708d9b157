/**
 * The access record: every look at a child, with who, when, why and what. It is written before the answer is given, so
 * that nothing was seen that does not stand here; and only ever added to, which a trigger enforces.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Position, PupilId } from '../../events/identifiers.js';
import type { Actor } from '../access/actor.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';

/** Who looks, and why. */
export interface Viewer {
  readonly actor: Actor;
  /** A short code; null where none was given. */
  readonly purpose: string | null;
}

/** What is shown of a child. */
export type Shown =
  | 'trajectory'
  | 'trajectory-without-identity'
  | 'moves'
  | 'duties'
  | 'early-warning'
  | 'reconciliation'
  | 'found-by-upn';

@Injectable()
export class AccessRecord {
  constructor(@Inject(DATABASE) private readonly database: Pick<Database, 'pool'>) {}

  /** Records a look at each of these pupils; nothing where there are none. */
  async record(viewer: Viewer, what: Shown, pupils: readonly PupilId[], asKnown: Position): Promise<void> {
    if (pupils.length === 0) return;
    await this.database.pool.query(
      `insert into platform.look (pupil_id, actor, role, purpose, what, as_known)
       select distinct pupil, $2, $3, $4, $5, $6::bigint from unnest($1::uuid[]) as pupil`,
      [pupils, viewer.actor.id, viewer.actor.role, viewer.purpose, what, asKnown],
    );
  }
}
