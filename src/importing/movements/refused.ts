import { Problem } from '../../platform/errors/problem.js';
import type { RowProblem } from '../refusal-file.js';

/** A row that cannot be a fact. */
export interface Refused {
  readonly refused: RowProblem;
}

/** The same, with the line on which it stands. */
export interface RefusedRow extends Refused {
  readonly line: number;
}

export const refused = (field: string, problem: string, code: string): Refused => ({
  refused: { field, problem, code },
});

/**
 * What `read` gives, or why its report is refused, by the rules of the write side.
 * @throws whatever is thrown that is no refusal
 */
export function orRefusal<T>(read: () => T): T | Refused {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return { refused: refusalOf(error) };
    throw error;
  }
}

/** The first field that is wrong; in a list the column of all its items. */
export function refusalOf({ errors, message, code }: Problem): RowProblem {
  const [first] = errors;
  if (!first) return { field: '', problem: message, code };
  return { field: first.field.replace(/\[\d+\]/g, ''), problem: first.problem, code: first.rule };
}
