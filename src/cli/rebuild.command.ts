import { Command, CommandRunner, Option } from 'nest-commander';
import { projections } from '../../projections/catalogue.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { rebuild, type Rebuilt } from '../projecting/rebuild/rebuild.js';
import { WrongUse } from './exit-codes.js';
import { createOutput, type Progress } from './output.js';
import { withLedger } from './with-ledger.js';

@Command({
  name: 'rebuild',
  arguments: '[projection]',
  description: 'builds read models anew from the log, beside those in use, and switches readers over',
})
export class RebuildCommand extends CommandRunner {
  async run([name]: string[], options: { readonly json?: boolean }): Promise<void> {
    const names = projections.map((projection) => projection.name);
    if (name !== undefined && !names.includes(name))
      throw new WrongUse(`[projection] is one of ${names.join(', ')}`);
    const output = createOutput(options);
    const started = performance.now();
    const rebuilt = await withLedger(async (ledger, signal) => {
      let bar: Progress | undefined;
      try {
        return await rebuild(ledger.get<Database>(DATABASE, { strict: false }), {
          projections,
          ...(name !== undefined && { only: [name] }),
          signal,
          onStart: ({ position }) => (bar = output.progress('Rebuilding, events', position)),
          onProgress: ({ events }) => bar?.set(events),
        });
      } finally {
        bar?.end();
      }
    });
    const seconds = (performance.now() - started) / 1000;
    output.result(documentOf(rebuilt, seconds), () => inWords(rebuilt, seconds));
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

const documentOf = ({ projections: names, position, events, pupils }: Rebuilt, seconds: number) => ({
  projections: names,
  position: String(position),
  events,
  pupils,
  seconds,
});

const inWords = ({ projections: names, position, events, pupils }: Rebuilt, seconds: number): string =>
  `Rebuilt ${names.join(', ')} from ${events} events of ${pupils} pupils in ${seconds.toFixed(1)} s; readers use them as of position ${position}.`;
