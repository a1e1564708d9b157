/**
 * Lifecycles: small state machines of what is reported over time. A signal always leads somewhere, whatever came
 * before: what cannot follow by law or sense is a fact too, taken and told apart as out of course. The same signals
 * give the same course in whatever order they arrived.
 */
import type { PlainDate } from '../events/calendar/plain-date.js';
import type { EventId } from '../events/identifiers.js';
import { byText, sorted } from './order.js';
import type { Flag } from './trajectory/flags.js';

export interface Transition<State extends string, Signal extends string> {
  readonly on: Signal;
  /** The states that it is drawn from. */
  readonly from: readonly State[];
  /** Further states that it may follow on, where the steps between are merely not reported; not drawn. */
  readonly skippingFrom?: readonly State[];
  readonly to: State;
}

export interface Lifecycle<State extends string = string, Signal extends string = string> {
  readonly name: string;
  /** What goes through it, and where the rules stand. */
  readonly says: string;
  readonly begins: State;
  /** What each state means. */
  readonly states: Readonly<Record<State, string>>;
  /** What each signal stands for. */
  readonly signals: Readonly<Record<Signal, string>>;
  /** In the order in which signals of one day are taken. A signal that fits nowhere takes its first transition. */
  readonly transitions: readonly Transition<State, Signal>[];
}

/** A signal as an entry sends it. */
export interface Sent<Signal extends string> {
  readonly signal: Signal;
  readonly on: PlainDate;
  readonly evidence: EventId;
}

export interface Step<State extends string, Signal extends string> extends Sent<Signal> {
  readonly from: State;
  readonly to: State;
  /** Whether it may follow on what came before. */
  readonly inCourse: boolean;
}

/** The steps that the signals make, in the order of days. */
export function courseOf<State extends string, Signal extends string>(
  { begins, transitions }: Lifecycle<State, Signal>,
  signals: readonly Sent<Signal>[],
): Step<State, Signal>[] {
  const rank = (signal: Signal): number => transitions.findIndex(({ on }) => on === signal);
  const ordered = sorted(
    [...signals],
    (a, b) => byText(a.on, b.on) || rank(a.signal) - rank(b.signal) || byText(a.evidence, b.evidence),
  );
  const course: Step<State, Signal>[] = [];
  let state = begins;
  for (const { signal, on: day, evidence } of ordered) {
    const ofSignal = transitions.filter(({ on }) => on === signal);
    const fitting = ofSignal.find(
      ({ from, skippingFrom }) => from.includes(state) || skippingFrom?.includes(state),
    );
    const taken = fitting ?? ofSignal[0];
    if (!taken) continue;
    course.push({ signal, on: day, evidence, from: state, to: taken.to, inCourse: fitting !== undefined });
    state = taken.to;
  }
  return course;
}

/** The state that a course has come to. */
export function stateAfter<State extends string, Signal extends string>(
  { begins }: Lifecycle<State, Signal>,
  course: readonly Step<State, Signal>[],
): State {
  return course.at(-1)?.to ?? begins;
}

/** A flag for each step that cannot follow on those before it. */
export const outOfCourse = (flag: Flag['flag'], course: readonly Step<string, string>[]): Flag[] =>
  course
    .filter(({ inCourse }) => !inCourse)
    .map(({ on, signal, evidence }) => ({ flag, on, about: signal, evidence: [evidence] }));
