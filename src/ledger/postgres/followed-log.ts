import type { EventId, Position } from '../../../events/identifiers.js';
import type { Database } from '../../platform/database/open-database.js';
import type { CaughtUp, ReadAllOptions, SequencedEvent, SubscribeOptions } from '../event-log.js';
import { Arrivals } from './arrivals.js';
import type { Connect } from './connection.js';
import { PostgresReading } from './reading.js';
import { follow, waitFor } from './subscription.js';

/** Where the log lies. Its pool is for reading and stays its owner's to end. */
export type LogDatabase = Pick<Database, 'pool' | 'connectionString'>;

/** The part of the port that is the same on every engine: the log as a whole is read from its table in PostgreSQL. */
export abstract class FollowedLog {
  /** The sequenced log: here the log itself, or its copy. */
  readonly sequenced: PostgresReading;
  protected readonly arrivals: Arrivals;

  constructor({ pool }: LogDatabase, connectApart: Connect) {
    this.sequenced = new PostgresReading(pool);
    this.arrivals = new Arrivals(connectApart);
  }

  waitFor(event: EventId, signal: AbortSignal): Promise<Position> {
    return waitFor(this.sequenced, this.arrivals, event, signal);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<SequencedEvent> {
    return this.sequenced.readAll(options);
  }

  subscribe(options: SubscribeOptions, signal: AbortSignal): AsyncIterable<SequencedEvent | CaughtUp> {
    return follow(this.sequenced, this.arrivals, options, signal);
  }
}
