import { exitCodeOf } from './cli/exit-codes.js';
import { fillOnFirstStart, StoppedWhileFilling } from './demonstration/first-start.js';
import type { Filled } from './demonstration/fill.js';
import { defaultSettings } from './demonstration/history.js';
import { inWords } from './demonstration/things-to-try.js';
import { loadConfiguration } from './platform/configuration.js';
import { wordsForOperator } from './platform/errors/words-for-operator.js';
import { endOnSignals } from './platform/shutdown.js';
import { serve } from './serve.js';

/** `npm start`: the whole system. */
async function main(): Promise<void> {
  const configuration = await loadConfiguration();
  let filled: Filled | undefined;
  const ledger = await serve(configuration, async (parts) => {
    filled = await fillOnFirstStart(parts, configuration);
  });
  endOnSignals(ledger.close);
  process.stdout.write(`The ledger serves ${ledger.address} (API: ${ledger.address}/api/docs)\n`);
  if (filled) process.stdout.write(`\n${inWords(filled, defaultSettings, ledger.address)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StoppedWhileFilling ? error.message : wordsForOperator(error)}\n`);
  process.exit(error instanceof StoppedWhileFilling ? 0 : exitCodeOf(error));
});
