/**
 * A program that sequences, for tests that need another process: from the EventStoreDB to the database that its environment
 * names, until it is killed. Prints a line when it begins to act.
 *
 *   node dist/test/support/sequencer-process.js <lease in milliseconds>
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Sequencer } from '../../src/ledger/eventstoredb/sequencer/sequencer.js';
import { openPools } from '../../src/platform/database/pools.js';

const connectionString = process.env['DATABASE_URL'] ?? '';
const pools = openPools(connectionString, 3);
const location = { url: process.env['EVENTSTORE_URL'] ?? '', namespace: 'ledger' };
const sequencer = new Sequencer({ ...pools, connectionString }, location, {
  leaseMs: Number(process.argv[2]),
});
void sequencer.run(new AbortController().signal);
while (sequencer.state.activity !== 'acting') await pause(5);
process.stdout.write('acting\n');
