import type { Told } from '../../support/history.js';
import {
  added,
  corrected,
  counted,
  countedAsLeaver,
  day,
  fact,
  notCounted,
  pupilA,
  pupilB,
  recorded,
  registerOf,
  removed,
  succeeded,
  suspended,
  urn,
  withdrawn,
} from '../../support/history.js';
import { pupilStream, type Urn } from '../../../events/identifiers.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { interpret } from '../../../projections/trajectory/interpret.js';

const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
const register = registerOf({ [alder]: {}, [birch]: {}, [cedar]: {} });
const read = (facts: readonly Told[], against = register) => interpret(pupilA, recorded(facts), against);
const spells = (facts: readonly Told[]) =>
  read(facts).spells.map(({ school, enteredOn, leftOn, end }) => [
    school,
    enteredOn,
    leftOn,
    end?.how ?? null,
  ]);
const flags = (facts: readonly Told[], against = register) =>
  read(facts, against).flags.map(({ flag }) => flag);
const kinds = (facts: readonly Told[]) => read(facts).moves.map(({ kind }) => kind);
const moves = (facts: readonly Told[]) =>
  read(facts).moves.map(({ from, to, gapDays, whereabouts }) => [from, to, gapDays, whereabouts]);

describe('spells on roll', () => {
  it('run from the starting day to the last day on roll', () => {
    expect(
      spells([added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-06')]),
    ).toEqual([
      [alder, '2023-09-04', '2024-12-20', 'removed'],
      [birch, '2025-01-06', null, null],
    ]);
  });

  it('are the same whichever report came first', () => {
    const facts = [added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(alder, '2025-02-03')];
    expect(spells(facts.toReversed())).toEqual(spells(facts));
  });

  it('have no known beginning where only the leaving was reported, and say so', () => {
    expect(spells([removed(alder, '2024-12-20')])).toEqual([[alder, null, '2024-12-20', 'removed']]);
    expect(flags([removed(alder, '2024-12-20')])).toContain('no-known-beginning');
  });

  it('keep a leaving that lies before the only entry, and flag it', () => {
    const facts = [added(alder, '2024-09-04'), removed(alder, '2024-07-01')];
    expect(spells(facts)).toEqual([
      [alder, null, '2024-07-01', 'removed'],
      [alder, '2024-09-04', null, null],
    ]);
    expect(flags(facts)).toContain('left-before-entry');
  });

  it('are one where a register and a census report the same entry', () => {
    expect(spells([added(alder, '2024-09-04'), counted(alder, '2024-09-04', 'autumn')])).toHaveLength(1);
  });

  it('are one where reports give different starting days without a leaving between, and say so', () => {
    const facts = [added(alder, '2024-09-04'), counted(alder, '2024-09-05', 'autumn')];
    expect(spells(facts)).toEqual([[alder, '2024-09-04', null, null]]);
    expect(flags(facts)).toContain('entry-dates-differ');
  });

  it('follow a change of enrolment status', () => {
    const [spell] = read([
      added(alder, '2024-09-04', 'M'),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-11-04'), school: alder, enrolmentStatus: 'C' }),
    ]).spells;
    expect(spell?.statuses).toEqual([
      { from: '2024-09-04', status: 'M' },
      { from: '2024-11-04', status: 'C' },
    ]);
  });

  it('end as the register says, whatever a leaver row says beside it', () => {
    const facts = [
      counted(alder, '2022-09-05', 'autumn'),
      countedAsLeaver(alder, '2022-09-05', '2024-12-19', 'spring'),
      removed(alder, '2024-12-20'),
    ];
    expect(spells(facts)).toEqual([[alder, '2022-09-05', '2024-12-20', 'removed']]);
    expect(flags(facts)).toContain('leaving-dates-differ');
  });

  it('end as announced by a deletion return until a later census lists the pupil again', () => {
    const announced = fact('DeletionReturned', {
      effectiveOn: day('2024-12-10'),
      school: alder,
      regime: 'SI2024/208',
      ground: 'F',
      leavesOn: day('2024-12-20'),
    });
    const facts = [added(alder, '2022-09-05'), announced];
    expect(spells(facts)).toEqual([[alder, '2022-09-05', '2024-12-20', 'deletion-returned']]);
    expect(spells([...facts, counted(alder, '2022-09-05', 'spring')])).toEqual([
      [alder, '2022-09-05', null, null],
    ]);
  });
});

describe('an exit that nobody reported', () => {
  const listed = counted(alder, '2022-09-05', 'autumn');
  const missing = notCounted(alder, '2022-09-05', 'spring');

  it('is inferred on the census day that should have listed the pupil', () => {
    expect(spells([listed, missing])).toEqual([[alder, '2022-09-05', '2025-01-16', 'inferred']]);
  });

  it('is inferred on the day before a next entry that lies between the two censuses', () => {
    expect(spells([listed, missing, added(birch, '2024-11-11')])).toEqual([
      [alder, '2022-09-05', '2024-11-10', 'inferred'],
      [birch, '2024-11-11', null, null],
    ]);
  });

  it('gives way to any report of the exit', () => {
    expect(spells([missing, countedAsLeaver(alder, '2022-09-05', '2024-12-01', 'spring'), listed])).toEqual([
      [alder, '2022-09-05', '2024-12-01', 'counted-as-leaver'],
    ]);
  });

  it('is taken back by a listing sent again for that day', () => {
    expect(spells([listed, missing, counted(alder, '2022-09-05', 'spring')])).toEqual([
      [alder, '2022-09-05', null, null],
    ]);
  });
});

describe('entries that are reported twice', () => {
  it('end with the removal that names either starting day', () => {
    const facts = [
      added(alder, '2022-09-05'),
      counted(alder, '2022-09-06', 'autumn'),
      removed(alder, '2024-12-20', { enteredOn: day('2022-09-05') }),
      notCounted(alder, '2022-09-06', 'spring'),
    ];
    expect(spells(facts)).toEqual([[alder, '2022-09-05', '2024-12-20', 'removed']]);
  });

  it('stand again where a later census than that of the leaver row lists the pupil', () => {
    expect(
      spells([
        countedAsLeaver(alder, '2022-09-05', '2024-07-19', 'autumn'),
        counted(alder, '2022-09-05', 'spring'),
      ]),
    ).toEqual([[alder, '2022-09-05', null, null]]);
  });

  it('take up a change of status that is dated a day before them', () => {
    const facts = [
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-03-04'), school: birch, enrolmentStatus: 'C' }),
      added(birch, '2024-03-05', 'S'),
    ];
    expect(spells(facts)).toEqual([[birch, '2024-03-05', null, null]]);
  });
});

describe('a school that closed', () => {
  it('has no pupils any more: who was still there left on its last day, and this is flagged', () => {
    const against = registerOf({ [alder]: { closedOn: day('2023-12-31') }, [birch]: {} });
    const trajectory = read([added(alder, '2020-09-03'), added(birch, '2024-01-03')], against);
    expect(trajectory.moves).toMatchObject([
      {
        from: alder,
        to: birch,
        leftOn: '2023-12-31',
        end: { how: 'inferred', inferredFrom: 'school-closed' },
      },
    ]);
    expect(trajectory.flags.map(({ flag }) => flag)).toContain('on-roll-of-closed-school');
  });
});

describe('corrections', () => {
  const entry = added(alder, '2024-09-04');

  it('let the entry read as corrected', () => {
    expect(
      spells([entry, corrected(entry, { effectiveOn: '2024-09-11', school: alder, enrolmentStatus: 'C' })]),
    ).toEqual([[alder, '2024-09-11', null, null]]);
  });

  it('go by the last one', () => {
    const to = (on: string) => corrected(entry, { effectiveOn: on, school: alder, enrolmentStatus: 'C' });
    expect(spells([entry, to('2024-09-11'), to('2024-09-18')])).toEqual([[alder, '2024-09-18', null, null]]);
  });

  it('take a withdrawn entry out of the history', () => {
    expect(spells([entry, added(birch, '2024-09-05'), withdrawn(entry)])).toEqual([
      [birch, '2024-09-05', null, null],
    ]);
  });

  it('that were withdrawn themselves have no effect', () => {
    const correction = corrected(entry, { effectiveOn: '2024-09-11', school: alder, enrolmentStatus: 'C' });
    expect(spells([entry, correction, withdrawn(correction)])).toEqual([[alder, '2024-09-04', null, null]]);
  });

  it('cannot take a withdrawal back: only a new entry can', () => {
    const withdrawal = withdrawn(entry);
    expect(spells([entry, withdrawal, withdrawn(withdrawal)])).toEqual([]);
    expect(flags([entry, withdrawal, withdrawn(withdrawal)])).toContain('correction-of-nothing');
  });

  it('of an entry that is not in this history are flagged', () => {
    expect(flags([entry, withdrawn(added(cedar, '2020-01-01'))])).toContain('correction-of-nothing');
  });
});

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

describe('the 45 days of suspension in a school year', () => {
  const fortyFour = suspended(alder, '2024-09-10', 88);
  const onRoll = [added(alder, '2020-09-03'), added(birch, '2024-11-04'), removed(alder, '2024-11-01')];

  it('are not exceeded by 45.0', () => {
    expect(flags([...onRoll, fortyFour, suspended(birch, '2024-12-02', 2)])).not.toContain(
      'suspended-beyond-45-days',
    );
  });

  it('are exceeded by 45.5, also at a second school', () => {
    expect(flags([...onRoll, fortyFour, suspended(birch, '2024-12-02', 3)])).toContain(
      'suspended-beyond-45-days',
    );
  });

  it('start anew on 1 September where no terms are set, and say that this is a default', () => {
    const trajectory = read([
      ...onRoll,
      suspended(alder, '2024-08-31', 88),
      suspended(birch, '2024-12-02', 3),
    ]);
    expect(trajectory.flags.map(({ flag }) => flag)).not.toContain('suspended-beyond-45-days');
    expect(
      trajectory.exclusions.map((each) => [each.schoolYear, each.sessionsInYear, each.schoolYearByDefault]),
    ).toEqual([
      ['2023/24', 88, true],
      ['2024/25', 3, true],
    ]);
  });

  it("start anew on the first day of the school's own first term after July", () => {
    const terms = fact(
      'TermDatesSet',
      {
        effectiveOn: day('2024-01-01'),
        authority: 'E09000007' as never,
        schoolYear: '2024/25',
        terms: [{ startsOn: day('2024-08-27'), endsOn: day('2024-12-20') }],
      },
      'calendar-E09000007-2024-25' as never,
    );
    const own = registerOf({ [alder]: {}, [birch]: {} }, [terms]);
    const facts = [...onRoll, suspended(alder, '2024-08-26', 88), suspended(alder, '2024-08-27', 3)];
    expect(read(facts, own).exclusions.map((each) => [each.schoolYear, each.sessionsInYear])).toEqual([
      ['2023/24', 88],
      ['2024/25', 3],
    ]);
  });

  it('count a suspension that two sources report once', () => {
    expect(
      read([...onRoll, fortyFour, suspended(alder, '2024-09-10', 88, { term: '2024-autumn', ordinal: 1 })])
        .exclusions,
    ).toHaveLength(1);
  });

  it('count of one that direct reports tell differently the longer, and say so', () => {
    const facts = [...onRoll, suspended(alder, '2024-09-10', 2), suspended(alder, '2024-09-10', 10)];
    expect(read(facts).exclusions).toMatchObject([{ lengthSessions: 10, reportsDiffer: true }]);
    expect(flags(facts)).toContain('exclusion-reports-differ');
  });

  it('count of a cancelled suspension what was missed before', () => {
    const suspension = suspended(alder, '2024-09-09', 20);
    const cancelled = fact('ExclusionCancelled', {
      effectiveOn: day('2024-09-11'),
      school: alder,
      exclusion: suspension.id,
    });
    expect(read([...onRoll, suspension, cancelled]).exclusions).toMatchObject([
      { cancelledOn: '2024-09-11', sessionsInYear: 4 },
    ]);
  });
});

describe('circumstances', () => {
  it('take the observation of the latest census day, and a report before a census row of one day', () => {
    const facts = [
      counted(alder, '2022-09-05', 'spring', { characteristics: { senProvision: 'K' } }),
      counted(alder, '2022-09-05', 'autumn', { characteristics: { senProvision: 'N', ethnicity: 'WBRI' } }),
      fact('SenProvisionChanged', { effectiveOn: day('2025-01-16'), senProvision: 'E' }),
    ];
    const { circumstances } = read(facts);
    expect(circumstances.senProvision.map(({ from, value }) => [from, value])).toEqual([
      ['2024-10-03', 'N'],
      ['2025-01-16', 'E'],
    ]);
    expect(circumstances.ethnicity.map(({ value }) => value)).toEqual(['WBRI']);
  });

  it('prefer of one day the roll row, then the later entry', () => {
    const facts = [
      counted(alder, '2022-09-05', 'autumn', { characteristics: { senProvision: 'N' } }),
      counted(birch, '2023-09-05', 'autumn', { characteristics: { senProvision: 'K' } }),
      fact('CountedAsLeaver', {
        effectiveOn: day('2024-10-03'),
        term: '2024-autumn',
        school: cedar,
        enteredOn: day('2024-01-08'),
        leftOn: day('2024-06-01'),
        characteristics: { senProvision: 'E' },
      }),
    ];
    expect(read(facts).circumstances.senProvision.map(({ value }) => value)).toEqual(['K']);
  });
});

describe('the year group', () => {
  it("is that of the school's own year, and of the coming one for an entry in August", () => {
    const [move] = read([added(alder, '2024-08-30', 'C', '7'), removed(alder, '2024-12-20')]).moves;
    expect(move).toMatchObject({ yearGroup: 7 });
  });
});

describe('merged records', () => {
  const streamB = pupilStream(pupilB);
  const elsewhere = fact(
    'AddedToRoll',
    { effectiveOn: day('2025-01-06'), school: birch, enrolmentStatus: 'C' },
    streamB,
  );
  const address = (token: string, on: string) => ({
    effectiveOn: day(on),
    place: { form: 'text' as const, normaliser: 'uk-1', token: token.repeat(43) },
  });

  it('are one history', () => {
    const trajectory = read([
      added(alder, '2023-09-04'),
      removed(alder, '2024-12-20'),
      elsewhere,
      fact('RecordsMerged', { effectiveOn: day('2025-02-01'), absorbed: pupilB, addresses: [] }),
    ]);
    expect(trajectory.records).toEqual([pupilA, pupilB]);
    expect(trajectory.moves).toMatchObject([{ from: alder, to: birch }]);
  });

  it("take the absorbed record's addresses as made again under the surviving key", () => {
    const merged = fact('RecordsMerged', {
      effectiveOn: day('2025-02-01'),
      absorbed: pupilB,
      addresses: [address('b', '2024-01-01')],
    });
    const own = fact('AddressChanged', address('a', '2023-01-01'));
    const absorbed = fact('AddressChanged', address('c', '2024-01-01'), streamB);
    const { home } = read([own, absorbed, merged]).circumstances;
    expect(home.map(({ value }) => value.place?.token[0])).toEqual(['a', 'b']);
  });
});

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

describe('as at a day', () => {
  const facts = [added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-06')];

  it('shows what had begun by then, and nothing that came after', () => {
    const then = asAt(read(facts), day('2024-12-01'));
    expect(then.spells).toMatchObject([{ school: alder, leftOn: null, end: null }]);
    expect(then.moves).toEqual([]);
  });

  it('shows a leaver of whom the next school was not there yet', () => {
    expect(asAt(read(facts), day('2024-12-31')).moves).toMatchObject([
      { from: alder, to: null, whereabouts: 'not-known' },
    ]);
  });
});

describe('a school that became another', () => {
  const converted = (links: Told[], schools: Partial<Record<Urn, object>> = {}) =>
    registerOf({ [alder]: {}, [birch]: {}, ...schools }, links);

  it('is followed near the day of its succession', () => {
    const { succession } = converted([succeeded(alder, birch, day('2024-09-01'))]);
    expect(succession.follows(alder, birch, day('2024-08-31'))).toHaveLength(1);
    expect(succession.follows(alder, birch, day('2022-08-31'))).toBeUndefined();
    expect(succession.follows(birch, alder, day('2024-08-31'))).toBeUndefined();
  });

  it('is followed both ways where the published link ties two schools', () => {
    const { succession } = converted([succeeded(alder, birch, day('2024-09-01'), 'tied')]);
    expect(succession.follows(birch, alder, day('2024-08-31'))).toHaveLength(1);
  });

  it('is followed by the day of closing where the link has no date', () => {
    const { succession } = converted([succeeded(alder, birch)], { [alder]: { closedOn: day('2024-08-31') } });
    expect(succession.follows(alder, birch, day('2024-08-31'))).toHaveLength(1);
  });

  it('is not followed where nothing dates the link', () => {
    expect(
      converted([succeeded(alder, birch)]).succession.follows(alder, birch, day('2024-08-31')),
    ).toBeUndefined();
  });

  it('ends every walk, also through a cycle, and lists it', () => {
    const on = day('2024-09-01');
    const { succession } = converted([
      succeeded(alder, birch, on),
      succeeded(birch, alder, on),
      succeeded(birch, cedar, on),
    ]);
    expect(succession.follows(alder, cedar, on)).toHaveLength(2);
    expect(succession.follows(alder, urn(77), on)).toBeUndefined();
    expect(succession.cycles()).toEqual([[alder, birch]]);
  });
});
