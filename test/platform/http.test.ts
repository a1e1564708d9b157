import { connect } from 'node:net';
import { once } from 'node:events';
import { startApplication, type TestApplication } from '../support/application.js';

let application: TestApplication;
beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.close());

const json = { 'content-type': 'application/json' };

describe('a body that cannot be a report is answered with a problem document, and the next request is served', () => {
  test.each<[string, RequestInit, number, string]>([
    ['malformed JSON', { headers: json, body: '{"a":' }, 400, 'malformed-json'],
    ['a bare value', { headers: json, body: '"text"' }, 400, 'malformed-json'],
    ['10 MB', { headers: json, body: JSON.stringify({ a: 'x'.repeat(10_000_000) }) }, 413, 'too-large'],
    [
      'another content type',
      { headers: { 'content-type': 'text/plain' }, body: '{}' },
      415,
      'unsupported-media-type',
    ],
    ['a form', { body: new URLSearchParams({ a: 'b' }) }, 415, 'unsupported-media-type'],
    [
      'another character set',
      { headers: { 'content-type': 'application/json; charset=utf-99' }, body: '{}' },
      415,
      'unsupported-charset',
    ],
    [
      'an unknown encoding',
      { headers: { ...json, 'content-encoding': 'zip' }, body: '{}' },
      415,
      'unsupported-encoding',
    ],
    [
      'deep nesting',
      { headers: json, body: '['.repeat(100_000) + ']'.repeat(100_000) },
      400,
      'invalid-fields',
    ],
    ['a NUL character', { headers: json, body: '{"a":"\\u0000"}' }, 400, 'invalid-fields'],
  ])('%s', async (_case, request, status, code) => {
    const response = await send('/api/anything', { method: 'POST', ...request });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({
      status,
      code,
      type: `urn:pupil-movement-ledger:problem:${code}`,
    });
    expect((await send('/health/ready')).status).toBe(200);
  });

  test.each([
    ['NUL in a nested field', '{"a":{"b":["x","\\u0000"]}}', 'a.b.1', 'readable-text'],
    ['half a character', '{"a":"\\ud800"}', 'a', 'readable-text'],
    ['a reserved name', '{"a":{"__proto__":{}}}', 'a', 'field-name'],
    ['NUL in a name', '{"a":{"\\u0000":1}}', 'a', 'field-name'],
  ])('%s: the field and the rule are named', async (_case, body, field, rule) => {
    const response = await send('/api/anything', { method: 'POST', headers: json, body });
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ field, rule }] });
  });
});

test('an address with a NUL character or a broken escape is a bad request', async () => {
  for (const path of ['/api/a%00b', '/api/a?b=%00', '/health/%ff']) {
    const response = await send(path);
    expect([400, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('an unknown address is not repeated in its problem document', async () => {
  const response = await send('/api/pupils/A820200012345?name=somebody');
  const text = await response.text();
  expect(response.status).toBe(404);
  expect(text).not.toMatch(/A820200012345|somebody/);
  expect(JSON.parse(text)).toMatchObject({
    instance: `urn:uuid:${response.headers.get('x-request-id') ?? ''}`,
  });
});

test('bytes that are not HTTP end their own connection and nothing else', async () => {
  const socket = connect(Number(new URL(application.address).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.end('\0\0\0 nonsense\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  expect((await send('/health/live')).status).toBe(200);
});

test('too many requests of one address in a second are told to wait', async () => {
  const limited = await startApplication({ LEDGER_REQUESTS_PER_SECOND: '3' });
  try {
    const ask = (path: string) => fetch(`${limited.address}${path}`).then(({ status }) => status);
    const asked = Array.from({ length: 40 }, () => ask('/api/docs/openapi.json'));
    expect(await Promise.all(asked)).toContain(429);
    expect(await Promise.all(asked)).toContain(200);
    expect(await ask('/health/ready')).toBe(200);
  } finally {
    await limited.close();
  }
});

test('health says which part is down, and ready only asks for what is needed to serve', async () => {
  expect(await (await send('/health/live')).json()).toEqual({ status: 'ok' });
  const ready = await send('/health/ready');
  expect(await ready.json()).toMatchObject({ status: 'ok', details: { database: { status: 'up' } } });
  expect((await send('/health')).status).toBe(200);
});

test('the API describes itself', async () => {
  const response = await send('/api/docs/openapi.json');
  expect(await response.json()).toMatchObject({ info: { title: 'Pupil Movement Ledger' } });
});

function send(path: string, request: RequestInit = {}): Promise<Response> {
  return fetch(`${application.address}${path}`, request);
}
