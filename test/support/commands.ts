import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { checkoutFolder } from '../../src/platform/checkout.js';
import type { Finished } from './ledger-process.js';

const program = join(checkoutFolder, 'dist', 'test', 'support', 'command-process.js');

type Environment = Readonly<Record<string, string>>;

/** What the process is sent. It has no other variables than these. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly environment: Environment;
}

/**
 * Built `ledger` commands one after another in one process, for its start takes longer than most commands: each
 * reads the configuration, opens the database and closes it again. What the process itself has to do (its signals,
 * its end, its arguments) is tested with processes of their own, by `run`.
 */
export class Commands {
  private child: ChildProcess | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** After those that were begun before it. */
  run(args: readonly string[], environment: Environment = {}): Promise<Finished> {
    const finished = this.last.then(() => this.ask({ args, environment }));
    this.last = finished.catch(() => undefined);
    return finished;
  }

  async close(): Promise<void> {
    if (this.child === undefined) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private async ask(command: CommandLine): Promise<Finished> {
    const child = (this.child ??= fork(program, {
      cwd: checkoutFolder,
      env: {},
      execArgv: [],
      // No terminal that a command could ask at.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }));
    const answered = new AbortController();
    const { signal } = answered;
    const ended = once(child, 'exit', { signal }).then(([code]: unknown[]) => {
      throw new Error(`the command's process ended with ${String(code)}`);
    });
    try {
      child.send(command);
      const [finished] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Finished];
      return finished;
    } finally {
      ended.catch(() => undefined);
      answered.abort();
    }
  }
}
