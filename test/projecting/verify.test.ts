import { urn } from '../support/history.js';
import { ProjectedLedger, pupil } from './given.js';
import { tellMany } from './moved-pupils.js';

describe('verify', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    await tellMany(ledger, 1, 20);
    await ledger.catchUp();
  });
  afterEach(() => ledger.close());

  it('finds no difference, and says how much it compared', async () => {
    const { position, tables, differences } = await ledger.verify();
    expect(position).toBe(60);
    expect(differences).toEqual([]);
    expect(tables.find(({ table }) => table === 'move')).toEqual({
      projection: 'moves',
      table: 'move',
      rows: 20,
      differences: 0,
    });
  });

  it('names table and key of a row that was changed by hand, of one that is missing, and of one too many', async () => {
    const { pool } = ledger.database;
    const own = await ledger.schemaOf('trajectories');
    await pool.query(`update ${own}.trajectory set flags = '{made-up}' where pupil_id = $1`, [pupil(3)]);
    await pool.query(`delete from ${own}.trajectory where pupil_id = $1`, [pupil(4)]);
    await pool.query(`insert into ${own}.trajectory (pupil_id) values ($1)`, [pupil(999)]);
    const { differences } = await ledger.verify();
    expect(differences).toEqual([
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(3) }, kind: 'differs' },
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(4) }, kind: 'missing' },
      { projection: 'trajectories', table: 'trajectory', key: { pupil_id: pupil(999) }, kind: 'surplus' },
    ]);
  });

  it('names a tally that was changed by hand', async () => {
    await ledger.database.pool.query(
      `update ${await ledger.schemaOf('school-counts')}.school_year_count set exits = exits + 1 where school = $1`,
      [urn(1)],
    );
    const { differences } = await ledger.verify();
    expect(differences[0]).toMatchObject({
      table: 'school_year_count',
      key: { school: urn(1) },
      kind: 'differs',
    });
  });

  it('names twenty of many and counts them all', async () => {
    await tellMany(ledger, 21, 20);
    await ledger.catchUp();
    await ledger.database.pool.query(`delete from ${await ledger.schemaOf('moves')}.move`);
    const { tables, differences } = await ledger.verify();
    expect(differences).toHaveLength(20);
    expect(tables.find(({ table }) => table === 'move')?.differences).toBe(40);
  });
});
