/**
 * A method of counting moves, as a named and versioned value: ordered rules, each of which says what a move is or leaves
 * it to the next. Every answer cites its rule and the entries that made it so. "Unexplained" says that no reason is on
 * record; it is no verdict on a school.
 */
import type { CensusSeason } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { Move, Trajectory } from '../trajectory/trajectory.js';
import { seenByCensuses, type SeenByCensuses } from './sampling.js';

/** What EPI-2024 makes of a move. */
export type MoveClass = 'out-of-scope' | 'family-reason' | 'unexplained';

/** What any method makes of one. `left` counts whoever left, whatever the reason. */
export const methodClasses = [
  'unexplained',
  'left',
  'explained',
  'family-reason',
  'special-school',
  'permanent-exclusion',
  'managed-move',
  'home-education',
  'left-the-system',
  'missing-education',
  'out-of-scope',
] as const;
export type MethodClass = (typeof methodClasses)[number];

/**
 * Whether the method's figure has the move in it: in its lower bound, and so in both; in its upper bound alone, for only
 * the national roll could tell; in neither.
 */
export type Standing = 'counted' | 'possible' | 'not-counted';

export interface Classification<C extends MethodClass = MethodClass> {
  readonly class: C;
  readonly rule: string;
  readonly evidence: readonly EventId[];
  readonly standing: Standing;
}

/** What a rule looks at. */
export interface Case {
  /** As the method sees it: one that compares censuses sees the school of the next census, not those between. */
  readonly move: Move;
  readonly trajectory: Trajectory;
  readonly register: Register;
  /** What the censuses show that the method compares; absent of one that compares none. */
  readonly seen?: SeenByCensuses;
}

export interface Rule<C extends MethodClass = MethodClass> {
  readonly name: string;
  /** What the rule says, in words. */
  readonly says: string;
  /** What evidence would have the move classed otherwise, in words. */
  readonly changedBy: string;
  readonly class: C;
  /** The entries by which the rule applies; undefined where it does not. */
  readonly applies: (each: Case) => readonly EventId[] | undefined;
  /**
   * Whether it applies only because this ledger does not see every school of England: then the rules after it say what
   * the move may be, and the upper bound counts it where they leave it to be counted.
   */
  readonly unseen?: (each: Case) => boolean;
}

/** What a move is that no rule decided. */
export type Otherwise<C extends MethodClass = MethodClass> = Pick<
  Rule<C>,
  'name' | 'says' | 'changedBy' | 'class'
>;

export interface Parameter {
  readonly value: number | readonly number[];
  readonly says: string;
  readonly source: 'published' | 'ours';
  /** Where it is published, or why we chose it. */
  readonly why?: string;
}

export interface Scope {
  /** School years or cohorts that the publication tells of; ours go on. */
  readonly years: string;
  readonly schools: string;
  /** Whether leaving counts wherever it leads, or only from one school to another. */
  readonly counts: 'exits' | 'transfers';
}

/** Out of whom: a figure of a school year, and one of a cohort that finishes Year 11 in it. */
export interface Denominators {
  /** Null for a method that has no figure of single years. */
  readonly year: 'on-roll-years-7-to-11' | null;
  readonly cohort: 'seen-in-years-7-to-11' | 'year-7-mainstream' | 'year-10-secondary';
}

export interface Method<C extends MethodClass = MethodClass> {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  /** The publication whose way of counting it is, or ours. */
  readonly source: string;
  readonly scope: Scope;
  readonly sampling: 'continuous' | 'census';
  /** The censuses that are compared; none for a method that takes moves as they happen. */
  readonly censuses: readonly CensusSeason[];
  readonly denominators: Denominators;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly rules: readonly Rule<C>[];
  /** Names of the rules, and of what else a move is, that the publication states; the others are ours. */
  readonly published: readonly string[];
  readonly otherwise: Otherwise<C>;
  /** The class that its figure counts, in pupils and in moves. */
  readonly counts: C;
  /** Classes that are added up beside it. */
  readonly total?: Total<C>;
}

/** What several classes come to: a pupil of several of them is one. */
export interface Total<C extends MethodClass = MethodClass> {
  readonly name: 'epi-comparable';
  readonly says: string;
  readonly classes: readonly C[];
}

export const classify = <C extends MethodClass>(method: Method<C>, made: Case): Classification<C> =>
  decide(method, asSeen(method, made));

/** The first rule that applies decides. @param each as the method sees it */
export function decide<C extends MethodClass>(method: Method<C>, each: Case): Classification<C> {
  const { rules, otherwise, counts } = method;
  let asked = 0;
  for (const rule of rules) {
    asked++;
    const evidence = rule.applies(each);
    if (!evidence) continue;
    const isUnseen = rule.unseen?.(each) ?? false;
    const mayCount = isUnseen && classOfRest(method, asked, each) === counts;
    const standing = mayCount ? 'possible' : rule.class === counts && !isUnseen ? 'counted' : 'not-counted';
    return { class: rule.class, rule: rule.name, evidence, standing };
  }
  const standing = otherwise.class === counts ? 'counted' : 'not-counted';
  return { class: otherwise.class, rule: otherwise.name, evidence: each.move.evidence, standing };
}

function classOfRest<C extends MethodClass>(
  { rules, otherwise }: Method<C>,
  from: number,
  each: Case,
): MethodClass {
  return rules.slice(from).find((rule) => rule.applies(each))?.class ?? otherwise.class;
}

/** The case as every method sees it that compares the same censuses. */
export function asSeen({ censuses }: Pick<Method, 'censuses'>, made: Case): Case {
  if (censuses.length === 0) return made;
  const { move, trajectory } = made;
  const seen = seenByCensuses(move, trajectory, censuses);
  return { move: seen.how === 'seen' ? seen.as : move, trajectory, register: made.register, seen };
}

/** Every rule of a method by its name, in words: for pages, reports and documents. */
export function rulesInWords({ rules, otherwise }: Method): Readonly<Record<string, string>> {
  return Object.fromEntries([...rules, otherwise].map(({ name, says }) => [name, says]));
}

/** Whether a day lies within the window of a move. */
export const within = (day: PlainDate, [from, to]: readonly [PlainDate, PlainDate]): boolean =>
  day >= from && day <= to;
