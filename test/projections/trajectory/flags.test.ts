import {
  added,
  counted,
  countedAsLeaver,
  day,
  fact,
  removed,
  suspended,
  urn,
  type Told,
} from '../../support/history.js';
import { alder, birch, flags } from './reading.js';

describe('flags', () => {
  it.each<[string, Told[], string]>([
    [
      'a deletion without a ground',
      [
        added(alder, '2023-09-04'),
        fact('RemovedFromRoll', { effectiveOn: day('2024-12-20'), school: alder, regime: 'SI2024/208' }),
      ],
      'deletion-without-ground',
    ],
    [
      'a destination that the register lacks',
      [
        added(alder, '2023-09-04'),
        removed(alder, '2024-12-20', { destination: { kind: 'school', school: urn(99) } }),
      ],
      'unknown-destination',
    ],
    [
      'a code outside its period',
      [added(alder, '2023-09-04'), suspended(alder, '2024-01-10', 2, { reasons: ['OT'] })],
      'code-outside-its-period',
    ],
    ['a code that its list lacks', [added(alder, '2023-09-04', 'Z')], 'code-unlisted'],
    [
      'a suspension by a school that does not have the pupil',
      [added(alder, '2023-09-04'), suspended(birch, '2024-01-10', 2)],
      'excluded-while-not-on-roll',
    ],
    [
      'an entry before birth',
      [counted(alder, '2008-09-01', 'autumn', { characteristics: { birthYear: 2012, birthMonth: 5 } })],
      'entry-before-birth',
    ],
    [
      'an enrolment status that nobody stated',
      [countedAsLeaver(alder, '2023-09-04', '2024-09-01', 'autumn')],
      'enrolment-status-not-stated',
    ],
    [
      'a suspension without a length',
      [
        added(alder, '2023-09-04'),
        fact('Suspended', {
          effectiveOn: day('2024-01-10'),
          school: alder,
          category: 'SUSP',
          reasons: ['DB'],
        }),
      ],
      'length-not-stated',
    ],
    [
      'a confirmed destination of no leaving',
      [
        added(alder, '2023-09-04'),
        fact('DestinationConfirmed', {
          effectiveOn: day('2024-03-20'),
          school: alder,
          leftOn: day('2024-03-01'),
          destination: { kind: 'independent' },
          arrived: true,
        }),
      ],
      'confirmation-of-nothing',
    ],
    [
      'an unknown school of an exclusion',
      [added(alder, '2023-09-04'), suspended(urn(98), '2024-01-10', 2)],
      'unknown-school',
    ],
    [
      'a roll that outlasts the pupil',
      [added(alder, '2023-09-04'), fact('PupilDied', { effectiveOn: day('2024-01-10') })],
      'on-roll-after-death',
    ],
  ])('name %s', (_, facts, flag) => {
    expect(flags(facts)).toContain(flag);
  });

  it('are none on an ordinary history', () => {
    expect(
      flags([added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-06')]),
    ).toEqual([]);
  });
});
