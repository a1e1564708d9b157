/**
 * Which pupil an identifier means. Identifiers stand here as keyed hashes only: without the index key, which the
 * master key wraps, nobody can look one up or try them out (there are few enough UPNs to try them all).
 */
import { createHmac, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { PupilId, Upn } from '../../events/identifiers.js';
import { isTemporaryUpn, isWellFormedUpn } from '../../events/upn.js';
import { inTransaction } from '../platform/database/transaction.js';
import { AlreadyMerged, IdentifierErased, UpnHeldByAnother } from './errors.js';
import { newPupilId } from './pupil-id.js';

/** `upn`: well formed (events/upn.ts). `opaque`: a source's own identifier, which stands for a pupil all the same. */
export type IdentifierKind = 'upn' | 'opaque';

export interface KnownPupil {
  readonly erased: false;
  /** The surviving record, where records were merged. */
  readonly pupil: PupilId;
  readonly status: 'current' | 'former' | 'temporary';
  /** Whether this call made the pupil. */
  readonly created: boolean;
}

/** The identifier belonged to a pupil who was erased: nothing may be recorded under it. */
export interface ErasedPupil {
  readonly erased: true;
}

/** By identifier; one that nobody holds is absent. */
export type FoundPupils = Map<string, KnownPupil | ErasedPupil>;

export interface IndexCounts {
  /** Identifiers in use, by status. */
  readonly current: number;
  readonly former: number;
  readonly temporary: number;
  /** Hashes on the suppression list. */
  readonly erased: number;
  readonly mergedRecords: number;
}

export class PupilIndex {
  /** @param makeId the demonstration's ids come from its seed, all others from clock and chance */
  constructor(
    private readonly pool: pg.Pool,
    private readonly indexKey: KeyObject,
    private readonly makeId: () => PupilId = newPupilId,
  ) {}

  /** The pupils of these identifiers, well-formed ones of one kind. One query. */
  async findMany(kind: IdentifierKind, identifiers: readonly string[]): Promise<FoundPupils> {
    const asked = this.hashed(kind, identifiers);
    const { rows } = await this.pool.query<FoundRow>(`${foundSql} select *, false as created from found`, [
      asked.map(({ hash }) => hash),
    ]);
    return answer(asked, rows);
  }

  /**
   * The pupils of these identifiers, well-formed ones of one kind; made, in the order given, where nobody holds them.
   * One statement for the batch, a second one only after a race. Of callers in any number of processes one makes the
   * pupil and all get the same. Every identifier is in the answer.
   */
  async findOrCreateMany(kind: IdentifierKind, identifiers: readonly string[]): Promise<FoundPupils> {
    const asked = this.hashed(kind, identifiers);
    const { rows } = await this.pool.query<FoundRow>(findOrCreateSql, [
      asked.map(({ hash }) => hash),
      asked.map(() => this.makeId()),
      asked.map(({ identifier }) => (isTemporary(kind, identifier) ? 'temporary' : 'current')),
      kind,
    ]);
    const found = answer(asked, rows);
    const lost = asked.flatMap(({ identifier }) => (found.has(identifier) ? [] : [identifier]));
    if (lost.length === 0) return found;
    // Others committed these while the statement ran, so they could be neither seen nor made.
    return new Map([...found, ...(await this.findMany(kind, lost))]);
  }

  /**
   * Gives the pupil another UPN; the ones before stay as former ones and go on finding the pupil. The latest by
   * `since` is the current one, in whatever order changes are reported. Idempotent.
   *
   * @throws {UpnHeldByAnother} names the holder: the two may be one pupil, to be merged
   * @throws {IdentifierErased} the UPN is on the suppression list
   */
  async changeUpn(pupil: PupilId, upn: Upn, since: PlainDate): Promise<void> {
    const hash = this.hash('upn', upn);
    const status = isTemporaryUpn(upn) ? 'temporary' : 'current';
    await inTransaction(this.pool, async (client) => {
      const records = await recordsOf(client, pupil);
      const held = await client.query<{ latest: PlainDate | null }>(
        `select since as latest from identity.pupil_identifier
         where pupil_id = any($1::uuid[]) and kind = 'upn' and hash <> $2 order by hash for update`,
        [records, hash],
      );
      const isLatest = held.rows.every(({ latest }) => latest === null || latest <= since);
      const given = await client.query(
        `insert into identity.pupil_identifier as held (hash, pupil_id, since, kind, status) values ($1, $2, $3, 'upn', $4)
         on conflict (hash) do update set since = excluded.since, status = excluded.status
         where held.pupil_id = any($5::uuid[])`,
        [hash, pupil, since, isLatest ? status : 'former', records],
      );
      if (given.rowCount === 0) throw await whyNotGiven(client, hash);
      if (!isLatest) return;
      await client.query(
        `update identity.pupil_identifier set status = 'former'
         where pupil_id = any($1::uuid[]) and kind = 'upn' and hash <> $2 and status <> 'former'`,
        [records, hash],
      );
    });
  }

  /**
   * Makes all identifiers of the absorbed record find the surviving one. Idempotent; nothing to do when both are one
   * history already.
   *
   * @throws {AlreadyMerged} the absorbed record was merged into another history before: merge with that one's record
   */
  async merge(surviving: PupilId, absorbed: PupilId): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      // Two merges at once, each the other way round, would make a ring.
      await client.query('lock table identity.merged_record in share row exclusive mode');
      const [into, from] = [
        await survivingRecord(client, surviving),
        await survivingRecord(client, absorbed),
      ];
      if (into === from) return;
      if (from !== absorbed) throw new AlreadyMerged(from);
      await client.query('insert into identity.merged_record (absorbed, surviving) values ($1, $2)', [
        absorbed,
        surviving,
      ]);
    });
  }

  /** The records that are one history with this one, itself among them, and the one of them that survives. */
  async historyOf(
    pupil: PupilId,
  ): Promise<{ readonly surviving: PupilId; readonly records: readonly PupilId[] }> {
    const records = await recordsOf(this.pool, pupil);
    return { records, surviving: records.length === 1 ? pupil : await survivingRecord(this.pool, pupil) };
  }

  /** Takes a merge back: the record's identifiers find it again. For when the entry of the merge is withdrawn. */
  async separate(surviving: PupilId, absorbed: PupilId): Promise<void> {
    await this.pool.query('delete from identity.merged_record where absorbed = $1 and surviving = $2', [
      absorbed,
      surviving,
    ]);
  }

  /**
   * Puts all identifiers of these records, all records of one history, on the suppression list. Idempotent.
   * @returns how many were put there
   */
  async suppress(records: readonly PupilId[]): Promise<number> {
    const { rowCount } = await this.pool.query(
      `with erased as materialized (
         select hash from identity.pupil_identifier where pupil_id = any($1::uuid[]) order by hash for update
       )
       update identity.pupil_identifier as held set pupil_id = null, since = null, status = 'erased'
       from erased where held.hash = erased.hash`,
      [records],
    );
    return rowCount ?? 0;
  }

  async counts(): Promise<IndexCounts> {
    const { rows } = await this.pool.query<IndexCounts>(
      `select count(*) filter (where status = 'current') as current,
              count(*) filter (where status = 'former') as former,
              count(*) filter (where status = 'temporary') as temporary,
              count(*) filter (where status = 'erased') as erased,
              (select count(*) from identity.merged_record) as "mergedRecords"
       from identity.pupil_identifier`,
    );
    return rows[0] ?? { current: 0, former: 0, temporary: 0, erased: 0, mergedRecords: 0 };
  }

  private hashed(kind: IdentifierKind, identifiers: readonly string[]): HashedIdentifier[] {
    return [...new Set(identifiers)].map((identifier) => ({ identifier, hash: this.hash(kind, identifier) }));
  }

  private hash(kind: IdentifierKind, identifier: string): Buffer {
    return createHmac('sha256', this.indexKey).update(`${kind}\0${identifier}`).digest();
  }
}

