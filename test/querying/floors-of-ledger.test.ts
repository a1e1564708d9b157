import { ReadModels } from '../../src/projecting/read-models.js';
import { floorsOfLedger } from '../../src/querying/floors-of-ledger.js';
import { added, day, removed, urn } from '../support/history.js';
import { of, ProjectedLedger, pupil } from '../projecting/given.js';

describe('the floors of every school', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => {
    ledger = await ProjectedLedger.open();
  });
  afterEach(() => ledger.close());

  const told = (on: string) => new ReadModels(ledger.database).read((view) => floorsOfLedger(view, day(on)));

  it('are kept while the ledger stands where it stood, and told anew when it has moved on', async () => {
    const [school, other] = [urn(1), urn(2)];
    await ledger.append(
      // Before the first move on record nobody knows who was on roll.
      of(pupil(9), added(school, '2021-09-06', 'C', '7')),
      of(pupil(9), removed(school, '2023-01-10')),
      of(pupil(9), added(other, '2023-01-11', 'C', '8')),
      ...[1, 2, 3].map((n) => of(pupil(n), added(school, '2022-09-05', 'C', '8'))),
    );
    await ledger.rebuild();
    const before = await told('2026-11-02');
    expect(before(school)).toMatchObject([{ cohort: '2025/26', onRoll: 3, lost: 0 }]);
    expect(await told('2026-11-02')).toBe(before);

    await ledger.append(of(pupil(1), removed(school, '2025-06-10')));
    await ledger.catchUp();
    const after = await told('2026-11-02');
    expect(after(school)).toMatchObject([{ cohort: '2025/26', onRoll: 3, lost: 1 }]);

    // The January of Year 11, which tells who is gone, lies ahead of this day.
    expect((await told('2026-01-01'))(school)).toEqual([]);
  });
});
