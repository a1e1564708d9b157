import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, isAlive } from '../../src/platform/process-identity.js';
import { serveCommand, startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { until } from '../support/until.js';

/** The mode of such a folder is 0700: as root, the server's unprivileged user cannot even pass through it. */
let parent: string;
let folder: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'ledger-embedded-'));
  folder = join(parent, 'data');
});
afterAll(() => rm(parent, { recursive: true, force: true }));

test('two processes of one checkout share a server, and the last one out stops it', async () => {
  const [first, second] = await Promise.all([start(folder), start(folder)]);
  const server = serverOf(folder);
  expect(isAlive(identify(server.pid))).toBe(true);

  expect(await first.end('SIGTERM')).toBe(0);
  expect(await statusOf(second)).toBe(200);
  expect(serverOf(folder)).toEqual(server);

  expect(await second.end('SIGINT')).toBe(0);
  expect(isAlive(identify(server.pid))).toBe(false);
});

test('a killed application does not keep the server: the next one joins it and stops it', async () => {
  const killed = await start(folder);
  const server = serverOf(folder);
  expect(await killed.end('SIGKILL')).toBeNull();
  expect(isAlive(identify(server.pid))).toBe(true);

  const next = await start(folder);
  expect(serverOf(folder)).toEqual(server);
  await next.end('SIGTERM');
  expect(isAlive(identify(server.pid))).toBe(false);
});

test('after application and server were both killed the next run recovers, although the port is taken', async () => {
  const killed = await start(folder);
  const server = serverOf(folder);
  process.kill(server.pid, 'SIGKILL');
  await killed.end('SIGKILL');
  await until(() => !isAlive(identify(server.pid)));
  const squatter = createServer();
  await until(async () => listens(squatter, server.port));
  try {
    const next = await start(folder);
    expect(serverOf(folder).port).not.toBe(server.port);
    expect(await next.end('SIGTERM')).toBe(0);
  } finally {
    squatter.close();
  }
});

test('a copy in another folder has a server of its own', async () => {
  const other = join(parent, 'other');
  const [here, there] = await Promise.all([start(folder), start(other)]);
  expect(serverOf(folder).pid).not.toBe(serverOf(other).pid);
  expect(await here.end('SIGTERM')).toBe(0);
  expect(await statusOf(there)).toBe(200);
  expect(await there.end('SIGTERM')).toBe(0);
});

function start(dataFolder: string): Promise<LedgerProcess> {
  return startLedger({ LEDGER_DATA_FOLDER: dataFolder }, serveCommand);
}

async function statusOf(ledger: LedgerProcess): Promise<number> {
  return (await fetch(`${ledger.address}/health/ready`)).status;
}

/** As PostgreSQL's own file says: its process and its port. */
function serverOf(dataFolder: string): { pid: number; port: number } {
  const lines = readFileSync(join(dataFolder, 'database', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

async function listens(server: ReturnType<typeof createServer>, port: number): Promise<boolean> {
  server.listen(port, '127.0.0.1');
  return once(server, 'listening').then(
    () => true,
    () => false,
  );
}
