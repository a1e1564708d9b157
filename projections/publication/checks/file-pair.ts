/** A pair of published files before its data rows: names, headers, and the whole of the metadata. */

export interface MetaLine {
  readonly line: number;
  /** What stands under that column; empty where the file lacks it. */
  readonly value: (column: string) => string;
}

export interface PresentColumn {
  readonly name: string;
  readonly at: number;
}

export class FilePair {
  /** Rows of the metadata that describe a filter or an indicator. */
  readonly filters: readonly MetaLine[];
  readonly indicators: readonly MetaLine[];
  /** Columns of the data that filters are grouped by. */
  readonly groups: readonly string[];
  private readonly positions: ReadonlyMap<string, number>;

  /**
   * @param dataName the file's name without its folder
   * @param columns of the data's header, as they are written
   */
  constructor(
    readonly dataName: string,
    readonly metaName: string,
    readonly columns: readonly string[],
    readonly metaColumns: readonly string[],
    readonly meta: readonly MetaLine[],
  ) {
    this.positions = new Map(columns.map((column, at) => [column, at]));
    this.filters = meta.filter((line) => line.value('col_type') === 'Filter');
    this.indicators = meta.filter((line) => line.value('col_type') === 'Indicator');
    this.groups = [...new Set(this.filters.map((line) => line.value('filter_grouping_column')))].filter(
      (group) => group !== '',
    );
  }

  has(column: string): boolean {
    return this.positions.has(column);
  }

  /** Those of the columns that the data has, and where. */
  present(columns: readonly string[]): PresentColumn[] {
    return columns.flatMap((name) => {
      const at = this.positions.get(name);
      return at === undefined ? [] : { name, at };
    });
  }

  /** Filters that the data has a column of. */
  get filterColumns(): readonly string[] {
    return this.filters.map((line) => line.value('col_name')).filter((name) => this.has(name));
  }

  get indicatorColumns(): readonly string[] {
    return this.indicators.map((line) => line.value('col_name')).filter((name) => this.has(name));
  }

  /** Whether an indicator holds text: the metadata says so by its unit. */
  isText(column: string): boolean {
    return this.indicators.some(
      ({ value }) => value('col_name') === column && value('indicator_unit') === 'numberstring',
    );
  }
}
