/** What tells the methods apart, each published difference pinned by a case; and that nothing sound makes one throw. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { addDays } from '../../../events/calendar/plain-date.js';
import { asAuthorityCode, schoolStream, type Urn } from '../../../events/identifiers.js';
import { methodGuide } from '../../../infra/schemas/methods.js';
import { methods } from '../../../projections/moves/catalogue.js';
import {
  methodsCompared,
  pairs,
  pairsCompared,
  standsOtherwise,
  type AlikeMoves,
  type AlikePupils,
} from '../../../projections/moves/comparison.js';
import { classify, type Classification } from '../../../projections/moves/method.js';
import { authorityOwn, classifyOwn } from '../../../projections/moves/profiles/authority-own.js';
import { epi2019April, epi2019October } from '../../../projections/moves/profiles/epi-2019.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { fftWhosLeft } from '../../../projections/moves/profiles/fft-whos-left.js';
import { ledgerDefault } from '../../../projections/moves/profiles/ledger-default.js';
import {
  evidenceAt,
  movesUnderEveryMethod,
  type StoredEvidence,
} from '../../../projections/moves/methods-projection.js';
import { ofstedFloor } from '../../../projections/moves/profiles/ofsted-floor.js';
import type { School } from '../../../projections/register/register.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { soundData } from '../../support/event-data.js';
import {
  added,
  counted,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  removed,
  succeeded,
  told,
  urn,
  type Told,
} from '../../support/history.js';
import { rulesUnder } from './given.js';

const [alder, birch, rowan, college, studio, middle, upper] = [1, 2, 3, 4, 5, 6, 7].map(urn) as [
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
];
const schools: Record<Urn, Partial<School>> = {
  [alder]: {},
  [birch]: {},
  [rowan]: { type: 'special', highestAge: 19 },
  [college]: { type: 'independent' },
  [studio]: { type: 'studio-or-utc', lowestAge: 14, highestAge: 19 },
  [middle]: { phase: 'middle', lowestAge: 9, highestAge: 13 },
  [upper]: { lowestAge: 13, highestAge: 18 },
};
const register = registerOf(schools);

const inYear = (ncYear: string, school = alder) => added(school, '2023-09-04', 'C', ncYear);
/** Leaves between the October and the January census, and is on the next roll at the latter. */
const mover = (to = birch, joinedOn = '2024-12-02') => [
  inYear('8'),
  removed(alder, '2024-11-29'),
  added(to, joinedOn),
];
const leaver = (more: Parameters<typeof removed>[2] = {}, ncYear = '8') => [
  inYear(ncYear),
  removed(alder, '2024-11-29', more),
];
const inspected = (school: Urn, rating: string) =>
  fact('InspectionPublished', { effectiveOn: day('2023-05-10'), rating }, schoolStream(school));

const [unexplained] = ['counted: unexplained: no-family-reason'];

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

describe('schools that change', () => {
  const on = day('2024-11-30');

  it('tell a conversion from a merger, a split and a closure', () => {
    const converted = registerOf(
      { ...schools, [alder]: { closedOn: on }, [birch]: { openedOn: day('2024-12-01') } },
      [succeeded(alder, birch, on)],
    );
    const merged = registerOf(schools, [succeeded(alder, birch, on), succeeded(upper, birch, on)]);
    const parted = registerOf(schools, [succeeded(alder, birch, on), succeeded(alder, upper, on)]);
    const closed = registerOf({ ...schools, [alder]: { closedOn: on } });
    for (const method of [epi2019April, epi2024, ledgerDefault])
      expect(
        [converted, merged, parted, closed].map((against) => rulesUnder(method, mover(), against)[0]),
      ).toEqual([
        'not-counted: out-of-scope: conversion',
        'not-counted: out-of-scope: merger',
        'not-counted: out-of-scope: split',
        'not-counted: out-of-scope: closure',
      ]);
    for (const method of [fftWhosLeft])
      expect(rulesUnder(method, mover(), merged)).toEqual(['not-counted: out-of-scope: merger']);
  });
});

