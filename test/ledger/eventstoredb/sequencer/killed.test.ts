import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { checkoutFolder } from '../../../../src/platform/checkout.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { until } from '../../../support/until.js';
import { Sequencing } from './given.js';

const program = join(checkoutFolder, 'dist', 'test', 'support', 'sequencer-process.js');
const leaseMs = 300;

it('two processes sequence each event once, though the acting one is killed ten times while events come in', async () => {
  const given = await Sequencing.begin();
  const expected: string[] = [];
  const done = new AbortController();
  let acting = new SequencerProcess(given);
  let standingBy: SequencerProcess | undefined;
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
    for (let kill = 1; kill <= 10; kill += 1) {
      await acting.acts();
      // Not before: either of two that begin together may be the one that acts.
      standingBy = new SequencerProcess(given);
      // In the middle of whatever it is doing: it has acted for a page or a few.
      await given.reaches((await given.count()) + 13 * kill);
      await acting.kill();
      acting = standingBy;
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
    await Promise.all([acting.kill(), standingBy?.kill()]);
    await given.end();
  }
}, 300_000);

class SequencerProcess {
  private readonly child: ChildProcess;
  private hasActed = false;

  constructor({ database, server }: Sequencing) {
    this.child = spawn(process.execPath, [program, String(leaseMs)], {
      env: { ...process.env, DATABASE_URL: database.connectionString, EVENTSTORE_URL: server.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', () => (this.hasActed = true));
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Resolves when it acts. @throws Error when it ended by itself, or does not come to act */
  async acts(): Promise<void> {
    await until(() => this.hasActed || this.hasEnded);
    if (this.hasEnded) throw new Error(`the sequencer ended by itself (${this.child.exitCode})`);
  }

  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
