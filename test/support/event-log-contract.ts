import type { EventLog } from '../../src/ledger/event-log.js';
import { appending } from '../ledger/contract/appending.js';
import { appendingAgain } from '../ledger/contract/appending-again.js';
import { losingContact } from '../ledger/contract/losing-contact.js';
import { reading } from '../ledger/contract/reading.js';
import { recordedTimes } from '../ledger/contract/recorded-times.js';
import { subscribing } from '../ledger/contract/subscribing.js';
import { writersAtOnce } from '../ledger/contract/writers-at-once.js';

/** An adapter over an empty store of its own. */
export interface AdapterUnderTest {
  readonly log: ClosableEventLog;
  /** The same store through a log of its own, as another process has it. Closed with the adapter. */
  another(): Promise<ClosableEventLog>;
  /** What a child process needs in its environment to open the same store (test/support/event-log-writer.ts). */
  readonly environment: Readonly<Record<string, string>>;
  /** Cuts every connection to the store, as a network or an operator would. */
  loseConnections(): Promise<void>;
  close(): Promise<void>;
}

export type ClosableEventLog = EventLog & { close(): Promise<void> };
export type OpenAdapter = () => Promise<AdapterUnderTest>;

/** What every adapter of the event log guarantees, as tests. An adapter names itself and says how it is opened. */
export function describeEventLog(name: string, open: OpenAdapter): void {
  describe(`the event log on ${name}`, () => {
    appending(open);
    appendingAgain(open);
    recordedTimes(open);
    reading(open);
    writersAtOnce(open);
    subscribing(open);
    losingContact(open);
  });
}
