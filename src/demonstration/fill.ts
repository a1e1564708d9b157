/**
 * Fills an empty ledger with the demonstration, or goes on with one that was stopped half-way. Ids, positions and
 * recorded times follow from the settings, so the log's end says how far an earlier filling came.
 */
import type pg from 'pg';
import { asPosition, type EventId } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import type { KeyStore } from '../identity/keys/key-store.js';
import type { Keyring } from '../identity/keys/keyring.js';
import type { EventLog } from '../ledger/event-log.js';
import type { Sequencing } from '../ledger/sequencing.js';
import type { Database } from '../platform/database/open-database.js';
import { rebuild } from '../projecting/rebuild/rebuild.js';
import { lastStream } from './establishments.js';
import {
  firstEntryOf,
  history,
  lastStartYear,
  type DemonstrationOutcome,
  type DemonstrationSettings,
} from './history.js';
import { Identities } from './identities.js';
import { appendOf, type DemonstrationAppend } from './log-entries.js';
import type { Report } from './reports.js';

/** What filling needs of the ledger. */
export interface LedgerParts {
  readonly log: EventLog;
  readonly sequencing: Sequencing;
  readonly database: Pick<Database, 'pool' | 'connectionString'>;
  readonly keyring: Keyring;
  readonly keys: KeyStore;
}

/** `begun`: by a filling with the same settings that did not come to its end. `other`: anything else is there. */
export type LedgerContent = 'empty' | 'begun' | 'whole-demonstration' | 'other';

export interface Filled extends DemonstrationOutcome {
  /** In the ledger, earlier fillings' included. */
  readonly events: number;
}

export interface FillOptions {
  readonly signal: AbortSignal;
  readonly onRecorded?: (events: number) => void;
  readonly onAllRecorded?: (events: number) => void;
  readonly onProjected?: (events: number) => void;
}

/** The ledger holds something that is not this demonstration. */
export class NotTheDemonstration extends Error {
  constructor() {
    super('the ledger holds entries that are not of this demonstration: it is made in an empty ledger only');
    this.name = 'NotTheDemonstration';
  }
}

export async function contentOf(
  { log, sequencing }: Pick<LedgerParts, 'log' | 'sequencing'>,
  settings: DemonstrationSettings,
  signal: AbortSignal,
): Promise<LedgerContent> {
  const position = await sequencing.everythingSoFar(signal);
  if (position === 0) return 'empty';
  if ((await idAt(log, 1)) !== firstEntryOf(settings)) return 'other';
  for await (const { metadata } of log.readStream(lastStream(lastStartYear), { limit: 1 }))
    if (metadata.source.system === 'demonstration') return 'whole-demonstration';
  return 'begun';
}

/**
 * Records what is missing of the demonstration and builds the read models.
 *
 * @throws {NotTheDemonstration} the ledger holds anything else; nothing was recorded then
 * @throws the signal's reason when aborted: called again, it goes on
 */
export async function fillDemonstration(
  parts: LedgerParts,
  settings: DemonstrationSettings,
  options: FillOptions,
): Promise<Filled> {
  const turn = await parts.database.pool.connect();
  try {
    // Of two that start at once the second waits, and finds nothing left to do.
    await turn.query('select pg_advisory_lock($1)', [fillingLock]);
    const content = await contentOf(parts, settings, options.signal);
    if (content === 'other') throw new NotTheDemonstration();
    const filled = await record(parts, settings, options);
    const { signal, onAllRecorded, onProjected } = options;
    onAllRecorded?.(filled.events);
    await parts.sequencing.everythingSoFar(signal);
    await rebuild(parts.database, {
      projections,
      signal,
      ...(onProjected && { onProgress: ({ events }) => onProjected(events) }),
    });
    return filled;
  } finally {
    await release(turn);
  }
}

/** About how many events the demonstration has, for a progress bar. */
export const roughlyEvents = ({ pupils, years }: DemonstrationSettings): number =>
  Math.round(pupils * (4.3 + 2.6 * years));

const fillingLock = 7_305_411;
/** Reports that are made ready, recorded and followed together: their size bounds memory and what a kill leaves open. */
const reportsPerBatch = 4_000;

