import { UnknownOutcome } from '../../../src/ledger/errors.js';
import { PostgresEventLog } from '../../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { collect } from '../../support/collect.js';
import { freshDatabase } from '../../support/database.js';
import { openFaultyNetwork, type FaultyNetwork } from '../../support/faulty-network.js';
import { newStream, sampleEvents } from '../../support/sample-events.js';
import { longEnoughMs } from '../../support/until.js';

describe('when the answer to a commit is lost', () => {
  let database: Database;
  let network: FaultyNetwork;
  beforeEach(async () => {
    database = await freshDatabase();
    network = await openFaultyNetwork(database.connectionString);
  });
  afterEach(async () => {
    await network.close();
    await database.close();
  });

  const openLog = (patienceMs?: number): Promise<PostgresEventLog> =>
    PostgresEventLog.open(
      { pool: database.pool, connectionString: network.connectionString },
      patienceMs === undefined ? {} : { patienceMs },
    );

  it('the outcome is settled on a new connection: the events stand once, and the append is answered', async () => {
    const log = await openLog();
    const stream = newStream();
    const batch = sampleEvents(2);
    network.loseNextCommitAnswer();
    const appending = log.append(stream, 'none', batch);
    // Recorded, though nobody has said so yet.
    for (const { id } of batch) await log.waitFor(id, AbortSignal.timeout(longEnoughMs));
    network.mend();
    expect(await appending).toMatchObject({ lastRevision: 1, positions: [1, 2] });
    expect(await collect(log.readAll())).toHaveLength(2);
    await log.close();
  });

  it('and contact stays lost, the caller hears that it is unknown, and may append the same again', async () => {
    const log = await openLog(2_000);
    const stream = newStream();
    const batch = sampleEvents(2);
    network.loseNextCommitAnswer();
    const appending = log.append(stream, 'none', batch);
    await expect(appending).rejects.toThrow(UnknownOutcome);
    await expect(appending).rejects.toMatchObject({ ids: batch.map(({ id }) => id) });
    network.mend();
    expect(await log.append(stream, 'none', batch)).toMatchObject({ lastRevision: 1, positions: [1, 2] });
    expect(await collect(log.readAll())).toHaveLength(2);
    await log.close();
  });
});
