import { randomUUID } from 'node:crypto';
import { isPlainDate, reckonedDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Progress } from '../cli/output.js';
import type { EventLog } from '../ledger/event-log.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';
import type { Sequencing } from '../ledger/sequencing.js';
import { HistoryWriter, type WritableLog } from './history-writer.js';
import { LedgerHistories } from './ledger-histories.js';
import type { RefusalFile } from './refusal-file.js';
import { RehearsalLog } from './rehearsal-log.js';

/** What every import is given beside its files. */
export interface ImportContext {
  readonly log: EventLog;
  readonly sequenced: SequencedLog;
  readonly sequencing: Pick<Sequencing, 'everythingSoFar'>;
  readonly refusals: RefusalFile;
  /** A dry run decides everything and records nothing. */
  readonly dryRun: boolean;
  /** Aborted when the user wants the import to stop; it stops after the batch at hand. */
  readonly signal: AbortSignal;
  progress(label: string, total: number): Progress;
}

/** What every import says at its end, beside its own figures. */
export interface ImportEnd {
  readonly dryRun: boolean;
  /** Whether it was stopped before its end; started again it goes on. */
  readonly stopped: boolean;
  readonly events: number;
  readonly eventsBy: Readonly<Record<string, number>>;
  /** Null where nothing was refused. */
  readonly refusalsFile: string | null;
}

/**
 * Waits until what is looked for over the whole log is there, this import's own entries included.
 * @returns false where the user stopped the import meanwhile
 */
export async function sequencedSoFar({
  sequencing,
  signal,
}: Pick<ImportContext, 'sequencing' | 'signal'>): Promise<boolean> {
  try {
    await sequencing.everythingSoFar(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}

/** Streams whose histories are read, decided and appended together. */
export const batchSize = 500;

/** The log that an import writes to: the ledger's, or a dry run's own. */
export function logOf(context: ImportContext): WritableLog | RehearsalLog {
  const { dryRun, log, sequenced } = context;
  return dryRun
    ? new RehearsalLog(sequenced, log)
    : new LedgerHistories(log, sequenced, () => sequencedSoFar(context));
}

/** @param name what the import's event ids are derived from, beside file, row and revision */
export function writerTo(log: WritableLog, system: string, name: string): HistoryWriter {
  return new HistoryWriter(log, { name, system, correlationId: randomUUID() });
}

export async function endOf(context: ImportContext, writer: HistoryWriter): Promise<ImportEnd> {
  return {
    dryRun: context.dryRun,
    stopped: context.signal.aborted,
    events: writer.events,
    eventsBy: writer.eventsBy(),
    refusalsFile: await context.refusals.close(),
  };
}

/**
 * The day on which a file was published, by its name: `school_links_2025-04-22.csv`, or the first day of the school
 * year of `england_spine_2017-2018.csv`; else the day given.
 */
export function publicationDay(fileName: string, today: PlainDate): PlainDate {
  const day = dayInName(fileName);
  const startYear = /(?<!\d)(20\d{2})-20\d{2}(?!\d)/.exec(fileName)?.[1];
  return day ?? (startYear === undefined ? today : reckonedDate(Number(startYear), 9, 1));
}

/** The day that a file's name holds: 22 April 2025 of `school_links_2025-04-22.csv`. */
export function dayInName(fileName: string): PlainDate | undefined {
  const day = /(20\d{2}-\d{2}-\d{2})(?!\d)/.exec(fileName)?.[1];
  return isPlainDate(day) ? day : undefined;
}
