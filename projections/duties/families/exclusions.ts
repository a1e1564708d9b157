/** What follows on an exclusion: boards and panels, education from the sixth day, and the limit of the school year. */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import {
  nextSchoolYear,
  schoolYearOf,
  startYearOf,
  summerHoliday,
  type SchoolYear,
} from '../../../events/calendar/school-year.js';
import { daysOut } from '../../exclusions/days-out.js';
import type { Exclusion, SixthDay } from '../../exclusions/exclusion.js';
import { mostSessionsInYear } from '../../exclusions/exclusions.js';
import type { ExclusionSignal, ExclusionStep } from '../../exclusions/lifecycle.js';
import { addTo } from '../../groups.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owe, owed, type Deed, type Duty } from '../duty.js';
import { cancellationOf } from './happenings.js';
import { noticeAbout } from './told.js';

export function addExclusionDuties(trajectory: Trajectory, register: Register, duties: Duty[]): void {
  const { exclusions, sixthDays } = trajectory;
  if (exclusions.length === 0) return;
  for (const exclusion of exclusions) {
    addBoard(exclusion, trajectory, register, duties);
    if (exclusion.kind === 'permanent-exclusion') addReviews(exclusion, trajectory, register, duties);
  }
  for (const run of sixthDays) addSixthDay(run, register, duties);
  addLimits(exclusions, register, duties);
}

const decidedByPanel: readonly ExclusionSignal[] = ['panel-upheld', 'panel-recommended', 'panel-quashed'];
const decidedAfterPanel: readonly ExclusionSignal[] = [
  'not-reinstated-again',
  'reinstated-after-panel',
  'reinstatement-decided',
  'reinstated',
  'reinstatement-declined',
];
/** What only follows on the board's decision shows it at the latest. */
const decided: readonly ExclusionSignal[] = [
  'not-reinstated',
  'stands',
  'panel-requested',
  'panel-withdrawn',
  ...decidedByPanel,
  ...decidedAfterPanel,
];

const stepOf = (
  { course }: Exclusion,
  signals: readonly ExclusionSignal[],
  from?: PlainDate,
): ExclusionStep | undefined =>
  course.find(({ signal, on }) => signals.includes(signal) && (from === undefined || on >= from));

const deed = (step: ExclusionStep | undefined): Deed | null =>
  step ? { event: step.evidence, on: step.on } : null;

/** The board's clock runs from the notice to it; while none is known, from the first day, for it is given without delay. */
function addBoard(exclusion: Exclusion, trajectory: Trajectory, register: Register, duties: Duty[]): void {
  const { kind, boardThreshold, missesExamination, school, startedOn, evidence } = exclusion;
  const isConsidered =
    kind === 'permanent-exclusion' || boardThreshold === 'over-15-days' || missesExamination;
  const representations =
    isConsidered || boardThreshold === null ? undefined : stepOf(exclusion, ['review-under-way']);
  if (!isConsidered && !representations) return;
  owe(
    duties,
    {
      kind: representations ? 'board-representations' : 'board-reinstatement',
      owedBy: 'governing-board',
      owedTo: 'parent',
      school,
      trigger: deed(representations) ?? { event: evidence[0], on: startedOn },
      from: noticeAbout('governing-board', evidence, trajectory)?.on ?? startedOn,
      met: deed(stepOf(exclusion, decided)),
      ended: cancellationOf(exclusion),
    },
    register,
  );
}

