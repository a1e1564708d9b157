/** Each disagreement between sources: what makes it show, from when to when, and what settles it. */
import {
  disagreementsOf,
  reconciliation,
  reconciliationRules,
} from '../../../projections/reconciliation/projection.js';
import { sources } from '../../../projections/reconciliation/rule.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { asAuthorityCode, authorityStream } from '../../../events/identifiers.js';
import {
  added,
  corrected,
  counted,
  countedAsLeaver,
  day,
  fact,
  notCounted,
  pupilA,
  recorded,
  registerOf,
  removed,
  suspended,
  withdrawn,
  type Told,
} from '../../support/history.js';
import { alder, birch, cedar, finding, later, week } from '../findings.js';

const elsewhere = { authority: asAuthorityCode('E09000008') };
const register = registerOf({ [alder]: {}, [birch]: {}, [cedar]: elsewhere });
const { all, on } = finding(disagreementsOf, register);
const onRoll = added(alder, '2022-09-05', 'C', '7');
const returned = (on: string, leavesOn: string, school?: typeof birch): Told =>
  fact('DeletionReturned', {
    effectiveOn: day(on),
    school: alder,
    regime: 'SI2024/208',
    leavesOn: day(leavesOn),
    ...(school && { destination: { kind: 'school' as const, school } }),
  });
const rules = (...facts: readonly Told[]): string[] => all(onRoll, ...facts).map(({ rule }) => rule);

describe('a leaver without a deletion return', () => {
  const left = removed(alder, '2024-11-15');

  it('shows from the day after the last on roll, with the deletion that stands', () => {
    expect(on('2024-11-15', onRoll, left)).toEqual([]);
    expect(all(onRoll, left)).toEqual([
      {
        rule: 'deletion-without-return',
        school: alder,
        from: '2024-11-16',
        to: null,
        reason: 'Last on roll on 2024-11-15; nobody has reported a deletion return',
        evidence: [left.id],
      },
    ]);
  });

  it('does not show where the return was given by then, and shows until it is given where it comes late', () => {
    expect(rules(left, returned('2024-11-15', '2024-11-15'))).toEqual([]);
    expect(all(onRoll, left, returned('2024-11-20', '2024-11-15'))).toMatchObject([{ to: '2024-11-19' }]);
  });

  it('goes with the deletion when that is withdrawn', () => {
    expect(rules(left, withdrawn(left))).toEqual([]);
  });

  it('is none before September 2016, nor at the end of the last year that the school teaches, or of school age', () => {
    expect(all(added(alder, '2014-09-03', 'C', '7'), removed(alder, '2016-08-31'))).toEqual([]);
    expect(all(added(alder, '2014-09-03', 'C', '7'), removed(alder, '2016-09-01'))).not.toEqual([]);
    expect(all(added(alder, '2020-09-03', 'C', '7'), removed(alder, '2025-07-18'))).toEqual([]);
    expect(rules(removed(alder, '2024-11-15', { ground: 'L' }))).toEqual([]);
  });

  it('is told apart where a census alone has the leaving, or only lists the pupil no more', () => {
    const autumn = counted(alder, '2022-09-05', 'autumn');
    expect(rules(autumn, countedAsLeaver(alder, '2022-09-05', '2024-11-15', 'spring'))).toEqual([
      'census-leaver-without-return',
    ]);
    expect(rules(autumn, notCounted(alder, '2022-09-05', 'spring'))).toEqual([
      'gone-from-census-without-return',
    ]);
    expect(rules(autumn, countedAsLeaver(alder, '2022-09-05', '2024-11-15', 'spring'), left)).toEqual([
      'deletion-without-return',
    ]);
  });
});

it('a return without a deletion shows until the deletion is reported', () => {
  expect(rules(returned('2024-11-11', '2024-11-15'))).toEqual(['return-without-deletion']);
  expect(on('2024-11-15', onRoll, returned('2024-11-11', '2024-11-15'))).toEqual([]);
  expect(rules(returned('2024-11-11', '2024-11-15'), removed(alder, '2024-11-15'))).toEqual([]);
});

