import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkoutFolder } from '../../src/platform/checkout.js';
import { ProjectedLedger } from './given.js';
import { tellMany } from './moved-pupils.js';

describe('a runner that is killed', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => (ledger = await ProjectedLedger.open()));
  afterEach(() => ledger.close());

  it('leaves a state that another goes on from, and nothing differs', async () => {
    await ledger.catchUp();
    await tellMany(ledger, 1, 4_000);
    const program = join(checkoutFolder, 'dist', 'test', 'support', 'projecting-process.js');
    // A lease that lets a page be read on a busy machine too; the other runner waits for its end.
    const child = spawn(process.execPath, [program, '10000'], {
      env: { ...process.env, DATABASE_URL: ledger.database.connectionString },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    while ((await ledger.runner.reached()) === 0 && child.exitCode === null) await nextTurn();
    child.kill('SIGKILL');
    await closed;
    const atDeath = await ledger.runner.reached();
    expect(atDeath).toBeLessThan(12_000);
    expect(await ledger.catchUp()).toBe(12_000);
    expect(await ledger.differences()).toBe(0);
  });
});
