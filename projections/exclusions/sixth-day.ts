/**
 * Sixth-day education: owed from the sixth consecutive school day of exclusion, whether one suspension or several back
 * to back (SI 2007/1870 as amended by SI 2014/3216). Nine suspensions of five days in a row owe it, nine with days in
 * school between them do not: their days without education are told all the same.
 */
import { addDays, earliest, later, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import { addSchoolDays, nthSchoolDayFrom } from '../../events/calendar/school-days.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import { addTo } from '../groups.js';
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { FactOf } from '../standing-facts.js';
import { asOf, type Circumstances } from '../trajectory/circumstances.js';
import { compulsoryAgeOf } from '../trajectory/school-age.js';
import type { MainRegistration } from '../trajectory/trajectory.js';
import { schoolDays } from './days-out.js';
import type { DutyHolder, Exclusion, SixthDay, SixthDayArrangement, SixthDayExemption } from './exclusion.js';
import type { DaysOut } from './exclusions.js';

export interface SixthDayContext {
  readonly register: Register;
  readonly registrations: readonly MainRegistration[];
  readonly circumstances: Circumstances;
  readonly diedOn: PlainDate | null;
  readonly daysOut: DaysOut;
  readonly yearGroupOf: (exclusion: Exclusion) => number | null;
}

export interface SixthDays {
  readonly sixthDays: readonly SixthDay[];
  /** Education that was arranged for no exclusion of this history. */
  readonly unattached: readonly FactOf<'SixthDayEducationArranged'>[];
}

/** @param arranged every report of it, in any order */
export function sixthDaysOf(
  exclusions: readonly Exclusion[],
  arranged: readonly FactOf<'SixthDayEducationArranged'>[],
  context: SixthDayContext,
): SixthDays {
  const runs = sorted(
    [...runsOfSuspensions(exclusions, context), ...permanentRuns(exclusions, context)],
    (a, b) => byText(a.from, b.from) || byText(a.school, b.school) || byText(a.of, b.of),
  );
  const unattached: FactOf<'SixthDayEducationArranged'>[] = [];
  const ofRuns = new Map<Run, FactOf<'SixthDayEducationArranged'>[]>();
  for (const fact of inDayOrder(arranged)) {
    const run =
      runs.find((each) => each.evidence.includes(fact.entry)) ?? runs.find((each) => holds(each, fact));
    if (run) addTo(ofRuns, run, fact);
    else unattached.push(fact);
  }
  return { sixthDays: runs.map((run) => sixthDay(run, ofRuns.get(run) ?? [], context)), unattached };
}

interface Run {
  readonly of: SixthDay['of'];
  readonly school: Urn;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  /** Null while it lasts. */
  readonly days: readonly PlainDate[] | null;
  readonly exclusions: readonly Exclusion[];
  readonly evidence: readonly EventId[];
}

interface RunInMaking {
  readonly days: Set<PlainDate>;
  /** The last of them. */
  to: PlainDate;
  readonly exclusions: Exclusion[];
}

const owedFromDay = 6;

/** Lunchtimes leave the pupil in school: they make no day out. */
function runsOfSuspensions(exclusions: readonly Exclusion[], { register, daysOut }: SixthDayContext): Run[] {
  const runs: Run[] = [];
  const lasting = new Map<Urn, RunInMaking>();
  const close = (school: Urn): void => {
    const run = lasting.get(school);
    if (run) runs.push(runOf(school, run));
    lasting.delete(school);
  };
  for (const exclusion of exclusions) {
    if (exclusion.kind !== 'suspension' || exclusion.category === 'LNCH') continue;
    const { school } = exclusion;
    const days = daysOut.get(exclusion);
    const first = days?.[0]?.on;
    if (days === undefined || first === undefined) continue;
    const run = lasting.get(school);
    if (run && first > addSchoolDays(run.to, 1, register.calendarOf(school)).on) close(school);
    const open = lasting.get(school) ?? { days: new Set<PlainDate>(), to: first, exclusions: [] };
    for (const { on } of days) {
      open.days.add(on);
      open.to = later(open.to, on);
    }
    open.exclusions.push(exclusion);
    lasting.set(school, open);
  }
  for (const school of [...lasting.keys()]) close(school);
  return runs;
}

function runOf(school: Urn, { days: found, to, exclusions }: RunInMaking): Run {
  const days = sorted([...found], byText);
  const [from] = days;
  if (from === undefined) throw new RangeError('a run has at least one day');
  return {
    of: 'suspensions',
    school,
    from,
    to,
    days,
    exclusions,
    evidence: exclusions.flatMap(({ evidence }) => evidence),
  };
}

function permanentRuns(exclusions: readonly Exclusion[], context: SixthDayContext): Run[] {
  return exclusions
    .filter(({ kind }) => kind === 'permanent-exclusion')
    .flatMap((exclusion): Run[] => {
      const { school, startedOn: from, evidence } = exclusion;
      const to = endOfPermanent(exclusion, context);
      if (to !== null && to < from) return [];
      const days =
        to === null ? null : schoolDays(from, to, context.register.calendarOf(school)).map(({ on }) => on);
      return [{ of: 'permanent-exclusion', school, from, to, days, exclusions: [exclusion], evidence }];
    });
}

/** The last day out: before the first day back, on another roll, or the last of compulsory school age or of life. */
function endOfPermanent(
  { startedOn, school, cancelledOn, reinstatedFrom }: Exclusion,
  { registrations, circumstances, diedOn }: SixthDayContext,
): PlainDate | null {
  const back = cancelledOn ?? reinstatedFrom;
  const joined = registrations.find(
    (each) => each.knownFrom > startedOn && (each.school !== school || each.from !== null),
  );
  const age = compulsoryAgeOf(circumstances);
  return earliest(
    back && addDays(back, -1),
    joined && addDays(joined.knownFrom, -1),
    age && age.endsOn >= startedOn ? age.endsOn : null,
    diedOn,
  );
}

/** Education without a named exclusion is for the run that its first day lies in. */
const holds = (run: Run, { data }: FactOf<'SixthDayEducationArranged'>): boolean =>
  data.exclusion === undefined &&
  data.excludedOn === undefined &&
  run.school === data.school &&
  run.from <= data.effectiveOn &&
  (run.to === null || run.to >= data.effectiveOn);

function sixthDay(
  run: Run,
  arranged: readonly FactOf<'SixthDayEducationArranged'>[],
  context: SixthDayContext,
): SixthDay {
  const { of, school, from, to, days } = run;
  const calendar = context.register.calendarOf(school);
  const isOwed = days === null || days.length >= owedFromDay;
  const due = nthSchoolDayFrom(from, isOwed ? owedFromDay : 1, calendar);
  const dueOn = days === null ? due.on : (days[owedFromDay - 1] ?? null);
  const arrangements = arranged.map(arrangement);
  return {
    of,
    school,
    from,
    to,
    schoolDays: days?.length ?? null,
    dueOn,
    byDefault: due.byDefault,
    dutyHolder: dutyHolderOf(run, context),
    exemption: dueOn === null ? null : exemptionOf(run, dueOn, context),
    arrangements,
    daysWithoutEducation: daysWithout(run, arrangements, calendar),
    evidence: [...new Set([...run.evidence, ...arranged.map(({ entry }) => entry)])],
  };
}

/** [check] Alternative provision academies stand as `alternative-provision` too, and are taken for referral units here. */
function dutyHolderOf({ of, school, from }: Run, { register, circumstances }: SixthDayContext): DutyHolder {
  const described = register.school(school, from);
  if (of === 'permanent-exclusion') {
    const home = asOf(circumstances.home, from)?.value.authority;
    return { kind: 'authority', authority: home ?? described?.authority ?? null };
  }
  return described?.type === 'alternative-provision'
    ? { kind: 'authority', authority: described.authority ?? null }
    : { kind: 'school', school };
}

function exemptionOf(
  { exclusions }: Run,
  dueOn: PlainDate,
  { circumstances, yearGroupOf }: SixthDayContext,
): SixthDayExemption | null {
  const age = compulsoryAgeOf(circumstances);
  if (age && (dueOn < age.beginsOn || dueOn > age.endsOn)) return 'outside-compulsory-school-age';
  const hasSatAll = exclusions.some(
    (exclusion) => exclusion.examinationsLeft === false && (yearGroupOf(exclusion) ?? 11) === 11,
  );
  return hasSatAll ? 'no-examinations-left' : null;
}

function daysWithout(
  { from, days }: Run,
  arrangements: readonly SixthDayArrangement[],
  calendar: SchoolCalendar,
): number | null {
  const isCovered = (on: PlainDate): boolean =>
    arrangements.some((each) => each.from <= on && (each.to === null || each.to >= on));
  if (days) return days.filter((on) => !isCovered(on)).length;
  const lasting = arrangements.find(({ to }) => to === null);
  if (!lasting) return null;
  return schoolDays(from, addDays(lasting.from, -1), calendar).filter(({ on }) => !isCovered(on)).length;
}

const arrangement = ({ data, entry }: FactOf<'SixthDayEducationArranged'>): SixthDayArrangement => ({
  from: data.effectiveOn,
  to: data.endsOn ?? null,
  arrangedBy: data.arrangedBy,
  provider: data.provider,
  place: data.place ?? null,
  hours: data.hours,
  evidence: entry,
});
