/**
 * Every duty that the ledger looks after, with the rules that it is judged by: each rule from its day on, with its clock,
 * where it is laid down, and how far it binds. docs/guides/duties.md is made from this list.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { exclusionDuties } from './catalogue/exclusions.js';
import { moveDuties } from './catalogue/moves.js';
import { rollDuties } from './catalogue/rolls.js';
import type { DutyRule } from './catalogue/rule.js';
import { toldDuties } from './catalogue/told.js';

export const dutyCatalogue = { ...toldDuties, ...exclusionDuties, ...rollDuties, ...moveDuties } as const;

export type DutyKind = keyof typeof dutyCatalogue;
export const dutyKinds = Object.keys(dutyCatalogue) as readonly DutyKind[];

/** The rule that holds on a day; undefined where none does yet. */
export function ruleOn(kind: DutyKind, on: PlainDate): DutyRule | undefined {
  return rulesOf(kind).findLast(({ from }) => from === undefined || from <= on);
}

export const ruleNamed = (kind: DutyKind, regime: string): DutyRule | undefined =>
  rulesOf(kind).find((rule) => rule.regime === regime);

const rulesOf = (kind: DutyKind): readonly DutyRule[] => dutyCatalogue[kind].rules;
