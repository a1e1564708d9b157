import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVENT_LOG } from '../../src/ledger/event-log.js';
import type { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import { ProjectingService, type ProjectingStatus } from '../../src/projecting/projecting-service.js';
import { ProjectionRunner } from '../../src/projecting/projection-runner.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { Commands } from '../support/commands.js';
import { added, suspended, urn } from '../support/history.js';
import { never, of, ProjectedLedger, pupil } from './given.js';

describe('the application', () => {
  let application: TestApplication;
  let ledger: ProjectedLedger;
  beforeEach(async () => {
    application = await startApplication();
    ledger = ProjectedLedger.over(
      application.database,
      application.app.get<PostgresEventLog>(EVENT_LOG, { strict: false }),
    );
  });
  afterEach(() => application.close());

  const status = (): Promise<ProjectingStatus> =>
    application.app.get(ProjectingService, { strict: false }).status();

  /** Resolves once the application has projected so many events, by itself. */
  async function projected(events: number): Promise<void> {
    while ((await status()).position < events) await nextTurn();
  }

  it('follows the log, and says in its health how far it is', async () => {
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
    await projected(1);
    expect(await status()).toMatchObject({
      position: 1,
      head: 1,
      lagEvents: 0,
      quarantinedPupils: 0,
      isActing: true,
    });
    const health = (await (await fetch(`${application.address}/health`)).json()) as {
      details: Record<string, unknown>;
    };
    expect(health.details['projections']).toMatchObject({ status: 'up', lagEvents: 0 });
  });

  it('is degraded while a history cannot be read, and goes on', async () => {
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
    await ledger.appendUnknown(of(pupil(1), suspended(urn(1), '2024-10-01', 2)));
    await ledger.append(of(pupil(2), added(urn(1), '2024-09-02')));
    await projected(3);
    const response = await fetch(`${application.address}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      details: { projections: { status: 'degraded', quarantinedPupils: 1 } },
    });
    expect(await ledger.rows('trajectories', 'trajectory')).toHaveLength(2);
  });

  it('goes on after its connections were cut', async () => {
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
    await projected(1);
    const { pool } = ledger.database;
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const again = async (): Promise<void> => {
      try {
        await ledger.append(of(pupil(2), added(urn(1), '2024-09-02')));
        await projected(2);
      } catch {
        await again();
      }
    };
    await again();
    expect(await ledger.rows('trajectories', 'trajectory')).toHaveLength(2);
  });

  it('gives the lease back when it ends, so that a command need not wait for it', async () => {
    await projected(0);
    while (!(await status()).isActing) await nextTurn();
    const { database } = application;
    const command = new ProjectionRunner(database);
    expect(await command.withLease(() => Promise.resolve())).toBe(false);
    await application.app.close();
    expect(await command.withLease(() => Promise.resolve())).toBe(true);
  });
});

describe('the command', () => {
  let ledger: ProjectedLedger;
  const masterKey = randomBytes(32).toString('base64');
  const commands = new Commands();
  afterAll(() => commands.close());
  const command = (...args: string[]) =>
    commands.run(args, {
      DATABASE_URL: ledger.database.connectionString,
      LEDGER_MASTER_KEY: masterKey,
      LOG_LEVEL: 'silent',
    });
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
  });
  afterEach(() => ledger.close());

  it('rebuild builds what is asked for and says what it did', async () => {
    await ledger.runner.catchUp({ signal: never });
    const { code, stdout } = await command('rebuild', 'moves', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ projections: ['moves'], position: '1', events: 1, pupils: 1 });
    expect(code).toBe(0);
    expect((await command('rebuild', 'nothing')).code).toBe(2);
  });

  it('verify ends with 0 where nothing differs, and with 1 and the key where something does', async () => {
    const same = await command('verify', '--json');
    expect(JSON.parse(same.stdout)).toMatchObject({ position: '1', differences: 0, named: [] });
    expect(same.code).toBe(0);
    await ledger.database.pool.query(
      `update ${await ledger.schemaOf('trajectories')}.trajectory set main_school = '199999'`,
    );
    const other = await command('verify');
    expect(other.stdout).toContain(
      `trajectories: trajectory (pupil_id ${pupil(1)}) reads otherwise in the log`,
    );
    expect(other.code).toBe(1);
  });
});
