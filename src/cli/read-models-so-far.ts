/** What a command waits for before it reads: that everything is there which was appended before it was asked. */
import type { INestApplicationContext } from '@nestjs/common';
import type { Position } from '../../events/identifiers.js';
import { LogUnavailable } from '../ledger/errors.js';
import { SEQUENCING, type Sequencing } from '../ledger/sequencing.js';
import { ProjectionRunner } from '../projecting/projection-runner.js';
import type { Output } from './output.js';

/**
 * Resolves once the read models hold everything that was appended before the call, by whomever: sequences and projects
 * it where nobody is at it.
 * @returns the position that they have reached
 * @throws {LogUnavailable} nobody knows what was appended; the signal's reason when aborted
 */
export async function readModelsSoFar(
  ledger: INestApplicationContext,
  signal: AbortSignal,
): Promise<Position> {
  const to = await sequencingOf(ledger).everythingSoFar(signal);
  return ledger.get(ProjectionRunner, { strict: false }).catchUp({ to, signal });
}

/** The same for who only reads: where the log cannot be reached, with what was sequenced of it before. */
export async function readModelsAsKnown(
  ledger: INestApplicationContext,
  output: Output,
  signal: AbortSignal,
): Promise<Position> {
  await logAsKnown(ledger, output, signal);
  return ledger.get(ProjectionRunner, { strict: false }).catchUp({ signal });
}

/** Waits for the sequenced log alone, which one pupil's trajectory is read from. @throws the signal's reason when aborted */
export async function logAsKnown(
  ledger: INestApplicationContext,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sequencingOf(ledger).everythingSoFar(signal);
  } catch (error) {
    if (!(error instanceof LogUnavailable)) throw error;
    output.note('The event log cannot be reached: this is what was known of it before.');
  }
}

const sequencingOf = (ledger: INestApplicationContext): Sequencing =>
  ledger.get<Sequencing>(SEQUENCING, { strict: false });
