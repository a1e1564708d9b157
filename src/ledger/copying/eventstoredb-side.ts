import type { EventStoreDBClient } from '@eventstore/db-client';
import { asRevision } from '../../../events/identifiers.js';
import { LogUnavailable } from '../errors.js';
import { AppendConnection } from '../eventstoredb/append-connection.js';
import { borrowClient } from '../eventstoredb/client.js';
import type { StoreLocation } from '../eventstoredb/location.js';
import { nameInStore, prefixOf } from '../eventstoredb/namespace.js';
import { emptyCopy, noRefusals, place } from '../eventstoredb/sequencer/place.js';
import type { PlacedEvent } from '../eventstoredb/sequencer/read-record.js';
import { readAll, StoreTrouble } from '../eventstoredb/sequencer/reads-of-all.js';
import { comparePlaces, type StorePlace, type StoreRecord } from '../eventstoredb/sequencer/store-record.js';
import { describe } from '../eventstoredb/trouble.js';
import { prepareAppend } from '../postgres/prepared-append.js';
import { CopyRefused, type CopiedEvent, type LogSide, type Run } from './log-side.js';

/** A log that EventStoreDB keeps, in a namespace. Positions and times are those that sequencing it gives. */
export function eventStoreDbSide(location: StoreLocation): LogSide {
  const borrowed = borrowClient(location.url);
  const { client } = borrowed;
  const connection = new AppendConnection(client, answerWithinMs);
  return {
    name: nameOf(location),
    events: () => eventsIn(client, location.namespace),
    size: () => Promise.resolve(null),
    append: async (runs) => {
      // One in flight, or the server may commit them in another order.
      for (const run of runs) await append(connection, location.namespace, run);
    },
    close: async () => {
      await connection.close();
      await borrowed.giveBack();
    },
  };
}

function nameOf({ url, namespace }: StoreLocation): string {
  const hosts = /^esdb(?:\+discover)?:\/\/(?:[^@/?]*@)?([^/?]+)/.exec(url)?.[1] ?? '?';
  return `esdb://${hosts} (namespace ${namespace})`;
}

/** What is read in one call: whoever reads slowly holds no call open for long. */
const recordsPerPage = 2_000;

async function* eventsIn(client: EventStoreDBClient, namespace: string): AsyncGenerator<CopiedEvent> {
  let copyEnd = emptyCopy;
  const met = new MetIds();
  for await (const page of pagesOf(client, prefixOf(namespace))) {
    const ids = page.map(({ id }) => id);
    const { events, quarantined, end } = place(namespace, copyEnd, page, {
      ...noRefusals,
      known: met.among(ids),
    });
    met.add(ids);
    const [suspect] = quarantined;
    if (suspect) throw notCopiable(suspect.record, suspect.reason);
    for (const [at, event] of events.entries()) {
      const content = contentOf(event);
      if (content === undefined) throw notCopiable(page[at], 'not-json');
      const { place: _, ...copied } = event;
      // What it is was checked when it was recorded; nothing here depends on it.
      yield { ...copied, ...content } as CopiedEvent;
    }
    copyEnd = end;
  }
}

/** All records of the namespace, in the order of `$all`, up to its end. */
async function* pagesOf(client: EventStoreDBClient, prefix: string): AsyncGenerator<StoreRecord[]> {
  for (let from: StorePlace | undefined; ;) {
    const page: StoreRecord[] = [];
    try {
      const read = { prefix, count: recordsPerPage, ...(from && { from }) };
      for await (const record of readAll(client, read)) page.push(record);
    } catch (error) {
      throw error instanceof StoreTrouble ? new LogUnavailable('EventStoreDB cannot be read') : error;
    }
    // A page begins with the last of the one before it.
    const before = from;
    const next = before ? page.filter((record) => comparePlaces(record.place, before) > 0) : page;
    const last = next.at(-1);
    if (last === undefined) return;
    yield next;
    from = last.place;
  }
}

function contentOf({ data, metadata }: PlacedEvent): { data: unknown; metadata: unknown } | undefined {
  try {
    return { data: JSON.parse(data.toString()), metadata: JSON.parse(metadata.toString()) };
  } catch {
    return undefined;
  }
}

const notCopiable = (record: StoreRecord | undefined, reason: string): CopyRefused =>
  new CopyRefused(
    `event ${record?.revision ?? '?'} of the stream ${record?.stream ?? '?'} has no position in the ledger (${reason}): with it in the way, no copy can keep the revisions`,
  );

/** The server's own time for a start; whoever runs the command starts it again where it takes longer. */
const answerWithinMs = 30_000;

async function append(connection: AppendConnection, namespace: string, run: Run): Promise<void> {
  const [first] = run;
  const { stream } = first;
  const expected = first.revision === 0 ? 'none' : asRevision(first.revision - 1);
  const prepared = prepareAppend(stream, expected, run, { recordedAt: new Date(first.recordedAt) });
  const { answer } = await connection
    .append({ ...prepared, streamName: nameInStore(namespace, stream) })
    .catch((error: unknown) => {
      throw new LogUnavailable(`EventStoreDB did not take an append (${describe(error)})`);
    });
  if (answer.kind === 'conflict')
    throw new CopyRefused(
      `the stream ${stream} is not where the copy left it: somebody else writes to the target`,
    );
  if (answer.kind !== 'appended')
    throw new LogUnavailable(`EventStoreDB did not take an append (${answer.kind})`);
}

/** Which ids a reading has met. In many sets, for one holds 16 million at most. */
class MetIds {
  private readonly sets = new Map<string, Set<string>>();

  /** Those of the ids that were met before. */
  among(ids: readonly string[]): ReadonlySet<string> {
    return new Set(ids.filter((id) => this.sets.get(id.slice(-2))?.has(id) === true));
  }

  add(ids: readonly string[]): void {
    for (const id of ids) {
      const set = this.sets.get(id.slice(-2));
      if (set === undefined) this.sets.set(id.slice(-2), new Set([id]));
      else set.add(id);
    }
  }
}
