/** What tells the methods apart, each published difference pinned by a case. */
import { epi2019April, epi2019October } from '../../../projections/moves/profiles/epi-2019.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { fftWhosLeft } from '../../../projections/moves/profiles/fft-whos-left.js';
import { ledgerDefault } from '../../../projections/moves/profiles/ledger-default.js';
import { ofstedFloor } from '../../../projections/moves/profiles/ofsted-floor.js';
import { added, day, fact, removed } from '../../support/history.js';
import { rulesUnder } from './given.js';
import { alder, birch, rowan, studio, register, inYear, mover, leaver, unexplained } from './schools.js';

describe('between censuses and live events', () => {
  it('a move there and back between two censuses is seen by no method that compares them', () => {
    const thereAndBack = [
      inYear('8'),
      removed(alder, '2024-10-11'),
      added(birch, '2024-10-14'),
      removed(birch, '2024-11-29'),
      added(alder, '2024-12-02'),
    ];
    expect(rulesUnder(epi2024, thereAndBack, register)).toEqual([unexplained, unexplained]);
    for (const method of [epi2019April, epi2019October, fftWhosLeft])
      expect(rulesUnder(method, thereAndBack, register)).toEqual([
        'not-counted: out-of-scope: not-seen-by-censuses',
        'not-counted: out-of-scope: not-seen-by-censuses',
      ]);
  });

  it('of two moves between two censuses the census sees one, to the last school', () => {
    const through = [
      inYear('8'),
      removed(alder, '2024-10-11'),
      added(birch, '2024-10-14'),
      removed(birch, '2024-11-29'),
      added(rowan, '2024-12-02'),
    ];
    expect(rulesUnder(epi2024, through, register)).toEqual([
      unexplained,
      'not-counted: family-reason: special-school',
    ]);
    expect(rulesUnder(epi2019October, through, register)).toEqual([
      'not-counted: family-reason: special-school',
      'not-counted: out-of-scope: not-seen-by-censuses',
    ]);
  });

  it('a leaver on census day itself is still counted by it', () => {
    const leaves = (on: string) => [
      added(alder, '2024-01-22', 'C', '8'),
      removed(alder, on),
      added(birch, '2025-01-20'),
    ];
    expect(rulesUnder(fftWhosLeft, leaves('2025-01-16'), register)).toEqual([
      'counted: left: gone-at-next-census',
    ]);
    expect(rulesUnder(fftWhosLeft, leaves('2025-01-15'), register)).toEqual([
      'not-counted: out-of-scope: not-seen-by-censuses',
    ]);
  });
});

describe('FFT and Ofsted', () => {
  it('count whoever is gone at the next January, whatever the reason', () => {
    const excluded = leaver({ ground: 'O' }, '9');
    expect(rulesUnder(fftWhosLeft, excluded, register)).toEqual(['counted: left: gone-at-next-census']);
    expect(rulesUnder(ofstedFloor, leaver({ ground: 'F' }, '10'), register)).toEqual([
      'counted: left: gone-at-next-census',
    ]);
  });

  it('FFT asks for Years 7 to 10 at the January before, and Ofsted for Year 10', () => {
    const leftInAutumnOf = (ncYear: string) => [
      added(alder, '2023-09-04', 'C', ncYear),
      removed(alder, '2024-11-29'),
    ];
    // Of Year 6, 7, 9 and 10 in January 2024.
    expect(
      ['6', '7', '9', '10', '11'].map((each) => rulesUnder(fftWhosLeft, leftInAutumnOf(each), register)[0]),
    ).toEqual([
      'not-counted: out-of-scope: outside-year-groups-at-census',
      'counted: left: gone-at-next-census',
      'counted: left: gone-at-next-census',
      'counted: left: gone-at-next-census',
      'not-counted: out-of-scope: outside-year-groups-at-census',
    ]);
    expect(['9', '10'].map((each) => rulesUnder(ofstedFloor, leftInAutumnOf(each), register)[0])).toEqual([
      'not-counted: out-of-scope: outside-year-groups-at-census',
      'counted: left: gone-at-next-census',
    ]);
  });

  it('FFT takes studio schools and UTCs for destinations only; Ofsted takes them for secondary schools', () => {
    const fromStudio = [
      added(studio, '2023-09-04', 'C', '10'),
      removed(studio, '2024-05-24'),
      added(alder, '2024-06-03'),
    ];
    expect(rulesUnder(fftWhosLeft, fromStudio, register)).toEqual([
      'not-counted: out-of-scope: left-not-mainstream',
    ]);
    expect(rulesUnder(ofstedFloor, fromStudio, register)).toEqual(['counted: left: gone-at-next-census']);
    const fromSpecial = [
      added(rowan, '2023-09-04', 'C', '10'),
      removed(rowan, '2024-05-24'),
      added(alder, '2024-06-03'),
    ];
    expect(rulesUnder(ofstedFloor, fromSpecial, register)).toEqual([
      'not-counted: out-of-scope: left-not-secondary',
    ]);
  });
});

describe('the ledger’s own method', () => {
  const agreed = fact('ManagedMoveSucceeded', {
    effectiveOn: day('2024-11-29'),
    school: alder,
    receivingSchool: birch,
  });

  it('has a class for each kind of reason, of which the published methods know none', () => {
    expect(rulesUnder(ledgerDefault, [...mover(), agreed], register)).toEqual([
      'not-counted: managed-move: managed-move',
    ]);
    expect(rulesUnder(epi2024, [...mover(), agreed], register)).toEqual([unexplained]);
    expect(rulesUnder(ledgerDefault, leaver({ ground: 'O' }), register)).toEqual([
      'not-counted: permanent-exclusion: permanent-exclusion',
    ]);
    expect(rulesUnder(ledgerDefault, leaver({ ground: 'F' }), register)).toEqual([
      'not-counted: home-education: home-education',
    ]);
    expect(rulesUnder(ledgerDefault, leaver({ destination: { kind: 'independent' } }), register)).toEqual([
      'not-counted: left-the-system: left-england-or-independent',
    ]);
    expect(rulesUnder(ledgerDefault, mover(rowan), register)).toEqual([
      'not-counted: special-school: special-school',
    ]);
    const missing = fact('MissingEducationReported', {
      effectiveOn: day('2024-12-09'),
      reportedBy: 'school',
      reason: 'not-known',
    });
    expect(rulesUnder(ledgerDefault, [...leaver(), missing], register)).toEqual([
      'not-counted: missing-education: missing-education',
    ]);
    expect(rulesUnder(ledgerDefault, mover(), register)).toEqual([
      'counted: unexplained: no-reason-on-record',
    ]);
  });

  it('takes a managed move to another school, and one that failed, for none', () => {
    const elsewhere = fact('ManagedMoveSucceeded', {
      effectiveOn: day('2024-11-29'),
      school: alder,
      receivingSchool: rowan,
    });
    const failed = fact('ManagedMoveFailed', {
      effectiveOn: day('2024-11-29'),
      school: alder,
      receivingSchool: birch,
      reason: 'attendance',
    });
    for (const told of [elsewhere, failed])
      expect(rulesUnder(ledgerDefault, [...mover(), told], register)).toEqual([
        'counted: unexplained: no-reason-on-record',
      ]);
  });
});
