/**
 * A program that projects, for tests that need another process: brings the read models of the database that its
 * environment names up to the newest position. Prints a line when it begins, and one with the position at the end.
 *
 *   node dist/test/support/projecting-process.js <lease in milliseconds>
 */
import { openPools } from '../../src/platform/database/pools.js';
import { ProjectionRunner } from '../../src/projecting/projection-runner.js';

const connectionString = process.env['DATABASE_URL'] ?? '';
const pools = openPools(connectionString, 3);
const runner = new ProjectionRunner({ ...pools, connectionString }, { leaseMs: Number(process.argv[2]) });
process.stdout.write('projecting\n');
const position = await runner.catchUp({ signal: new AbortController().signal });
process.stdout.write(`reached ${position}\n`);
await pools.close();
