/**
 * A duty: what is owed to a child, or about one, by whom, to whom and by when. It holds dates and no state: whether it is
 * owed, overdue or met is told for the day asked for.
 */
import { addDays, earlier, type PlainDate } from '../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import { ruleNamed, ruleOn, type DutyKind } from './catalogue.js';
import type { DutyRule } from './catalogue/rule.js';
import { dueOn, lateBy, type Clock, type ClockUnit, type DueDate, type Lateness } from './clocks.js';

export const dutyBearers = [
  'head-teacher',
  'governing-board',
  'school',
  'authority',
  'trust',
  'social-worker',
] as const;
export type DutyBearer = (typeof dutyBearers)[number];

export const dutyRecipients = [
  'pupil',
  'parent',
  'authority',
  'home-authority',
  'governing-board',
  'social-worker',
  'virtual-school-head',
  'school',
] as const;
export type DutyRecipient = (typeof dutyRecipients)[number];

export const dutyEndings = [
  'exclusion-cancelled',
  'timetable-ended',
  'extended',
  'back-or-of-age',
  'withdrawn',
  'nobody-asked',
  'year-over',
  'placement-ended',
  'joined-school',
  'home-education-ended',
  'exclusion-fell',
  'over-school-age',
  'died',
] as const;

export interface Duty {
  readonly kind: DutyKind;
  /** The rule that it is judged by: with the kind it names source and standing in the catalogue. */
  readonly regime: string;
  readonly owedBy: DutyBearer;
  readonly owedTo: DutyRecipient;
  /** The authority of who is to be told, often another one; null where it is nobody's, or nobody said whose. */
  readonly recipientAuthority: AuthorityCode | null;
  /** The school that it is about, in whose days its clock runs. */
  readonly school: Urn | null;
  /** That owes it, else that of the school. */
  readonly authority: AuthorityCode | null;
  readonly trigger: Deed;
  readonly clock: ClockOfDuty;
  /** The last day in time: of a sum, up to which it holds. */
  readonly dueOn: PlainDate;
  readonly byDefaultCalendar: boolean;
  /** Only of what is a sum and no clock. */
  readonly sum: Sum | null;
  readonly met: Deed | null;
  /** From this day it is not owed any more, met or not. */
  readonly ended: Ending | null;
}

/** What happened, by the entry that says so. */
export interface Deed {
  readonly event: EventId;
  readonly on: PlainDate;
}

export interface Ending {
  readonly on: PlainDate;
  readonly because: (typeof dutyEndings)[number];
}

export interface ClockOfDuty {
  /** In its units; null where the schools named a day. */
  readonly length: number | null;
  readonly unit: ClockUnit;
  /** Whether it is our default for a standard that the authority did not set. */
  readonly isDefault: boolean;
}

/** In sessions, which are half-days. */
export interface Sum {
  readonly sessions: number;
  readonly limitSessions: number;
}

/** What a family tells of a duty; the rest follows from the rule. */
export interface Owed {
  readonly kind: DutyKind;
  /** Where the day of the trigger does not tell it. */
  readonly regime?: string;
  readonly owedBy: DutyBearer;
  readonly owedTo: DutyRecipient;
  readonly recipientAuthority?: AuthorityCode | null;
  readonly school: Urn | null;
  /** Where it is not the school's. */
  readonly authority?: AuthorityCode | null;
  readonly trigger: { readonly event: EventId | undefined; readonly on: PlainDate };
  /** The day from which the clock runs, where it is not the trigger's. */
  readonly from?: PlainDate;
  /** Where the family reckons it. */
  readonly due?: DueDate | undefined;
  /** The day that somebody set, where one was set in place of the rule's clock. */
  readonly planned?: PlainDate;
  /** Where a day that is named was so many weeks off. */
  readonly weeks?: number;
  readonly sum?: Sum;
  readonly met?: Deed | null | undefined;
  readonly ended?: Ending | null | undefined;
}

/** Adds it to the pupil's duties, where it is owed. */
export function owe(duties: Duty[], told: Owed, register: Register): void {
  const duty = owed(told, register);
  if (duty) duties.push(duty);
}

