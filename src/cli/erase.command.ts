import { CommandBus } from '@nestjs/cqrs';
import { Command, CommandRunner, Option } from 'nest-commander';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { dayInLondon, isPlainDate } from '../../events/calendar/plain-date.js';
import { asPupilId, uuidShape, type PupilId } from '../../events/identifiers.js';
import { commandLineActor } from '../access/actor.js';
import { systemClock } from '../platform/clock.js';
import { ErasePerson, type ErasureOutcome } from '../recording/commands.js';
import { metadataOf } from '../recording/context.js';
import { answerOf } from '../recording/http/answers.js';
import { readBody } from '../recording/reports/read-report.js';
import { ErasureReport } from '../recording/reports/bodies.js';
import { WrongUse } from './exit-codes.js';
import { createOutput } from './output.js';
import { readModelsSoFar } from './read-models-so-far.js';
import { withLedger } from './with-ledger.js';

interface Options {
  readonly reason: string;
  readonly on?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

@Command({
  name: 'erase',
  arguments: '<id>',
  description: 'destroys a pupil’s key: names, UPN and addresses can never be read again; every figure stays',
})
export class EraseCommand extends CommandRunner {
  /** The pupil by id, never by UPN: arguments stand in the shell's history and in the list of processes. */
  async run([id]: string[], options: Options): Promise<void> {
    if (id === undefined || !uuidShape.test(id))
      throw new WrongUse('<id> must be a pupil id: a UUID in lower case');
    if (options.on !== undefined && !isPlainDate(options.on))
      throw new WrongUse('--on must be a date, YYYY-MM-DD');
    const pupil = asPupilId(id);
    if (!options.yes) await confirm(pupil);
    const { reason, on } = options;
    const erasure = readBody(ErasureReport, {
      effectiveOn: on ?? dayInLondon(systemClock().toISOString()),
      reason,
    });
    const context = { source: randomUUID(), metadata: metadataOf(commandLineActor, 'cli', randomUUID()) };
    const outcome = await withLedger(async (ledger, signal) => {
      const erased = await ledger
        .get(CommandBus, { strict: false })
        .execute(new ErasePerson(pupil, erasure, context));
      // Nobody may project at the moment; and the read models must not show a name a moment longer.
      await readModelsSoFar(ledger, signal);
      return erased;
    });
    createOutput(options).result(answerOf(outcome), () => inWords(outcome));
  }

  @Option({
    flags: '--reason <reason>',
    description: 'why',
    choices: ['retention-ended', 'erasure-request', 'court-order', 'other'],
    defaultValue: 'erasure-request',
  })
  parseReason(reason: string): string {
    return reason;
  }

  @Option({ flags: '--on <date>', description: 'the day of the erasure; today, where it is left out' })
  parseDay(day: string): string {
    return day;
  }

  @Option({ flags: '--yes', description: 'does not ask' })
  parseYes(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

/** @throws WrongUse where nobody can be asked, or the answer is another */
async function confirm(pupil: PupilId): Promise<void> {
  if (!process.stdin.isTTY) throw new WrongUse('there is no terminal to ask at: --yes erases without asking');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(
      `Everything that identifies the pupil ${pupil} will be unreadable for ever. Type "erase" to go on: `,
    );
    if (answer.trim() !== 'erase') throw new WrongUse('not confirmed; nothing was erased');
  } finally {
    terminal.close();
  }
}

function inWords({ isNew, records, identifiersSuppressed, keysDestroyed }: ErasureOutcome): string {
  const did = isNew || keysDestroyed > 0 ? 'Erased' : 'Erased before';
  return `${did}: ${records.length} record(s), ${keysDestroyed} key(s) destroyed, ${identifiersSuppressed} identifier(s) on the suppression list.`;
}
