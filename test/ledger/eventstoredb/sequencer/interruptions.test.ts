import fc from 'fast-check';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { until } from '../../../support/until.js';
import { Sequencing } from './given.js';

describe('whatever interrupts the sequencer', () => {
  let given: Sequencing;
  beforeEach(async () => {
    given = await Sequencing.begin();
  });
  afterEach(() => given.end());

  async function appended(count: number): Promise<string[]> {
    const events = sampleEvents(count);
    await given.append(newStream(), events);
    return events.map(({ id }) => id);
  }

  it('goes on where it was after being dropped as too slow a consumer', async () => {
    const first = await appended(30);
    given.server.faults.onSubscribe({ kind: 'too slow', after: 10 });
    given.start();
    await given.reaches(30);
    given.server.dropSubscriptions();
    const second = await appended(30);
    await given.reaches(60);
    expect(await given.ids()).toEqual([...first, ...second]);
  });

  it('goes on where it was after the connection was cut, and takes nothing twice that comes twice', async () => {
    const first = await appended(30);
    given.server.faults.onSubscribe({ kind: 'cut', after: 7 });
    given.server.faults.onSubscribe({ kind: 'repeat', events: 5 }, { times: 2 });
    given.start();
    await given.reaches(30);
    given.server.dropConnections();
    const second = await appended(10);
    await given.reaches(40);
    expect(await given.ids()).toEqual([...first, ...second]);
    expect(await given.quarantine()).toEqual([]);
  });

  it('waits for a server that is away, says so, and goes on when it is back', async () => {
    const first = await appended(3);
    await given.server.stop();
    const { sequencer } = given.start();
    await until(() => sequencer.state.activity === 'store-away');
    expect(await sequencer.status()).toMatchObject({ lagEvents: null, lagSeconds: null, newestCommit: null });
    await given.server.restart();
    await given.reaches(3);
    expect(await given.ids()).toEqual(first);
    await until(() => sequencer.state.activity === 'acting');
  });

  it('goes on after every connection to PostgreSQL was ended', async () => {
    const expected = await appended(20);
    given.start();
    for (let turn = 0; turn < 3; turn += 1) {
      await given.endDatabaseConnections();
      expected.push(...(await appended(20)));
    }
    await given.reaches(80);
    expect(await given.ids()).toEqual(expected);
  });

  it('gives positions 1 to n by rank, whatever interrupts it and whatever is written twice', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 40 }) }),
        fc.record({ kind: fc.constant('write again' as const), nth: fc.nat(1_000) }),
        fc.record({ kind: fc.constant('repeat' as const), events: fc.integer({ min: 1, max: 10 }) }),
        fc.constant({ kind: 'cut' as const }),
        fc.constant({ kind: 'drop' as const }),
        fc.constant({ kind: 'end database connections' as const }),
        fc.constant({ kind: 'another takes over' as const }),
        fc.constant({ kind: 'restart the server' as const }),
      ),
      { minLength: 5, maxLength: 12 },
    );
    const expected: string[] = [];
    let twice = 0;
    let running = given.start();
    await fc.assert(
      fc.asyncProperty(steps, async (happens) => {
        for (const step of happens) {
          if (step.kind === 'append') expected.push(...(await appended(step.count)));
          else if (step.kind === 'write again' && expected.length > 0) {
            await given.server.writeAgain(expected[step.nth % expected.length] ?? '');
            twice += 1;
          } else if (step.kind === 'repeat')
            given.server.faults.onSubscribe({ kind: 'repeat', events: step.events });
          else if (step.kind === 'cut') given.server.dropConnections();
          else if (step.kind === 'drop') given.server.dropSubscriptions();
          else if (step.kind === 'end database connections') await given.endDatabaseConnections();
          else if (step.kind === 'another takes over') {
            const before = running;
            running = given.start();
            await before.stop();
          } else if (step.kind === 'restart the server') await given.server.restart();
        }
        await given.reaches(expected.length);
        await until(async () => (await given.quarantine()).length >= twice);
        expect((await given.rows()).map(({ position, id }) => [position, id])).toEqual(
          expected.map((id, before) => [before + 1, id]),
        );
        expect((await given.quarantine()).length).toBe(twice);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
