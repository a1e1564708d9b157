/** What tells EPI’s editions apart, each published difference pinned by a case. */
import { schoolStream, type Urn } from '../../../events/identifiers.js';
import { epi2019April, epi2019October } from '../../../projections/moves/profiles/epi-2019.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { ledgerDefault } from '../../../projections/moves/profiles/ledger-default.js';
import { added, day, fact, registerOf, removed } from '../../support/history.js';
import { rulesUnder } from './given.js';
import { alder, birch, schools, register, mover, leaver, unexplained } from './schools.js';

const inspected = (school: Urn, rating: string) =>
  fact('InspectionPublished', { effectiveOn: day('2023-05-10'), rating }, schoolStream(school));

describe('between EPI’s editions', () => {
  it('a move to a higher-rated school is a family reason in April 2019 alone', () => {
    const rated = registerOf(schools, [inspected(alder, 'Requires improvement'), inspected(birch, 'Good')]);
    expect(rulesUnder(epi2019April, mover(), rated)).toEqual([
      'not-counted: family-reason: higher-rated-school',
    ]);
    expect(rulesUnder(epi2019October, mover(), rated)).toEqual([unexplained]);
    expect(rulesUnder(epi2024, mover(), rated)).toEqual([unexplained]);
  });

  it('where the ledger holds no grade of a school, or one published later, the rule tells of none', () => {
    expect(rulesUnder(epi2019April, mover(), registerOf(schools, [inspected(birch, 'Good')]))).toEqual([
      unexplained,
    ]);
    const later = fact(
      'InspectionPublished',
      { effectiveOn: day('2025-03-01'), rating: '1' },
      schoolStream(birch),
    );
    const held = [inspected(alder, '2'), inspected(birch, '2'), later];
    expect(rulesUnder(epi2019April, mover(), registerOf(schools, held))).toEqual([unexplained]);
  });

  it('Traveller pupils who move more than once are left out in October 2019, and with another area in 2024', () => {
    const traveller = fact('EthnicityRecorded', { effectiveOn: day('2023-09-04'), ethnicity: 'WROM' });
    const again = [...mover(), removed(birch, '2025-02-14'), added(alder, '2025-02-24'), traveller];
    const reason = 'not-counted: family-reason: traveller-who-moves-often';
    expect(rulesUnder(epi2019October, again, register)).toEqual([reason, reason]);
    expect(rulesUnder(epi2019October, [...mover(), traveller], register)).toEqual([unexplained]);
    expect(rulesUnder(epi2019April, again, register)).toEqual([unexplained, unexplained]);
    expect(rulesUnder(epi2024, again, register)).toEqual([unexplained, unexplained]);
  });

  it('a Traveller pupil who stays to the end of Year 11 has not moved more often for that', () => {
    const traveller = fact('EthnicityRecorded', { effectiveOn: day('2023-09-04'), ethnicity: 'WROM' });
    const toTheEnd = [...mover(), removed(birch, '2027-07-23'), traveller];
    expect(rulesUnder(epi2019October, toTheEnd, register)[0]).toBe(unexplained);
  });

  it('a changed care placement is a reason in 2024 alone', () => {
    const placed = fact('CarePlacementChanged', { effectiveOn: day('2024-11-20'), placement: 'foster-care' });
    expect(rulesUnder(epi2024, [...mover(), placed], register)).toEqual([
      'not-counted: family-reason: care-placement-changed',
    ]);
    expect(rulesUnder(epi2019October, [...mover(), placed], register)).toEqual([unexplained]);
  });

  it('who leaves for home education is an exit in 2019, and out of the scope of 2024', () => {
    const home = leaver({ ground: 'F', destination: { kind: 'home-education' } });
    expect(rulesUnder(epi2019April, home, register)).toEqual(['counted: unexplained: left-the-state-system']);
    expect(rulesUnder(epi2024, home, register)).toEqual(['not-counted: out-of-scope: no-school-joined']);
  });

  it('who is on no later roll may count in all three: in the upper bound alone', () => {
    expect(rulesUnder(epi2019October, leaver(), register)).toEqual([
      'possible: unexplained: never-returned-here',
    ]);
    expect(rulesUnder(epi2024, leaver(), register)).toEqual(['possible: out-of-scope: no-school-joined']);
    expect(rulesUnder(ledgerDefault, leaver(), register)).toEqual([
      'possible: unexplained: never-returned-here',
    ]);
  });

  it('but not where what is known here takes the leaving out all the same', () => {
    const excluded = leaver({ ground: 'O' });
    expect(rulesUnder(epi2024, excluded, register)).toEqual(['not-counted: out-of-scope: no-school-joined']);
    expect(rulesUnder(epi2019April, excluded, register)).toEqual([
      'not-counted: out-of-scope: permanent-exclusion',
    ]);
  });

  it('a family that goes abroad is a reason in 2019', () => {
    const abroad = leaver({ ground: 'G', destination: { kind: 'abroad' } });
    expect(rulesUnder(epi2019October, abroad, register)).toEqual([
      'not-counted: family-reason: left-england',
    ]);
  });
});
