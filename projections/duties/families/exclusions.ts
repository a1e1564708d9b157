/** What follows on an exclusion: boards and panels, education from the sixth day, and the limit of the school year. */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import {
  nextSchoolYear,
  schoolYearOf,
  startYearOf,
  summerHoliday,
} from '../../../events/calendar/school-year.js';
import { daysOut } from '../../exclusions/days-out.js';
import type { Exclusion, SixthDay } from '../../exclusions/exclusion.js';
import { mostSessionsInYear } from '../../exclusions/exclusions.js';
import type { ExclusionSignal, ExclusionStep } from '../../exclusions/lifecycle.js';
import type { Register } from '../../register/register.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import { owed, type Deed, type Duty } from '../duty.js';
import { cancellationOf, noticeAbout } from './told.js';

export function exclusionDutiesOf(trajectory: Trajectory, register: Register): Duty[] {
  const { exclusions, sixthDays } = trajectory;
  if (exclusions.length === 0) return [];
  return [
    ...exclusions.flatMap((exclusion) => [
      ...boardDuty(exclusion, trajectory, register),
      ...reviewDuties(exclusion, trajectory, register),
    ]),
    ...sixthDays.flatMap((run) => sixthDayDuty(run, register)),
    ...limitDuties(exclusions, register),
  ];
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
function boardDuty(exclusion: Exclusion, trajectory: Trajectory, register: Register): Duty[] {
  const { kind, boardThreshold, missesExamination, school, startedOn, evidence } = exclusion;
  const common = {
    owedBy: 'governing-board',
    owedTo: 'parent',
    school,
    from: noticeAbout('governing-board', evidence, trajectory)?.on ?? startedOn,
    met: deed(stepOf(exclusion, decided)),
    ended: cancellationOf(exclusion),
  } as const;
  if (kind === 'permanent-exclusion' || boardThreshold === 'over-15-days' || missesExamination)
    return owed(
      { ...common, kind: 'board-reinstatement', trigger: { event: evidence[0], on: startedOn } },
      register,
    );
  const representations = stepOf(exclusion, ['review-under-way']);
  if (boardThreshold === null || !representations) return [];
  const { evidence: event, on } = representations;
  return owed({ ...common, kind: 'board-representations', trigger: { event, on } }, register);
}

/** What follows on a board's decision about a permanent exclusion. */
function reviewDuties(exclusion: Exclusion, trajectory: Trajectory, register: Register): Duty[] {
  const { kind, school, startedOn } = exclusion;
  if (kind !== 'permanent-exclusion') return [];
  const refused = stepOf(exclusion, ['not-reinstated']);
  const asked = stepOf(exclusion, ['panel-requested']);
  const turned = stepOf(exclusion, ['panel-recommended', 'panel-quashed']);
  const duties: Duty[] = [];
  if (refused) {
    const from = noticeAbout('parent', [refused.evidence], trajectory)?.on ?? refused.on;
    const met = deed(
      stepOf(exclusion, ['panel-requested', 'panel-withdrawn', ...decidedByPanel], refused.on),
    );
    const [window] = owed(
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
    duties.push(
      ...owed(
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
      ),
    );
  }
  if (turned)
    duties.push(
      ...owed(
        {
          kind: 'board-reconsideration',
          owedBy: 'governing-board',
          owedTo: 'parent',
          school,
          trigger: { event: turned.evidence, on: turned.on },
          met: deed(stepOf(exclusion, decidedAfterPanel, turned.on)),
        },
        register,
      ),
    );
  return duties;
}

/** It ends with the days out: what is arranged after them is none. */
function sixthDayDuty(run: SixthDay, register: Register): Duty[] {
  const { school, from, to, dueOn, byDefault, dutyHolder, exemption, arrangements, evidence } = run;
  if (dueOn === null || exemption !== null) return [];
  const arranged = arrangements.find(({ hours }) => hours !== 'part-time');
  return owed(
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
function limitDuties(exclusions: readonly Exclusion[], register: Register): Duty[] {
  const counted = exclusions.filter(({ sessionsOut }) => sessionsOut > 0);
  return [...new Set(counted.map(({ schoolYear }) => schoolYear))].flatMap((schoolYear) => {
    const ofYear = counted.filter((each) => each.schoolYear === schoolYear);
    const [first] = ofYear;
    const last = ofYear.at(-1);
    if (!first || !last) return [];
    const crossing = ofYear.find(({ sessionsInYear }) => sessionsInYear > mostSessionsInYear);
    const { school } = crossing ?? last;
    const terms = register.termsOf(school);
    const lastDay = summerHoliday(startYearOf(nextSchoolYear(schoolYear)), terms).lastDay;
    return owed(
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
  });
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
