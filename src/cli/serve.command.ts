import { Command, CommandRunner } from 'nest-commander';
import { loadConfiguration } from '../platform/configuration.js';
import { endOnSignals } from '../platform/shutdown.js';
import { serve } from '../serve.js';
import { createOutput } from './output.js';

@Command({ name: 'serve', description: 'the application against the configured stores, until Ctrl-C' })
export class ServeCommand extends CommandRunner {
  async run(): Promise<void> {
    const ledger = await serve(await loadConfiguration());
    endOnSignals(ledger.close);
    createOutput({}).result({ address: ledger.address }, () => `The ledger serves ${ledger.address}`);
  }
}
