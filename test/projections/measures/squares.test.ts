/** Sums over pupils of squared counts: of each school, and of each pupil over all schools of an authority. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { summed } from '../../../projections/projection.js';
import { schoolCounts } from '../../../projections/school-counts/projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import {
  added,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  suspended,
  urn,
  type Told,
} from '../../support/history.js';

const [alder, birch, elsewhere] = [urn(1), urn(2), urn(3)];
const register = registerOf({
  [alder]: {},
  [birch]: {},
  [elsewhere]: { authority: asAuthorityCode('E08000003') },
});
const trajectory = (...facts: readonly Told[]) => interpret(pupilA, recorded(facts), register);
const tallied = (projection: typeof schoolCounts, table: number, ...facts: readonly Told[]) =>
  Object.fromEntries(
    summed(projection.tallies(trajectory(...facts), register)[table] ?? []).map(({ key, counts }) => [
      key.join(' '),
      counts,
    ]),
  );

const suspensions = [
  added(alder, '2023-09-04'),
  suspended(alder, '2023-10-02', 2),
  suspended(alder, '2023-10-09', 2),
  suspended(alder, '2024-09-09', 2),
  suspended(birch, '2023-11-06', 2),
  suspended(elsewhere, '2024-02-05', 2),
];

describe('sums of squares', () => {
  it('of a school are of what each pupil had there in the year', () => {
    expect(tallied(schoolCounts, 0, ...suspensions)).toMatchObject({
      [`${alder} 2023/24`]: { suspensions: 2, suspensions_squared: 4 },
      [`${alder} 2024/25`]: { suspensions: 1, suspensions_squared: 1 },
      [`${birch} 2023/24`]: { suspensions: 1, suspensions_squared: 1 },
    });
  });

  it('of an authority are of what each pupil had at all its schools', () => {
    expect(tallied(authorityRates, 0, ...suspensions)).toMatchObject({
      'E09000007 2023/24': { suspensions: 3, suspensions_squared: 9, distinct_pupils_suspended: 1 },
      'E09000007 2024/25': { suspensions: 1, suspensions_squared: 1, distinct_pupils_suspended: 1 },
      'E08000003 2023/24': { suspensions: 1, suspensions_squared: 1, distinct_pupils_suspended: 1 },
    });
  });

  it('of what is counted by its name stand beside how often it was', () => {
    const sentHome = ['2023-10-02', '2023-11-06', '2024-02-05'].map((on, at) =>
      fact('InformalExclusionReported', {
        effectiveOn: day(on),
        school: at < 2 ? alder : birch,
        reportedBy: 'parent',
        kind: 'sent-home',
      }),
    );
    const facts = [added(alder, '2023-09-04'), ...sentHome];
    expect(tallied(schoolCounts, 1, ...facts)).toMatchObject({
      [`${alder} 2023/24 informal_exclusions_reported`]: { times: 2, times_squared: 4 },
      [`${birch} 2023/24 informal_exclusions_reported`]: { times: 1, times_squared: 1 },
    });
    expect(tallied(authorityRates, 1, ...facts)).toMatchObject({
      'E09000007 2023/24 informal_exclusions_reported': { times: 3, times_squared: 9 },
    });
  });

  it('of money are none', () => {
    const claimed = fact('CostRecoveryOpened', {
      effectiveOn: day('2023-10-02'),
      school: alder,
      authority: asAuthorityCode('E09000007'),
      provider: { school: birch },
      claimedPence: 120_000,
    });
    expect(tallied(schoolCounts, 1, added(alder, '2023-09-04'), claimed)).toMatchObject({
      [`${alder} 2023/24 cost_recovery_claimed_pence`]: { times: 120_000, times_squared: 0 },
      [`${alder} 2023/24 cost_recoveries_opened`]: { times: 1, times_squared: 1 },
    });
  });
});
