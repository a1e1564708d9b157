/**
 * The OpenAPI document, and requests made from it by chance: whatever is sent, nothing is answered with a 5xx and
 * the read models are what the log gives. `npm run test:fuzz` sends 10,000.
 */
import fc from 'fast-check';
import { projections } from '../../projections/catalogue.js';
import { ProjectingService } from '../../src/projecting/projecting-service.js';
import { ProjectionRunner } from '../../src/projecting/projection-runner.js';
import { verify } from '../../src/projecting/verify.js';
import { reportedFacts } from '../../src/recording/reports/reported-facts.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { requestsOf, type MadeRequest, type OpenApiDocument } from '../support/openapi-requests.js';
import {
  barking,
  birchwood,
  describeRegister,
  oakfield,
  RecordingClient,
} from '../support/recording-client.js';
import { longEnoughMs } from '../support/until.js';

const requestCount = Number(process.env['LEDGER_FUZZ_REQUESTS'] ?? 400);
/** As many as a page of samples: what is known grows between two pages. */
const pageSize = 50;
const seed = Number(process.env['LEDGER_FUZZ_SEED'] ?? 20_241_003);

/** Each request on a connection of its own: one that breaks off is the server's fault. */
const closing = { connection: 'close' };

let ledger: TestApplication;
let document: OpenApiDocument;

beforeAll(async () => {
  ledger = await startApplication({ LEDGER_REQUESTS_PER_SECOND: '1000000' });
  await describeRegister(ledger);
  await ledger.app
    .get(ProjectionRunner, { strict: false })
    .catchUp({ signal: AbortSignal.timeout(longEnoughMs) });
  const response = await fetch(`${ledger.address}/api/docs/openapi.json`, { headers: closing });
  document = (await response.json()) as OpenApiDocument;
});
afterAll(() => ledger.close());

it('describes every report with the fields of its event, its headers and its problems', () => {
  for (const { path, type } of reportedFacts) {
    const operation = document.paths[`/api/pupils/{pupil}/${path}`]?.['post'];
    expect(operation?.operationId).toContain(type);
    expect(operation?.requestBody?.content['application/json']?.schema).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['effectiveOn']),
      properties: { documents: { type: 'array' } },
    });
    expect(operation?.parameters?.map(({ name }) => name).sort()).toEqual([
      'Idempotency-Key',
      'If-Match',
      'pupil',
    ]);
  }
  expect(JSON.stringify(document)).not.toContain('$defs');
});

it('has no reference that leads nowhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  const components: unknown = Reflect.get(document, 'components');
  expect(components).toMatchObject({
    schemas: Object.fromEntries(references.map((name) => [name, expect.any(Object)])),
  });
});

it(
  `answers ${requestCount} requests by chance without a 5xx, and verifies afterwards`,
  async () => {
    const client = new RecordingClient(ledger.address);
    const pupils = await Promise.all(Array.from({ length: 12 }, () => client.newPupil(closing)));
    const entries: string[] = [];
    const known = {
      pupil: () => pupils,
      absorbed: () => pupils,
      entry: () => entries,
      exclusion: () => entries,
      school: () => [oakfield, birchwood],
      authority: () => [barking, '301'],
      'If-Match': () => ['*', '*', '*', '"3"'],
      'Idempotency-Key': () => Array.from({ length: 40 }, (_, at) => `key-${at}`),
    };
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < requestCount; sent += pageSize) {
      const page = fc.sample(requestsOf(document, known), { numRuns: pageSize, seed: seed + sent });
      await Promise.all(page.map((request) => sendAndCheck(request, entries, statuses)));
    }
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404, 412, 422]));
    expect(await isReady()).toBe(true);
    await verifyReadModels();
  },
  60_000 + requestCount * 60,
);

async function sendAndCheck(
  request: MadeRequest,
  entries: string[],
  statuses: Map<number, number>,
): Promise<void> {
  const { method, path, body } = request;
  const headers = { ...request.headers, ...closing };
  const response = await fetch(`${ledger.address}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const answer = await response.text();
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  if (response.status >= 500)
    throw new Error(`${response.status} to ${JSON.stringify({ request, seed }).slice(0, 4000)}`);
  const entry: unknown =
    response.status === 201 ? Reflect.get(JSON.parse(answer) as object, 'entry') : undefined;
  if (typeof entry === 'string' && entries.length < 300) entries.push(entry);
}

/** What was recorded by chance can be read, and the read models hold what the log gives. */
async function verifyReadModels(): Promise<void> {
  const runner = ledger.app.get(ProjectionRunner, { strict: false });
  const { signal } = new AbortController();
  const { differences } = await verify(ledger.database, runner, { projections, signal });
  expect(differences).toEqual([]);
  const status = await ledger.app.get(ProjectingService, { strict: false }).status();
  expect(status).toMatchObject({ quarantinedPupils: 0, unreadableStreams: 0 });
}

const isReady = async () => (await fetch(`${ledger.address}/health/ready`)).status === 200;
