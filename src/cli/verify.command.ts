import { Command, CommandRunner, Option } from 'nest-commander';
import { projections } from '../../projections/catalogue.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { ProjectionRunner } from '../projecting/projection-runner.js';
import { verify, type Difference, type Verification } from '../projecting/verify.js';
import { exitCodes } from './exit-codes.js';
import { createOutput } from './output.js';
import { withLedger } from './with-ledger.js';

@Command({
  name: 'verify',
  description:
    'builds the read models anew from the log and compares every row; exit code 1 on any difference',
})
export class VerifyCommand extends CommandRunner {
  async run(_arguments: string[], options: { readonly json?: boolean }): Promise<void> {
    const output = createOutput(options);
    const started = performance.now();
    const verification = await withLedger(async (ledger, signal) => {
      const runner = ledger.get(ProjectionRunner, { strict: false });
      // How many events there are is known once the read models have caught up.
      const bar = output.progress('Verifying, events', await runner.catchUp({ signal }));
      try {
        const database = ledger.get<Database>(DATABASE, { strict: false });
        return await verify(database, runner, {
          projections,
          signal,
          onProgress: ({ events }) => bar.set(events),
        });
      } finally {
        bar.end();
      }
    });
    const seconds = (performance.now() - started) / 1000;
    if (differencesIn(verification) > 0 || isIncomplete(verification))
      process.exitCode = exitCodes.difference;
    output.result(documentOf(verification, seconds), () => inWords(verification, seconds));
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
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
