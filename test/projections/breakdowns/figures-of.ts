/** Many pupils' histories told as facts, and the figures that they come to by a characteristic. */
import type { EventType } from '../../../events/catalogue.js';
import { schoolYearFrom, type SchoolYear } from '../../../events/calendar/school-year.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { asEventId, asPosition, asPupilId, pupilStream } from '../../../events/identifiers.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { breakdownCountNames, type Basis } from '../../../projections/breakdowns/contribution.js';
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { breakdownYears, type BreakdownFigure, type Found } from '../../../projections/breakdowns/figures.js';
import { breakdownMeasures } from '../../../projections/breakdowns/measures.js';
import { breakdowns } from '../../../projections/breakdowns/projection.js';
import {
  countsIn,
  foundAtSchools,
  foundIn,
  keyedRow,
  tableOf,
  type SchoolRow,
  type StoredRow,
} from '../../../projections/breakdowns/stored.js';
import { januaryCensusDay } from '../../../events/calendar/census-day.js';
import { summed, type Projection, type SummedTally } from '../../../projections/projection.js';
import type { Register } from '../../../projections/register/register.js';
import { schoolCounts } from '../../../projections/school-counts/projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';

let told = 0;

/** One pupil's trajectory. @param facts in the order in which the ledger learned them */
export function pupilOf(
  facts: readonly (readonly [type: EventType, data: object])[],
  register: Register,
): Trajectory {
  told += 1;
  const number = String(told).padStart(12, '0');
  const pupil = asPupilId(`01900000-0000-7000-8000-${number}`);
  const stream = pupilStream(pupil);
  const events = facts.map(
    ([type, data], at) =>
      ({
        id: asEventId(`01900000-0000-8000-8${String(at).padStart(3, '0')}-${number}`),
        type,
        schemaVersion: 1,
        stream,
        position: asPosition(at + 1),
        recordedAt: '2026-01-01T00:00:00.000Z',
        data,
      }) as HistoryEvent,
  );
  return interpret(pupil, events, register);
}

type TalliedRow = StoredRow & Record<string, unknown>;

/** The tallies of many pupils, as the read models hold them. */
export class Tallied {
  private readonly tables = new Map<string, Map<string, TalliedRow>>();

  constructor(private readonly register: Register) {}

  add(trajectory: Trajectory): this {
    for (const projection of [breakdowns, authorityRates, schoolCounts]) {
      projection
        .tallies(trajectory, this.register)
        .forEach((tallies, at) => this.addTo(projection, at, summed(tallies)));
    }
    return this;
  }

  addAll(trajectories: Iterable<Trajectory>): this {
    for (const trajectory of trajectories) this.add(trajectory);
    return this;
  }

  /** By category and measure of one school year. @param place a school's URN or an authority's code */
  by(name: string, place: string, startYear: number, basis: Basis = 'location'): Figures {
    const dimension = dimensions.find((each) => each.name === name);
    if (dimension === undefined) throw new Error(`no ${name}`);
    const measures = breakdownMeasures.filter(({ kinds }) => kinds.includes(dimension.kind));
    const schoolYear = schoolYearFrom(startYear);
    const year = { schoolYear, januaryCensusDay: januaryCensusDay(schoolYear) ?? null, isRollKnown: true };
    const [found] = breakdownYears(dimension, measures, [year], this.found(name, place, basis));
    return new Figures(
      new Map(
        (found?.categories ?? []).map(({ code, figures }) => [
          code,
          new Map(figures.map((figure) => [figure.measure, figure])),
        ]),
      ),
      found?.coverage ?? [],
    );
  }

  private found(name: string, place: string, basis: Basis): Found {
    const dimension = dimensions.find((each) => each.name === name);
    if (dimension === undefined) throw new Error(`no ${name}`);
    const wholes =
      basis === 'residence'
        ? this.rowsOf('cohort_count', { place, basis })
        : [
            ...this.rowsOf('authority_year_count', { authority: place }),
            ...this.rowsOf('authority_family_count', { authority: place, name: 'managed_moves_begun' }).map(
              (row) => ({
                ...row,
                managed_moves_begun: row['times'],
                managed_moves_begun_squared: row['times_squared'],
              }),
            ),
            ...this.rowsOf('school_year_count', { school: place }).map((row) => ({
              ...row,
              distinct_pupils_suspended: row['pupils_suspended'],
            })),
          ];
    const totals = wholes.map((row) => keyedRow('', row.school_year, countsIn(row, breakdownCountNames)));
    const table = tableOf(dimension);
    if (table !== null)
      return foundIn(dimension, totals, this.rowsOf(table.table, { place, basis, ...table.where }));
    const rows = this.rowsOf('school_year_count', {}) as SchoolRow[];
    return { totals, ...foundAtSchools(rows, place, this.register) };
  }

  private rowsOf(table: string, where: Readonly<Record<string, string>>): StoredRow[] {
    return [...(this.tables.get(table)?.values() ?? [])].filter((row) =>
      Object.entries(where).every(([column, value]) => row[column] === value),
    );
  }

  private addTo({ tallyTables }: Projection, at: number, tallies: readonly SummedTally[]): void {
    const table = tallyTables[at];
    if (table === undefined) throw new RangeError('no such tally table');
    const rows = this.tables.get(table.name) ?? new Map<string, TalliedRow>();
    this.tables.set(table.name, rows);
    for (const { key, counts } of tallies) {
      const name = key.join(' ');
      let row = rows.get(name);
      if (!row) {
        row = {
          school_year: '' as SchoolYear,
          ...Object.fromEntries(table.key.map((column, place) => [column.name, key[place]])),
        };
        rows.set(name, row);
      }
      for (const [count, by] of Object.entries(counts)) row[count] = Number(row[count] ?? 0) + by;
    }
  }
}

export class Figures {
  constructor(
    private readonly categories: ReadonlyMap<string, ReadonlyMap<string, BreakdownFigure>>,
    readonly coverage: readonly string[],
  ) {}

  of(category: string, measure: string): BreakdownFigure {
    const figure = this.categories.get(category)?.get(measure);
    if (figure === undefined)
      throw new Error(`no ${measure} of ${category} among ${[...this.categories.keys()].join(', ')}`);
    return figure;
  }

  value = (category: string, measure: string): string | null => this.of(category, measure).value;
  number = (category: string, measure: string): number => this.of(category, measure).numerator ?? NaN;
  get known(): string[] {
    return [...this.categories.keys()];
  }
}
