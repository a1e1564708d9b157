import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);
const compose = join(import.meta.dirname, '..', '..', 'infra', 'compose');
const script = join(compose, 'make-certificates.sh');
const me = `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;

let folder: string;
const make = async (...options: string[]): Promise<string> =>
  (await run(script, ['--out', folder, '--owner', me, ...options])).stdout;
const text = (...path: string[]): Promise<string> => readFile(join(folder, ...path), 'utf8');
const certificate = async (...path: string[]): Promise<X509Certificate> =>
  new X509Certificate(await text(...path));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-certificates-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('without nodes named, the three of the compose file get a pair each from one authority', async () => {
  await make();
  const cluster = await readFile(join(compose, 'cluster.yaml'), 'utf8');
  const authority = await certificate('ca', 'ca.crt');
  expect(authority.ca).toBe(true);
  for (const node of ['eventstoredb1', 'eventstoredb2', 'eventstoredb3']) {
    const own = await certificate(node, 'node.crt');
    expect(own.subject).toBe('CN=eventstoredb-node');
    expect(own.subjectAltName).toBe(`DNS:${node}, DNS:localhost, IP Address:127.0.0.1`);
    expect(own.verify(authority.publicKey)).toBe(true);
    expect(own.checkIssued(authority)).toBe(true);
    expect(own.checkPrivateKey(createPrivateKey(await text(node, 'node.key')))).toBe(true);
    expect(cluster).toContain(`./certificates/${node}:/certificates/node:ro`);
  }
});

test('keys are for their owner, in the form that version 22.10 reads', async () => {
  await make('one');
  for (const key of ['ca.key', 'one/node.key']) {
    expect((await stat(join(folder, key))).mode & 0o777).toBe(0o600);
  }
  expect(await text('one', 'node.key')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  expect((await stat(join(folder, 'ca', 'ca.crt'))).mode & 0o777).toBe(0o644);
});

test('what servers trust holds the authority and nothing else, its key least of all', async () => {
  await make('one');
  expect(await readdir(join(folder, 'ca'))).toEqual(['ca.crt']);
  expect((await readdir(folder)).sort()).toEqual(['ca', 'ca.key', 'one']);
});

test('run again it makes nothing, and a node whose names changed gets a new pair alone', async () => {
  await make('one', 'two=two.example,10.1.2.3');
  const before = await Promise.all([text('ca', 'ca.crt'), text('one', 'node.crt'), text('two', 'node.crt')]);
  expect(await make('one', 'two=two.example,10.1.2.3')).not.toContain('made');
  expect(await make('one', 'two=two.example')).toMatch(/^kept.*\nkept.*one.*\nmade.*two/);
  expect(await text('ca', 'ca.crt')).toBe(before[0]);
  expect(await text('one', 'node.crt')).toBe(before[1]);
  const two = await certificate('two', 'node.crt');
  expect(two.subjectAltName).toBe('DNS:two.example, DNS:localhost, IP Address:127.0.0.1');
  expect(two.checkIssued(await certificate('ca', 'ca.crt'))).toBe(true);
});

test('a half of the authority is never replaced, for every node would lose the others', async () => {
  await make('one');
  await rm(join(folder, 'ca.key'));
  await expect(make('one')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Only one of'),
  });
});

test('a name that could be read as something else is refused', async () => {
  await expect(make('../up')).rejects.toMatchObject({ code: 2 });
  await expect(make('one=a b;c')).rejects.toMatchObject({ code: 2 });
});

test('a node and a client that trust the authority speak TLS, and nodes know each other by it', async () => {
  await make('one', 'two');
  const ca = await text('ca', 'ca.crt');
  const pair = async (node: string): Promise<{ key: string; cert: string }> => ({
    key: await text(node, 'node.key'),
    cert: await text(node, 'node.crt'),
  });
  const server = createServer({
    ...(await pair('one')),
    ca,
    requestCert: true,
    rejectUnauthorized: false,
  });
  const names: string[] = [];
  server.on('secureConnection', (socket: TLSSocket) => {
    names.push(socket.authorized ? String(socket.getPeerCertificate().subject.CN) : 'nobody');
    socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const greet = async (servername: string, own: { key?: string; cert?: string } = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, servername, ca, ...own });
      socket.on('error', reject).on('close', () => resolve());
      socket.resume();
    });
  try {
    await greet('one');
    await greet('localhost', await pair('two'));
    expect(names).toEqual(['nobody', 'eventstoredb-node']);
    await expect(greet('three')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  } finally {
    server.close();
  }
});

test('secrets are made once, for their owner only, and stand in addresses as they are', async () => {
  const file = join(folder, '.env');
  const secrets = join(compose, 'make-secrets.sh');
  await run(secrets, [file]);
  const first = await readFile(file, 'utf8');
  await run(secrets, [file]);
  expect(await readFile(file, 'utf8')).toBe(first);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const values = new Map(first.trimEnd().split('\n').map(nameAndValue));
  expect(Buffer.from(values.get('LEDGER_MASTER_KEY') ?? '', 'base64')).toHaveLength(32);
  for (const name of ['POSTGRES_PASSWORD', 'EVENTSTORE_ADMIN_PASSWORD', 'EVENTSTORE_PASSWORD']) {
    expect(values.get(name)).toMatch(/^[0-9a-f]{48}$/);
  }
});

function nameAndValue(line: string): [string, string] {
  const end = line.indexOf('=');
  return [line.slice(0, end), line.slice(end + 1)];
}
