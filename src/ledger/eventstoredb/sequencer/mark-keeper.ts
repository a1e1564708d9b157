import type pg from 'pg';
import { positionsPerMark } from './marked.js';
import { markOfCopy, type Mark, type Marks } from './marks.js';

export interface MarkEvents {
  /** The copy is not what was once sequenced. */
  markDiffers(mark: Mark): void;
  trouble(error: unknown): void;
}

const retryAfterMs = 5_000;

/**
 * Writes the marks that are due, and holds those that the server has already, from an earlier sequencing, against the
 * copy. Beside the sequencing: no page waits for a mark. What was not written when the process died is written by the next
 * one, for the copy keeps the places.
 */
export class MarkKeeper {
  private next = 1;
  private working: Promise<void> | undefined;
  private isDue = false;
  private failedAt = -Infinity;

  constructor(
    private readonly pool: pg.Pool,
    private readonly marks: Marks,
    private readonly events: MarkEvents,
  ) {}

  /** To be awaited before the first page is laid down. */
  async begin(): Promise<void> {
    const newest = await this.marks.newest();
    this.next = Math.min(await this.keptByCopy(), newest?.number ?? 0) + 1;
    this.keep();
  }

  /** To be called when a marked position was laid down. Does not wait. */
  keep(): void {
    this.isDue = true;
    this.working ??= this.work();
  }

  /** To be called now and then: tries again what could not be written. */
  retry(): void {
    if (this.isDue && Date.now() > this.failedAt + retryAfterMs) this.keep();
  }

  /** Ends with the mark that is being written. */
  async end(): Promise<void> {
    this.isDue = false;
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      while (this.isDue) {
        this.isDue = false;
        await this.writeDue();
      }
    } catch (error) {
      this.isDue = true;
      this.failedAt = Date.now();
      this.events.trouble(error);
    } finally {
      this.working = undefined;
    }
  }

  private async writeDue(): Promise<void> {
    const newest = await this.marks.newest();
    let { number: written, revision } = newest ?? { number: 0, revision: undefined };
    for (let mark; (mark = await markOfCopy(this.pool, this.next)) !== undefined; this.next += 1) {
      if (this.next > written) {
        revision = await this.marks.write(mark, revision);
        written = this.next;
      } else if (!isSame(mark, await this.marks.read(this.next))) this.events.markDiffers(mark);
    }
  }

  private async keptByCopy(): Promise<number> {
    const { rows } = await this.pool.query<{ position: number | null }>(
      'select max(position) as position from ledger.sequencing_mark',
    );
    return (rows[0]?.position ?? 0) / positionsPerMark;
  }
}

const isSame = (one: Mark, other: Mark | undefined): boolean =>
  one.digest === other?.digest && one.id === other.id && one.place.commit === other.place.commit;
