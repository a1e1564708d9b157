/**
 * `npm run bench -- sequence`: how fast the sequencer lays a log of the scaled demonstration down, against a bare
 * subscription to `$all` with the same filter that only counts: faster than the client hands events out, nobody can
 * sequence. The two alternate in one process over one client, for other work on the machine comes and goes in minutes.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { START, streamNameFilter, type EventStoreDBClient } from '@eventstore/db-client';
import { demonstrationLog } from '../../src/demonstration/log-entries.js';
import { AppendConnection } from '../../src/ledger/eventstoredb/append-connection.js';
import { borrowClient } from '../../src/ledger/eventstoredb/client.js';
import type { StoreLocation } from '../../src/ledger/eventstoredb/location.js';
import { nameInStore, prefixOf } from '../../src/ledger/eventstoredb/namespace.js';
import { Sequencer } from '../../src/ledger/eventstoredb/sequencer/sequencer.js';
import { prepareAppend } from '../../src/ledger/postgres/prepared-append.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openEventStore } from './event-store.js';
import { eventsPerPupilOnRoll } from './demonstration-size.js';
import { numberOptions } from './options.js';
import { describeMachine, type Report } from './report.js';
import { median, perSecond } from './rounds.js';
import { openScratchDatabase } from './scratch-database.js';

const years = 6;
const appendsAtOnce = 256;

export async function benchSequence(options: string[], progress: (line: string) => void): Promise<Report> {
  const { events: wanted, rounds } = numberOptions(options, { events: 200_000, rounds: 5 });
  const server = await openEventStore();
  const borrowed = borrowClient(server.url);
  const { client } = borrowed;
  const location = { url: server.url, namespace: `bench${randomBytes(4).toString('hex')}` };
  const database = await openScratchDatabase(4);
  try {
    progress(`loading ${wanted} events`);
    const { events, seconds } = await load(client, location, wanted);
    progress(`loaded ${events} events at ${perSecond(events / seconds)}`);
    // The first of each runs code that is not compiled yet, and stands apart.
    await countBare(client, location, events);
    await sequence(database, location, events);
    const bare: number[] = [];
    const sequenced: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await forget(database);
      const countFirst = round % 2 === 1;
      if (countFirst) bare.push(events / (await countBare(client, location, events)));
      sequenced.push(events / (await sequence(database, location, events)));
      if (!countFirst) bare.push(events / (await countBare(client, location, events)));
      progress(`round ${round}: bare ${perSecond(bare.at(-1))}, sequencer ${perSecond(sequenced.at(-1))}`);
    }
    const ratios = sequenced.map((speed, round) => speed / (bare[round] ?? NaN));
    return {
      bench: 'sequence',
      machine: await describeMachine(database.pool),
      sizes: { events, rounds, standIn: Number(server.isStandIn) },
      figures: {
        'sequence.eventsPerSecond': median(sequenced),
        'sequence.bareSubscription.eventsPerSecond': median(bare),
        'sequence.ratioToBareSubscription': median(ratios),
        'sequence.load.eventsPerSecond': events / seconds,
      },
    };
  } finally {
    await database.close();
    await borrowed.giveBack();
    await server.close();
  }
}

/** Appends the demonstration up to about so many events. */
async function load(
  client: EventStoreDBClient,
  { namespace }: StoreLocation,
  wanted: number,
): Promise<{ events: number; seconds: number }> {
  const connection = new AppendConnection(client, 30_000);
  const started = performance.now();
  const pupils = Math.ceil(wanted / eventsPerPupilOnRoll);
  let events = 0;
  let batch: Promise<unknown>[] = [];
  for (const append of demonstrationLog({ seed: 1, pupils, years, withoutIdentity: true })) {
    const { events: prepared } = prepareAppend(append.stream, append.expected, append.events);
    const streamName = nameInStore(namespace, append.stream);
    const recordedAt = append.recordedAt.getTime();
    batch.push(connection.append({ streamName, expected: 'any', events: prepared, recordedAt }));
    events += prepared.length;
    if (batch.length < appendsAtOnce) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
  await connection.close();
  return { events, seconds: (performance.now() - started) / 1000 };
}

/** @returns the seconds until so many events were counted, nothing being made of them */
async function countBare(
  client: EventStoreDBClient,
  { namespace }: StoreLocation,
  events: number,
): Promise<number> {
  const started = performance.now();
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: [prefixOf(namespace)] }),
  });
  let counted = 0;
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('data', () => {
      counted += 1;
      if (counted === events) resolve();
    });
  });
  const seconds = (performance.now() - started) / 1000;
  await subscription.unsubscribe();
  return seconds;
}

/** @returns the seconds until so many events were laid down */
async function sequence(database: Database, location: StoreLocation, events: number): Promise<number> {
  const sequencer = new Sequencer(database, location);
  const stop = new AbortController();
  const started = performance.now();
  const running = sequencer.run(stop.signal);
  while (sequencer.state.sequencedEvents < events) await pause(2);
  const seconds = (performance.now() - started) / 1000;
  stop.abort();
  await running;
  return seconds;
}

/** Makes the copy empty again, as no application does: the trigger that keeps events as they are has to be put aside. */
async function forget({ pool }: Database): Promise<void> {
  await pool.query(
    `alter table ledger.events disable trigger events_stand;
     truncate ledger.events, ledger.sequencing_mark, ledger.sequencing_quarantine;
     alter table ledger.events enable trigger events_stand;
     update ledger.sequencer set commit_position = null, prepare_position = null, event_id = null, stream = null,
            revision = null, created_at = null`,
  );
  await pool.query('checkpoint');
}
