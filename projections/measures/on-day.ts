/**
 * Reports of what lasts, told for a day: from rows in dates, by measures as figures of school years are. Their rows are
 * facts; who is still there, who came back and what was sustained is reckoned for the day asked for.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Projection } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Figure } from './figure.js';
import { figuresOfCounts } from './figures.js';
import type { Measure } from './measure.js';

export interface AskedOnDay {
  readonly day: PlainDate;
  /** First day of the school year that the day lies in, by the place's terms. */
  readonly yearStartsOn: PlainDate;
  /** Only of what began in that school year; null for everything. */
  readonly year: SchoolYear | null;
  /** The school year that a day lies in, by the place's terms. */
  readonly schoolYearOf: (day: PlainDate) => SchoolYear;
  readonly register: Register;
}

export interface DayReport {
  readonly name: string;
  readonly notes: readonly string[];
  readonly measures: readonly Measure<string>[];
  /** The rows that it is told from, and the column of the school that each counts at. */
  readonly from: { readonly projection: Projection; readonly table: string; readonly school: string };
  /** @param rows of the place, as the read model holds them */
  readonly figures: (rows: readonly unknown[], asked: AskedOnDay) => Figure[];
}

/** @typeParam Stored a row as the read model holds it, whose columns the projection names */
export function dayReport<Stored, Name extends string>({
  counts,
  ...report
}: Omit<DayReport, 'figures' | 'measures'> & {
  readonly measures: readonly Measure<Name>[];
  readonly counts: (rows: readonly Stored[], asked: AskedOnDay) => Counts<Name>;
}): DayReport {
  return {
    ...report,
    figures: (rows, asked) => figuresOfCounts(report.measures, counts(rows as readonly Stored[], asked)),
  };
}

/** Numbers by name, nought where nothing was added. */
export class Counts<Name extends string> {
  private readonly numbers = new Map<Name, number>();

  add(name: Name, by = 1): void {
    this.numbers.set(name, this.of(name) + by);
  }

  of(name: Name): number {
    return this.numbers.get(name) ?? 0;
  }
}