describe('a return without an entry on the new roll', () => {
  const gone = [onRoll, returned('2024-11-15', '2024-11-15', birch), removed(alder, '2024-11-15')];

  it('shows when ten school days have gone by', () => {
    expect(on('2024-11-29', ...gone)).toEqual([]);
    expect(on('2024-11-30', ...gone)).toEqual(['return-without-new-roll-entry']);
    expect(all(...gone)[0]?.reason).toBe(
      `Left on 2024-11-15 for ${birch}; nobody has reported the arrival within 10 school days`,
    );
  });

  it('is settled by the new roll, or by whoever else has seen the pupil', () => {
    const days = (...more: readonly Told[]) => all(...gone, ...more).map(({ from, to }) => [from, to]);
    expect(days(added(birch, '2024-11-18', 'C', '9'))).toEqual([]);
    expect(days(added(birch, '2024-12-09', 'C', '9'))).toEqual([['2024-11-30', '2024-12-08']]);
    const confirmed = fact('DestinationConfirmed', {
      effectiveOn: day('2024-12-04'),
      school: alder,
      leftOn: day('2024-11-15'),
      destination: { kind: 'school', school: birch },
      arrived: true,
    });
    expect(days(confirmed)).toEqual([['2024-11-30', '2024-12-03']]);
    expect(days(confirmed, withdrawn(confirmed))).toEqual([['2024-11-30', null]]);
  });

  it('waits for as long as the authority’s own standard says', () => {
    const standard = fact(
      'LocalStandardSet',
      { effectiveOn: day('2024-09-02'), standard: 'destination-confirmation', length: 3 },
      authorityStream(asAuthorityCode('E09000007')),
    );
    const strict = registerOf({ [alder]: {}, [birch]: {} }, [standard]);
    expect(finding(disagreementsOf, strict).all(...gone)).toMatchObject([{ from: '2024-11-21' }]);
  });
});

describe('a destination that was never confirmed', () => {
  it('is one out of sight of this authority’s rolls, also without a school', () => {
    const out = [returned('2024-11-15', '2024-11-15', cedar), removed(alder, '2024-11-15')];
    expect(rules(...out)).toEqual(['destination-never-confirmed']);
    const abroad = removed(alder, '2024-11-15', { destination: { kind: 'abroad' } });
    expect(rules(returned('2024-11-15', '2024-11-15'), abroad)).toEqual(['destination-never-confirmed']);
  });

  it('is none where no destination was reported: that child is sought as missing education', () => {
    expect(rules(returned('2024-11-15', '2024-11-15'), removed(alder, '2024-11-15'))).toEqual([]);
  });

  it('is settled by the parent’s notice of home education', () => {
    const left = removed(alder, '2024-11-15', { destination: { kind: 'home-education' } });
    const notice = fact('HomeEducationNotified', {
      effectiveOn: day('2024-11-14'),
      school: alder,
      notifiedBy: 'parent',
      letter: 'parent',
    });
    expect(rules(returned('2024-11-15', '2024-11-15'), left)).toEqual(['destination-never-confirmed']);
    expect(rules(returned('2024-11-15', '2024-11-15'), left, notice)).toEqual([]);
  });
});

describe('reports of one thing that differ', () => {
  it('are starting days, shown from the later of them', () => {
    expect(all(onRoll, counted(alder, '2022-09-07', 'autumn'))).toMatchObject([
      {
        rule: 'entry-dates-differ',
        from: '2022-09-07',
        reason: 'Reports give the starting days 2022-09-05, 2022-09-07',
      },
    ]);
    expect(rules(counted(alder, '2022-09-05', 'autumn'))).toEqual([]);
  });

  it('are leaving days, and a census that lists the pupil after them', () => {
    const told = returned('2024-11-15', '2024-11-15');
    const left = removed(alder, '2024-11-15');
    expect(rules(told, left, countedAsLeaver(alder, '2022-09-05', '2024-11-18', 'spring'))).toEqual([
      'leaving-dates-differ',
    ]);
    expect(rules(told, left, counted(alder, '2022-09-05', 'spring'))).toEqual(['listed-after-leaving']);
    expect(rules(told, left, counted(alder, '2022-09-05', 'autumn'))).toEqual([]);
  });

  it('are lengths of one suspension; a census that differs is no direct report', () => {
    const direct = suspended(alder, '2024-11-04', 4);
    expect(rules(direct, suspended(alder, '2024-11-04', 6))).toEqual(['exclusion-reports-differ']);
    expect(rules(direct, suspended(alder, '2024-11-04', 6, { term: '2025-spring' }))).toEqual([]);
  });
});

