/** What a question is asked with, checked once: the query of an address and the options of a command alike. */
import { isPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import { parseSchoolYear, type SchoolYear } from '../../events/calendar/school-year.js';
import { asPupilId, asUrn, urnShape, uuidShape, type PupilId, type Urn } from '../../events/identifiers.js';
import { invalidFields, type FieldError } from '../platform/errors/problem.js';
import { allowedMoments, parseMoment, type Moment } from './moment.js';

/** Reads parameters one by one and notes what is wrong; `check` throws everything at once. */
export class Parameters {
  private readonly errors: FieldError[] = [];

  /** @param known every parameter that there is: another one is refused, for it would change nothing unnoticed */
  constructor(
    private readonly given: Readonly<Record<string, unknown>>,
    known: readonly string[],
  ) {
    const listed = new Set(known);
    for (const name of Object.keys(given))
      if (!listed.has(name))
        this.refuse(name, 'unknown-parameter', 'is no parameter of this question', known);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const found = values.find((value) => value === text);
    return found ?? this.refuse(name, 'one-of', 'is not one of the values', values);
  }

  date(name: string): PlainDate | null {
    const text = this.text(name);
    if (text === null || isPlainDate(text)) return text;
    return this.refuse(name, 'date', 'is not a calendar date that exists', ['YYYY-MM-DD']);
  }

  schoolYear(name: string): SchoolYear | null {
    const text = this.text(name);
    if (text === null) return null;
    return (
      parseSchoolYear(text) ?? this.refuse(name, 'school-year', 'is not a school year', ['2015/16', '201516'])
    );
  }

  urn(name: string): Urn | null {
    const text = this.text(name);
    if (text === null) return null;
    return urnShape.test(text) ? asUrn(text) : this.refuse(name, 'urn', 'is not a URN', ['six digits']);
  }

  pupil(name: string): PupilId | null {
    const text = this.text(name);
    if (text === null) return null;
    return uuidShape.test(text)
      ? asPupilId(text)
      : this.refuse(name, 'pupil-id', 'is not a pupil’s id', ['a UUID in lower case']);
  }

  /** A code that may be one of an authority, current or old. */
  authorityCode(name: string): string | null {
    const text = this.text(name);
    if (text === null || /^([A-Z][0-9]{8}|[0-9]{3})$/.test(text)) return text;
    return this.refuse(name, 'authority-code', 'is not an authority’s code', ['E09000007', '202']);
  }

  whole(name: string, min: number, max: number): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return number >= min && number <= max
      ? number
      : this.refuse(name, 'whole-number', 'is not a whole number in the range', [`${min} to ${max}`]);
  }

  /** Whole numbers that grow, separated by commas. */
  ascending(name: string, min: number, most: number): number[] | null {
    const text = this.text(name);
    if (text === null) return null;
    const numbers = text.split(',').map((each) => (/^\d{1,9}$/.test(each) ? Number(each) : NaN));
    const grow = numbers.every((number, at) => number >= (at === 0 ? min : (numbers[at - 1] ?? 0) + 1));
    return grow && numbers.length <= most
      ? numbers
      : this.refuse(name, 'ascending-numbers', 'is no list of whole numbers that grow', ['10,100']);
  }

  /** A short code that says why somebody looks; no free text, which could name a child. */
  purpose(name: string): string | null {
    const text = this.text(name);
    if (text === null || /^[a-z][a-z0-9-]{0,59}$/.test(text)) return text;
    return this.refuse(name, 'purpose', 'is not a code', ['up to 60 lower-case letters, digits and hyphens']);
  }

  moment(name: string): Moment {
    const text = this.text(name);
    if (text === null) return 'newest';
    return (
      parseMoment(text) ?? this.refuse(name, 'time-or-position', 'is neither', [allowedMoments]) ?? 'newest'
    );
  }

  /** Where a page goes on, as `readCursor` reads it. */
  cursor<T>(name: string, read: (text: string) => T | undefined): T | null {
    const text = this.text(name);
    if (text === null) return null;
    return (
      read(text) ??
      this.refuse(name, 'page', 'is not what a page before gave', ['nextAfter of the page before'])
    );
  }

  /** @throws Problem 400 naming every parameter that is wrong */
  check(): void {
    if (this.errors.length > 0) throw invalidFields(this.errors, 400);
  }

  private text(name: string): string | null {
    const value = this.given[name];
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    return this.refuse(name, 'once', 'is given more than once', []);
  }

  private refuse(field: string, rule: string, problem: string, allowed: readonly string[]): null {
    this.errors.push({ field, rule, problem, ...(allowed.length > 0 && { allowed }) });
    return null;
  }
}
