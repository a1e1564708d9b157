/** The state that a report is read from: the live read models, or those of an earlier position, made again. */
import { Inject, Injectable } from '@nestjs/common';
import { asPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Projection } from '../../projections/projection.js';
import type { Register } from '../../projections/register/register.js';
import { SEQUENCED_LOG, type SequencedLog } from '../ledger/sequenced-log.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { ReadModels, type View } from '../projecting/read-models.js';
import { replayTo } from '../projecting/replay.js';
import { find, knownAt, knownOn, type Known, type Moment } from './moment.js';
import type { Replaying } from './queries.js';
import { Registers } from './registers.js';

/** What a report is made from: all of it as of one position. */
export interface ReportView {
  readonly models: View;
  readonly known: Known;
  readonly register: Register;
}

/**
 * The day of the newest entry: what a report is told for where no day is asked for. An empty ledger has no entry, and no
 * place to report of.
 */
export const dayOf = ({ known }: Pick<ReportView, 'known'>): PlainDate =>
  knownOn(known.told) ?? asPlainDate('1970-01-01');

@Injectable()
export class ReportViews {
  private lastReplay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SEQUENCED_LOG) private readonly log: SequencedLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Registers) private readonly registers: Registers,
  ) {}

  /**
   * Reads a report that is made of one projection, or of several. The work may be called twice, and writes nothing.
   *
   * @throws Problem 422 for a position that the ledger has not reached; the signal's reason when a replay is aborted
   */
  async at<T>(
    projections: Projection | readonly Projection[],
    moment: Moment,
    { signal, onProgress }: Replaying,
    work: (view: ReportView) => Promise<T>,
  ): Promise<T> {
    const { pool } = this.database;
    if (moment === 'newest') {
      return this.readModels.read(async (models) =>
        this.from(models, await knownAt(pool, models.position, models.epoch), work),
      );
    }
    const known = await find(this.log, pool, moment);
    const live = await this.readModels.read(async (models) =>
      models.position === known.position ? { answer: await this.from(models, known, work) } : null,
    );
    if (live) return live.answer;
    const options = {
      projections: [projections].flat(),
      signal,
      onProgress: ({ events }: { events: number }) => onProgress?.({ events, total: known.position }),
    };
    return this.inTurn(signal, () =>
      replayTo(this.database, known.position, options, (models) => this.from(models, known, work)),
    );
  }

  /** One replay at a time: it takes all cores, and requests for them must not take the ledger from everybody else. */
  private async inTurn<T>(signal: AbortSignal, replay: () => Promise<T>): Promise<T> {
    const before = this.lastReplay;
    let done: () => void = () => undefined;
    this.lastReplay = new Promise((resolve) => (done = resolve));
    try {
      await Promise.race([before, abortOf(signal)]);
      return await replay();
    } finally {
      // Who gives up while waiting does not let the next one in before its turn.
      void before.then(done);
    }
  }

  private async from<T>(models: View, known: Known, work: (view: ReportView) => Promise<T>): Promise<T> {
    const { register } = await this.registers.at(known.position, known.epoch);
    return work({ models, known, register });
  }
}

/** Rejects with the signal's reason once it is aborted; never resolves. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
