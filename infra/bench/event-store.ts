import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkoutFolder } from '../../src/platform/checkout.js';

/** An EventStoreDB to measure against. */
export interface BenchStore {
  readonly url: string;
  /** Whether it is this project's stand-in, which is no measure of a real server's speed. */
  readonly isStandIn: boolean;
  close(): Promise<void>;
}

/** That of EVENTSTORE_TEST_URL, or else the stand-in, in memory and in a process of its own. */
export async function openEventStore(): Promise<BenchStore> {
  const given = process.env['EVENTSTORE_TEST_URL'];
  if (given !== undefined) return { url: given, isStandIn: false, close: () => Promise.resolve() };
  const program = join(checkoutFolder, 'dist', 'test', 'support', 'eventstoredb', 'stand-in.js');
  const child = spawn(process.execPath, [program, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  for await (const line of createInterface(child.stdout)) {
    const url = /(esdb:\S+?),? /.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      isStandIn: true,
      async close() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('the stand-in ended before it listened');
}
