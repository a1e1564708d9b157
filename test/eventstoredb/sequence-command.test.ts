import { newStream, sampleEvents } from '../support/sample-events.js';
import { Sequencing } from '../ledger/eventstoredb/sequencer/given.js';
import { environmentOf, tryLedger } from './given.js';

describe('ledger sequence', () => {
  let given: Sequencing;
  beforeEach(async () => {
    given = await Sequencing.begin();
  });
  afterEach(() => given.end());

  async function run(...args: string[]): Promise<{ code: number | null; document: unknown; stderr: string }> {
    const { code, stdout, stderr } = await tryLedger(
      environmentOf(given.database, given.server),
      'sequence',
      ...args,
      '--json',
    );
    return { code, document: stdout === '' ? undefined : JSON.parse(stdout), stderr };
  }

  it('sequences what EventStoreDB holds, and finds the same when it does so again beside it', async () => {
    await given.append(newStream(), sampleEvents(3));
    expect(await run()).toMatchObject({ code: 0, document: { position: '3', quarantinedEvents: 0 } });
    expect(await run('--rebuild')).toMatchObject({
      code: 0,
      document: { position: '3', end: '3', marks: 0, stoppedAt: null },
    });
    expect(await run('--accept-restore')).toMatchObject({ code: 0, document: { accepted: false } });
  });

  it('ends with 1 where the server lacks events, and names their streams and positions', async () => {
    const stream = newStream();
    await given.append(stream, sampleEvents(2));
    await given.append(newStream(), sampleEvents(2));
    await given.sequenceAll();
    await given.client.tombstoneStream(`ledger.${stream}`);
    await given.server.scavenge();
    expect(await run('--rebuild')).toMatchObject({
      code: 1,
      document: {
        position: '0',
        end: '4',
        stoppedAt: { after: '0', upTo: '4', missing: [{ stream, events: 2, first: '1', last: '2' }] },
      },
    });
  });

  it('ends with 1 where the server was restored, until that is accepted', async () => {
    await given.append(newStream(), sampleEvents(2));
    const backup = given.server.position;
    await given.append(newStream(), sampleEvents(2));
    await given.sequenceAll();
    given.server.restoreTo(backup);
    const refused = await run();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('restored');
    expect(await run('--accept-restore')).toMatchObject({
      code: 0,
      document: { accepted: true, position: '2', removedEvents: 2, epoch: expect.any(String) },
    });
    expect(await run()).toMatchObject({ code: 0, document: { position: '2' } });
  });

  it('is of no use where PostgreSQL keeps the log', async () => {
    const { code, stderr } = await tryLedger(environmentOf(given.database), 'sequence');
    expect(code).toBe(2);
    expect(stderr).toContain('EVENTSTORE_URL is not set');
  });
});