interface HashedIdentifier {
  readonly identifier: string;
  readonly hash: Buffer;
}

interface FoundRow {
  readonly hash: Buffer;
  readonly pupil_id: PupilId | null;
  readonly status: KnownPupil['status'] | 'erased';
  readonly created: boolean;
}

/** `found`: the rows of the hashes $1, each with the record that survives. Merges are few: most rows end the walk at once. */
const foundSql = `
  with recursive walk as (
    select hash, pupil_id, status from identity.pupil_identifier where hash = any($1::bytea[])
    union all
    select walk.hash, merged.surviving, walk.status
    from walk join identity.merged_record as merged on merged.absorbed = walk.pupil_id
  ),
  found as (
    select * from walk
    where not exists (select from identity.merged_record as merged where merged.absorbed = walk.pupil_id)
  )`;

/** In the order of hashes, so that two imports of overlapping batches cannot wait for each other in a ring. */
const findOrCreateSql = `${foundSql},
  made as (
    insert into identity.pupil_identifier (hash, pupil_id, status, kind)
    select proposed.hash, proposed.pupil, proposed.status, $4
    from unnest($1::bytea[], $2::uuid[], $3::text[]) as proposed (hash, pupil, status)
    where not exists (select from found where found.hash = proposed.hash)
    order by proposed.hash
    on conflict (hash) do nothing
    returning hash, pupil_id, status
  )
  select *, false as created from found union all select *, true as created from made`;

