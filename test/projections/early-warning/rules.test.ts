/** Each early warning: what makes it show, from when to when, and what does not. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import {
  earlyWarningRules,
  earlyWarnings,
  earlyWarningsOf,
} from '../../../projections/early-warning/projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import {
  added,
  corrected,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  removed,
  suspended,
  withdrawn,
  type Told,
} from '../../support/history.js';
import { alder, birch, cedar, finding, week } from '../findings.js';

const register = registerOf({
  [alder]: {},
  [birch]: { authority: asAuthorityCode('E09000008') },
  [cedar]: {},
});
const { all, on } = finding(earlyWarningsOf, register);
const onRoll = added(alder, '2022-09-05', 'C', '7');

describe('suspended repeatedly', () => {
  const three = [
    suspended(alder, '2024-09-17', 1),
    suspended(alder, '2024-11-05', 1),
    suspended(alder, '2025-03-17', 1),
  ];

  it('shows from the third suspension within 182 days, with how many they were and their entries', () => {
    expect(on('2025-03-16', onRoll, ...three)).toEqual([]);
    expect(all(onRoll, ...three)).toEqual([
      {
        rule: 'suspended-repeatedly',
        school: alder,
        from: '2025-03-17',
        to: '2025-03-17',
        reason: '3 suspensions in the 182 days up to 2025-03-17',
        evidence: three.map(({ id }) => id),
      },
    ]);
  });

  it('does not show where the third comes a day later', () => {
    expect(all(onRoll, ...three.slice(0, 2), suspended(alder, '2025-03-18', 1))).toEqual([]);
  });

  it('does not count one that was withdrawn, cancelled, or put on an earlier day', () => {
    const [, second, third] = three as [Told, Told, Told];
    expect(all(onRoll, ...three, withdrawn(second))).toEqual([]);
    expect(
      all(onRoll, ...three, corrected(third, { ...third.data, effectiveOn: day('2023-03-17') })),
    ).toEqual([]);
    const cancelled = fact('ExclusionCancelled', {
      effectiveOn: day('2025-03-18'),
      school: alder,
      exclusion: third.id,
    });
    expect(all(onRoll, ...three, cancelled)).toEqual([]);
  });

  it('follows the pupil to another school, over whose suspensions it counts too', () => {
    const facts = [
      onRoll,
      suspended(alder, '2024-11-05', 1),
      suspended(alder, '2024-11-19', 1),
      suspended(alder, '2024-12-03', 1),
      removed(alder, '2025-01-24'),
      added(birch, '2025-01-27', 'C', '9'),
      suspended(birch, '2025-02-04', 1),
    ];
    expect(
      all(...facts).map(({ school, from, to, reason }) => [school, from, to, reason.slice(0, 1)]),
    ).toEqual([
      [alder, '2024-12-03', '2025-01-26', '3'],
      [birch, '2025-01-27', '2025-02-03', '3'],
      [birch, '2025-02-04', '2025-05-19', '4'],
    ]);
    const [rows] = earlyWarnings.rows(interpret(pupilA, recorded(facts), register), register);
    expect(rows?.map((row) => row[4])).toEqual(['E09000007', 'E09000008', 'E09000008']);
  });

  it('ends where a permanent exclusion comes, unless that was cancelled', () => {
    const facts = ['2024-11-05', '2024-11-19', '2024-12-03'].map((from) => suspended(alder, from, 1));
    const excluded = fact('PermanentlyExcluded', {
      effectiveOn: day('2024-12-10'),
      school: alder,
      reasons: ['DB'],
    });
    expect(on('2024-12-09', onRoll, ...facts, excluded)).toEqual(['suspended-repeatedly']);
    expect(on('2024-12-10', onRoll, ...facts, excluded)).toEqual([]);
    const cancelled = fact('ExclusionCancelled', {
      effectiveOn: day('2024-12-12'),
      school: alder,
      exclusion: excluded.id,
    });
    expect(on('2024-12-10', onRoll, ...facts, excluded, cancelled)).toEqual(['suspended-repeatedly']);
  });
});

describe('suspended for more than five school days of a term', () => {
  const first = suspended(alder, '2024-11-04', 8);

  it('shows from eleven sessions until the term ends, and not at ten', () => {
    expect(all(onRoll, first, suspended(alder, '2024-11-19', 2))).toEqual([]);
    expect(all(onRoll, first, suspended(alder, '2024-11-19', 3))).toMatchObject([
      {
        rule: 'suspended-over-5-days-in-a-term',
        from: '2024-11-19',
        to: '2024-12-31',
        reason: '5.5 school days of suspension in the term that ends on 2024-12-31',
      },
    ]);
  });

  it('starts anew with the next term', () => {
    expect(all(onRoll, first, suspended(alder, '2025-01-14', 3))).toEqual([]);
  });

  it('is withdrawn with a correction of the length', () => {
    const second = suspended(alder, '2024-11-19', 3);
    expect(all(onRoll, first, second, corrected(second, { ...second.data, lengthSessions: 2 }))).toEqual([]);
  });
});

describe('short suspensions without education', () => {
  const fiveDays = suspended(alder, '2024-11-04', 10);
  const rule = ['short-suspensions-without-education'];
  const practice = (date: string, ...facts: readonly Told[]) =>
    on(date, onRoll, ...facts).filter((name) => name.startsWith('short'));

  it('show from ten school days until the school year ends, and not at nine', () => {
    expect(practice('2025-08-31', fiveDays, suspended(alder, '2024-11-18', 8))).toEqual([]);
    const ten = [fiveDays, suspended(alder, '2024-11-18', 10)];
    expect(practice('2024-11-21', ...ten)).toEqual([]);
    expect(practice('2024-11-22', ...ten)).toEqual(rule);
    expect(practice('2025-08-31', ...ten)).toEqual(rule);
    expect(practice('2025-09-01', ...ten)).toEqual([]);
  });

  it('are none where they come back to back, for then education is owed, nor where education was arranged', () => {
    expect(practice('2025-08-31', fiveDays, suspended(alder, '2024-11-11', 10))).toEqual([]);
    const arranged = fact('SixthDayEducationArranged', {
      effectiveOn: day('2024-11-18'),
      school: alder,
      arrangedBy: 'school',
      provider: 'own-school',
      hours: 'full-time',
      endsOn: day('2024-11-22'),
    });
    expect(practice('2025-08-31', fiveDays, suspended(alder, '2024-11-18', 10), arranged)).toEqual([]);
  });

  it('stay with the school that suspended; nine of five days are 45 days without education (I03)', () => {
    const nine = [
      ...['2024-09-09', '2024-09-23', '2024-10-07', '2024-11-04', '2024-11-18'],
      ...['2024-12-02', '2025-01-13', '2025-01-27', '2025-02-10'],
    ].map((from) => suspended(alder, from, 10));
    const found = all(onRoll, ...nine, removed(alder, '2025-02-28'), added(birch, '2025-03-03', 'C', '9'));
    expect(found.filter((each) => each.rule === rule[0]).at(-1)).toMatchObject({
      school: alder,
      from: '2025-02-14',
      to: '2025-08-31',
      reason: '45 school days without education, in 9 times out of under six days each, up to 2025-02-14',
      evidence: nine.map(({ id }) => id),
    });
  });
});

describe('managed moves', () => {
  const trial = (from: string, at = birch): Told =>
    fact('ManagedMoveTrialStarted', { effectiveOn: day(from), school: alder, receivingSchool: at });
  const failed = (from: string): Told =>
    fact('ManagedMoveFailed', { effectiveOn: day(from), school: alder, reason: 'behaviour' });

  it('that failed show for a year', () => {
    const facts = [onRoll, trial('2024-01-15'), failed('2024-03-01')];
    expect(all(...facts)).toMatchObject([
      {
        rule: 'managed-move-failed',
        from: '2024-03-01',
        to: '2025-02-28',
        reason: `A managed move from ${alder} failed on 2024-03-01`,
        evidence: [facts[1]?.id, facts[2]?.id],
      },
    ]);
  });

  it('that go on, succeeded, or whose failure was withdrawn do not', () => {
    expect(all(onRoll, trial('2024-01-15'))).toEqual([]);
    expect(
      all(
        onRoll,
        trial('2024-01-15'),
        fact('ManagedMoveSucceeded', {
          effectiveOn: day('2024-04-08'),
          school: alder,
          receivingSchool: birch,
        }),
      ),
    ).toEqual([]);
    const failure = failed('2024-03-01');
    expect(all(onRoll, trial('2024-01-15'), failure, withdrawn(failure))).toEqual([]);
  });

  it('that come again are told with their number and the days since the one before (I19)', () => {
    const facts = [onRoll, trial('2024-01-15'), failed('2024-03-01'), trial('2024-05-13', cedar)];
    expect(on('2024-05-12', ...facts)).not.toContain('managed-move-again');
    expect(all(...facts)).toContainEqual(
      expect.objectContaining({
        rule: 'managed-move-again',
        from: '2024-05-13',
        to: '2025-05-12',
        reason: 'Managed move number 2, 119 days after the one before',
      }),
    );
  });
});

describe('a reduced timetable', () => {
  const started = fact('ReducedTimetableStarted', {
    effectiveOn: day('2024-09-16'),
    school: alder,
    sessionsAWeek: 5,
    reason: 'behaviour',
  });
  const ended = fact('ReducedTimetableEnded', {
    effectiveOn: day('2024-10-18'),
    school: alder,
    outcome: 'full-time',
  });

  it('shows from its first day, and for 91 days after its last', () => {
    expect(on('2024-09-15', onRoll, started)).toEqual([]);
    expect(on('2026-01-01', onRoll, started)).toEqual(['reduced-timetable']);
    expect(on('2025-01-17', onRoll, started, ended)).toEqual(['reduced-timetable']);
    expect(on('2025-01-18', onRoll, started, ended)).toEqual([]);
  });

  it('does not show once it was withdrawn', () => {
    expect(all(onRoll, started, withdrawn(started))).toEqual([]);
  });
});

describe('a direction that runs long', () => {
  const started = fact('OffSiteDirectionStarted', {
    effectiveOn: day('2024-09-09'),
    school: alder,
    provider: { setting: 'OTH' },
    registration: 'dual',
    pattern: 'full-time',
  });
  const endedOn = (date: string): Told =>
    fact('OffSiteDirectionEnded', {
      effectiveOn: day(date),
      school: alder,
      followedBy: 'returned-to-school',
    });

  it('shows once it has lasted for more than twelve weeks, until it ends', () => {
    expect(on('2024-12-01', onRoll, started)).toEqual([]);
    expect(on('2024-12-02', onRoll, started)).toEqual(['direction-running-long']);
    expect(on('2024-12-06', onRoll, started, endedOn('2024-12-06'))).toEqual(['direction-running-long']);
    expect(on('2024-12-07', onRoll, started, endedOn('2024-12-06'))).toEqual([]);
    expect(all(onRoll, started, endedOn('2024-12-01'))).toEqual([]);
  });

  it('ends with the roll of the school that directs where nobody told its end', () => {
    expect(all(onRoll, started, removed(alder, '2025-02-14'))).toMatchObject([{ to: '2025-02-14' }]);
  });

  it('is withdrawn with the direction', () => {
    expect(all(onRoll, started, withdrawn(started))).toEqual([]);
  });
});

describe('absence that builds up', () => {
  const mondays = ['2024-11-04', '2024-11-11', '2024-11-18'];

  it('shows from a tenth of the possible sessions of six weeks on, from three weeks on', () => {
    expect(all(onRoll, ...mondays.slice(1).map((monday) => week(monday, { O: 2 })))).toEqual([]);
    const found = all(
      onRoll,
      week('2024-11-04', { I: 1 }),
      week('2024-11-11', { O: 1 }),
      week('2024-11-18', { O: 1 }),
    );
    expect(found).toMatchObject([
      {
        rule: 'absence-building-up',
        from: '2024-11-22',
        to: '2025-01-02',
        reason: '3 of 30 possible sessions missed in the 6 weeks up to 2024-11-22',
      },
    ]);
    expect(found[0]?.evidence).toHaveLength(3);
  });

  it('does not show at a session fewer, nor once a week is corrected', () => {
    const [first, second, third] = mondays.map((monday) => week(monday, { O: 1 })) as [Told, Told, Told];
    expect(all(onRoll, first, second, week('2024-11-18', {}))).toEqual([]);
    expect(all(onRoll, first, second, third, corrected(third, week('2024-11-18', {}).data))).toEqual([]);
  });

  it('goes on as one while it lasts, and ends with the week that brings it below', () => {
    const absent = [...mondays, '2024-11-25'].map((monday) => week(monday, { O: 1 }));
    expect(all(onRoll, ...absent, week('2024-12-02', {}))).toMatchObject([
      { from: '2024-11-22', to: '2024-12-05' },
    ]);
  });

  it('forgets what lies more than six weeks back', () => {
    const before = ['2024-09-09', '2024-09-16', '2024-09-23'].map((monday) => week(monday, { O: 5 }));
    expect(on('2024-11-22', onRoll, ...before, ...mondays.map((monday) => week(monday, {})))).toEqual([]);
  });
});

describe('leaving before a census (I15)', () => {
  it.each([
    ['2024-09-04', '2024-10-03', false],
    ['2024-09-05', '2024-10-03', true],
    ['2024-10-02', '2024-10-03', true],
    ['2024-10-03', '2024-10-03', false],
    ['2024-12-18', '2025-01-16', false],
    ['2024-12-19', '2025-01-16', true],
    ['2025-01-15', '2025-01-16', true],
    ['2025-05-14', '2025-05-15', false],
  ])('on %s, with a census on %s: %s', (leftOn, census, shows) => {
    const found = all(onRoll, removed(alder, leftOn));
    expect(found.map(({ rule }) => rule)).toEqual(shows ? ['left-before-census'] : []);
    if (shows) expect(found[0]).toMatchObject({ school: alder, from: leftOn, to: '2025-08-31' });
    if (shows) expect(found[0]?.reason).toContain(`days before the census of ${census}`);
  });

  it('is none at the end of the last year that the school teaches, nor once it is withdrawn', () => {
    expect(all(added(alder, '2020-09-03', 'C', '7'), removed(alder, '2025-09-08'))).toEqual([]);
    const left = removed(alder, '2024-10-02');
    expect(all(onRoll, left, withdrawn(left))).toEqual([]);
  });
});

it('a pupil of whom nothing of this is told has no row', () => {
  const facts = [
    onRoll,
    suspended(alder, '2024-11-04', 2),
    removed(alder, '2025-03-14'),
    added(birch, '2025-03-17'),
  ];
  expect(earlyWarnings.rows(interpret(pupilA, recorded(facts), register), register)).toEqual([[]]);
});

it('every rule says in words what it looks for, where it comes from, and each threshold with its source', () => {
  for (const { says, source, parameters } of earlyWarningRules) {
    expect(says).not.toMatch(/off-?roll|will be|at fault/i);
    expect(source).not.toBe('');
    for (const parameter of Object.values(parameters)) expect(parameter.says).not.toBe('');
  }
});
