/**
 * A method of counting moves, as a named and versioned value: ordered rules, each of which takes a move out or
 * leaves it to the next. Every answer cites its rule and the entries that made it so. "Unexplained" says that no
 * reason is on record; it is no verdict on a school.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { Move, Trajectory } from '../trajectory/trajectory.js';

export type MoveClass = 'out-of-scope' | 'family-reason' | 'unexplained';

export interface Classification {
  readonly class: MoveClass;
  readonly rule: string;
  readonly evidence: readonly EventId[];
}

/** What a rule looks at. */
export interface Case {
  readonly move: Move;
  readonly trajectory: Trajectory;
  readonly register: Register;
}

export interface Rule {
  readonly name: string;
  /** What the rule says, in words. */
  readonly says: string;
  readonly class: MoveClass;
  /** The entries by which the rule applies; undefined where it does not. */
  readonly applies: (each: Case) => readonly EventId[] | undefined;
}

export interface Parameter {
  readonly value: number | readonly number[];
  readonly says: string;
  readonly source: 'published' | 'ours';
}

export interface Method {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  readonly sampling: 'continuous' | 'census';
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly rules: readonly Rule[];
  /** What a move is that no rule took out. */
  readonly otherwise: { readonly class: MoveClass; readonly name: string; readonly says: string };
}

/** The first rule that applies decides. */
export function classify(method: Method, each: Case): Classification {
  for (const rule of method.rules) {
    const evidence = rule.applies(each);
    if (evidence) return { class: rule.class, rule: rule.name, evidence };
  }
  return { class: method.otherwise.class, rule: method.otherwise.name, evidence: each.move.evidence };
}

/** Every rule of a method by its name, in words: for pages, reports and documents. */
export function rulesInWords({ rules, otherwise }: Method): Readonly<Record<string, string>> {
  return Object.fromEntries([...rules, otherwise].map(({ name, says }) => [name, says]));
}

/** Whether a day lies within the window of a move. */
export const within = (day: PlainDate, [from, to]: readonly [PlainDate, PlainDate]): boolean =>
  day >= from && day <= to;
