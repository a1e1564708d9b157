import { Command, CommandRunner, Option } from 'nest-commander';
import type { AcceptedRestore } from '../ledger/eventstoredb/sequencer/accept-restore.js';
import type { Resequenced, StreamPart } from '../ledger/eventstoredb/sequencer/rebuild.js';
import { LOG_ENGINE, type LogEngine } from '../ledger/log-engine.js';
import { exitCodes, WrongUse } from './exit-codes.js';
import { createOutput, type Output } from './output.js';
import { withLedger } from './with-ledger.js';

interface SequenceOptions {
  readonly rebuild?: boolean;
  readonly acceptRestore?: boolean;
  readonly json?: boolean;
}

@Command({
  name: 'sequence',
  description: 'gives what EventStoreDB has taken in its positions; exit code 1 on any difference',
})
export class SequenceCommand extends CommandRunner {
  async run(_arguments: string[], options: SequenceOptions): Promise<void> {
    if (options.rebuild === true && options.acceptRestore === true)
      throw new WrongUse('--rebuild and --accept-restore are two things: one at a time');
    const output = createOutput(options);
    await withLedger(async (ledger, signal) => {
      const engine = ledger.get<LogEngine>(LOG_ENGINE, { strict: false });
      if (options.rebuild === true) await rebuild(engine, output, signal);
      else if (options.acceptRestore === true) await acceptRestore(engine, output, signal);
      else await catchUp(engine, output, signal);
    });
  }

  @Option({
    flags: '--rebuild',
    description: 'sequences from nothing, beside the copy in use, and compares the two from mark to mark',
  })
  parseRebuild(): boolean {
    return true;
  }

  @Option({
    flags: '--accept-restore',
    description:
      'after a restore of EventStoreDB: forgets what it does not hold any more and begins a new epoch',
  })
  parseAcceptRestore(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

const notOnPostgres =
  'EVENTSTORE_URL is not set: PostgreSQL keeps this log and gives positions with each append';

async function catchUp(
  { sequencer, sequencing }: LogEngine,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  if (sequencer === null) throw new WrongUse(notOnPostgres);
  const position = await sequencing.everythingSoFar(signal);
  const { quarantined } = await sequencer.status();
  const document = { position: String(position), quarantinedEvents: quarantined };
  output.result(document, () =>
    [
      `Everything that EventStoreDB holds is sequenced, up to position ${position}.`,
      ...(quarantined > 0 ? [`${quarantined} events are quarantined: they have no position.`] : []),
    ].join('\n'),
  );
}

async function acceptRestore({ copy }: LogEngine, output: Output, signal: AbortSignal): Promise<void> {
  if (copy === null) throw new WrongUse(notOnPostgres);
  const accepted = await copy.acceptRestore(signal);
  output.result(documentOfAccepted(accepted), () => acceptedInWords(accepted));
}

const documentOfAccepted = (accepted: AcceptedRestore | null) =>
  accepted === null
    ? { accepted: false }
    : {
        accepted: true,
        position: String(accepted.position),
        removedEvents: accepted.removedEvents,
        epoch: accepted.epoch,
      };

const acceptedInWords = (accepted: AcceptedRestore | null): string =>
  accepted === null
    ? 'Nothing to accept: EventStoreDB holds what was sequenced last.'
    : `The restored log is the valid one, up to position ${accepted.position}; ${accepted.removedEvents} events beyond it are removed. The epoch is ${accepted.epoch}: whoever kept a position begins again.`;

async function rebuild({ copy, sequenced }: LogEngine, output: Output, signal: AbortSignal): Promise<void> {
  if (copy === null) throw new WrongUse(notOnPostgres);
  const started = performance.now();
  const bar = output.progress('Sequencing, events', (await sequenced.head()).position);
  let outcome: Resequenced;
  try {
    outcome = await copy.rebuildBeside({ signal, onProgress: (events) => bar.set(events) });
  } finally {
    bar.end();
  }
  if (outcome.stoppedAt !== null) process.exitCode = exitCodes.difference;
  const seconds = (performance.now() - started) / 1000;
  output.result(documentOf(outcome, seconds), () => inWords(outcome, seconds));
}

const documentOf = ({ position, end, marks, stoppedAt }: Resequenced, seconds: number) => ({
  position: String(position),
  end: String(end),
  marks,
  stoppedAt: stoppedAt && {
    after: String(stoppedAt.after),
    upTo: String(stoppedAt.upTo),
    missing: stoppedAt.missing.map(documentOfPart),
    other: stoppedAt.other.map(documentOfPart),
    isUnlikeMark: stoppedAt.isUnlikeMark,
  },
  seconds,
});

const documentOfPart = ({ stream, events, first, last }: StreamPart) => ({
  stream,
  events,
  first: String(first),
  last: String(last),
});

function inWords({ position, end, marks, stoppedAt }: Resequenced, seconds: number): string {
  const compared = `positions 1 to ${position} come out as they were sequenced (${marks} marks, ${seconds.toFixed(1)} s)`;
  if (stoppedAt === null) return end === 0 ? 'Nothing is sequenced yet.' : `No difference: ${compared}.`;
  const part = `${stoppedAt.after + 1} to ${stoppedAt.upTo}`;
  return [
    `Stopped: ${compared}, and ${part} do not. The copy stands as it is.`,
    ...stoppedAt.missing.map((one) => `  ${partInWords(one)} missing in EventStoreDB`),
    ...stoppedAt.other.map((one) => `  ${partInWords(one)} unlike those in the copy`),
    ...(stoppedAt.isUnlikeMark ? ['  EventStoreDB and the copy agree, and the mark says otherwise'] : []),
  ].join('\n');
}

const partInWords = ({ stream, events, first, last }: StreamPart): string =>
  `${stream}: ${events} events between positions ${first} and ${last}`;
