/**
 * Claims of idempotency keys (docs/decisions/0040). A key is claimed before anything is done under it, so that of two
 * requests with one key, on any replica, one does the work, and the same key with other content is refused.
 */
import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/open-database.js';
import { Problem } from '../../platform/errors/problem.js';
import { DATABASE } from '../../platform/platform.module.js';

/** What was answered the first time. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A command takes milliseconds. Who takes a claim over too early does no harm: its event ids are the same. */
export const heldForSeconds = 5;
const keptForDays = 7;
const claimsBetweenCleanings = 200;

@Injectable()
export class IdempotencyClaims {
  private made = 0;

  constructor(@Inject(DATABASE) private readonly database: Pick<Database, 'pool'>) {}

  /**
   * Does the work once for the key, and answers every further time what was answered then. Where the work is refused,
   * nothing was done and the key is free again; where it broke off, whoever comes next takes it up at once.
   *
   * @param digest of all that makes the request what it is, made under the key
   * @throws Problem 422 for a key that was used for something else, 409 while another request works under it
   */
  async once(key: string, digest: Buffer, work: () => Promise<Answer>): Promise<Answer> {
    const claim = { hash: createHash('sha256').update(key).digest(), holder: randomUUID() };
    const answered = await this.claim(claim, digest);
    if (answered) return answered;
    try {
      const answer = await work();
      await this.finish(claim, answer);
      return answer;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) await this.release(claim);
      else await this.letGo(claim);
      throw error;
    }
  }

  /** The answer of the first time; undefined where the key is the caller's now. */
  private async claim({ hash, holder }: Claim, digest: Buffer): Promise<Answer | undefined> {
    if (this.made++ % claimsBetweenCleanings === 0) await this.dropOldClaims();
    const claimed = await this.database.pool.query(
      `insert into platform.idempotency_claim as held (key_hash, digest, holder, held_until)
       values ($1, $2, $3, now() + make_interval(secs => $4))
       on conflict (key_hash) do update set
         digest = excluded.digest, holder = excluded.holder, held_until = excluded.held_until,
         claimed_at = excluded.claimed_at, status = null, answer = null
       where (held.digest = excluded.digest and held.status is null and held.held_until <= now())
          or held.claimed_at < now() - make_interval(days => $5)`,
      [hash, digest, holder, heldForSeconds, keptForDays],
    );
    if (claimed.rowCount === 1) return undefined;
    const { rows } = await this.database.pool.query<ClaimRow>(
      'select digest, status, answer from platform.idempotency_claim where key_hash = $1',
      [hash],
    );
    const [row] = rows;
    if (row && !row.digest.equals(digest)) throw reusedKey();
    // Without a row, its holder was refused at this moment: like one that still works, it is to be asked again.
    if (typeof row?.status !== 'number') throw inProgress();
    return { status: row.status, body: row.answer };
  }

  private async finish({ hash, holder }: Claim, { status, body }: Answer): Promise<void> {
    await this.database.pool.query(
      'update platform.idempotency_claim set status = $3, answer = $4 where key_hash = $1 and holder = $2',
      [hash, holder, status, JSON.stringify(body)],
    );
  }

  private async release({ hash, holder }: Claim): Promise<void> {
    await this.database.pool.query(
      'delete from platform.idempotency_claim where key_hash = $1 and holder = $2',
      [hash, holder],
    );
  }

  private async letGo({ hash, holder }: Claim): Promise<void> {
    await this.database.pool.query(
      'update platform.idempotency_claim set held_until = now() where key_hash = $1 and holder = $2',
      [hash, holder],
    );
  }

  private async dropOldClaims(): Promise<void> {
    await this.database.pool.query(
      'delete from platform.idempotency_claim where claimed_at < now() - make_interval(days => $1)',
      [keptForDays],
    );
  }
}

interface Claim {
  readonly hash: Buffer;
  readonly holder: string;
}

interface ClaimRow {
  readonly digest: Buffer;
  readonly status: number | null;
  readonly answer: unknown;
}

const reusedKey = (): Problem =>
  new Problem({
    status: 422,
    code: 'idempotency-key-reused',
    title: 'The idempotency key was used for something else',
    errors: [
      {
        field: 'Idempotency-Key',
        rule: 'idempotency-key-reused',
        problem: 'was sent before with other content',
      },
    ],
  });

const inProgress = (): Problem =>
  new Problem({
    status: 409,
    code: 'in-progress',
    title: 'Another request with this idempotency key is under way',
    headers: { 'retry-after': '1' },
  });
