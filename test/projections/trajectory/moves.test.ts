import { added, day, fact, registerOf, removed, succeeded, type Told } from '../../support/history.js';
import { alder, birch, cedar, read, flags, kinds, moves } from './reading.js';

describe('moves', () => {
  it('say where the pupil left, where the pupil joined, and the days between', () => {
    expect(
      moves([added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-06')]),
    ).toEqual([[alder, birch, 17, 'seen-on-another-roll']]);
  });

  it('count the days outside school holidays beside the calendar days', () => {
    const [move] = read([
      added(alder, '2023-09-04'),
      removed(alder, '2024-07-22'),
      added(birch, '2024-09-03'),
    ]).moves;
    expect(move).toMatchObject({ gapDays: 43, gapDaysOutsideHolidays: 3, holidaysByDefault: true });
  });

  it('are none when a subsidiary registration ends', () => {
    expect(
      moves([added(alder, '2023-09-04', 'M'), added(birch, '2023-10-02', 'S'), removed(birch, '2024-01-12')]),
    ).toEqual([]);
  });

  it('are no exit when one of two registrations ends with the other school agreeing', () => {
    const facts = [
      added(alder, '2023-09-04', 'M'),
      added(birch, '2023-10-02', 'M'),
      removed(alder, '2024-01-12', { ground: 'C' }),
    ];
    expect(kinds(facts)).toEqual(['dual-roll-ended']);
  });

  it('are an exit under that ground where no other registration is in sight, and say so', () => {
    const facts = [added(alder, '2023-09-04'), removed(alder, '2024-01-12', { ground: 'C' })];
    expect(kinds(facts)).toEqual(['left']);
    expect(flags(facts)).toContain('dual-roll-ground-alone');
  });

  it('follow the main registration when a subsidiary one becomes it, as a trial that becomes permanent', () => {
    const facts = [
      added(alder, '2023-09-04', 'M'),
      added(birch, '2024-01-08', 'S'),
      removed(alder, '2024-03-01', { ground: 'C' }),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-03-02'), school: birch, enrolmentStatus: 'C' }),
    ];
    expect(moves(facts)).toEqual([[alder, birch, 1, 'seen-on-another-roll']]);
  });

  it('follow the main registration when it moves while the name stays on the roll', () => {
    const facts = [
      added(alder, '2023-09-04'),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-02-01'), school: alder, enrolmentStatus: 'S' }),
      added(birch, '2024-02-01', 'M'),
      removed(birch, '2024-02-16'),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-02-17'), school: alder, enrolmentStatus: 'C' }),
    ];
    expect(moves(facts)).toEqual([
      [alder, birch, 1, 'seen-on-another-roll'],
      [birch, alder, 1, 'seen-on-another-roll'],
    ]);
  });

  it('lead back to a roll that the pupil was on all the time', () => {
    const facts = [added(alder, '2020-09-03'), added(birch, '2024-01-08'), removed(birch, '2024-02-02')];
    expect(moves(facts)).toEqual([[birch, alder, -1247, 'seen-on-another-roll']]);
  });

  it('do not lead back to a roll that only nobody ended, where the pupil soon joins another', () => {
    const facts = [
      added(alder, '2015-09-03'),
      added(birch, '2020-09-03'),
      removed(birch, '2024-02-02'),
      added(cedar, '2024-02-05'),
    ];
    expect(moves(facts)).toEqual([[birch, cedar, 3, 'seen-on-another-roll']]);
  });

  it('lead to a school that only the later leaving is known of', () => {
    const facts = [added(alder, '2020-09-03'), removed(alder, '2024-03-01'), removed(birch, '2024-12-20')];
    expect(moves(facts)[0]).toEqual([alder, birch, null, 'seen-on-another-roll']);
  });

  it('keep a first exit where the return was not reported and a second exit was', () => {
    const facts = [
      added(alder, '2020-09-03'),
      removed(alder, '2021-07-20'),
      added(birch, '2021-09-02'),
      removed(birch, '2023-01-10'),
      removed(alder, '2023-07-20'),
    ];
    expect(moves(facts).slice(0, 2)).toEqual([
      [alder, birch, 44, 'seen-on-another-roll'],
      [birch, alder, null, 'seen-on-another-roll'],
    ]);
  });

  it('are no exit where the school became the other, whose roll carries the old starting day', () => {
    const against = registerOf(
      { [alder]: { closedOn: day('2023-12-31') }, [birch]: { openedOn: day('2024-01-01') } },
      [succeeded(alder, birch, day('2024-01-01'))],
    );
    const { moves: found, flags: raised } = read(
      [added(alder, '2020-09-04'), removed(alder, '2023-12-31'), added(birch, '2020-09-04')],
      against,
    );
    expect(found).toMatchObject([{ kind: 'succession', to: birch, joinedOn: '2024-01-01' }]);
    expect(raised.map(({ flag }) => flag)).not.toContain('two-main-registrations');
  });

  it('lead to the school whose main registration had begun before the pupil left', () => {
    expect(
      moves([added(alder, '2023-09-04'), added(birch, '2024-01-08'), removed(alder, '2024-01-12')]),
    ).toEqual([[alder, birch, -4, 'seen-on-another-roll']]);
  });

  it('lead back to the same school where the pupil returned', () => {
    expect(
      moves([added(alder, '2023-09-04'), removed(alder, '2024-03-01'), added(alder, '2024-03-11')]),
    ).toEqual([[alder, alder, 10, 'seen-on-another-roll']]);
  });

  it.each<[string, Told[], string]>([
    ['nobody said where to', [], 'not-known'],
    [
      'a destination was reported',
      [removed(alder, '2024-03-01', { ground: 'F', destination: { kind: 'home-education' } })],
      'destination-reported',
    ],
    [
      'none was known to the school',
      [removed(alder, '2024-03-01', { ground: 'I', destination: { kind: 'none-known' } })],
      'not-known',
    ],
    [
      'the arrival was confirmed',
      [
        removed(alder, '2024-03-01', { destination: { kind: 'independent' } }),
        fact('DestinationConfirmed', {
          effectiveOn: day('2024-03-20'),
          school: alder,
          leftOn: day('2024-03-01'),
          destination: { kind: 'independent' },
          arrived: true,
        }),
      ],
      'destination-confirmed',
    ],
    ['the pupil died', [fact('PupilDied', { effectiveOn: day('2024-03-01') })], 'died'],
  ])('tell the whereabouts when %s', (_, more, whereabouts) => {
    const leaving = more.some(({ type }) => type === 'RemovedFromRoll') ? [] : [removed(alder, '2024-03-01')];
    expect(moves([added(alder, '2023-09-04'), ...leaving, ...more])).toEqual([
      [alder, null, null, whereabouts],
    ]);
  });
});

describe('two rolls at once', () => {
  it('are flagged where both are main registrations', () => {
    expect(flags([added(alder, '2023-09-04'), added(birch, '2024-01-08')])).toContain(
      'two-main-registrations',
    );
  });

  it('are not where one is subsidiary', () => {
    expect(flags([added(alder, '2023-09-04', 'M'), added(birch, '2024-01-08', 'S')])).not.toContain(
      'two-main-registrations',
    );
  });
});

describe('gaps with nobody responsible', () => {
  it('lie between two rolls and after the last', () => {
    const { gaps } = read([
      added(alder, '2023-09-04'),
      removed(alder, '2024-03-01'),
      added(birch, '2024-04-15'),
      removed(birch, '2024-07-19', { ground: 'F', destination: { kind: 'home-education' } }),
    ]);
    expect(gaps).toEqual([
      { from: '2024-03-02', to: '2024-04-14', after: alder, destination: null },
      { from: '2024-07-20', to: null, after: birch, destination: 'home-education' },
    ]);
  });

  it('end with death', () => {
    const { gaps } = read([
      added(alder, '2023-09-04'),
      removed(alder, '2024-03-01'),
      fact('PupilDied', { effectiveOn: day('2024-03-01') }),
    ]);
    expect(gaps).toEqual([]);
  });
});
