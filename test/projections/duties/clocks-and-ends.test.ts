/** What is particular to single duties: sums and thresholds, where clocks begin, how duties end. */
import { corrected, removed, withdrawn } from '../../support/history.js';
import { sixthDayEducation } from './cases/exclusions.js';
import {
  alder,
  birch,
  duties,
  dutyOf,
  kindsOf,
  later,
  notified,
  other,
  permanently,
  reviewed,
  said,
  stands,
  suspendedFor,
} from './given.js';

describe('the 45 days of a school year', () => {
  /** 40 school days to 15 November 2024, by two schools. */
  const forty = [suspendedFor('2024-09-09', 40), suspendedFor('2024-10-14', 40, { school: birch })];
  const limit = (sessions: number) =>
    dutyOf('suspension-limit', [...forty, suspendedFor('2024-12-09', sessions)]);

  it('are kept by 45.0 over all schools, and end with the school year', () => {
    const duty = limit(10);
    expect(duty).toMatchObject({
      owedBy: 'school',
      owedTo: 'pupil',
      sum: { sessions: 90, limitSessions: 90 },
    });
    expect(stands(duty, '2024-12-13')).toEqual(['owed', 0]);
    expect(stands(duty, '2025-08-31')).toEqual(['owed', 0]);
    expect(stands(duty, '2025-09-01')).toEqual(['no-longer-owed', 0]);
  });

  it('are breached by 45.5, from the day on which they were used up, by half a day', () => {
    const duty = limit(11);
    expect(duty).toMatchObject({ dueOn: '2024-12-15', school: alder, ended: null });
    expect(stands(duty, '2024-12-15')).toEqual(['owed', 0]);
    expect(stands(duty, '2024-12-16')).toEqual(['overdue', 0.5]);
    expect(stands(duty, '2026-01-01')).toEqual(['overdue', 0.5]);
  });

  it('are kept again by a correction, and by a withdrawal', () => {
    const last = suspendedFor('2024-12-09', 11);
    const right = corrected(last, suspendedFor('2024-12-09', 10).data);
    expect(dutyOf('suspension-limit', [...forty, last, right]).sum?.sessions).toBe(90);
    expect(dutyOf('suspension-limit', [...forty, last, withdrawn(last)]).sum?.sessions).toBe(80);
    const all = [...forty, last];
    expect(kindsOf([...all, ...all.map(withdrawn)])).not.toContain('suspension-limit');
  });

  it('use no day of a holiday, and begin anew with the school year', () => {
    const over = [...forty, suspendedFor('2024-12-16', 11)];
    expect(dutyOf('suspension-limit', over).dueOn).toBe('2025-01-05');
    const limits = duties([...over, suspendedFor('2025-09-08', 4)]).filter(
      ({ kind }) => kind === 'suspension-limit',
    );
    expect(limits.map(({ sum }) => sum?.sessions)).toEqual([91, 4]);
  });
});

describe('the thresholds of a term', () => {
  const board = (sessions: number, ...more: Parameters<typeof duties>[0]) =>
    kindsOf([suspendedFor('2024-09-09', sessions), ...more]).filter((kind) => kind.includes('board'));

  it('of 5 days have the board told, and meet where the parent makes representations', () => {
    const made = reviewed('2024-09-20', 'EON', { excludedOn: '2024-09-09' });
    expect(board(10, made)).toEqual(['exclusion-reported-to-governing-board']);
    expect(board(11)).toEqual(['exclusion-told-to-governing-board']);
    expect(board(11, made)).toEqual(['exclusion-told-to-governing-board', 'board-representations']);
    expect(board(30, made)).toEqual(['exclusion-told-to-governing-board', 'board-representations']);
  });

  it('of 15 days have the board meet in any case', () => {
    expect(board(31)).toEqual(['exclusion-told-to-governing-board', 'board-reinstatement']);
  });

  it('do not matter where an examination is missed', () => {
    const missed = suspendedFor('2024-09-09', 2, { missesExamination: true });
    expect(kindsOf([missed])).toEqual(
      expect.arrayContaining(['exclusion-told-to-governing-board', 'board-reinstatement']),
    );
  });
});

