/** Figures of a day from histories, as a report makes them of its rows. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Figure } from '../../projections/measures/figure.js';
import type { DayReport } from '../../projections/measures/on-day.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { OnDayDocument } from '../../src/querying/documents/on-day.js';

/** Rows as a read model gives them back. */
export function storedRows(
  { from: { projection, table } }: DayReport,
  trajectories: readonly Trajectory[],
  register: Register,
): unknown[] {
  const at = projection.rowTables.findIndex(({ name }) => name === table);
  const columns = projection.rowTables[at]?.columns ?? [];
  return trajectories.flatMap((trajectory) =>
    (projection.rows(trajectory, register)[at] ?? []).map((row) =>
      Object.fromEntries(
        columns.map(({ name, type }, place) => [
          name,
          type === 'json' ? (JSON.parse(String(row[place])) as unknown) : row[place],
        ]),
      ),
    ),
  );
}

/** By measure, as the report tells it for the day. @param year of those that began in it alone */
export function figuresOn(
  report: DayReport,
  trajectories: readonly Trajectory[],
  register: Register,
  day: PlainDate,
  year: SchoolYear | null = null,
): Record<string, Pick<Figure, 'value' | 'numerator' | 'denominator'>> {
  const figures = report.figures(storedRows(report, trajectories, register), {
    day,
    year,
    yearStartsOn: schoolYearOf(day).startsOn,
    schoolYearOf: (on) => schoolYearOf(on).schoolYear,
    register,
  });
  return Object.fromEntries(
    figures.map(({ measure, value, numerator, denominator }) => [measure, { value, numerator, denominator }]),
  );
}

/** Numerators alone. */
export const numbersOn = (...asked: Parameters<typeof figuresOn>): Record<string, number | null> =>
  Object.fromEntries(Object.entries(figuresOn(...asked)).map(([name, { numerator }]) => [name, numerator]));

/** The same over REST. @param path after `/api/` */
export async function numbersAt(address: string, path: string): Promise<Record<string, number | null>> {
  const { figures } = await reportAt(address, path);
  return Object.fromEntries(figures.map(({ measure, numerator }) => [measure, numerator]));
}

export async function reportAt(address: string, path: string): Promise<OnDayDocument> {
  const response = await fetch(`${address}/api/${path}`);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as OnDayDocument;
}
