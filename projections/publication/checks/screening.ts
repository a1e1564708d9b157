/** All checks over one pair of files, whose rows pass by once. */
import { checks } from './catalogue.js';
import type { Check, DataRow, Finding, RowWatch, Severity } from './check.js';
import type { FilePair } from './file-pair.js';

export interface CheckResult {
  readonly check: string;
  readonly severity: Severity;
  readonly says: string;
  /** How often it was found. */
  readonly count: number;
  /** The first of them. */
  readonly findings: readonly Finding[];
}

/** Told of each check: the rest is counted. */
const toldOfEach = 10;

export class Screening {
  private readonly results: { readonly check: Check; count: number; readonly findings: Finding[] }[] = [];
  private readonly rows: ((row: DataRow) => void)[] = [];
  private readonly ends: (() => void)[] = [];

  constructor(pair: FilePair) {
    for (const check of checks) {
      const result = { check, count: 0, findings: [] as Finding[] };
      this.results.push(result);
      const watch: RowWatch | undefined = check.begin(pair, (problem, where) => {
        result.count++;
        if (result.findings.length < toldOfEach) result.findings.push({ ...where, problem });
      });
      if (watch?.row) this.rows.push(watch.row);
      if (watch?.end) this.ends.push(watch.end);
    }
  }

  row(row: DataRow): void {
    for (const watch of this.rows) watch(row);
  }

  /** @returns every check, those without findings too */
  end(): CheckResult[] {
    for (const end of this.ends) end();
    return this.results.map(({ check: { name, severity, says }, count, findings }) => ({
      check: name,
      severity,
      says,
      count,
      findings,
    }));
  }
}
