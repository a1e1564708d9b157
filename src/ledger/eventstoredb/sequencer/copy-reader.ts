import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import type { EventId, Position, Revision, StreamName } from '../../../../events/identifiers.js';
import { nameInStore } from '../namespace.js';
import { wasDeleted } from './same-history.js';

interface Source {
  readonly pool: pg.Pool;
  readonly store: EventStoreDBClient;
  readonly namespace: string;
}

interface CopiedEvent {
  readonly position: Position;
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
}

/**
 * Goes through the copy beside the server's events, for as long as the two agree. Events of which the server says that
 * they were deleted stand in the copy alone.
 */
export class CopyReader {
  /** Whether the copy goes on with an event that the server neither has nor has deleted. */
  differs = false;
  private page: readonly CopiedEvent[] = [];
  private taken = 0;

  /** @param after begins with what follows on it */
  constructor(
    private readonly source: Source,
    private after: Position,
  ) {}

  /** The position of that event, if it comes next. @throws StoreTrouble */
  async next(id: EventId): Promise<Position | undefined> {
    for (let event; (event = await this.peek()) !== undefined;) {
      const isIt = event.id === id;
      if (!isIt && !(await this.isDeleted(event))) break;
      this.take(event);
      if (isIt) return event.position;
    }
    this.differs = true;
    return undefined;
  }

  /** Passes over what comes next and was deleted. @returns the position up to which the copy agrees. @throws StoreTrouble */
  async passDeleted(): Promise<Position> {
    for (let event; (event = await this.peek()) !== undefined;) {
      if (!(await this.isDeleted(event))) break;
      this.take(event);
    }
    return this.after;
  }

  private isDeleted({ stream, revision }: CopiedEvent): Promise<boolean> {
    const { store, namespace } = this.source;
    return wasDeleted(store, nameInStore(namespace, stream), BigInt(revision));
  }

  private async peek(): Promise<CopiedEvent | undefined> {
    if (this.taken === this.page.length) {
      const { rows } = await this.source.pool.query<CopiedEvent>(
        'select position, id, stream, revision from ledger.events where position > $1 order by position limit $2',
        [this.after, eventsPerPage],
      );
      this.page = rows;
      this.taken = 0;
    }
    return this.page[this.taken];
  }

  private take({ position }: CopiedEvent): void {
    this.after = position;
    this.taken += 1;
  }
}

const eventsPerPage = 500;
