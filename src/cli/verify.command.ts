import type { INestApplicationContext } from '@nestjs/common';
import { Command, CommandRunner, Option } from 'nest-commander';
import type { Position } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import type { CopyComparison } from '../ledger/eventstoredb/sequencer/compare.js';
import { LOG_ENGINE, type LogEngine } from '../ledger/log-engine.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { ProjectionRunner } from '../projecting/projection-runner.js';
import { verify, type Difference, type Verification } from '../projecting/verify.js';
import { exitCodes } from './exit-codes.js';
import { createOutput, type Output } from './output.js';
import { comparisonInWords, documentOfComparison } from './print/copy-comparison.js';
import { readModelsSoFar } from './read-models-so-far.js';
import { withLedger } from './with-ledger.js';

@Command({
  name: 'verify',
  description:
    'builds the read models anew from the log and compares every row, and the log with EventStoreDB where that keeps it; exit code 1 on any difference',
})
export class VerifyCommand extends CommandRunner {
  async run(_arguments: string[], options: { readonly json?: boolean }): Promise<void> {
    const output = createOutput(options);
    const started = performance.now();
    const { verification, comparison } = await withLedger(async (ledger, signal) => {
      const position = await readModelsSoFar(ledger, signal);
      return {
        comparison: await compareLog(ledger, output, position, signal),
        verification: await verifyReadModels(ledger, output, position, signal),
      };
    });
    const seconds = (performance.now() - started) / 1000;
    const differs = differencesIn(verification) > 0 || (comparison?.differences ?? 0) > 0;
    if (differs || isIncomplete(verification)) process.exitCode = exitCodes.difference;
    const document = { ...documentOf(verification, seconds), log: documentOfComparison(comparison) };
    output.result(document, () =>
      [...comparisonInWords(comparison), inWords(verification, seconds)].join('\n'),
    );
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

async function verifyReadModels(
  ledger: INestApplicationContext,
  output: Output,
  position: Position,
  signal: AbortSignal,
): Promise<Verification> {
  const anywhere = { strict: false };
  const bar = output.progress('Verifying, events', position);
  try {
    return await verify(ledger.get<Database>(DATABASE, anywhere), ledger.get(ProjectionRunner, anywhere), {
      projections,
      signal,
      onProgress: ({ events }) => bar.set(events),
    });
  } finally {
    bar.end();
  }
}

/** @returns null where there is nothing to compare: PostgreSQL keeps the log itself */
async function compareLog(
  ledger: INestApplicationContext,
  output: Output,
  position: Position,
  signal: AbortSignal,
): Promise<CopyComparison | null> {
  const { copy } = ledger.get<LogEngine>(LOG_ENGINE, { strict: false });
  if (copy === null) return null;
  const bar = output.progress('Comparing with EventStoreDB, events', position);
  try {
    return await copy.compare({ signal, onProgress: (events) => bar.set(events) });
  } finally {
    bar.end();
  }
}

const rowsIn = ({ tables }: Verification): number => tables.reduce((sum, { rows }) => sum + rows, 0);
const differencesIn = ({ tables }: Verification): number =>
  tables.reduce((sum, { differences }) => sum + differences, 0);

/** Rows that agree because neither side could read further are no proof. */
const isIncomplete = ({ quarantinedPupils, unreadableStreams }: Verification): boolean =>
  quarantinedPupils > 0 || unreadableStreams > 0;

const documentOf = (verification: Verification, seconds: number) => ({
  position: String(verification.position),
  rows: rowsIn(verification),
  differences: differencesIn(verification),
  tables: verification.tables,
  named: verification.differences,
  quarantinedPupils: verification.quarantinedPupils,
  unreadableStreams: verification.unreadableStreams,
  seconds,
});

function inWords(verification: Verification, seconds: number): string {
  const found = differencesIn(verification);
  const compared = `${rowsIn(verification)} rows of ${verification.tables.length} tables at position ${verification.position}, in ${seconds.toFixed(1)} s`;
  const { quarantinedPupils, unreadableStreams } = verification;
  return [
    found === 0 ? `No difference: compared ${compared}.` : `${found} differences: compared ${compared}.`,
    ...verification.differences.map(differenceInWords),
    ...(isIncomplete(verification)
      ? [`Not read to the end: ${quarantinedPupils} pupils, ${unreadableStreams} other streams.`]
      : []),
  ].join('\n');
}

const kinds: Readonly<Record<Difference['kind'], string>> = {
  differs: 'reads otherwise in the log',
  missing: 'is missing',
  surplus: 'should not be there',
};

const differenceInWords = ({ projection, table, key, kind }: Difference): string =>
  `  ${projection}: ${table} (${Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}) ${kinds[kind]}`;
