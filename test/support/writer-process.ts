import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asEventId, type EventId } from '../../events/identifiers.js';
import { checkoutFolder } from '../../src/platform/checkout.js';

const program = join(checkoutFolder, 'dist', 'test', 'support', 'event-log-writer.js');

/** A running program of writers (test/support/event-log-writer.ts) and what it has said so far. */
export class WriterProcess {
  readonly acknowledged: EventId[] = [];
  readonly refused: EventId[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  private onAnswer: () => void = () => undefined;

  constructor(environment: Readonly<Record<string, string>>, writers: number, appends: number | 'forever') {
    this.child = spawn(process.execPath, [program, String(writers), String(appends)], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { stdout } = this.child;
    if (stdout === null) throw new Error('the writer has no standard output');
    const lines = createInterface(stdout);
    lines.on('line', (line) => {
      const [answer, id = ''] = line.split(' ');
      (answer === 'acknowledged' ? this.acknowledged : this.refused).push(asEventId(id));
      this.onAnswer();
    });
    // Closed only after its last line was read, so what it said before it died is all here.
    this.ended = new Promise((resolve) =>
      lines.on('close', () => {
        resolve(this.child.exitCode);
      }),
    );
  }

  /** Resolves once so many appends were acknowledged; rejects if the program ends before. */
  async afterAcknowledging(count: number): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      this.onAnswer = () => {
        if (this.acknowledged.length >= count) resolve();
      };
      this.onAnswer();
    });
    const ended = this.ended.then(() => {
      if (this.acknowledged.length < count) throw new Error('the writer ended before its time');
    });
    await Promise.race([reached, ended]);
  }

  /** As an operator's `kill -9`, or the kernel out of memory. Resolves when it is gone and all it said was read. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async end(): Promise<void> {
    await this.ended;
  }
}
