/**
 * What rules find in a pupil's history: something that shows from one day to another, with its reason in words and the
 * entries that say so. A finding is no verdict on anybody. Which of them show is decided by the day asked about.
 */
import type { PlainDate } from '../events/calendar/plain-date.js';
import type { EventId, Urn } from '../events/identifiers.js';
import { evidenceText } from './evidence-text.js';
import type { Parameter } from './moves/method.js';
import { byText, sorted } from './order.js';
import type { Row, RowTable } from './projection.js';
import type { Register } from './register/register.js';
import type { Trajectory } from './trajectory/trajectory.js';

export interface Found {
  readonly school: Urn | null;
  /** The first day on which it shows, and the last; null while nothing ends it. */
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  /** Tells nothing that came after the first day: who asks about a day is not told what came later. */
  readonly reason: string;
  readonly evidence: readonly EventId[];
}

export interface Finding extends Found {
  readonly rule: string;
}

export interface FindingRule {
  readonly name: string;
  /** What it looks for, in words. */
  readonly says: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Where it comes from: what asks for it, or what it goes by. */
  readonly source: string;
  readonly find: (trajectory: Trajectory, register: Register) => readonly Found[];
}

export const nothingFound: readonly Found[] = [];

/** Everything that the rules find, in an order that follows from what is found. */
export function findAll(
  rules: readonly FindingRule[],
  trajectory: Trajectory,
  register: Register,
): readonly Finding[] {
  let findings: Finding[] | undefined;
  for (const { name, find } of rules)
    for (const found of find(trajectory, register))
      if (found.to === null || found.to >= found.from) (findings ??= []).push({ rule: name, ...found });
  return findings === undefined ? [] : sorted(findings, inOrder);
}

const inOrder = (a: Finding, b: Finding): number =>
  byText(a.from, b.from) ||
  byText(a.rule, b.rule) ||
  byText(a.school ?? '', b.school ?? '') ||
  byText(a.to ?? '9', b.to ?? '9') ||
  byText(a.reason, b.reason) ||
  byText(a.evidence.join(), b.evidence.join());

export const findingTable = (name: string): RowTable => ({
  name,
  columns: [
    { name: 'pupil_id', type: 'uuid' },
    { name: 'ordinal', type: 'integer' },
    { name: 'rule', type: 'text' },
    { name: 'school', type: 'text' },
    { name: 'authority', type: 'text' },
    { name: 'shows_from', type: 'date' },
    { name: 'shows_to', type: 'date' },
    { name: 'reason', type: 'text' },
    { name: 'evidence', type: 'json' },
  ],
  key: ['pupil_id', 'ordinal'],
  indexes: [['school'], ['authority']],
});

/** Rows of that table. The authority is the one that the school was in when it began to show. */
export function findingRows(
  { pupil }: Trajectory,
  findings: readonly Finding[],
  register: Register,
): readonly Row[] {
  if (findings.length === 0) return noRows;
  return findings.map(({ rule, school, from, to, reason, evidence }, at) => [
    pupil,
    at + 1,
    rule,
    school,
    (school === null ? undefined : register.school(school, from)?.authority) ?? null,
    from,
    to,
    reason,
    evidenceText(evidence.length > 1 ? [...new Set(evidence)] : evidence),
  ]);
}

const noRows: readonly Row[] = [];
