import {
  added,
  counted,
  countedAsLeaver,
  day,
  fact,
  notCounted,
  registerOf,
  removed,
} from '../../support/history.js';
import { alder, birch, read, spells, flags } from './reading.js';

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
