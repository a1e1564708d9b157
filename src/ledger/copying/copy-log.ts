/**
 * Carries a log over, event by event in its order. What the target holds already has to be how the source begins: that
 * makes a copy that was stopped go on where it was, and a target that holds anything else stay as it is.
 */
import { createHash, type Hash } from 'node:crypto';
import { CopyRefused, type CopiedEvent, type LogSide, type Run } from './log-side.js';

export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface LogCopied {
  /** Events of both logs at the end. */
  readonly events: number;
  /** Of these, appended by this call. */
  readonly copied: number;
  /** SHA-256 over every event of the log, 64 hexadecimal digits. */
  readonly digests: { readonly from: string; readonly to: string };
}

/**
 * Copies what the target lacks, then reads both logs from the beginning and digests them.
 *
 * @throws CopyRefused where the target holds something else, or cannot hold an event as the source does
 * @throws the signal's reason when aborted: called again, it goes on
 */
export async function copyLog(
  from: LogSide,
  to: LogSide,
  { signal, onProgress = () => undefined }: CopyOptions,
): Promise<LogCopied> {
  const source = from.events()[Symbol.asyncIterator]();
  const held = await skipHeld(source, to, signal);
  let events = held;
  let batch: Run[] = [];
  let size = 0;
  const record = async (): Promise<void> => {
    signal.throwIfAborted();
    await to.append(batch);
    events += size;
    batch = [];
    size = 0;
    onProgress(events);
  };
  for await (const run of runsOf(rest(source))) {
    batch.push(run);
    size += run.length;
    if (size >= eventsPerBatch) await record();
  }
  if (batch.length > 0) await record();
  // The source may have grown since.
  const digests = { from: await digestOf(from, events, signal), to: await digestOf(to, Infinity, signal) };
  return { events, copied: events - held, digests };
}

/** Events handed to the target together. */
const eventsPerBatch = 1_000;
const eventsPerRun = 500;
/** EventStoreDB takes a mebibyte in one append, what it adds of its own included. */
const bytesPerRun = 512 * 1024;

/** Reads the source as far as the target reaches. @returns how far that is */
async function skipHeld(
  source: AsyncIterator<CopiedEvent>,
  to: LogSide,
  signal: AbortSignal,
): Promise<number> {
  let held = 0;
  for await (const theirs of to.events()) {
    signal.throwIfAborted();
    const ours = await source.next();
    if (ours.done === true || lineOf(ours.value) !== lineOf(theirs)) {
      throw new CopyRefused(
        `${to.name} holds something else: its event at position ${theirs.position} is not the source's. Nothing was copied.`,
      );
    }
    held += 1;
  }
  return held;
}

async function* rest(source: AsyncIterator<CopiedEvent>): AsyncGenerator<CopiedEvent> {
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

async function* runsOf(events: AsyncIterable<CopiedEvent>): AsyncGenerator<Run> {
  let run: [CopiedEvent, ...CopiedEvent[]] | undefined;
  let bytes = 0;
  for await (const event of events) {
    const size = Buffer.byteLength(lineOf(event));
    const isOfRun =
      run?.[0].stream === event.stream &&
      run[0].recordedAt === event.recordedAt &&
      run.length < eventsPerRun &&
      bytes + size <= bytesPerRun;
    if (run && isOfRun) {
      run.push(event);
      bytes += size;
    } else {
      if (run) yield run;
      run = [event];
      bytes = size;
    }
  }
  if (run) yield run;
}

async function digestOf(side: LogSide, limit: number, signal: AbortSignal): Promise<string> {
  const hash: Hash = createHash('sha256');
  let count = 0;
  for await (const event of side.events()) {
    signal.throwIfAborted();
    if (count++ >= limit) break;
    hash.update(lineOf(event)).update('\n');
  }
  return hash.digest('hex');
}

/** All that an event is, on one line. */
function lineOf(event: CopiedEvent): string {
  const { position, recordedAt, stream, revision, id, type, schemaVersion, data, metadata } = event;
  return JSON.stringify([position, recordedAt, stream, revision, id, type, schemaVersion, data, metadata]);
}
