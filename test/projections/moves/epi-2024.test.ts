import type { Told } from '../../support/history.js';
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
  urn,
} from '../../support/history.js';
import type { EventData } from '../../../events/catalogue.js';
import { asAuthorityCode, schoolStream, type Urn } from '../../../events/identifiers.js';
import { classify } from '../../../projections/moves/method.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import type { School } from '../../../projections/register/register.js';
import { interpret } from '../../../projections/trajectory/interpret.js';

const [alder, birch, rowan, college] = [urn(1), urn(2), urn(3), urn(4)];
const schools: Record<Urn, Partial<School>> = {
  [alder]: {},
  [birch]: { highestAge: 18 },
  [rowan]: { type: 'special', highestAge: 19 },
  [college]: { type: 'independent' },
};

/** The classes and rules of all moves of the history. */
function found(facts: readonly Told[], against = registerOf(schools)) {
  const trajectory = interpret(pupilA, recorded(facts), against);
  return trajectory.moves.map((move) => {
    const { class: kind, rule } = classify(epi2024, { move, trajectory, register: against });
    return `${kind}: ${rule}`;
  });
}

const inYear = (ncYear: string) => added(alder, '2023-09-04', 'C', ncYear);
const mover = (joinedOn = '2025-01-06', to = birch) => [
  inYear('8'),
  removed(alder, '2024-12-20'),
  added(to, joinedOn),
];
const home = (on: string, more: Partial<EventData<'AddressChanged'>>) =>
  fact('AddressChanged', { effectiveOn: day(on), ...more });
const token = (letter: string, form: 'text' | 'uprn' = 'text') => ({
  place: { form, normaliser: 'uk-1', token: letter.repeat(43) },
});