describe('transitions', () => {
  const after = (from: Urn, ncYear: string, to: Urn) => [
    added(from, '2022-09-05', 'C', ncYear),
    removed(from, '2024-07-19'),
    added(to, '2024-09-02'),
  ];

  it('take the end of a middle school, and the start of an upper school, for no move', () => {
    expect(rulesUnder(epi2024, after(middle, '7', upper), register)).toEqual([
      'not-counted: out-of-scope: end-of-middle-school',
    ]);
    expect(rulesUnder(epi2019October, after(alder, '7', upper), register)).toEqual([
      'not-counted: out-of-scope: start-of-age-range',
    ]);
    expect(rulesUnder(epi2019October, after(alder, '8', upper), register)).toEqual([unexplained]);
  });

  it('take a UTC or a studio school at 14 for a transition in 2019 and here, not in 2024', () => {
    const at14 = after(alder, '8', studio);
    expect(rulesUnder(epi2019October, at14, register)).toEqual([
      'not-counted: out-of-scope: start-of-utc-or-studio-school',
    ]);
    expect(rulesUnder(ledgerDefault, at14, register)).toEqual([
      'not-counted: out-of-scope: start-of-utc-or-studio-school',
    ]);
    expect(rulesUnder(epi2024, at14, register)).toEqual([unexplained]);
    expect(rulesUnder(ledgerDefault, after(alder, '9', studio), register)).toEqual([
      'counted: unexplained: no-reason-on-record',
    ]);
  });
});

describe('rolls beside the main one', () => {
  it('a pupil who goes on as a guest or by a subsidiary registration is in sight', () => {
    for (const status of ['G', 'S'])
      expect(
        rulesUnder(
          epi2024,
          [inYear('8'), removed(alder, '2024-11-29'), added(birch, '2024-12-02', status)],
          register,
        ),
      ).toEqual(['not-counted: out-of-scope: guest-or-subsidiary-elsewhere']);
  });

  it('a subsidiary registration from before that was left open hides no reported departure', () => {
    const forgotten = added(rowan, '2023-11-06', 'S');
    const leftFor = (more: Parameters<typeof removed>[2]) => [forgotten, ...leaver(more)];
    const home = leftFor({ ground: 'F', destination: { kind: 'home-education' } });
    expect(rulesUnder(ledgerDefault, home, register)).toEqual([
      'not-counted: home-education: home-education',
    ]);
    expect(rulesUnder(epi2019October, home, register)).toEqual([
      'counted: unexplained: left-the-state-system',
    ]);
    const elsewhere = leftFor({ destination: { kind: 'school', school: studio } });
    expect(rulesUnder(epi2024, elsewhere, register)).toEqual(['possible: out-of-scope: no-school-joined']);
  });

  it('but keeps a leaver in sight of whom nobody told a departure, or whom a census lists there since', () => {
    const inSight = ['not-counted: out-of-scope: guest-or-subsidiary-elsewhere'];
    const open = added(rowan, '2023-11-06', 'S');
    const home = leaver({ ground: 'F', destination: { kind: 'home-education' } });
    const listed = counted(rowan, '2023-11-06', 'spring', { enrolmentStatus: 'S' });
    for (const facts of [
      [open, ...leaver()],
      [open, ...leaver({ destination: { kind: 'school', school: rowan } })],
      [open, ...home, listed],
    ])
      expect(rulesUnder(ledgerDefault, facts, register)).toEqual(inSight);
  });

  it('one of two registrations that ends is no exit', () => {
    const dual = [
      inYear('8'),
      added(rowan, '2024-09-09', 'S'),
      removed(alder, '2024-11-29', { ground: 'C' }),
    ];
    for (const method of [epi2019April, epi2024, ledgerDefault])
      expect(rulesUnder(method, dual, register)).toEqual([
        'not-counted: out-of-scope: dual-registration-ended',
      ]);
  });

  it('the name that stays on the roll as a subsidiary one has left in EPI-2024 alone', () => {
    const stays = [
      added(alder, '2023-09-04', 'C', '8'),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-12-02'), school: alder, enrolmentStatus: 'S' }),
      added(birch, '2024-12-02', 'M'),
    ];
    expect(rulesUnder(epi2024, stays, register)).toEqual([unexplained]);
    expect(rulesUnder(ledgerDefault, stays, register)).toEqual([
      'not-counted: out-of-scope: still-on-the-roll',
    ]);
  });
});

