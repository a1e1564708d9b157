import { asPosition } from '../../events/identifiers.js';
import { AccessRecord } from '../../src/auditing/access-record.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';
import { pupilA, pupilB } from '../support/history.js';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const viewer = { actor: { id: 'officer-7', role: 'recorder' }, purpose: 'missing-education' };

describe('the access record', () => {
  it('has one look for each pupil that was shown, with who, why, what and as known when', async () => {
    await new AccessRecord(database).record(viewer, 'moves', [pupilA, pupilB, pupilA], asPosition(12));
    const { rows } = await database.pool.query(
      'select pupil_id, actor, role, purpose, what, as_known from platform.look order by pupil_id',
    );
    const look = {
      actor: 'officer-7',
      role: 'recorder',
      purpose: 'missing-education',
      what: 'moves',
      as_known: 12,
    };
    expect(rows).toEqual([
      { pupil_id: pupilA, ...look },
      { pupil_id: pupilB, ...look },
    ]);
  });

  it('has nothing of an answer that shows nobody', async () => {
    const before = await database.pool.query('select from platform.look');
    await new AccessRecord(database).record(viewer, 'moves', [], asPosition(12));
    expect((await database.pool.query('select from platform.look')).rowCount).toBe(before.rowCount);
  });

  it.each(['update platform.look set purpose = null', 'delete from platform.look', 'truncate platform.look'])(
    'is never changed: %s',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('never changed');
    },
  );
});