describe('EPI-2024', () => {
  it('counts a move between two state-funded schools in Years 7 to 11 as unexplained where no family reason is on record', () => {
    expect(found(mover('2025-01-03'))).toEqual(['unexplained: no-family-reason']);
  });

  it('counts a gap of 14 days as one move, and of 15 as none', () => {
    const gapTo = (joinedOn: string) =>
      found([inYear('8'), removed(alder, '2024-11-01'), added(birch, joinedOn)]);
    expect(gapTo('2024-11-15')).toEqual(['unexplained: no-family-reason']);
    expect(gapTo('2024-11-16')).toEqual(['out-of-scope: not-one-move']);
  });

  it('does not count the days of school holidays', () => {
    expect(found([inYear('8'), removed(alder, '2024-07-19'), added(birch, '2024-09-03')])).toEqual([
      'unexplained: no-family-reason',
    ]);
    expect(found(mover('2025-01-06'))).toEqual(['unexplained: no-family-reason']);
  });

  it('does not take a move out for the ground of its deletion: only administrative data of the family counts', () => {
    expect(
      found([inYear('8'), removed(alder, '2024-12-20', { ground: 'G' }), added(birch, '2025-01-02')]),
    ).toEqual(['unexplained: no-family-reason']);
  });

  it.each<[string, Told[], string]>([
    [
      'a departure without a later school',
      [inYear('8'), removed(alder, '2024-12-20', { ground: 'F', destination: { kind: 'home-education' } })],
      'no-school-joined',
    ],
    [
      'a return to the same school',
      [inYear('8'), removed(alder, '2024-12-20'), added(alder, '2025-01-02')],
      'same-school',
    ],
    [
      'a pupil in primary school',
      [inYear('5'), removed(alder, '2024-12-20'), added(birch, '2025-01-02')],
      'outside-year-groups',
    ],
    [
      'a pupil of unknown age',
      [added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-02')],
      'year-group-not-known',
    ],
    ['a move to an independent school', mover('2025-01-02', college), 'not-state-funded'],
    [
      'a move after a permanent exclusion',
      [
        ...mover('2025-01-02'),
        fact('PermanentlyExcluded', { effectiveOn: day('2024-11-28'), school: alder, reasons: ['PP'] }),
      ],
      'permanent-exclusion',
    ],
    [
      'a move under the ground of permanent exclusion',
      [inYear('8'), removed(alder, '2024-12-20', { ground: 'O' }), added(birch, '2025-01-02')],
      'permanent-exclusion',
    ],
    [
      'the end of Year 11, also where the school teaches on',
      [added(birch, '2023-09-04', 'C', '10'), removed(birch, '2025-07-18'), added(alder, '2025-09-03')],
      'end-of-year-11',
    ],
    [
      'a registration beside one that the pupil keeps',
      [
        added(birch, '2020-09-03', 'C', '7'),
        added(alder, '2023-09-04', 'C', '10'),
        removed(alder, '2024-02-02'),
      ],
      'stayed-at-other-school',
    ],
    [
      'the end of the last year that the school teaches',
      [inYear('10'), removed(alder, '2025-07-18'), added(birch, '2025-09-03')],
      'end-of-age-range',
    ],
    ['death', [inYear('8'), removed(alder, '2024-12-20', { ground: 'K' })], 'died'],
  ])('leaves out of its scope %s', (_, facts, rule) => {
    expect(found(facts)).toEqual([`out-of-scope: ${rule}`]);
  });

  it('counts a move long after a permanent exclusion that the pupil stayed through', () => {
    const excluded = fact('PermanentlyExcluded', {
      effectiveOn: day('2023-11-28'),
      school: alder,
      reasons: ['PP'],
    });
    expect(found([...mover('2025-01-02'), excluded])).toEqual(['unexplained: no-family-reason']);
  });

  it('reads schools as they were described on the day of the move', () => {
    const later = fact(
      'SchoolDescribed',
      { effectiveOn: day('2026-09-01'), standing: 'described', type: 'special' },
      schoolStream(alder),
    );
    expect(found(mover('2025-01-02'), registerOf(schools, [later]))).toEqual([
      'unexplained: no-family-reason',
    ]);
  });

  it('counts a move in the last year that is made before its end', () => {
    expect(found([inYear('10'), removed(alder, '2025-02-14'), added(birch, '2025-02-24')])).toEqual([
      'unexplained: no-family-reason',
    ]);
  });

  it('takes a conversion, a merger and a closure for no move', () => {
    const on = day('2024-12-31');
    expect(found(mover('2025-01-02'), registerOf(schools, [succeeded(alder, birch, on)]))).toEqual([
      'out-of-scope: succession',
    ]);
    expect(found(mover('2025-01-02'), registerOf(schools, [succeeded(birch, alder, on, 'tied')]))).toEqual([
      'out-of-scope: succession',
    ]);
    expect(found(mover('2025-01-02'), registerOf({ ...schools, [alder]: { closedOn: on } }))).toEqual([
      'out-of-scope: closure',
    ]);
  });

  it('takes a stay of under 14 days that returns for no move, out and back', () => {
    const stay = (back: string, left: string) => [
      inYear('8'),
      removed(alder, '2024-12-02'),
      added(birch, '2024-12-03'),
      removed(birch, left),
      added(alder, back),
    ];
    expect(found(stay('2024-12-16', '2024-12-15'))).toEqual([
      'out-of-scope: short-stay',
      'out-of-scope: short-stay',
    ]);
    expect(found(stay('2024-12-19', '2024-12-18'))).toEqual([
      'unexplained: no-family-reason',
      'unexplained: no-family-reason',
    ]);
  });

  describe('takes for a family reason', () => {
    const unexplained = ['unexplained: no-family-reason'];

    it('another place, from 90 days before leaving to 30 days after joining', () => {
      const moved = (on: string) =>
        found([...mover('2025-01-02'), home('2023-01-01', token('a')), home(on, token('b'))]);
      expect(moved('2024-09-21')).toEqual(['family-reason: home-moved']);
      expect(moved('2024-09-20')).toEqual(unexplained);
      expect(moved('2025-02-01')).toEqual(['family-reason: home-moved']);
      expect(moved('2025-02-02')).toEqual(unexplained);
    });

    it('not the same place, reported again', () => {
      expect(
        found([...mover('2025-01-02'), home('2023-01-01', token('a')), home('2024-12-01', token('a'))]),
      ).toEqual(unexplained);
    });

    it('not places that cannot be compared', () => {
      expect(
        found([
          ...mover('2025-01-02'),
          home('2023-01-01', token('a')),
          home('2024-12-01', token('b', 'uprn')),
        ]),
      ).toEqual(unexplained);
      expect(found([...mover('2025-01-02'), home('2023-01-01', token('a')), home('2024-12-01', {})])).toEqual(
        unexplained,
      );
    });

    it('not a first address, which compares with none', () => {
      expect(found([...mover('2025-01-02'), home('2024-12-01', token('a'))])).toEqual(unexplained);
    });

    it('another home authority', () => {
      const lives = (on: string, code: string) => home(on, { homeAuthority: asAuthorityCode(code) });
      expect(
        found([...mover('2025-01-02'), lives('2023-01-01', 'E09000007'), lives('2024-12-01', 'E09000008')]),
      ).toEqual(['family-reason: home-moved']);
    });

    it('a changed care placement', () => {
      expect(
        found([
          ...mover('2025-01-02'),
          fact('CarePlacementChanged', { effectiveOn: day('2024-12-01'), placement: 'foster-care' }),
        ]),
      ).toEqual(['family-reason: care-placement-changed']);
    });

    it('a special school at either end', () => {
      expect(found(mover('2025-01-02', rowan))).toEqual(['family-reason: special-school']);
    });

    it.each([
      ['service-family', fact('ServiceChildRecorded', { effectiveOn: day('2023-09-04'), serviceChild: 'Y' })],
      [
        'traveller-community',
        fact('EthnicityRecorded', { effectiveOn: day('2023-09-04'), ethnicity: 'WROM' }),
      ],
    ])('%s only together with a change of outward postcode or authority', (rule, told) => {
      const lives = (on: string, outwardPostcode: string) => home(on, { outwardPostcode });
      expect(
        found([...mover('2025-01-02'), told, lives('2023-01-01', 'M5'), lives('2024-12-01', 'M6')]),
      ).toEqual([`family-reason: ${rule}`]);
      expect(
        found([...mover('2025-01-02'), told, lives('2023-01-01', 'M5'), lives('2024-12-01', 'M5')]),
      ).toEqual(unexplained);
      expect(found([...mover('2025-01-02'), lives('2023-01-01', 'M5'), lives('2024-12-01', 'M6')])).toEqual(
        unexplained,
      );
    });
  });

  it('cites the entries that made it so', () => {
    const [before, after] = [home('2023-01-01', token('a')), home('2024-12-01', token('b'))];
    const against = registerOf(schools);
    const trajectory = interpret(pupilA, recorded([...mover('2025-01-02'), before, after]), against);
    const [move] = trajectory.moves;
    expect(move && classify(epi2024, { move, trajectory, register: against }).evidence).toEqual([
      before.id,
      after.id,
    ]);
  });

  it('reads the year group from a later report too, moved by the years between', () => {
    const facts = [
      added(alder, '2022-09-05'),
      counted(alder, '2022-09-05', 'autumn', { ncYear: '12' }),
      removed(alder, '2024-02-09'),
      added(birch, '2024-02-19'),
    ];
    expect(found(facts)).toEqual(['unexplained: no-family-reason']);
  });
});