describe('every method', () => {
  it('stands in the guide as it is', () => {
    expect(readFileSync('docs/guides/methods.md', 'utf8')).toBe(methodGuide());
  });

  it('names its publication, its unit of time, its denominators, and why each parameter is what it is', () => {
    expect(methods.map(({ name }) => name)).toEqual([
      'EPI-2019-04',
      'EPI-2019-10',
      'EPI-2024',
      'authority-own',
      'Ofsted-floor',
      'FFT-whos-left',
      'ledger-default',
    ]);
    for (const { parameters, rules, published, otherwise, sampling, censuses } of methods) {
      for (const { why } of Object.values(parameters)) expect(why).toEqual(expect.stringMatching(/./));
      const names = [...rules, otherwise].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { changedBy, says } of [...rules, otherwise]) expect([changedBy, says]).not.toContain('');
      for (const name of published) expect(names).toContain(name);
      expect(censuses.length > 0).toBe(sampling === 'census');
    }
  });
});

const pupilSchool = fc.constantFrom(alder, birch, rowan, college, studio, middle, upper);
const someDay = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(day('2021-09-01'), days));
const crowded = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        pupilSchool,
        someDay,
        fc.constantFrom('C', 'M', 'S', 'G'),
        fc.constantFrom('7', '8', '9', '10', '11'),
      )
      .map(([at, on, status, ncYear]) => added(at, on, status, ncYear)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pupilSchool, someDay, fc.constantFrom('A', 'C', 'F', 'O', 'K', 'G'))
      .map(([at, on, ground]) => removed(at, on, { ground })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(pupilSchool, someDay).map(([school, leftOn]) =>
      fact('MoveExplained', {
        effectiveOn: leftOn,
        school,
        leftOn,
        reason: 'parental-choice',
        evidence: 'panel-minute',
        reference: 'a1',
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(someDay, fc.constantFrom('E09000007', 'E08000035'))
      .map(([on, code]) => fact('AddressChanged', { effectiveOn: on, homeAuthority: asAuthorityCode(code) })),
  },
  { weight: 1, arbitrary: soundData('EthnicityRecorded').map((data) => told('EthnicityRecorded', data)) },
);

const history = fc.uniqueArray(crowded, { maxLength: 14, selector: ({ id }: Told) => id });

it('no sound history makes a method throw; what differs between two of them is their difference, move by move', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 4 }), (histories) => {
      const found = histories.map((facts): Classification[][] => {
        const trajectory = interpret(pupilA, recorded(facts), register);
        return trajectory.moves.map((move) => {
          const each = { move, trajectory, register };
          expect(classifyOwn(each)).toEqual(classify(authorityOwn, each));
          return methods.map((method) => classify(method, each));
        });
      });
      const moves = found.flat().map((each): AlikeMoves => ({ told: each, moves: 1 }));
      const pupils = found.map((ofPupil): AlikePupils => ({
        counted: methods.map((_, at) => ofPupil.some((each) => each[at]?.standing === 'counted')),
        pupils: 1,
      }));
      const compared = methodsCompared(moves, pupils);
      for (const [at, pair] of pairsCompared(moves, pupils).entries()) {
        const [a, b] = pairs[at] ?? [0, 0];
        const listed = found.flat().filter((each) => {
          const [first, second] = [each[a], each[b]];
          return first && second && standsOtherwise(first, second);
        });
        expect(pair.differences).toBe(listed.length);
        const counts = (side: number) => listed.filter((each) => each[side]?.standing === 'counted').length;
        const [first, second] = [compared[a], compared[b]];
        expect((first?.counted.moves ?? 0) - (second?.counted.moves ?? 0)).toBe(counts(a) - counts(b));
        expect(pair.moves).toEqual({ onlyFirst: counts(a), onlySecond: counts(b) });
        expect((first?.counted.pupils ?? 0) - (second?.counted.pupils ?? 0)).toBe(
          pair.pupils.onlyFirst - pair.pupils.onlySecond,
        );
      }
    }),
    { numRuns: 300 },
  );
});

it('the row of a move tells what each method cites, and holds once what several cite', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const trajectory = interpret(pupilA, recorded(facts), register);
      const [rows = []] = movesUnderEveryMethod.rows(trajectory, register);
      const stored = rows.map((row) => JSON.parse(String(row.at(-1))) as StoredEvidence);
      expect(stored.map((each) => methods.map((_, at) => evidenceAt(each, at)))).toEqual(
        trajectory.moves.map((move) =>
          methods.map((method) => classify(method, { move, trajectory, register }).evidence),
        ),
      );
      for (const each of stored) {
        const lists = each.filter((cited) => typeof cited !== 'number').map(String);
        expect(new Set(lists).size).toBe(lists.length);
      }
    }),
  );
});
