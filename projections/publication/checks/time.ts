/** When a row is about. */
import { timeIdentifierFamilies, withinCalendarYear } from '../lists/time-identifiers.js';
import { ofCells, ofRows, type Check } from './check.js';

const families = new Map(
  timeIdentifierFamilies.flatMap((family) => family.map((identifier) => [identifier, family] as const)),
);

export const timeChecks: readonly Check[] = [
  ofCells(
    'time-period-digits',
    'fails',
    'time_period is digits only: 202122',
    () => ['time_period'],
    (cell) => (/^\d+$/.test(cell) ? undefined : 'is not digits only'),
  ),
  ofCells(
    'time-period-consecutive',
    'fails',
    'a time_period of six digits is two years that follow each other: 202122',
    () => ['time_period'],
    (cell) => {
      if (!/^\d{6}$/.test(cell)) return undefined;
      const next = (Number(cell.slice(2, 4)) + 1) % 100;
      return Number(cell.slice(4)) === next ? undefined : 'is not two years that follow each other';
    },
  ),
  ofRows(
    'time-period-length',
    'fails',
    'time_period has four digits for calendar years, months and weeks, six for all others',
    (pair, find) => {
      const [period, identifier] = pair.present(['time_period', 'time_identifier']);
      if (!period || !identifier) return undefined;
      return {
        row: ({ cells, line }) => {
          const named = cells[identifier.at] ?? '';
          const digits = withinCalendarYear.has(named) ? 4 : 6;
          if (families.has(named) && cells[period.at]?.length !== digits)
            find(`has not ${digits} characters, as ‘${named}’ asks for`, {
              file: 'data',
              column: period.name,
              line,
            });
        },
      };
    },
  ),
  ofCells(
    'time-identifier-known',
    'fails',
    'time_identifier is a known one: Academic year, Autumn term …',
    () => ['time_identifier'],
    (cell) => (families.has(cell) ? undefined : `‘${cell}’ is no time identifier`),
  ),
  ofRows(
    'time-identifier-family',
    'fails',
    'the time identifiers of a file are of one family: terms do not stand beside years',
    (pair, find) => {
      const [column] = pair.present(['time_identifier']);
      if (!column) return undefined;
      let family: readonly string[] | undefined;
      return {
        row: ({ cells, line }) => {
          const identifier = cells[column.at] ?? '';
          const own = families.get(identifier);
          family ??= own;
          if (own !== family && own !== undefined)
            find(`‘${identifier}’ does not go with ‘${family?.[0] ?? ''}’`, {
              file: 'data',
              column: column.name,
              line,
            });
        },
      };
    },
  ),
];
