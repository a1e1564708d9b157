/**
 * A published list of codes, each with the dates it holds for. A code that is shaped like one of its list
 * is a fact whatever its date: an unlisted one, or one outside its period, is kept as reported and flagged.
 */
import type { PlainDate } from '../calendar/plain-date.js';

export interface Code {
  readonly code: string;
  readonly label: string;
  /** First day on which the code may be used; always, when absent. */
  readonly from?: PlainDate;
  /** Last day on which the code may be used; still, when absent. */
  readonly to?: PlainDate;
  /** The code that took this one's place or that it is counted under, where there is one. */
  readonly countedAs?: string;
}

export interface CodeList {
  /** The name that errors and flags use: `enrolment-status`, `exclusion-reason`, … */
  readonly name: string;
  /** Where the list is published. */
  readonly source: string;
  /** What a code of this list looks like, listed or not. */
  readonly shape: RegExp;
  readonly codes: ReadonlyMap<string, Code>;
}

/** How a code stands to its list on a day. */
export type CodeStanding = 'listed' | 'outside-its-period' | 'unlisted';

export function codeList(list: Omit<CodeList, 'codes'> & { readonly codes: readonly Code[] }): CodeList {
  return { ...list, codes: new Map(list.codes.map((code) => [code.code, code])) };
}

/** Whether the list holds the code on that day. */
export function standingOf(list: CodeList, code: string, on: PlainDate): CodeStanding {
  const entry = list.codes.get(code);
  if (!entry) return 'unlisted';
  const begun = entry.from === undefined || entry.from <= on;
  const ended = entry.to !== undefined && entry.to < on;
  return begun && !ended ? 'listed' : 'outside-its-period';
}
