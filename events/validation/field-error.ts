/** What is wrong with one field. In words about the field: the value itself is never in it, nor in a log. */
import type { FieldRule } from './fields.js';

export interface FieldError {
  /** Where: `leftOn`, `characteristics.birthMonth`, `terms[0].startsOn`; empty for the data as a whole. */
  readonly field: string;
  /** The rule that is broken: `date`, `code`, `unknown-field`, … */
  readonly rule: string;
  /** What is wrong, in words. */
  readonly problem: string;
  /** What is allowed, in words. */
  readonly allowed: string;
}

export function brokenRule(field: string, { rule, allowed }: FieldRule, value: unknown): FieldError {
  return { field, rule, problem: problemOf(value, allowed), allowed };
}

/** @param known the fields that the object may have. */
export function unknownField(path: string, name: string, known: Iterable<string>): FieldError {
  return {
    field: path + shownName(name),
    rule: 'unknown-field',
    problem: 'is not a field here',
    allowed: `one of ${[...known].join(', ')}`,
  };
}

export function notAnObject(value: unknown): FieldError {
  return { field: '', rule: 'object', problem: problemOf(value, 'an object'), allowed: 'an object' };
}

function problemOf(value: unknown, allowed: string): string {
  if (value === undefined) return 'is missing';
  return value === null ? 'is null' : `is not ${allowed}`;
}

/** A sender can put anything into a field's name, a UPN too: only what looks like a name is repeated. */
function shownName(name: string): string {
  return /^[A-Za-z_]{1,40}[0-9]{0,2}$/.test(name) ? name : '?';
}
