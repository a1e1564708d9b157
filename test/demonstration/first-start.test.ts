import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUntil, wholeSystem } from '../support/ledger-process.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'ledger-first-start-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the first start fills an empty ledger before it serves, and can be stopped meanwhile', async () => {
  const environment = { LEDGER_DATA_FOLDER: folder, PORT: '0', LOG_LEVEL: 'error' };
  expect(await runUntil('it gets a demonstration', 'SIGTERM', wholeSystem, environment)).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'The ledger is empty: it gets a demonstration.\nStopped. The next start goes on with the demonstration.\n',
  });
});
