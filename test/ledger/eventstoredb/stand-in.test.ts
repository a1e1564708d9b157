import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { checkoutFolder } from '../../../src/platform/checkout.js';
import { until } from '../../support/until.js';

describe('the stand-in', () => {
  it('killed at any moment has everything that it acknowledged', async () => {
    const data = mkdtempSync(join(tmpdir(), 'stand-in-'));
    const started = async (): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
      const program = join(checkoutFolder, 'dist', 'test', 'support', 'eventstoredb', 'stand-in.js');
      const child = spawn(process.execPath, [program, '--port', '0', '--data', data], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      return { child, url: /esdb:\S+[^,\s]/.exec(line)?.[0] ?? '' };
    };
    const stream = `killed-${randomUUID()}`;
    const first = await started();
    const writer = EventStoreDBClient.connectionString(first.url);
    const acknowledged: string[] = [];
    const writing = (async (): Promise<void> => {
      for (;;) {
        const one = jsonEvent({ id: randomUUID(), type: 'Counted', data: {} });
        await writer.appendToStream(stream, one);
        acknowledged.push(one.id);
      }
    })().catch(() => undefined);
    await until(() => acknowledged.length > 50);
    first.child.kill('SIGKILL');
    await writing;

    const second = await started();
    const reader = EventStoreDBClient.connectionString(second.url);
    const kept: string[] = [];
    for await (const { event: one } of reader.readStream(stream)) kept.push(one?.id ?? '');
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
    await reader.dispose();
    const ended = once(second.child, 'exit');
    second.child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    rmSync(data, { recursive: true });
  });
});