describe('what a census alone has seen', () => {
  it('is an entry during the year, five days after it', () => {
    const row = counted(birch, '2024-11-04', 'spring');
    expect(on('2024-11-09', row)).toEqual([]);
    expect(on('2024-11-10', row)).toEqual(['entry-only-in-census']);
    expect(all(row, added(birch, '2024-11-04'))).toEqual([]);
    expect(all(counted(birch, '2024-09-04', 'spring'))).toEqual([]);
  });

  it('is an exclusion of which no direct report was made', () => {
    const row = suspended(alder, '2024-11-04', 4, { term: '2025-spring' });
    expect(rules(row)).toEqual(['exclusion-only-in-census']);
    expect(rules(row, suspended(alder, '2024-11-04', 4))).toEqual([]);
  });
});

describe('a suspension without E marks', () => {
  const suspension = suspended(alder, '2024-11-04', 4);

  it('shows from the Friday of a week whose register has no mark of it', () => {
    const unmarked = week('2024-11-04', { O: 4 });
    expect(on('2024-11-07', onRoll, suspension, unmarked)).toEqual([]);
    expect(all(onRoll, suspension, unmarked)).toMatchObject([
      { rule: 'suspension-without-e-marks', from: '2024-11-08', evidence: [suspension.id, unmarked.id] },
    ]);
  });

  it('does not show with one mark, with a mark of other provision, nor without a register of that week', () => {
    expect(rules(suspension, week('2024-11-04', { E: 1 }))).toEqual([]);
    expect(rules(suspension, week('2024-11-04', { B: 4 }))).toEqual([]);
    expect(rules(suspension, week('2024-11-11', {}))).toEqual([]);
  });

  it('is none of a lunchtime, nor of one that was withdrawn or moved by a correction', () => {
    expect(rules(suspended(alder, '2024-11-04', 1, { category: 'LNCH' }), week('2024-11-04', {}))).toEqual(
      [],
    );
    expect(rules(suspension, week('2024-11-04', {}), withdrawn(suspension))).toEqual([]);
    const moved = corrected(suspension, { ...suspension.data, effectiveOn: day('2024-11-18') });
    expect(rules(suspension, week('2024-11-04', {}), moved)).toEqual([]);
  });
});

describe('E marks without a suspension', () => {
  it('show from the Friday of the first week of a run of them', () => {
    expect(
      all(onRoll, week('2024-11-04', { E: 1 }), week('2024-11-11', { E: 10 }), week('2024-12-02', { E: 2 })),
    ).toMatchObject([
      {
        rule: 'e-marks-without-suspension',
        from: '2024-11-08',
        reason: 'Marked E in the week of 2024-11-04; nobody has reported an exclusion',
      },
    ]);
    expect(rules(week('2024-11-04', {}))).toEqual([]);
  });

  it('are none in a week of a suspension, or after a permanent exclusion until it is taken back', () => {
    expect(rules(suspended(alder, '2024-11-06', 6), week('2024-11-04', { E: 6 }))).toEqual([]);
    const excluded = fact('PermanentlyExcluded', {
      effectiveOn: day('2024-11-06'),
      school: alder,
      reasons: ['DB'],
    });
    expect(rules(excluded, week('2024-11-25', { E: 10 }))).toEqual([]);
    const back = fact('ExclusionCancelled', {
      effectiveOn: day('2024-11-22'),
      school: alder,
      exclusion: excluded.id,
    });
    expect(rules(excluded, back, week('2024-11-25', { E: 10 }))).toEqual(['e-marks-without-suspension']);
  });
});