function answer(asked: readonly HashedIdentifier[], rows: readonly FoundRow[]): FoundPupils {
  const byHash = new Map(rows.map((row) => [row.hash.toString('latin1'), row]));
  const found: FoundPupils = new Map();
  for (const { identifier, hash } of asked) {
    const row = byHash.get(hash.toString('latin1'));
    if (!row) continue;
    const { pupil_id: pupil, status, created } = row;
    found.set(
      identifier,
      pupil === null || status === 'erased' ? { erased: true } : { erased: false, pupil, status, created },
    );
  }
  return found;
}

function isTemporary(kind: IdentifierKind, identifier: string): boolean {
  return kind === 'upn' && isWellFormedUpn(identifier) && isTemporaryUpn(identifier);
}

async function survivingRecord(client: pg.Pool | pg.PoolClient, pupil: PupilId): Promise<PupilId> {
  const { rows } = await client.query<{ pupil: PupilId }>(
    `with recursive walk as (
       select $1::uuid as pupil
       union all
       select merged.surviving from walk join identity.merged_record as merged on merged.absorbed = walk.pupil
     )
     select pupil from walk where not exists (select from identity.merged_record where absorbed = pupil)`,
    [pupil],
  );
  return rows[0]?.pupil ?? pupil;
}

/** All records of the pupil's history, the given one among them. */
async function recordsOf(client: pg.Pool | pg.PoolClient, pupil: PupilId): Promise<PupilId[]> {
  const { rows } = await client.query<{ pupil: PupilId }>(
    `with recursive history as (
       select $1::uuid as pupil
       union
       select case when merged.absorbed = history.pupil then merged.surviving else merged.absorbed end
       from history join identity.merged_record as merged on history.pupil in (merged.absorbed, merged.surviving)
     )
     select pupil from history`,
    [pupil],
  );
  return rows.map((row) => row.pupil);
}

async function whyNotGiven(client: pg.PoolClient, hash: Buffer): Promise<Error> {
  const { rows } = await client.query<{ pupil_id: PupilId | null }>(
    'select pupil_id from identity.pupil_identifier where hash = $1',
    [hash],
  );
  const holder = rows[0]?.pupil_id ?? null;
  return holder === null
    ? new IdentifierErased()
    : new UpnHeldByAnother(await survivingRecord(client, holder));
}
