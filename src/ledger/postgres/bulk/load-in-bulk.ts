/**
 * The bulk path into the log: ordered batches of new streams, at near the speed of COPY and with every guarantee of an
 * append (docs/decisions/0036). Each transaction holds the log's gate as an append does, so positions stay dense and in
 * commit order, and everybody else's appends go on between two of them.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import { connect } from '../../../platform/database/pools.js';
import { EventLogError, LogUnavailable, RefusedByDatabase } from '../../errors.js';
import { connectForBulk, end } from '../connection.js';
import { isPassing, refusalOf } from '../trouble.js';
import { BulkBatch, type NewStream } from './bulk-batch.js';
import { takeIn, type Taken } from './bulk-commit.js';

export type { NewStream } from './bulk-batch.js';

export interface BulkOptions {
  /** Ends the load after the transaction that is under way. */
  readonly signal: AbortSignal;
  /** Told after each transaction: the events so far. */
  readonly onProgress?: (loaded: Taken) => void;
  /** About how many events are taken in at once. A batch is never cut. */
  readonly eventsPerTransaction?: number;
}

/** More at once load no faster (12, 25 and 50 thousand measured), and hold the gate longer. */
const eventsPerTransaction = 12_500;
const bytesPerTransaction = 64 * 1024 * 1024;

/**
 * Takes batches of new streams into the log in their order, each batch as a whole or not at all. The same batches again,
 * after a crash or an abort, are known by their events' ids and skipped.
 *
 * While one transaction is under way the next is made. Batches should be small (some hundred streams): between two of
 * them the connection is served, and a batch that takes long to make leaves the server waiting.
 *
 * @throws {UnfitAppend} {RevisionConflict} {OtherContentUnderKnownId} as an append; what was before that batch stands
 * @throws {RefusedByDatabase} the database refuses whoever asks again
 * @throws {LogUnavailable} contact was lost: load the same batches again
 * @throws OperationalError where the log is EventStoreDB's, which has no such path: use `append`
 * @throws the signal's reason when aborted; what was committed stands
 */
export async function loadInBulk(
  database: { readonly connectionString: string },
  batches: Iterable<readonly NewStream[]> | AsyncIterable<readonly NewStream[]>,
  options: BulkOptions,
): Promise<Taken> {
  const client = await connectForBulk((overrides) => connect(database.connectionString, overrides));
  const load = new BulkLoad(client, options);
  try {
    for await (const batch of batches) {
      options.signal.throwIfAborted();
      await load.add(batch);
      // The connection's turn: it hands on what the server has room for.
      await nextTurn();
    }
    return await load.finish();
  } finally {
    await load.settle();
    await end(client);
  }
}

class BulkLoad {
  private readonly loaded = { recorded: 0, known: 0 };
  private gathering = new BulkBatch();
  private committing: Promise<void> = Promise.resolve();
  /** Whether a batch was met that the log lacked as a whole: those after it are then held to be new too. */
  private pastKnown = false;

  constructor(
    private readonly client: pg.Client,
    private readonly options: BulkOptions,
  ) {}

  async add(streams: readonly NewStream[]): Promise<void> {
    for (const stream of streams) this.gathering.add(stream);
    const { events, size } = this.gathering.lines;
    const most = this.options.eventsPerTransaction ?? eventsPerTransaction;
    if (events >= most || size >= bytesPerTransaction) await this.commitGathered();
  }

  async finish(): Promise<Taken> {
    await this.commitGathered();
    await this.committing;
    return { ...this.loaded };
  }

  /** Resolves once nothing is under way, however it ended. */
  async settle(): Promise<void> {
    await this.committing.catch(() => undefined);
  }

  /** One transaction at a time: the one before is waited for, this one is not. */
  private async commitGathered(): Promise<void> {
    await this.committing;
    const batch = this.gathering;
    if (batch.lines.events === 0) return;
    this.gathering = new BulkBatch();
    this.committing = this.commit(batch);
    // The next await of it throws; until then the failure is not an unhandled one.
    this.committing.catch(() => undefined);
  }

  private async commit(batch: BulkBatch): Promise<void> {
    this.options.signal.throwIfAborted();
    const taken = await takeIn(this.client, batch, this.pastKnown).catch((error: unknown) => {
      throw asLogError(error);
    });
    this.pastKnown = taken.known === 0;
    this.loaded.recorded += taken.recorded;
    this.loaded.known += taken.known;
    this.options.onProgress?.({ ...this.loaded });
  }
}

function asLogError(error: unknown): unknown {
  if (error instanceof EventLogError) return error;
  const refusal = refusalOf(error);
  if (refusal !== undefined) return new RefusedByDatabase(refusal);
  return isPassing(error)
    ? new LogUnavailable('contact with the log was lost: load the same batches again, what stands is skipped')
    : error;
}
