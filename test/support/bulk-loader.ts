/**
 * A program that loads the streams of bulk-streams.ts into the database that its environment names, for a test that kills
 * it. Prints how many events are recorded, a line a transaction.
 *
 *   node dist/test/support/bulk-loader.js <batches> <streams a batch> <events a transaction>
 */
import { loadInBulk } from '../../src/ledger/postgres/bulk/load-in-bulk.js';
import { bulkBatches } from './bulk-streams.js';

const [batches = 1, streams = 1, eventsPerTransaction = 1] = process.argv.slice(2).map(Number);

await loadInBulk({ connectionString: process.env['DATABASE_URL'] ?? '' }, bulkBatches(batches, streams), {
  signal: new AbortController().signal,
  eventsPerTransaction,
  onProgress: ({ recorded }) => process.stdout.write(`${recorded}\n`),
});
