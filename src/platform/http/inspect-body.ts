import type { FieldError } from '../errors/problem.js';

const deepest = 20;
/** Enough to mend a form by; a body of half a million bad strings is not listed whole. */
const mostErrors = 100;

/** Names that would reach into an object's prototype instead of naming a field. */
const reservedNames = new Set(['__proto__', 'constructor', 'prototype']);
const halfCharacter = /\p{Surrogate}/u;

/**
 * What no JSON body may hold, whatever it is for: NUL characters (PostgreSQL cannot keep them), halves of surrogate
 * pairs (no UTF-8 exists for them), reserved names, and nesting deeper than any report is.
 */
export function inspectBody(body: unknown): FieldError[] {
  const errors: FieldError[] = [];
  inspect(body, '', 0, errors);
  return errors;
}

function inspect(value: unknown, field: string, depth: number, errors: FieldError[]): void {
  if (errors.length >= mostErrors) return;
  if (typeof value === 'string') {
    const problem = problemOfText(value);
    if (problem !== undefined) errors.push({ field, rule: 'readable-text', problem });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest) {
    errors.push({ field, rule: 'depth', problem: `is nested deeper than ${deepest} levels` });
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const problem = reservedNames.has(name) ? 'is a reserved name' : problemOfText(name);
    if (problem === undefined) inspect(inner, field === '' ? name : `${field}.${name}`, depth + 1, errors);
    // The name itself is not repeated: it is what cannot be read.
    else errors.push({ field, rule: 'field-name', problem: `holds a field whose name ${problem}` });
  }
}

function problemOfText(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL character';
  return halfCharacter.test(text) ? 'holds half a character (an unpaired surrogate)' : undefined;
}
