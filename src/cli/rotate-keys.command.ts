import { Command, CommandRunner, Option } from 'nest-commander';
import { Keyring } from '../identity/keys/keyring.js';
import { rotateMasterKey } from '../identity/keys/rotation.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { createOutput } from './output.js';
import { withLedger } from './with-ledger.js';

interface Options {
  readonly json?: boolean;
}

@Command({
  name: 'rotate-keys',
  description: 'wraps every key anew under the current master key, so that the retired ones may go',
})
export class RotateKeysCommand extends CommandRunner {
  async run(_: string[], options: Options): Promise<void> {
    const output = createOutput(options);
    const progress = output.progress('Pupils', 0);
    const rotated = await withLedger((ledger) => {
      const { pool } = ledger.get<Database>(DATABASE, { strict: false });
      const keyring = ledger.get(Keyring, { strict: false });
      return rotateMasterKey(pool, keyring, {
        onProgress: ({ rewrapped, total }) => progress.set(rewrapped, total),
      });
    }).finally(() => progress.end());
    output.result(
      rotated,
      () => `${rotated.rewrapped} pupils' keys are wrapped under the current master key now.`,
    );
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}