/** Undefined where no rule had it on that day, or where no entry says what triggered it. */
export function owed(told: Owed, register: Register): Duty | undefined {
  const { kind, regime, owedBy, owedTo, school, trigger, from = trigger.on } = told;
  const rule = regime === undefined ? ruleOn(kind, trigger.on) : ruleNamed(kind, regime);
  if (!rule || trigger.event === undefined) return undefined;
  const authority = told.authority ?? (school && register.school(school, trigger.on)?.authority) ?? null;
  const { clock, due } = reckoned(rule, from, told, register);
  const ended = told.ended ?? null;
  return {
    kind,
    regime: rule.regime,
    owedBy,
    owedTo,
    recipientAuthority: told.recipientAuthority ?? null,
    school,
    authority,
    trigger: { event: trigger.event, on: trigger.on },
    clock,
    dueOn: due.on,
    byDefaultCalendar: due.byDefaultCalendar,
    sum: told.sum ?? null,
    met: metBefore(told.met ?? null, ended),
    ended,
  };
}

interface Reckoned {
  readonly clock: ClockOfDuty;
  readonly due: DueDate;
}

/**
 * Of what is known at no school the defaults hold: histories are read anew when what is said of their schools changes, and
 * of nothing else.
 */
function reckoned({ clock }: DutyRule, from: PlainDate, told: Owed, register: Register): Reckoned {
  const { due, planned, school, weeks } = told;
  if (planned !== undefined)
    return {
      clock: { length: null, unit: 'calendar days', isDefault: false },
      due: { on: planned, byDefaultCalendar: false },
    };
  if ('named' in clock) {
    if (!due) throw new RangeError('what has no clock names its day');
    const unit = weeks === undefined ? clock.unit : 'weeks';
    return { clock: { length: weeks ?? null, unit, isDefault: false }, due };
  }
  if (!('standard' in clock)) return running(clock, false, from, told, register);
  const authority = school === null ? undefined : register.school(school)?.authority;
  const held = register.standards.holdingOn(clock.standard, authority, from);
  return running(held, held.byDefault, from, told, register);
}

function running(
  clock: Clock,
  isDefault: boolean,
  from: PlainDate,
  { due, school }: Owed,
  register: Register,
): Reckoned {
  const calendar = school === null ? SchoolCalendar.byDefault : register.calendarOf(school);
  return {
    clock: { length: clock.length, unit: clock.unit, isDefault },
    due: due ?? dueOn(from, clock, calendar),
  };
}

/** What is done after it ceased to be owed meets nothing. */
const metBefore = (met: Deed | null, ended: Ending | null): Deed | null =>
  met !== null && ended !== null && ended.on < met.on ? null : met;

/** What was done, or ended a duty, first; of one day the one named first. */
export function firstOf<T extends Deed | Ending>(...all: readonly (T | null | undefined)[]): T | null {
  let first: T | null = null;
  for (const each of all) if (each && (first === null || each.on < first.on)) first = each;
  return first;
}

export const dutyStates = ['owed', 'overdue', 'met', 'no-longer-owed'] as const;
export type DutyState = (typeof dutyStates)[number];

export interface DutyOnDay {
  readonly state: DutyState;
  /** Of what is met, by how much it was late; of what is not, by how much it is. */
  readonly late: Lateness;
}

/**
 * A duty as it stands at the end of a day, on or after its trigger's. Overdue is what is not done though its last day is
 * over; on a day on which no school meets that may be by no school day yet.
 */
export function dutyOn(duty: Duty, day: PlainDate, register: Register): DutyOnDay {
  const { met, ended, sum, dueOn: due } = duty;
  const isMet = met !== null && met.on <= day;
  const hasEnded = !isMet && ended !== null && ended.on <= day;
  const measuredOn = isMet ? met.on : hasEnded ? addDays(ended.on, -1) : day;
  const state = isMet ? 'met' : hasEnded ? 'no-longer-owed' : day > due ? 'overdue' : 'owed';
  if (sum)
    return {
      state,
      late: { units: day > due ? sessionsOver(sum) / 2 : 0, byDefaultCalendar: duty.byDefaultCalendar },
    };
  return { state, late: lateBy(due, measuredOn, duty.clock, calendarOf(duty, register)) };
}

const sessionsOver = ({ sessions, limitSessions }: Sum): number => Math.max(0, sessions - limitSessions);

/** The days in which lateness is counted: the school's; of no school its authority's. */
function calendarOf({ school, authority }: Duty, register: Register): SchoolCalendar {
  if (school !== null) return register.calendarOf(school);
  return authority === null ? SchoolCalendar.byDefault : register.calendarOfAuthority(authority);
}

/** Of a pupil who died nothing is owed from that day on. */
export function endedByDeath(duty: Duty, diedOn: PlainDate): Duty {
  const on = duty.ended === null ? diedOn : earlier(duty.ended.on, diedOn);
  const ended: Ending = on === duty.ended?.on ? duty.ended : { on, because: 'died' };
  return { ...duty, ended, met: metBefore(duty.met, ended) };
}
