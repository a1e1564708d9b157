/** What an import did with the rows that it read, in numbers. */

export interface RowCounts {
  readonly read: number;
  /** Rows that led to an event. */
  readonly recorded: number;
  /** Rows that led to none, because the ledger knew what they say. */
  readonly known: number;
  /** Rows recorded with any code mapped to the one that took its place, and how many rows each code was mapped in. */
  readonly mapped: number;
  readonly mappedBy: Readonly<Record<string, number>>;
  /** Rows recorded with any flag, and how many rows each flag was raised in. */
  readonly flagged: number;
  readonly flaggedBy: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly refusedBy: Readonly<Record<string, number>>;
}

/** What was noticed in a row on the way. */
export interface Remarks {
  /** Codes as reported that were mapped. */
  readonly mapped: readonly string[];
  readonly flags: readonly string[];
}

export const noRemarks: Remarks = { mapped: [], flags: [] };

export class RowTally {
  private recordedRows = 0;
  private knownRows = 0;
  private mappedRows = 0;
  private flaggedRows = 0;
  private refusedRows = 0;
  private readonly mappedBy = new Counts();
  private readonly flaggedBy = new Counts();
  private readonly refusedBy = new Counts();

  recorded({ mapped, flags }: Remarks): void {
    this.recordedRows++;
    if (mapped.length > 0) this.mappedRows++;
    if (flags.length > 0) this.flaggedRows++;
    for (const code of new Set(mapped)) this.mappedBy.add(code);
    for (const flag of new Set(flags)) this.flaggedBy.add(flag);
  }

  known(): void {
    this.knownRows++;
  }

  refused(code: string): void {
    this.refusedRows++;
    this.refusedBy.add(code);
  }

  get done(): number {
    return this.recordedRows + this.knownRows + this.refusedRows;
  }

  counts(): RowCounts {
    return {
      read: this.done,
      recorded: this.recordedRows,
      known: this.knownRows,
      mapped: this.mappedRows,
      mappedBy: this.mappedBy.all(),
      flagged: this.flaggedRows,
      flaggedBy: this.flaggedBy.all(),
      refused: this.refusedRows,
      refusedBy: this.refusedBy.all(),
    };
  }
}

/** How often each name was counted. */
export class Counts {
  private readonly numbers = new Map<string, number>();

  add(name: string, times = 1): void {
    this.numbers.set(name, (this.numbers.get(name) ?? 0) + times);
  }

  get total(): number {
    return [...this.numbers.values()].reduce((sum, each) => sum + each, 0);
  }

  /** In the order of names. */
  all(): Record<string, number> {
    return Object.fromEntries([...this.numbers].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
