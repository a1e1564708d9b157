import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { HistoryEvent } from '../../events/envelope.js';
import {
  asPosition,
  pupilStream,
  type Position,
  type PupilId,
  type StreamName,
} from '../../events/identifiers.js';
import { trajectories } from '../../projections/trajectory/projection.js';
import { asAt } from '../../projections/trajectory/as-at.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { Register } from '../../projections/register/register.js';
import { AccessRecord } from '../auditing/access-record.js';
import { SEQUENCED_LOG, type SequencedLog } from '../ledger/sequenced-log.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { ReadModels } from '../projecting/read-models.js';
import { unknownPupil } from '../recording/deciders/refusals.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { entriesAsAt, entriesTold } from './entries-told.js';
import { dutiesTold } from './duties-in-words.js';
import { find } from './moment.js';
import { provenancesOf } from './provenances.js';
import { PupilIdentities } from './pupil-identity.js';
import { TrajectoryOfPupil } from './queries.js';
import { Registers } from './registers.js';
import { dayOf } from './report-views.js';
import { inWords } from './trajectory-in-words.js';

interface Read {
  readonly events: readonly HistoryEvent[];
  readonly trajectory: Trajectory;
  /** Where the history cannot be read whole: from which position on. */
  readonly staleSince: Position | null;
}

/**
 * One pupil's history is read from the log itself, up to the position asked for: the answer at a position is the same
 * for ever, whatever was merged, described or rebuilt since. Only what was sealed goes, when its key is destroyed.
 */
@QueryHandler(TrajectoryOfPupil)
export class TrajectoryHandler implements IQueryHandler<TrajectoryOfPupil> {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SEQUENCED_LOG) private readonly log: SequencedLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Registers) private readonly registers: Registers,
    @Inject(PupilIdentities) private readonly identities: PupilIdentities,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer }: TrajectoryOfPupil): Promise<TrajectoryDocument> {
    const { pool } = this.database;
    const known = await find(this.log, pool, asked.asKnown);
    const { register, merges } = await this.registers.at(known.position, known.epoch);
    const records = merges.recordsOf(asked.pupil);
    const pupil = merges.survivorOf(asked.pupil);
    const streams = records.map(pupilStream);
    const provenances = await provenancesOf(pool, streams, known.position);
    if (provenances.length === 0) throw unknownPupil();

    const what = asked.withIdentity ? 'trajectory' : 'trajectory-without-identity';
    await this.looks.record(viewer, what, records, known.position);
    const read = await this.read(pupil, streams, register, known.position);
    const { events } = read;
    const shown = inWords(
      asked.asAt === null ? read.trajectory : asAt(read.trajectory, asked.asAt),
      register,
    );
    const entries = entriesTold(events, provenances);
    const own = events.filter(({ stream }) => stream === pupilStream(pupil));
    return {
      pupil,
      ...(pupil !== asked.pupil && { askedFor: asked.pupil }),
      ...(read.staleSince !== null && { staleSince: String(read.staleSince) }),
      records: [...records],
      revision: String(own.length - 1),
      asKnown: known.told,
      asAt: asked.asAt,
      ...(asked.withIdentity && { identity: await this.identities.of(records, events) }),
      ...shown,
      duties: dutiesTold(read.trajectory, asked.asAt ?? dayOf({ known }), register),
      entries: asked.asAt === null ? entries : entriesAsAt(entries, asked.asAt, shown),
    };
  }

  /** A history that cannot be read whole is read as far as the read models have it. */
  private async read(
    pupil: PupilId,
    streams: readonly StreamName[],
    register: Register,
    upTo: Position,
  ): Promise<Read> {
    try {
      const events = await this.events(streams, upTo);
      return { events, trajectory: interpret(pupil, events, register), staleSince: null };
    } catch (error) {
      const stale = await this.readModels.read((view) => view.staleSince(trajectories, [pupil]));
      const since = stale.get(pupil);
      if (since === undefined || since > upTo) throw error;
      const events = await this.events(streams, asPosition(since - 1));
      return { events, trajectory: interpret(pupil, events, register), staleSince: since };
    }
  }

  /** In the order of positions. */
  private async events(streams: readonly StreamName[], upTo: Position): Promise<HistoryEvent[]> {
    const events = await this.log.historyOf(streams, upTo);
    return streams.length === 1 ? events : events.sort((a, b) => a.position - b.position);
  }
}