describe('B, D or K marks without a placement', () => {
  it('show at five sessions of a week, and not at four', () => {
    expect(rules(week('2024-11-04', { B: 4 }))).toEqual([]);
    expect(all(onRoll, week('2024-11-04', { B: 3, K: 2 }))).toMatchObject([
      { rule: 'away-marks-without-placement', from: '2024-11-08' },
    ]);
  });

  it('are none with a direction, a trial, a second roll, or sixth-day education', () => {
    const marks = week('2024-11-04', { B: 10 });
    const direction = fact('OffSiteDirectionStarted', {
      effectiveOn: day('2024-11-08'),
      school: alder,
      provider: { setting: 'OTH' },
      registration: 'single',
      pattern: 'full-time',
    });
    const trial = fact('ManagedMoveTrialStarted', {
      effectiveOn: day('2024-10-14'),
      school: alder,
      receivingSchool: birch,
    });
    expect(rules(marks, direction)).toEqual([]);
    expect(rules(marks, direction, withdrawn(direction))).toEqual(['away-marks-without-placement']);
    expect(rules(marks, trial)).toEqual([]);
    expect(rules(week('2024-11-04', { D: 10 }), added(birch, '2024-10-14', 'S'))).toEqual([]);
  });
});

describe('twenty school days of G, N or O', () => {
  const mondays = ['2024-11-04', '2024-11-11', '2024-11-18', '2024-11-25'];
  const absent = mondays.map((monday, at) => week(monday, at % 2 ? { O: 10 } : { N: 6, G: 4 }));
  const rule = ['twenty-school-days-absent'];

  it('show from the Friday of the week that completes them until the pupil is seen again', () => {
    expect(on('2024-11-28', onRoll, ...absent)).toEqual([]);
    expect(on('2024-11-29', onRoll, ...absent)).toEqual(rule);
    expect(all(onRoll, ...absent, week('2024-12-02', { O: 8 }))).toMatchObject([
      {
        from: '2024-11-29',
        to: '2024-12-05',
        reason: 'Absent without leave in every session since 2024-11-04',
      },
    ]);
  });

  it('are none at nineteen and a half, nor where a week between them is not known', () => {
    const short = fact('AttendanceSummarised', {
      effectiveOn: day('2024-11-25'),
      school: alder,
      sessionsPossible: 9,
      marks: [{ code: 'O', sessions: 9 }],
    });
    expect(rules(...absent.slice(0, 3), short)).toEqual([]);
    expect(rules(...absent.slice(0, 3), week('2024-12-02', { O: 10 }))).toEqual([]);
  });

  it('go on over a holiday, and are withdrawn with a week of them', () => {
    const overHalfTerm = ['2024-10-14', '2024-10-21', '2024-11-04', '2024-11-11'].map((monday) =>
      week(monday, { O: 10 }),
    );
    expect(rules(...overHalfTerm)).toEqual(rule);
    const [, second] = absent as [Told, Told];
    expect(rules(...absent, withdrawn(second))).toEqual([]);
  });

  it('end where somebody reported the child missing, or with the roll', () => {
    const missing = fact('MissingEducationReported', {
      effectiveOn: day('2024-11-20'),
      reportedBy: 'school',
      reason: 'whereabouts-unknown',
    });
    expect(rules(...absent, missing)).toEqual([]);
    const left = [returned('2024-12-13', '2024-12-13'), removed(alder, '2024-12-13', { ground: 'I' })];
    expect(all(onRoll, ...absent, ...left).find((each) => each.rule === rule[0])).toMatchObject({
      to: '2024-12-13',
    });
  });
});

it('a pupil whose sources agree has no row', () => {
  const facts = [
    onRoll,
    counted(alder, '2022-09-05', 'autumn'),
    suspended(alder, '2024-11-04', 2),
    week('2024-11-04', { E: 2 }),
    returned('2025-02-14', '2025-02-14', birch),
    removed(alder, '2025-02-14'),
    added(birch, '2025-02-24', 'C', '9'),
  ];
  expect(reconciliation.rows(interpret(pupilA, recorded(facts), register), register)).toEqual([[]]);
  expect(on(later, ...facts)).toEqual([]);
});

it('every rule names who has seen it, who has not, and whose word stands and why', () => {
  for (const { seenBy, notSeenBy, stands, parameters } of reconciliationRules) {
    for (const source of [seenBy, notSeenBy, stands.source]) expect(Object.keys(sources)).toContain(source);
    expect(stands.because).not.toBe('');
    for (const parameter of Object.values(parameters)) expect(parameter.says).not.toBe('');
  }
});
