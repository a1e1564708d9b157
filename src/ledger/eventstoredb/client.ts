/**
 * The process's one client of a server. `@eventstore/db-client` 6.2.1 keeps the answers that are waited for in one place
 * for the whole process, so whoever disposes of one client rejects the appends of every other: a client is shared by all
 * who name the same server, and disposed of when the last of them has given it back.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';

export interface BorrowedClient {
  readonly client: EventStoreDBClient;
  /** To be called once, with nothing under way on it. The last one to give it back disposes of it. */
  giveBack(): Promise<void>;
}

interface Shared {
  readonly client: EventStoreDBClient;
  borrowers: number;
}

const disposedWithinMs = 500;

const shared = new Map<string, Shared>();

/**
 * The client of that server, made when it is first asked for. It connects by itself, when it is first used.
 *
 * @param url as `StoreLocation.url`
 * @throws Error when the URL is none that the client understands, or its certificates cannot be read
 */
export function borrowClient(url: string): BorrowedClient {
  const one = shared.get(url) ?? { client: newClient(url), borrowers: 0 };
  shared.set(url, one);
  one.borrowers += 1;
  return {
    client: one.client,
    async giveBack() {
      one.borrowers -= 1;
      if (one.borrowers > 0) return;
      shared.delete(url);
      // It cancels every call at once, and then waits for each to end: for good, where one was left half read.
      await Promise.race([one.client.dispose(), pause(disposedWithinMs, undefined, { ref: false })]);
    },
  };
}

function newClient(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  catchReconnecting.call(client);
  return client;
}

/**
 * The client reconnects beside the call that failed and looks at no outcome of that: where no node of a cluster answers
 * twice running, the rejection would end the process. Whoever calls next hears of it from that call.
 */
function catchReconnecting(this: EventStoreDBClient): void {
  const { handleError } = this;
  this.handleError = (failed, error) => handleError(failed, error).catch(() => undefined);
}