async function record(
  parts: LedgerParts,
  settings: DemonstrationSettings,
  { signal, onRecorded = () => undefined }: FillOptions,
): Promise<Filled> {
  const { log, sequencing, database } = parts;
  const identities = new Identities(database.pool, parts.keyring, parts.keys);
  const recorded = await sequencing.everythingSoFar(signal);
  const batches = batchesOf(settings);
  let events = 0;
  let underWay: Promise<void> = Promise.resolve();
  for (let next = batches.next(); ; next = batches.next()) {
    if (next.done === true) {
      await underWay;
      return { ...next.value, events };
    }
    const batch = next.value;
    const from = events;
    events += countOf(batch);
    if (events < recorded) continue;
    if (signal.aborted) await underWay;
    signal.throwIfAborted();
    const missing = from >= recorded ? batch : await whatIsMissing(log, batch, recorded - from, recorded);
    const appends = await prepared(identities, missing, underWay);
    const total = events;
    // The next batch is made ready meanwhile.
    underWay = (sequencing.keepsOrder ? recordTogether : recordInTurn)(log, appends).then(async () => {
      await identities.follow(batch);
      onRecorded(total);
    });
    // Waited for in the next round; until then its failure is no unhandled one.
    underWay.catch(() => undefined);
  }
}

/** The batch, once the one before it stands. */
async function prepared(
  identities: Identities,
  reports: readonly Report[],
  before: Promise<void>,
): Promise<DemonstrationAppend[]> {
  try {
    const finished = await identities.prepare(reports);
    return reports.map((report) => appendOf(report, finished));
  } finally {
    await before;
  }
}

/** Fails only when all of them are answered: nothing is left under way. */
async function recordTogether(log: EventLog, appends: readonly DemonstrationAppend[]): Promise<void> {
  const answers = await Promise.allSettled(
    appends.map(({ stream, expected, events, recordedAt }) =>
      log.append(stream, expected, events, { recordedAt }),
    ),
  );
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
}

/** One at a time, for order and times to be kept; what one stream hears at one time goes together. */
async function recordInTurn(log: EventLog, appends: readonly DemonstrationAppend[]): Promise<void> {
  for (const { stream, expected, events, recordedAt } of inRuns(appends))
    await log.append(stream, expected, events, { recordedAt });
}

function* inRuns(appends: readonly DemonstrationAppend[]): Generator<DemonstrationAppend> {
  let run: DemonstrationAppend | undefined;
  for (const append of appends) {
    const isOfRun = run?.stream === append.stream && run.recordedAt.getTime() === append.recordedAt.getTime();
    if (run && isOfRun) {
      run = { ...run, events: [...run.events, ...append.events] };
    } else {
      if (run) yield run;
      run = append;
    }
  }
  if (run) yield run;
}

/** The reports after the first `events` of the batch, which are in the log already. */
async function whatIsMissing(
  log: EventLog,
  batch: readonly Report[],
  events: number,
  head: number,
): Promise<Report[]> {
  let counted = 0;
  const at = batch.findIndex(({ entries }) => (counted += entries.length) >= events);
  if (counted !== events || batch[at]?.entries.at(-1)?.id !== (await idAt(log, head)))
    throw new NotTheDemonstration();
  return batch.slice(at + 1);
}

function* batchesOf(settings: DemonstrationSettings): Generator<Report[], DemonstrationOutcome> {
  const reports = history(settings);
  let batch: Report[] = [];
  for (let next = reports.next(); ; next = reports.next()) {
    if (next.done !== true) batch.push(next.value);
    if (batch.length === reportsPerBatch || (next.done === true && batch.length > 0)) {
      yield batch;
      batch = [];
    }
    if (next.done === true) return next.value;
  }
}

const countOf = (batch: readonly Report[]): number =>
  batch.reduce((sum, { entries }) => sum + entries.length, 0);

async function idAt(log: EventLog, position: number): Promise<EventId | undefined> {
  for await (const { id } of log.readAll({ after: asPosition(position - 1), limit: 1 })) return id;
  return undefined;
}

async function release(client: pg.PoolClient): Promise<void> {
  await client.query('select pg_advisory_unlock($1)', [fillingLock]).catch(() => undefined);
  client.release();
}
