/** Reduced timetables, each with its reviews and its end. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import { dueOn } from '../duties/clocks.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import type { Fact, FactOf } from '../standing-facts.js';
import type { Spell } from '../trajectory/trajectory.js';
import type { ReducedTimetable, ReviewDue } from './practice.js';
import { timetableLifecycle, type TimetableSignal } from './timetable-lifecycle.js';

const types = ['ReducedTimetableStarted', 'ReducedTimetableReviewed', 'ReducedTimetableEnded'] as const;
type TimetableFact = FactOf<(typeof types)[number]>;

interface Draft {
  readonly school: Urn;
  readonly facts: TimetableFact[];
  /** The roll that ended while it lasted. */
  left: { readonly on: PlainDate; readonly spell: Spell } | null;
}

/** By school, then in the order of days. A report while one lasts at that school is of that one. */
export function reducedTimetablesOf(
  facts: readonly Fact[],
  spells: readonly Spell[],
  register: Register,
): ReducedTimetable[] {
  const own = facts.filter((fact): fact is TimetableFact => types.some((type) => type === fact.type));
  if (own.length === 0) return [];
  const schools = [...new Set(own.map(({ data }) => data.school))].sort();
  return schools
    .flatMap((school) =>
      draftsOf(
        school,
        own.filter(({ data }) => data.school === school),
        spells.filter((spell) => spell.school === school),
      ),
    )
    .map((draft) => timetableFrom(draft, register))
    .sort((a, b) => byText(a.course[0]?.on ?? '', b.course[0]?.on ?? '') || byText(a.school, b.school));
}

function draftsOf(school: Urn, facts: readonly TimetableFact[], spells: readonly Spell[]): Draft[] {
  const drafts: Draft[] = [];
  let open: Draft | undefined;
  const leavings = spells.filter(({ leftOn }) => leftOn !== null);
  for (const fact of inDayOrder(facts, ({ type }) => types.indexOf(type))) {
    if (open) closeByLeaving(open, leavings, fact.data.effectiveOn);
    if (!open || open.left) drafts.push((open = { school, facts: [], left: null }));
    open.facts.push(fact);
    if (fact.type === 'ReducedTimetableEnded') open = undefined;
  }
  if (open) closeByLeaving(open, leavings, undefined);
  return drafts;
}

/** A timetable ends with the roll, at the first leaving after its last report and before the next one. */
function closeByLeaving(draft: Draft, leavings: readonly Spell[], before: PlainDate | undefined): void {
  const last = draft.facts.at(-1)?.data.effectiveOn ?? '';
  for (const spell of leavings) {
    const on = spell.leftOn;
    if (on === null || on < last || (before !== undefined && on >= before)) continue;
    draft.left = { on, spell };
    return;
  }
}

function timetableFrom({ school, facts, left }: Draft, register: Register): ReducedTimetable {
  const started = facts.find((fact) => fact.type === 'ReducedTimetableStarted');
  const ended = facts.find((fact) => fact.type === 'ReducedTimetableEnded');
  const reviews = facts.filter((fact) => fact.type === 'ReducedTimetableReviewed');
  const telling = facts.filter((fact) => fact.type !== 'ReducedTimetableEnded');
  const leaving = left?.spell.end?.evidence[0] ?? left?.spell.evidence[0];
  const course = courseOf(timetableLifecycle, [
    ...facts.map(({ type, data, entry }): Sent<TimetableSignal> => ({
      signal: signals[type],
      on: data.effectiveOn,
      evidence: entry,
    })),
    ...(left && leaving ? [{ signal: 'left-the-school' as const, on: left.on, evidence: leaving }] : []),
  ]);
  const to = ended?.data.effectiveOn ?? left?.on ?? null;
  const reviewsDue = telling
    .filter(({ data }) => !('outcome' in data) || data.outcome !== 'to-end')
    .map((fact) => reviewDueAfter(fact, school, register));
  return {
    school,
    from: started?.data.effectiveOn ?? null,
    to,
    plannedEnd: telling.findLast(({ data }) => data.plannedEnd !== undefined)?.data.plannedEnd ?? null,
    sessionsAWeek:
      telling.findLast(({ data }) => data.sessionsAWeek !== undefined)?.data.sessionsAWeek ?? null,
    reason: started?.data.reason ?? null,
    parentAgreed: telling.findLast(({ data }) => data.parentAgreed !== undefined)?.data.parentAgreed ?? null,
    reviews: reviews.map(({ data, entry }) => ({
      on: data.effectiveOn,
      outcome: data.outcome,
      evidence: entry,
    })),
    reviewDue: to === null ? nextDue(reviewsDue, reviews.at(-1)?.data.effectiveOn) : null,
    reviewsDue,
    ending: ended?.data.outcome ?? (left ? 'left-the-school' : null),
    course,
    state: stateAfter(timetableLifecycle, course),
    evidence: [...facts.map(({ entry }) => entry), ...(leaving ? [leaving] : [])],
  };
}

const signals = {
  ReducedTimetableStarted: 'started',
  ReducedTimetableReviewed: 'reviewed',
  ReducedTimetableEnded: 'ended',
} as const satisfies Record<TimetableFact['type'], TimetableSignal>;

function reviewDueAfter(
  { data, entry: evidence }: FactOf<'ReducedTimetableStarted' | 'ReducedTimetableReviewed'>,
  school: Urn,
  register: Register,
): ReviewDue {
  const { effectiveOn: after, reviewBy } = data;
  if (reviewBy !== undefined) return { after, dueOn: reviewBy, isPlanned: true, evidence };
  const authority = register.school(school)?.authority;
  const held = register.standards.holdingOn('reduced-timetable-review', authority, after);
  const { on } = dueOn(after, held, register.calendarOf(school));
  return { after, dueOn: on, isPlanned: false, evidence };
}

/** Nothing is due any more after a review that has it end. */
export function nextDue(
  reviewsDue: readonly ReviewDue[],
  lastReviewOn: PlainDate | undefined,
): PlainDate | null {
  const last = reviewsDue.at(-1);
  return last && (lastReviewOn === undefined || last.after >= lastReviewOn) ? last.dueOn : null;
}
