/** The guide's examples, run by a shell as a reader would. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '../../src/platform/checkout.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { barking, describeRegister, oakfield } from '../support/recording-client.js';

let ledger: TestApplication;

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
});
afterAll(() => ledger.close());

test('every example of docs/guides/recording.md is answered as it says', async () => {
  const guide = await readFile(join(checkoutFolder, 'docs', 'guides', 'recording.md'), 'utf8');
  const script = [...guide.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, lines]) => lines).join('\n');
  const env = { PATH: process.env['PATH'], LEDGER: ledger.address, SCHOOL: oakfield, AUTHORITY: barking };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-eu', '-c', script], { env });
  expect(stderr).toBe('');
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answers.map(({ type, status }) => type ?? status)).toEqual([
    'current',
    'AddedToRoll',
    'Suspended',
    'YoungCarerRecorded',
    'YoungCarerRecorded',
    'EntryWithdrawn',
    'RecordsMerged',
    'TermDatesSet',
    'ManagedMoveConsidered',
    'PartyNotified',
    'LocalStandardSet',
    'PersonalDataKeyDestroyed',
  ]);
});
