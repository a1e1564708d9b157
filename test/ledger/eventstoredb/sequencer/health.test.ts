import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { startApplication, type TestApplication } from '../../../support/application.js';
import { ProtocolServer } from '../../../support/eventstoredb/protocol-server.js';
import { until } from '../../../support/until.js';
import type { EventLog } from '../../../../src/ledger/event-log.js';
import { EVENT_LOG } from '../../../../src/ledger/event-log.js';

describe('sequencing on /health and /metrics', () => {
  let server: ProtocolServer;
  let application: TestApplication;
  beforeAll(async () => {
    server = await ProtocolServer.start();
    application = await startApplication({ EVENTSTORE_URL: server.url });
  });
  afterAll(async () => {
    await application.close();
    await server.stop();
  });

  interface Answer {
    readonly details: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }

  async function sequencing(): Promise<Readonly<Record<string, unknown>> | undefined> {
    const answer = (await (await fetch(`${application.address}/health`)).json()) as
      Answer | { readonly health: Answer };
    return ('health' in answer ? answer.health : answer).details['sequencing'];
  }

  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`${application.address}/metrics`)).text();
    return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  }

  const append = (count: number) =>
    application.app
      .get<EventLog>(EVENT_LOG, { strict: false })
      .append(newStream(), 'none', sampleEvents(count));

  it('tell who sequences, how far, and that nothing waits', async () => {
    const { ids } = await append(3);
    expect(ids).toHaveLength(3);
    await until(async () => (await metric('ledger_sequencer_position')) === 3);
    expect(await sequencing()).toMatchObject({
      status: 'up',
      activity: 'acting',
      position: 3,
      lagEvents: 0,
      lagSeconds: 0,
      quarantined: 0,
      holder: expect.any(String),
      stoppedSince: null,
    });
    expect(await metric('ledger_sequencer_acting')).toBe(1);
    expect(await metric('ledger_sequencer_lag_events')).toBe(0);
    expect(await metric('ledger_sequencer_handled_commit_position')).toBe(
      await metric('ledger_sequencer_newest_commit_position'),
    );
    expect(await metric('process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  it('degrade when an event is quarantined', async () => {
    const { ids } = await append(1);
    await server.writeAgain(ids[0] ?? '');
    await until(async () => (await metric('ledger_sequencer_quarantined_events')) === 1);
    expect(await sequencing()).toMatchObject({ status: 'degraded', quarantined: 1 });
  });

  it('say that nothing is known of the lag while the server is away', async () => {
    await server.stop();
    await until(async () => (await metric('ledger_sequencer_store_away')) === 1);
    expect(await sequencing()).toMatchObject({ status: 'degraded', lagSeconds: null, newestCommit: null });
    expect(await metric('ledger_sequencer_lag_seconds')).toBeNaN();
    await server.restart();
    await until(async () => (await metric('ledger_sequencer_acting')) === 1);
  });

  it('are down when the server was restored to an earlier state', async () => {
    const backup = server.position;
    await append(2);
    await until(async () => (await metric('ledger_sequencer_lag_events')) === 0);
    server.restoreTo(backup);
    await until(async () => (await metric('ledger_sequencer_stopped_by_restore')) === 1);
    expect(await sequencing()).toMatchObject({
      status: 'down',
      message: expect.stringContaining('ledger sequence --accept-restore'),
    });
  });
});
