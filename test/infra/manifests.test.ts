/**
 * What can be known of the image and the manifests without Docker or Kubernetes. That they are well-formed YAML, prettier
 * says (`npm run lint`).
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { eventStoreUrlShape } from '../../src/platform/variables.js';

const checkout = join(import.meta.dirname, '..', '..');
const read = (...path: string[]): Promise<string> => readFile(join(checkout, ...path), 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
const unique = (names: string[]): string[] => [...new Set(names)].sort();

/** What src/platform/configuration.ts reads. */
const known = async (): Promise<string[]> =>
  unique(all(await read('src', 'platform', 'configuration.ts'), /variables\.\w+\(\s*'([A-Z_]+)'/g));
/** Node's own. */
const notOurs = ['NODE_ENV'];

/** From one line that begins so to the next that begins with another word in its first column. */
function section(text: string, begin: string): string {
  const from = text.indexOf(`\n${begin}`) + 1;
  const rest = text.slice(from + begin.length);
  const end = rest.search(/\n(?=[a-z])/);
  return end < 0 ? rest : rest.slice(0, end);
}

describe('every variable that a container of the application is given is one that it reads', () => {
  test('in the image', async () => {
    const [line = ''] = /^ENV .*$/m.exec(await read('infra', 'image', 'Dockerfile')) ?? [];
    const names = all(line, /\b([A-Z_]+)=/g).filter((name) => !notOurs.includes(name));
    expect(names).not.toHaveLength(0);
    expect(await known()).toEqual(expect.arrayContaining(names));
  });

  test('in the compose file', async () => {
    const cluster = await read('infra', 'compose', 'cluster.yaml');
    const common = all(section(cluster, 'x-application-environment:'), /^ {2}([A-Z_]+):/gm);
    const names = unique([...common, ...all(cluster, /^ {6}(LEDGER_[A-Z_]+):/gm)]);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'EVENTSTORE_URL', 'LEDGER_ROLE']));
    expect(await known()).toEqual(expect.arrayContaining(names));
  });

  test('in Kubernetes', async () => {
    const base = join('infra', 'kubernetes', 'base');
    const pods = await Promise.all(
      ['pods.yaml', 'replicas.yaml', 'workers.yaml'].map((file) => read(base, file)),
    );
    const names = unique([
      ...all(pods.join('\n'), /- name: ([A-Z_]+)$/gm),
      ...all(await read(base, 'configuration.yaml'), /^ {2}([A-Z_]+):/gm),
    ]);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'EVENTSTORE_URL', 'LEDGER_ROLE']));
    expect(await known()).toEqual(expect.arrayContaining(names));
  });
});

test('the guide has every variable, and no other', async () => {
  const guide = await read('docs', 'guides', 'running.md');
  const [table = ''] = (guide.split('\n## Configuration\n')[1] ?? '').split('\n## ');
  expect(unique(all(table, /^\| `([A-Z_]+)`/gm))).toEqual(await known());
});

test('no secret stands in a manifest', async () => {
  const cluster = await read('infra', 'compose', 'cluster.yaml');
  for (const [, value] of cluster.matchAll(/(?:PASSWORD|MASTER_KEYS?): (.*)$/gm)) {
    expect(value).toMatch(/^\$\{[A-Z_]+:(\?run make-secrets\.sh|-)\}$/);
  }
  const folder = join(checkout, 'infra', 'kubernetes');
  const files = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    files.filter((file) => file.endsWith('.yaml')).map((file) => readFile(join(folder, file), 'utf8')),
  );
  const manifests = texts.join('\n---\n');
  expect(manifests).not.toMatch(/^kind: Secret$|^secretGenerator/m);
  for (const [, next] of manifests.matchAll(/- name: \w*(?:PASSWORD|MASTER_KEYS?|_URL)\n +(\w+):/g)) {
    expect(next).toBe('valueFrom');
  }
});

test('the address of the cluster is one that application and client read: three nodes, TLS, the authority', async () => {
  const cluster = await read('infra', 'compose', 'cluster.yaml');
  const [, address = ''] = /EVENTSTORE_URL: &eventstore-url (\S+\$\{.*?\}\S+)$/m.exec(cluster) ?? [];
  const url = address.replace(/\$\{.*?\}/, '0a1b2c');
  expect(url).toMatch(eventStoreUrlShape);
  expect(parseConnectionString(url)).toMatchObject({
    defaultCredentials: { username: 'ledger', password: '0a1b2c' },
    hosts: [
      { address: 'eventstoredb1', port: 2113 },
      { address: 'eventstoredb2', port: 2113 },
      { address: 'eventstoredb3', port: 2113 },
    ],
    tls: true,
    tlsCAFile: '/certificates/ca/ca.crt',
  });
});

test('whatever the image copies is there and let in', async () => {
  const dockerfile = await read('infra', 'image', 'Dockerfile');
  const lines = all(dockerfile, /^COPY (?!--from)(.*) \S+$/gm);
  const sources = lines.flatMap((line) => line.split(' ')).filter((source) => source !== '.');
  const letIn = all(await read('infra', 'image', 'Dockerfile.dockerignore'), /^!(.*)$/gm);
  expect(sources).toContain('infra/migrations');
  expect(letIn).toEqual(expect.arrayContaining(sources));
  for (const path of letIn) expect(existsSync(join(checkout, path))).toBe(true);
});

test('the proxy names the replicas of the compose file, and only those', async () => {
  const upstreams = all(await read('infra', 'compose', 'proxy.conf'), /^ {2}server (\w+):3000/gm);
  const services = section(await read('infra', 'compose', 'cluster.yaml'), 'services:');
  expect(upstreams).toEqual(all(services, /^ {2}(replica\d+):/gm));
});

test('Kubernetes asks for the health where the application tells it', async () => {
  const controller = await read('src', 'platform', 'health', 'health.controller.ts');
  const pods = await read('infra', 'kubernetes', 'base', 'pods.yaml');
  const paths = unique(all(pods, /path: \/health\/(\w+)/g));
  expect(paths).toEqual(['live', 'ready']);
  expect(all(controller, /@Get\('(\w+)'\)/g)).toEqual(expect.arrayContaining(paths));
});
