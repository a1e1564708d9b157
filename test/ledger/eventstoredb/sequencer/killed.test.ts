import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { checkoutFolder } from '../../../../src/platform/checkout.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { Sequencing } from './given.js';

const program = join(checkoutFolder, 'dist', 'test', 'support', 'sequencer-process.js');
const leaseMs = 300;

it('two processes sequence each event once, though the acting one is killed ten times while events come in', async () => {
  const given = await Sequencing.begin();
  const expected: string[] = [];
  const done = new AbortController();
  let acting = start(given);
  let standingBy = start(given);
  try {
    const writing = (async () => {
      while (!done.signal.aborted) {
        const events = sampleEvents(50);
        await given.append(newStream(), events);
        expected.push(...events.map(({ id }) => id));
        await new Promise((resolve) => setImmediate(resolve));
        if (expected.length - (await given.count()) > 500) await given.reaches(expected.length - 100);
      }
    })();
    await said(acting);
    for (let kill = 1; kill <= 10; kill += 1) {
      // In the middle of whatever it is doing: it has acted for a page or a few.
      await given.reaches((await given.count()) + 13 * kill);
      acting.kill('SIGKILL');
      await once(acting, 'close');
      acting = standingBy;
      standingBy = start(given);
      await said(acting);
    }
    done.abort();
    await writing;
    await given.reaches(expected.length);
    expect((await given.rows()).map(({ position, id }) => [position, id])).toEqual(
      expected.map((id, before) => [before + 1, id]),
    );
    expect(await given.quarantine()).toEqual([]);
  } finally {
    done.abort();
    for (const child of [acting, standingBy]) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await given.end();
  }
}, 120_000);

function start(given: Sequencing): ChildProcess {
  return spawn(process.execPath, [program, String(leaseMs)], {
    env: {
      ...process.env,
      DATABASE_URL: given.database.connectionString,
      EVENTSTORE_URL: given.server.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves when it acts. */
async function said({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('the program has no standard output');
  if (stdout.readableEnded || stdout.readableLength > 0) return;
  await once(stdout, 'readable');
}
