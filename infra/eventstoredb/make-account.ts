/**
 * Makes the account that EVENTSTORE_URL names on a secure EventStoreDB, and gives it what the ledger does and no more:
 * append and read, `$all` too. It can neither delete a stream nor set a stream's metadata (which could hide events).
 * Needs EVENTSTORE_ADMIN_PASSWORD. Run again, it sets the account's password to the one in the address, and changes
 * nothing that is as it should be.
 *
 *   EVENTSTORE_URL=… EVENTSTORE_ADMIN_PASSWORD=… node dist/infra/eventstoredb/make-account.js
 */
import { BACKWARDS, END, EventStoreDBClient, jsonEvent, type JSONType } from '@eventstore/db-client';
import { readFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

/** A cluster that has just started elects a leader first. */
const tries = 60;
const pauseMs = 2_000;
const answersWithinMs = 10_000;

interface Server {
  readonly account: string;
  readonly password: string;
  readonly adminUrl: string;
  /** Of one node: it hands on to the leader what only that can do. */
  readonly http: URL;
  readonly authority: Buffer | undefined;
}

async function main(): Promise<void> {
  const server = readServer(process.env['EVENTSTORE_URL'], process.env['EVENTSTORE_ADMIN_PASSWORD']);
  await untilItAnswers(() => makeUser(server));
  const client = EventStoreDBClient.connectionString(server.adminUrl);
  try {
    const { account } = server;
    await untilItAnswers(async () => {
      await put(client, '$$$all', '$metadata', { $acl: { $r: [account, '$admins'] } });
      await put(client, '$settings', 'update-default-acl', {
        $userStreamAcl: { $r: account, $w: account, $d: '$admins', $mr: account, $mw: '$admins' },
        $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
      });
    });
    process.stdout.write(`The account "${account}" may append and read; only administrators may delete.\n`);
  } finally {
    await client.dispose();
  }
}

function readServer(url: string | undefined, adminPassword: string | undefined): Server {
  const parts = /^(esdb(?:\+discover)?:\/\/)([^:@/]+):([^@]+)@([^,/?]+)([^?]*)(?:\?(.*))?$/.exec(url ?? '');
  if (!parts || !adminPassword) {
    throw new Error(
      'set EVENTSTORE_URL with the account’s name and password in it, and EVENTSTORE_ADMIN_PASSWORD',
    );
  }
  const [, protocol = '', account = '', password = '', host = '', otherHosts = '', query = ''] = parts;
  const options = new URLSearchParams(query);
  const authority = options.get('tlsCAFile');
  const scheme = options.get('tls') === 'false' ? 'http' : 'https';
  return {
    account: decodeURIComponent(account),
    password: decodeURIComponent(password),
    adminUrl: `${protocol}admin:${encodeURIComponent(adminPassword)}@${host}${otherHosts}?${query}`,
    http: new URL(`${scheme}://admin:${encodeURIComponent(adminPassword)}@${host}`),
    authority: authority === null ? undefined : readFileSync(authority),
  };
}

async function makeUser(server: Server): Promise<void> {
  const { account, password } = server;
  const user = { loginName: account, fullName: 'Pupil Movement Ledger', groups: [], password };
  const made = await post(server, '/users/', user);
  if (made === 201) return;
  if (made !== 409) throw new Error(`the account was not made: the server answered ${made}`);
  const path = `/users/${encodeURIComponent(account)}/command/reset-password`;
  const reset = await post(server, path, { newPassword: password });
  if (reset !== 200) throw new Error(`the account's password was not set: the server answered ${reset}`);
}

async function post({ http, authority }: Server, path: string, body: unknown): Promise<number> {
  const send = http.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      auth: `${http.username}:${decodeURIComponent(http.password)}`,
      headers: { 'content-type': 'application/json' },
      timeout: answersWithinMs,
      ...(authority && { ca: authority }),
    };
    const asked = send(new URL(path, http.origin), options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** Appends unless the stream's last event says the same already. */
async function put(
  client: EventStoreDBClient,
  stream: string,
  type: string,
  data: Record<string, JSONType>,
): Promise<void> {
  if (JSON.stringify(await lastOf(client, stream)) === JSON.stringify(data)) return;
  await client.appendToStream(stream, jsonEvent({ type, data }));
}

async function lastOf(client: EventStoreDBClient, stream: string): Promise<unknown> {
  let last: unknown;
  try {
    const events = client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 });
    for await (const { event } of events) last = event?.data;
  } catch (error) {
    if (!(error instanceof Error && 'type' in error && error.type === 'stream-not-found')) throw error;
  }
  return last;
}

async function untilItAnswers(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === tries) throw error;
      await pause(pauseMs);
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'unknown fault'}\n`);
  process.exit(1);
});
