/** Marks of the attendance register against what was reported beside it. Weeks are summed up: no mark has its day. */
import { addDays, earliest, later, mondayOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { sessionsWithin } from '../../events/calendar/school-days.js';
import { fridayOf, type AttendanceWeek } from '../attendance/attendance.js';
import { daysOut } from '../exclusions/days-out.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { isOverturned } from '../exclusions/lifecycle.js';
import { nothingFound, type Found } from '../finding.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { ReconciliationRule } from './rule.js';

const away: ReadonlySet<string> = new Set(['B', 'D', 'K']);
const absent: ReadonlySet<string> = new Set(['G', 'N', 'O']);
const excluded: ReadonlySet<string> = new Set(['E']);
const excludedOrElsewhere: ReadonlySet<string> = new Set(['E', ...away]);

const leastMarks = 1;
const leastAwaySessions = 5;
const absentSchoolDays = 20;
const sessionsADay = 2;

const headTeacherDecides = {
  source: 'head-teachers-report',
  because:
    'Only the head teacher can exclude, and says so in writing (Education Act 2002 s.51A); a mark excludes nobody',
} as const;

const suspensionWithoutMarks: ReconciliationRule = {
  name: 'suspension-without-e-marks',
  family: 'exclusion',
  says: 'The register of a week in which a suspension took sessions has no mark of an exclusion, nor of education elsewhere',
  parameters: {
    leastMarks: { value: leastMarks, says: 'Marks of the week that are enough', source: 'ours' },
  },
  source: 'SI 2024/208 reg 10: E, or B, D or K where other provision was made',
  seenBy: 'head-teachers-report',
  notSeenBy: 'attendance-register',
  stands: headTeacherDecides,
  find: ({ exclusions, attendance }, register) => {
    if (exclusions.length === 0 || attendance.length === 0) return nothingFound;
    return exclusions.flatMap((exclusion): Found[] => {
      const { kind, category, place, cancelledOn, school, startedOn, evidence } = exclusion;
      // A lunchtime leaves the sessions of the day as they are, and so does a suspension served at school.
      const takesSessions = kind === 'suspension' && category !== 'LNCH' && place !== 'on-site';
      if (!takesSessions || cancelledOn !== null) return [];
      const mondays = mondaysOut(exclusion, register);
      const unmarked = attendance.filter(
        (week) =>
          week.school === school &&
          mondays.has(week.from) &&
          week.sessionsPossible > 0 &&
          count(week, excludedOrElsewhere) < leastMarks,
      );
      const [first] = unmarked;
      if (!first) return [];
      return [
        {
          school,
          from: fridayOf(first),
          to: null,
          reason: `Suspended on ${startedOn}; the week of ${first.from} has no mark of it`,
          evidence: [...evidence.slice(0, 1), ...first.evidence.slice(0, 1)],
        },
      ];
    });
  },
};

const marksWithoutExclusion: ReconciliationRule = {
  name: 'e-marks-without-suspension',
  family: 'exclusion',
  says: 'The register marks a pupil as excluded in a week in which no exclusion by the school is reported',
  parameters: { leastMarks: { value: leastMarks, says: 'Sessions of a week marked E', source: 'ours' } },
  source: 'SI 2024/208 reg 10; DfE guidance on exclusion: any exclusion must be formally recorded',
  seenBy: 'attendance-register',
  notSeenBy: 'head-teachers-report',
  stands: headTeacherDecides,
  find: ({ attendance, exclusions }, register) =>
    inRuns(
      attendance,
      (week) =>
        count(week, excluded) >= leastMarks && !exclusions.some((each) => isOutIn(each, week, register)),
      ([first]) => ({
        from: fridayOf(first),
        to: null,
        reason: `Marked E in the week of ${first.from}; nobody has reported an exclusion`,
      }),
    ),
};

const awayWithoutPlacement: ReconciliationRule = {
  name: 'away-marks-without-placement',
  family: 'off-site direction and alternative provision',
  says: `At least ${leastAwaySessions} sessions of a week are marked B, D or K, and no placement, trial, sixth-day education or second roll is reported`,
  parameters: {
    leastAwaySessions: {
      value: leastAwaySessions,
      says: 'Sessions of a week: half of it is no visit, nor a day at college',
      source: 'ours',
    },
  },
  source: 'SI 2024/208 reg 10; Timpson Review 2019: children educated off-site whom no return shows',
  seenBy: 'attendance-register',
  notSeenBy: 'placement-report',
  stands: {
    source: 'attendance-register',
    because:
      'That the pupil was taught elsewhere is what the school marked; where, and by whose decision, no mark tells',
  },
  find: (trajectory) =>
    inRuns(
      trajectory.attendance,
      (week) => count(week, away) >= leastAwaySessions && !isElsewhereIn(trajectory, week),
      ([first]) => ({
        from: fridayOf(first),
        to: null,
        reason: `${count(first, away)} sessions of the week of ${first.from} are marked B, D or K; nobody has reported a placement`,
      }),
    ),
};

const twentyDaysAbsent: ReconciliationRule = {
  name: 'twenty-school-days-absent',
  family: 'missing education',
  says: `Every possible session of ${absentSchoolDays} school days on end is marked G, N or O, in whole weeks, and nobody reported the child missing from education`,
  parameters: {
    absentSchoolDays: {
      value: absentSchoolDays,
      says: 'School days on end without leave, after which a name may be deleted where enquiries failed (ground I)',
      source: 'published',
    },
  },
  source: 'SI 2024/208 reg 9(1)(i); Education Act 1996 s.436A',
  seenBy: 'attendance-register',
  notSeenBy: 'authority-enquiry',
  stands: {
    source: 'admission-register',
    because:
      'The name stays on the roll until it is deleted: absence alone is no ground, enquiries have to fail first',
  },
  find: ({ attendance, missingEducation, spells, diedOn }, register) =>
    inRuns(
      attendance,
      (week) => week.sessionsPossible > 0 && count(week, absent) === week.sessionsPossible,
      (run, next) => {
        const reached = weekReaching(run, absentSchoolDays * sessionsADay);
        if (!reached) return undefined;
        const [first] = run;
        const to = earliest(
          next && addDays(fridayOf(next), -1),
          diedOn,
          ...missingEducation.flatMap(({ from, to }) =>
            to === null || to >= first.from ? later(from, first.from) : [],
          ),
          ...spells.flatMap(({ school, leftOn }) =>
            school === first.school && leftOn !== null && leftOn >= first.from ? leftOn : [],
          ),
        );
        return {
          from: fridayOf(reached),
          to,
          reason: `Absent without leave in every session since ${first.from}`,
        };
      },
      register,
    ),
};

export const markRules: readonly ReconciliationRule[] = [
  suspensionWithoutMarks,
  marksWithoutExclusion,
  awayWithoutPlacement,
  twentyDaysAbsent,
];

type Run = readonly [AttendanceWeek, ...AttendanceWeek[]];

/**
 * Weeks of one school on end that a test holds for, each run told once.
 * @param tell what a run shows, with the week of the school that comes after it
 * @param strictly with a register: weeks with school days between them of which nothing is known are not on end
 */
function inRuns(
  attendance: readonly AttendanceWeek[],
  holds: (week: AttendanceWeek) => boolean,
  tell: (run: Run, next: AttendanceWeek | undefined) => Omit<Found, 'school' | 'evidence'> | undefined,
  strictly?: Register,
): readonly Found[] {
  if (!attendance.some(holds)) return nothingFound;
  return [...new Set(attendance.map(({ school }) => school))].flatMap((school) => {
    const weeks = attendance.filter((week) => week.school === school);
    return runsOf(weeks, holds, strictly).flatMap(([run, next]): Found[] => {
      const told = tell(run, next);
      return told ? [{ school, ...told, evidence: run.flatMap(({ evidence }) => evidence.slice(0, 1)) }] : [];
    });
  });
}

function runsOf(
  weeks: readonly AttendanceWeek[],
  holds: (week: AttendanceWeek) => boolean,
  strictly: Register | undefined,
): [Run, AttendanceWeek | undefined][] {
  const runs: [[AttendanceWeek, ...AttendanceWeek[]], AttendanceWeek | undefined][] = [];
  let open: [AttendanceWeek, ...AttendanceWeek[]] | undefined;
  for (const [at, week] of weeks.entries()) {
    const before = weeks[at - 1];
    const goesOn = !strictly || (before !== undefined && isNextTo(before, week, strictly));
    if (open && (!goesOn || !holds(week))) {
      runs.push([open, week]);
      open = undefined;
    }
    if (!holds(week)) continue;
    if (open) open.push(week);
    else open = [week];
  }
  if (open) runs.push([open, undefined]);
  return runs;
}

/** Whether no school day lies between two weeks. */
const isNextTo = (before: AttendanceWeek, week: AttendanceWeek, register: Register): boolean =>
  sessionsWithin(addDays(before.from, 7), addDays(week.from, -1), register.calendarOf(week.school)).count ===
  0;

function weekReaching(run: Run, sessions: number): AttendanceWeek | undefined {
  let sum = 0;
  return run.find((week) => (sum += week.sessionsPossible) >= sessions);
}

const sundayOf = ({ from }: AttendanceWeek): PlainDate => addDays(from, 6);

const count = ({ byCode }: AttendanceWeek, codes: ReadonlySet<string>): number =>
  byCode.reduce((sum, { code, sessions }) => (codes.has(code) ? sum + sessions : sum), 0);

const mondaysOut = (exclusion: Exclusion, register: Register): ReadonlySet<PlainDate> =>
  new Set(daysOut(exclusion, register.calendarOf(exclusion.school)).map(({ on }) => mondayOf(on)));

/** Whether an exclusion by the school kept the pupil out in that week: a permanent one until it is taken back. */
function isOutIn(exclusion: Exclusion, week: AttendanceWeek, register: Register): boolean {
  const { kind, school, startedOn, cancelledOn, reinstatedFrom, state } = exclusion;
  if (school !== week.school) return false;
  if (kind === 'suspension') return mondaysOut(exclusion, register).has(week.from);
  const back = cancelledOn ?? (isOverturned(state) ? reinstatedFrom : null);
  return startedOn <= sundayOf(week) && (back === null || back > week.from);
}

/** Whether anything reported has the pupil taught elsewhere in that week. */
function isElsewhereIn(
  { placements, managedMoves, sixthDays, spells }: Trajectory,
  week: AttendanceWeek,
): boolean {
  const meets = (from: PlainDate | null, to: PlainDate | null): boolean =>
    from !== null && from <= sundayOf(week) && (to === null || to >= week.from);
  return (
    placements.some(({ startedOn, endedOn }) => meets(startedOn, endedOn)) ||
    managedMoves.some(({ trial }) => trial !== null && meets(trial.startedOn, trial.endedOn)) ||
    sixthDays.some(({ arrangements }) => arrangements.some(({ from, to }) => meets(from, to))) ||
    spells.some(({ school, knownFrom, leftOn }) => school !== week.school && meets(knownFrom, leftOn))
  );
}