describe('the board’s clock', () => {
  it('runs from the notice to the board', () => {
    const excluded = permanently('2024-11-04');
    const told = notified('2024-11-08', 'governing-board', excluded);
    expect(dutyOf('board-reinstatement', [excluded, told])).toMatchObject({
      dueOn: '2024-11-29',
      trigger: { event: excluded.id, on: '2024-11-04' },
    });
  });

  it('says when it stands on a calendar that nobody reported', () => {
    expect(dutyOf('board-reinstatement', [permanently('2023-11-06')]).byDefaultCalendar).toBe(true);
    expect(dutyOf('board-reinstatement', [permanently('2024-11-04')]).byDefaultCalendar).toBe(false);
  });
});

describe('a duty ends', () => {
  it('with an exclusion that is cancelled: who is told after that is told of nothing owed', () => {
    const excluded = permanently('2024-11-04');
    const cancelled = said('ExclusionCancelled', '2024-11-07', {
      school: alder,
      exclusion: excluded.id,
    });
    const told = notified('2024-11-08', 'parent', excluded);
    const all = [excluded, cancelled, told];
    expect(dutyOf('exclusion-told-to-parent', all)).toMatchObject({
      met: null,
      ended: { on: '2024-11-07', because: 'exclusion-cancelled' },
    });
    expect(stands(dutyOf('exclusion-told-to-parent', all), '2024-11-06')).toEqual(['overdue', 1]);
    expect(stands(dutyOf('exclusion-told-to-parent', all), '2024-11-08')).toEqual(['no-longer-owed', 1]);
    expect(stands(dutyOf('board-reinstatement', all), '2024-12-31')).toEqual(['no-longer-owed', 0]);
  });

  it('with the days out, of education from the sixth', () => {
    const six = suspendedFor('2024-11-04', 12);
    const duty = dutyOf('sixth-day-education', [six, sixthDayEducation('2024-11-13', 'school')]);
    expect(duty).toMatchObject({ dueOn: '2024-11-11', met: null });
    expect(stands(duty, '2024-11-12')).toEqual(['no-longer-owed', 0]);
  });

  it('with a trial that is given up', () => {
    const trial = said('ManagedMoveTrialStarted', '2024-09-09', { school: alder, receivingSchool: birch });
    const given = said('ManagedMoveWithdrawn', '2024-10-07', { school: alder, by: 'parent' });
    expect(stands(dutyOf('managed-move-decision', [trial, given]), '2024-10-07')).toEqual([
      'no-longer-owed',
      0,
    ]);
  });

  it('with the child’s life, save that the deleted name is returned', () => {
    const all = [
      permanently('2024-11-04'),
      said('PupilDied', '2024-11-06', {}),
      removed(alder, '2024-11-06', { ground: 'K' }),
    ];
    expect(stands(dutyOf('board-reinstatement', all), '2024-11-06')).toEqual(['no-longer-owed', 0]);
    expect(stands(dutyOf('deletion-return', all), '2024-11-07')).toEqual(['overdue', 1]);
  });

  it('at the end of school age, of a leaver whom nobody found', () => {
    const left = removed(alder, '2026-04-20', { ground: 'G' });
    expect(dutyOf('destination-confirmed', [left]).ended).toEqual({
      on: '2026-06-27',
      because: 'over-school-age',
    });
  });
});

