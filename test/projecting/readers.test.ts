import { asPosition, pupilStream, schoolStream } from '../../events/identifiers.js';
import { moves } from '../../projections/moves/projection.js';
import { trajectories } from '../../projections/trajectory/projection.js';
import { ReadModels, type View } from '../../src/projecting/read-models.js';
import { replayTo } from '../../src/projecting/replay.js';
import { added, day, fact, suspended, urn, withdrawn } from '../support/history.js';
import { never, of, ProjectedLedger, pupil } from './given.js';
import { moved, lookAt } from './moved-pupils.js';

describe('readers', () => {
  let ledger: ProjectedLedger;
  let readModels: ReadModels;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
    readModels = new ReadModels(ledger.database);
  });
  afterEach(() => ledger.close());

  it('are told to come again while nothing is built', async () => {
    await expect(readModels.read(lookAt)).rejects.toMatchObject({
      status: 503,
      code: 'read-models-not-ready',
    });
  });

  it('are told so when the log was restored since', async () => {
    await ledger.catchUp();
    await ledger.database.pool.query('update ledger.gate set epoch = gen_random_uuid()');
    await expect(readModels.read(lookAt)).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('restored') as string,
    });
  });

  it('are told so when a newer release has built the read models, and this one writes nothing to them', async () => {
    await ledger.catchUp();
    await ledger.database.pool.query(
      `update platform.projection set version = version + 1 where name = 'moves'`,
    );
    await expect(readModels.read(lookAt)).rejects.toMatchObject({ status: 503 });
    await expect(ledger.catchUp()).rejects.toThrow('newer release');
  });

  it('of rows that are stale are told since when', async () => {
    await ledger.append(of(pupil(1), added(urn(1), '2024-09-02')));
    await ledger.appendUnknown(of(pupil(1), suspended(urn(1), '2024-10-01', 2)));
    await ledger.catchUp();
    const stale = await readModels.read((view) => view.staleSince(trajectories, [pupil(1), pupil(2)]));
    expect([...stale]).toEqual([[pupil(1), 2]]);
  });

  it('of an earlier position see what stood then, whatever was merged, described or withdrawn since', async () => {
    const read = (view: View) =>
      view
        .from(moves, 'move')
        .select('pupil_id', 'school', 'rule', 'authority')
        .orderBy(['pupil_id', 'left_on']);
    await ledger.append(...moved(1), ...moved(2));
    const position = asPosition(await ledger.catchUp());
    const then = await readModels.read(read);
    const merge = fact(
      'RecordsMerged',
      { effectiveOn: day('2025-02-01'), absorbed: pupil(2), addresses: [] },
      pupilStream(pupil(1)),
    );
    const [, left] = moved(1);
    await ledger.append(
      merge,
      fact(
        'SchoolDescribed',
        { effectiveOn: day('2000-09-01'), standing: 'described', type: 'special' },
        schoolStream(urn(1)),
      ),
    );
    if (left) await ledger.append(withdrawn(left));
    await ledger.catchUp();
    expect(await readModels.read(read)).not.toEqual(then);
    expect(await replayTo(ledger.database, position, { projections: [moves], signal: never }, read)).toEqual(
      then,
    );
    const { rows } = await ledger.database.pool.query(`select from pg_namespace where nspname ~ '^replay_'`);
    expect(rows).toEqual([]);
  });
});