/** What follows on a board's decision about a permanent exclusion. */
function addReviews(exclusion: Exclusion, trajectory: Trajectory, register: Register, duties: Duty[]): void {
  const { school, startedOn } = exclusion;
  const refused = stepOf(exclusion, ['not-reinstated']);
  const asked = stepOf(exclusion, ['panel-requested']);
  const turned = stepOf(exclusion, ['panel-recommended', 'panel-quashed']);
  if (refused) {
    const from = noticeAbout('parent', [refused.evidence], trajectory)?.on ?? refused.on;
    const met = deed(
      stepOf(exclusion, ['panel-requested', 'panel-withdrawn', ...decidedByPanel], refused.on),
    );
    const window = owed(
      {
        kind: 'panel-application',
        owedBy: 'governing-board',
        owedTo: 'parent',
        school,
        trigger: { event: refused.evidence, on: refused.on },
        from,
        met,
      },
      register,
    );
    if (window)
      duties.push(
        met ? window : { ...window, ended: { on: addDays(window.dueOn, 1), because: 'nobody-asked' } },
      );
  }
  if (asked) {
    const withdrawn = stepOf(exclusion, ['panel-withdrawn'], asked.on);
    owe(
      duties,
      {
        kind: 'panel-review',
        owedBy: register.trusts.of(school, startedOn) === undefined ? 'authority' : 'trust',
        owedTo: 'parent',
        school,
        trigger: { event: asked.evidence, on: asked.on },
        met: deed(stepOf(exclusion, [...decidedByPanel, ...decidedAfterPanel], asked.on)),
        ended: withdrawn && { on: withdrawn.on, because: 'withdrawn' },
      },
      register,
    );
  }
  if (turned)
    owe(
      duties,
      {
        kind: 'board-reconsideration',
        owedBy: 'governing-board',
        owedTo: 'parent',
        school,
        trigger: { event: turned.evidence, on: turned.on },
        met: deed(stepOf(exclusion, decidedAfterPanel, turned.on)),
      },
      register,
    );
}

/** It ends with the days out: what is arranged after them is none. */
function addSixthDay(run: SixthDay, register: Register, duties: Duty[]): void {
  const { school, from, to, dueOn, byDefault, dutyHolder, exemption, arrangements, evidence } = run;
  if (dueOn === null || exemption !== null) return;
  const arranged = arrangements.find(({ hours }) => hours !== 'part-time');
  owe(
    duties,
    {
      kind: 'sixth-day-education',
      owedBy: dutyHolder.kind,
      owedTo: 'pupil',
      school,
      ...(dutyHolder.kind === 'authority' && { authority: dutyHolder.authority }),
      trigger: { event: evidence[0], on: from },
      due: { on: dueOn, byDefaultCalendar: byDefault },
      met: arranged && { event: arranged.evidence, on: arranged.from },
      ended: to === null ? null : { on: addDays(to, 1), because: 'back-or-of-age' },
    },
    register,
  );
}

/** One a school year with suspensions; of the school that suspended last up to the breach, or last of all. */
function addLimits(exclusions: readonly Exclusion[], register: Register, duties: Duty[]): void {
  const byYear = new Map<SchoolYear, Exclusion[]>();
  for (const each of exclusions) if (each.sessionsOut > 0) addTo(byYear, each.schoolYear, each);
  for (const [schoolYear, ofYear] of byYear) {
    const [first] = ofYear;
    const last = ofYear.at(-1);
    if (!first || !last) continue;
    const crossing = ofYear.find(({ sessionsInYear }) => sessionsInYear > mostSessionsInYear);
    const { school } = crossing ?? last;
    const terms = register.termsOf(school);
    const lastDay = summerHoliday(startYearOf(nextSchoolYear(schoolYear)), terms).lastDay;
    owe(
      duties,
      {
        kind: 'suspension-limit',
        owedBy: 'school',
        owedTo: 'pupil',
        school,
        trigger: { event: first.evidence[0], on: first.startedOn },
        due: {
          on: crossing ? usedUpOn(crossing, register) : lastDay,
          byDefaultCalendar: schoolYearOf(lastDay, terms).byDefault,
        },
        sum: { sessions: last.sessionsInYear, limitSessions: mostSessionsInYear },
        ended: crossing ? null : { on: addDays(lastDay, 1), because: 'year-over' },
      },
      register,
    );
  }
}

/** The last day within the limit, of the exclusion that goes beyond it. */
function usedUpOn(crossing: Exclusion, register: Register): PlainDate {
  let sessions = crossing.sessionsInYear - crossing.sessionsOut;
  for (const day of daysOut(crossing, register.calendarOf(crossing.school))) {
    sessions += day.sessions;
    if (sessions > mostSessionsInYear) return addDays(day.on, -1);
  }
  return crossing.startedOn;
}
