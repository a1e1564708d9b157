import { CommandFactory, type CommandRunner } from 'nest-commander';
import { CopyRefused } from '../ledger/copying/log-side.js';
import { EventLogError } from '../ledger/errors.js';
import { Problem } from '../platform/errors/problem.js';
import { wordsForOperator } from '../platform/errors/words-for-operator.js';
import { CliModule, Program } from './cli.module.js';
import { exitCodeOf, exitCodes, WrongUse } from './exit-codes.js';

/**
 * Runs one command line of `ledger`, and leaves what came of it in `process.exitCode`: 0 done, 1 a difference or a
 * failure, 2 wrong use.
 * @param args what stands after `ledger`
 */
export async function runProgram(args: readonly string[]): Promise<void> {
  const app = await CommandFactory.createWithoutRunning(CliModule, { logger: false, cliName: 'ledger' });
  const { commander } = app.get(Program);
  prepare(commander.name('ledger').description('Every movement of a pupil, with its reason, recorded once.'));
  await commander.parseAsync(args, { from: 'user' }).catch(report);
  await app.close();
}

type Commander = Parameters<CommandRunner['setCommand']>[0];

/** Wrong use is answered with the usage on standard error, and thrown instead of ending the process on the spot. */
function prepare(command: Commander): void {
  command.showHelpAfterError(true).allowExcessArguments(false);
  command.exitOverride((error) => {
    throw error;
  });
  command.commands.forEach(prepare);
}

function report(error: unknown): void {
  if (isCommanders(error)) {
    // Commander has already said what is wrong.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  } else {
    process.exitCode = exitCodeOf(error);
    process.stderr.write(`${wordsOf(error)}\n`);
  }
}

/** By its name: several versions of the commander package are installed, and nest-commander's own is not exported. */
function isCommanders(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && error.name === 'CommanderError' && 'exitCode' in error;
}

function wordsOf(error: unknown): string {
  if (error instanceof Problem) return JSON.stringify(error.toDocument(), null, 2);
  const isForPeople =
    error instanceof WrongUse || error instanceof CopyRefused || error instanceof EventLogError;
  return isForPeople ? error.message : wordsForOperator(error);
}