describe('a window', () => {
  const refused = [permanently('2024-10-01'), reviewed('2024-11-04', 'DNO', { excludedOn: '2024-10-01' })];

  it('to ask for a panel lapses where nobody asks', () => {
    const duty = dutyOf('panel-application', refused);
    expect(stands(duty, '2024-11-25')).toEqual(['owed', 0]);
    expect(stands(duty, '2024-11-26')).toEqual(['no-longer-owed', 0]);
  });

  it('runs from the notice of the decision to the parent', () => {
    const [, decision] = refused;
    const told = decision ? [notified('2024-11-06', 'parent', decision)] : [];
    expect(dutyOf('panel-application', [...refused, ...told]).dueOn).toBe('2024-11-27');
  });

  it('to return from home lapses where nobody asks, and not for who asked within it', () => {
    const left = removed(alder, '2024-11-04', { ground: 'F' });
    expect(stands(dutyOf('home-education-return', [left]), '2024-12-03')).toEqual(['no-longer-owed', 0]);
    const asked = said('ReturnRequested', '2024-12-02', {});
    expect(stands(dutyOf('home-education-return', [left, asked]), '2024-12-03')).toEqual(['overdue', 1]);
  });
});

describe('education from the sixth day', () => {
  it('is owed of several suspensions back to back', () => {
    const stacked = [suspendedFor('2024-11-04', 6), suspendedFor('2024-11-07', 8)];
    expect(dutyOf('sixth-day-education', stacked).dueOn).toBe('2024-11-11');
    const apart = [suspendedFor('2024-11-04', 6), suspendedFor('2024-11-08', 8)];
    expect(kindsOf(apart)).not.toContain('sixth-day-education');
  });

  it('is not met by part-time education, unless an EHC plan sets it', () => {
    const excluded = permanently('2024-11-04');
    const arranged = (hours: string) =>
      dutyOf('sixth-day-education', [excluded, sixthDayEducation('2024-11-11', 'authority', { hours })]);
    expect(stands(arranged('part-time'), '2024-11-12')).toEqual(['overdue', 1]);
    expect(stands(arranged('set-by-ehc-plan'), '2024-11-12')).toEqual(['met', 0]);
  });

  it('is the home authority’s after a permanent exclusion', () => {
    const home = said('AddressChanged', '2024-01-08', { homeAuthority: other });
    expect(dutyOf('sixth-day-education', [home, permanently('2024-11-04')])).toMatchObject({
      owedBy: 'authority',
      authority: other,
      school: alder,
    });
  });
});

it('a trial that the schools gave a day of decision is late by days, one by the protocol’s weeks by weeks', () => {
  const trial = (more: object) =>
    dutyOf('managed-move-decision', [
      said('ManagedMoveTrialStarted', '2024-09-09', { school: alder, receivingSchool: birch, ...more }),
    ]);
  expect(trial({}).clock).toEqual({ length: 12, unit: 'weeks', isDefault: false });
  expect(stands(trial({}), '2024-12-10')).toEqual(['overdue', 2]);
  const named = trial({ decisionDueOn: '2024-10-21' });
  expect(named.clock).toEqual({ length: null, unit: 'calendar days', isDefault: false });
  expect(stands(named, later('2024-10-21', 9))).toEqual(['overdue', 9]);
});

it('a trial that was made longer is due on the day that held then, and on the later day from the agreement on', () => {
  const started = said('ManagedMoveTrialStarted', '2024-09-09', { school: alder, receivingSchool: birch });
  const extended = said('ManagedMoveReviewed', '2024-12-05', {
    school: alder,
    outcome: 'extended',
    decisionDueOn: '2025-01-31',
  });
  const decided = said('ManagedMoveSucceeded', '2025-01-31', { school: alder, receivingSchool: birch });
  const [first, second] = duties([started, extended, decided]).filter(
    ({ kind }) => kind === 'managed-move-decision',
  );
  expect(first).toMatchObject({
    dueOn: '2024-12-02',
    met: null,
    ended: { on: '2024-12-05', because: 'extended' },
  });
  expect(second).toMatchObject({ dueOn: '2025-01-31', trigger: { event: extended.id, on: '2024-12-05' } });
  expect(second && stands(second, '2025-02-03')).toEqual(['met', 0]);
});

it('a pupil of whom nothing happened is owed nothing', () => {
  expect(duties([])).toEqual([]);
});
