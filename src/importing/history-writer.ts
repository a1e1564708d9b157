/**
 * How every import records: the histories of a batch of streams in one query, a pure decision for each, an append at
 * exactly the revision that was read. Where somebody else was first, the stream is read and decided again, so any
 * number of imports at once give what one would have given.
 */
import { catalogue } from '../../events/catalogue.js';
import type { DocumentReference, HistoryEvent, Metadata, NewEvent, Source } from '../../events/envelope.js';
import { asRevision, type EventId, type Revision, type StreamName } from '../../events/identifiers.js';
import { groupedBy } from '../../projections/groups.js';
import { commandLineActor } from '../access/actor.js';
import { OtherContentUnderKnownId, RevisionConflict, UnknownOutcome } from '../ledger/errors.js';
import { deriveEventId } from '../ledger/event-ids.js';
import type { EventLog } from '../ledger/event-log.js';
import type { FactToRecord } from '../recording/deciders/decision.js';
import { Counts } from './tally.js';

export interface WritableLog extends Pick<EventLog, 'append'> {
  /** The events of these streams, each stream's in order of revision; what was not sequenced yet included. */
  historyOf(streams: readonly StreamName[]): Promise<HistoryEvent[]>;
  /** The papers that stand beside an entry of a stream. */
  documentsOf(stream: StreamName, entry: EventId): Promise<readonly DocumentReference[]>;
}

/** A fact to record, and the row that reports it; facts that stand for no row have none. */
export interface Entry {
  readonly fact: FactToRecord;
  readonly row?: RowReference;
  /** Where the row alone decides on it; else it follows from run, row and revision. */
  readonly id?: EventId;
  /** The papers behind it. */
  readonly documents?: readonly DocumentReference[];
}

export interface RowReference {
  /** SHA-256 of the file. */
  readonly fileSha256: string;
  readonly line: number;
}

export interface Decision<Result> {
  readonly entries: readonly Entry[];
  readonly result: Result;
}

export interface Task<Result> {
  readonly stream: StreamName;
  /** Streams of records that were merged into this one: read with it, never written. */
  readonly merged?: readonly StreamName[];
  /** Runs anew on every attempt. @param history in the order of positions */
  decide(history: readonly HistoryEvent[]): Decision<Result>;
}

/** Who imports, in which run. */
export interface ImportRun {
  /** What event ids are derived from, beside file, row and revision: the kind of import and its period. */
  readonly name: string;
  readonly system: string;
  readonly correlationId: string;
}

/** With so many rounds lost to others, something else is wrong. */
const mostAttempts = 100;

export class HistoryWriter {
  private readonly recorded = new Counts();
  /** Where streams were said to be that were not where they had been read. */
  private readonly reached = new Map<StreamName, Revision>();

  constructor(
    private readonly log: WritableLog,
    private readonly run: ImportRun,
  ) {}

  /** Results in the order of the tasks, of the decisions that were appended. A stream may stand in one task only. */
  async write<Result>(tasks: readonly Task<Result>[]): Promise<Result[]> {
    const results = new Map<Task<Result>, Result>();
    let open = tasks;
    for (let attempt = 1; open.length > 0; attempt++) {
      if (attempt > mostAttempts)
        throw new Error('the ledger did not come to rest: others keep writing to the same streams');
      open = await this.attempt(open, results);
    }
    return tasks.flatMap((task) => {
      const result = results.get(task);
      return result === undefined ? [] : [result];
    });
  }

  /** Events recorded so far, by type. */
  eventsBy(): Record<string, number> {
    return this.recorded.all();
  }

  get events(): number {
    return this.recorded.total;
  }

  /** @returns the tasks to be done again */
  private async attempt<Result>(
    tasks: readonly Task<Result>[],
    results: Map<Task<Result>, Result>,
  ): Promise<Task<Result>[]> {
    const histories = await this.historiesOf(tasks);
    const outcomes = await Promise.all(
      tasks.map(async (task) => {
        const own = histories.get(task.stream) ?? [];
        const { entries, result } = task.decide(wholeHistory(task, own, histories));
        if (entries.length > 0 && !(await this.append(task.stream, own.length, entries))) return [task];
        results.set(task, result);
        return [];
      }),
    );
    return outcomes.flat();
  }

  private async historiesOf(tasks: readonly Task<unknown>[]): Promise<Map<StreamName, HistoryEvent[]>> {
    const streams = tasks.flatMap(({ stream, merged = [] }) => [stream, ...merged]);
    return groupedBy(await this.log.historyOf(streams), ({ stream }) => stream);
  }

  /** Whether it was appended; false where only reading the stream again can tell how it stands. */
  private async append(stream: StreamName, length: number, entries: readonly Entry[]): Promise<boolean> {
    // Revisions of a stream are dense from 0: its length tells the last one, but for what is none of the ledger's.
    const last = Math.max(length - 1, this.reached.get(stream) ?? -1);
    const expected = last < 0 ? 'none' : asRevision(last);
    const events = entries.map((entry, at) => this.newEvent(stream, length, entry, at));
    try {
      await this.log.append(stream, expected, events);
    } catch (error) {
      if (error instanceof RevisionConflict && error.actual !== null) this.reached.set(stream, error.actual);
      const isToBeReadAgain =
        error instanceof RevisionConflict ||
        error instanceof OtherContentUnderKnownId ||
        error instanceof UnknownOutcome;
      if (isToBeReadAgain) return false;
      throw error;
    }
    for (const { type } of events) this.recorded.add(type);
    return true;
  }

  /**
   * The run and the revision are part of what the id is derived from: a file that is sent again after another one
   * corrected it makes entries of its own, and of two runs at once each counts only what it recorded itself. A row
   * makes few entries, so 64 numbers a line tell them apart.
   */
  private newEvent(
    stream: StreamName,
    length: number,
    { fact, row, id: own, documents }: Entry,
    at: number,
  ): NewEvent {
    const { name, system, correlationId } = this.run;
    const source: Source = { system, ...(row && { fileSha256: row.fileSha256, line: row.line }) };
    const metadata: Metadata = {
      actor: commandLineActor.id,
      role: commandLineActor.role,
      source,
      correlationId,
      ...(documents && { documents }),
    };
    const id =
      own ??
      deriveEventId(
        stream,
        `${name} ${correlationId} ${row?.fileSha256 ?? ''} ${length}`,
        (row?.line ?? 0) * 64 + (at % 64),
      );
    return { id, type: fact.type, schemaVersion: catalogue[fact.type].version, data: fact.data, metadata };
  }
}

function wholeHistory(
  { merged = [] }: Task<unknown>,
  own: readonly HistoryEvent[],
  histories: ReadonlyMap<StreamName, readonly HistoryEvent[]>,
): readonly HistoryEvent[] {
  const others = merged.flatMap((stream) => histories.get(stream) ?? []);
  return others.length === 0 ? own : [...others, ...own].sort((a, b) => a.position - b.position);
}
