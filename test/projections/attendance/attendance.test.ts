/** Weeks of attendance, and measure T41 of the requirements. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { attendanceCode, sessionClassOf } from '../../../events/codes/attendance.js';
import { asPupilId } from '../../../events/identifiers.js';
import { attendanceFigures } from '../../../projections/cohorts/attendance.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { figuresOn } from '../../support/on-day.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [birch]: {} });
const summarise = (
  pupil: ReportedPupil,
  effectiveOn: string,
  marks: Readonly<Record<string, number>>,
  more: object = {},
) =>
  pupil.report('AttendanceSummarised', {
    effectiveOn,
    school: alder,
    sessionsPossible: 10,
    marks: Object.entries(marks).map(([code, sessions]) => ({ code, sessions })),
    ...more,
  });

describe('a week of attendance', () => {
  it('counts what was attended, at school or with its approval, and absences with and without leave', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-11-04', { '/': 3, '\\': 2, B: 1, I: 1, E: 1, O: 2 });
    expect(pupil.trajectory.attendance).toMatchObject([
      { from: '2024-11-04', sessionsPossible: 10, attended: 6, authorisedAbsence: 2, unauthorisedAbsence: 2 },
    ]);
    expect(pupil.flags).toEqual([]);
  });

  it('is that of its Monday, whatever day was named; of two schools there are two', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-11-08', { '/': 5, '\\': 5 });
    summarise(pupil, '2024-11-04', { D: 5 }, { school: birch, sessionsPossible: 0 });
    expect(pupil.trajectory.attendance.map(({ from, school }) => [from, school])).toEqual([
      ['2024-11-04', alder],
      ['2024-11-04', birch],
    ]);
  });

  it('does not count a session that was not possible, and flags marks that do not add up', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-11-04', { '/': 5, '\\': 4, D: 1 });
    expect(pupil.flags).toEqual(['attendance-does-not-add-up']);
  });

  it('that is reported twice and otherwise is flagged; the one with more sessions stands, in either order', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-11-04', { '/': 4, '\\': 4 }, { sessionsPossible: 8 });
    summarise(pupil, '2024-11-04', { '/': 5, '\\': 5 });
    for (const each of [pupil, pupil.inReverse()]) {
      expect(each.trajectory.attendance).toMatchObject([{ sessionsPossible: 10, attended: 10 }]);
      expect(each.flags).toEqual(['attendance-reports-differ']);
    }
  });

  it('flags a code of another time: H went and K came on 19 August 2024', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-07-01', { '/': 9, K: 1 });
    summarise(pupil, '2024-09-09', { '/': 9, H: 1 });
    expect(pupil.flags).toEqual(['code-outside-its-period', 'code-outside-its-period']);
  });

  it('is known when its Friday has come', () => {
    const pupil = new ReportedPupil(register);
    summarise(pupil, '2024-11-04', { '/': 10 });
    const known = (on: string) => asAt(pupil.trajectory, day(on)).attendance.length;
    expect([known('2024-11-07'), known('2024-11-08')]).toEqual([0, 1]);
  });

  it('knows how every listed code counts', () => {
    for (const code of attendanceCode.codes.keys()) expect(sessionClassOf(code)).toBeDefined();
  });
});

describe('T41: the attendance of vulnerable children rose from 43.9% to 77.8%', () => {
  // The last days of the six weeks in lockdown and of the six when schools opened to more.
  const [lockdown, later] = [day('2020-05-22'), day('2020-07-17')];
  // 100 children with a social worker, 100 without: those are out of the cohort in both periods.
  const pupils = Array.from({ length: 200 }, (_, at) => {
    const pupil = new ReportedPupil(
      register,
      asPupilId(`01900000-0000-7000-8000-${String(at).padStart(12, '0')}`),
    );
    if (at < 100) pupil.report('SocialCareStatusChanged', { effectiveOn: '2019-09-02', status: 'CIN' });
    // Ten sessions a week each: 439 and 778 of a hundred children's 1,000 in one week.
    const attended = (sum: number) => Math.floor(sum / 100) + (at % 100 < sum % 100 ? 1 : 0);
    for (const [monday, sum] of [
      [day('2020-04-20'), 439],
      [day('2020-06-15'), 778],
    ] as const) {
      const present = at < 100 ? attended(sum) : 10;
      summarise(pupil, monday, { '/': present, ...(present < 10 && { C: 10 - present }) });
    }
    return pupil.trajectory;
  });
  const figuresAt = (on: PlainDate, of: readonly Trajectory[] = pupils) =>
    figuresOn(attendanceFigures, of, register, on);

  it.each([
    ['in lockdown', lockdown, 439, '43.9'],
    ['later', later, 778, '77.8'],
  ])('%s', (_, on, attended, value) => {
    const figures = figuresAt(on);
    expect(figures['children-social-worker-six-weeks']?.numerator).toBe(100);
    expect(figures['attendance-social-worker-six-weeks']).toEqual({
      value,
      numerator: attended,
      denominator: 1000,
    });
    expect(figures['attendance-cin-six-weeks']?.value).toBe(value);
    expect(figures['attendance-cla-six-weeks']?.value).toBeNull();
  });

  it('is 60.9% of the school year up to the later day, and of no week whose Friday has not come', () => {
    expect(figuresAt(later)['attendance-social-worker-to-date']?.value).toBe('60.9');
    expect(figuresAt(day('2020-04-23'))['attendance-social-worker-to-date']?.value).toBeNull();
    expect(figuresAt(day('2020-04-24'))['attendance-social-worker-to-date']?.value).toBe('43.9');
  });

  it('has no percentage of no sessions', () => {
    expect(figuresAt(later, [])['attendance-social-worker-six-weeks']).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
    });
  });
});
