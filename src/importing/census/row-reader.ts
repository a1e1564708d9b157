/** Takes the cells of one census row apart, and notes what was odd about them on the way. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { CodeList } from '../../../events/codes/code-list.js';
import type { CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';
import type { Remarks } from '../tally.js';

export class RowReader {
  private readonly mapped: string[] = [];
  private readonly flags: string[] = [];

  constructor(private readonly row: CsvRow) {}

  get remarks(): Remarks {
    return { mapped: this.mapped, flags: this.flags };
  }

  flag(name: string): void {
    this.flags.push(name);
  }

  /** Empty where blank, and where the file has no such column. */
  text(column: string): string {
    return this.row.value(column) ?? '';
  }

  /** A day without which the row cannot be a fact. */
  requiredDate(column: string): PlainDate | RowProblem {
    if (this.text(column) === '') return { field: column, problem: 'is missing', code: 'date-missing' };
    return (
      reportedDate(this.text(column)) ?? {
        field: column,
        problem: 'is not a date that exists',
        code: 'date-impossible',
      }
    );
  }

  /** A day that may be blank. */
  date(column: string): PlainDate | undefined | RowProblem {
    return this.text(column) === '' ? undefined : this.requiredDate(column);
  }

  /**
   * A code as reported, or the one that took its place. One that is not even shaped like its list's cannot stand in an
   * event: it is flagged, and the rest of the row recorded.
   *
   * @param blank the flag that a blank raises; left out for what schools collect only where it applies. A column that
   *   the file does not have is no blank.
   */
  code(
    column: string,
    list: CodeList,
    { blank, map = unmapped }: { blank?: string; map?: (code: string) => string } = {},
  ): string | undefined {
    const reported = this.row.value(column);
    if (reported === undefined) return undefined;
    if (reported === '') {
      if (blank !== undefined) this.flags.push(blank);
      return undefined;
    }
    if (!list.shape.test(reported)) {
      this.flags.push('code-malformed');
      return undefined;
    }
    const code = map(reported);
    if (code !== reported) this.mapped.push(reported);
    return code;
  }

  /** Sessions as COLLECT writes them, `10.0`. */
  sessions(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') this.flags.push('sessions-not-stated');
    else if (/^\d{1,3}(?:\.0*)?$|^1000(?:\.0*)?$/.test(text)) return Number(text);
    else this.flags.push('sessions-malformed');
    return undefined;
  }
}

const unmapped = (code: string): string => code;
