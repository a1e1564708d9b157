/** The counts of one authority's school year, from histories, as figures are made of. */
import type { YearRow } from '../../../projections/measures/figures.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import type { Register } from '../../../projections/register/register.js';
import { addCounts, summed } from '../../../projections/projection.js';
import type { Told } from '../../support/history.js';
import { readOf, year } from './given.js';

export function countEventsOf(
  register: Register,
  histories: readonly { readonly facts: readonly Told[]; readonly pupils: number }[],
): YearRow[] {
  const byYear = new Map<string, Record<string, number>>();
  const add = (schoolYear: string, counts: Readonly<Record<string, number>>): void => {
    const sum = byYear.get(schoolYear) ?? {};
    byYear.set(schoolYear, sum);
    addCounts(sum, counts);
  };
  for (const { facts, pupils } of histories)
    for (let at = 0; at < pupils; at++) {
      const [counted = [], named = []] = authorityRates
        .tallies(readOf(facts, register), register)
        .map(summed);
      for (const {
        key: [, schoolYear = ''],
        counts,
      } of counted)
        add(schoolYear, counts);
      for (const {
        key: [, schoolYear = '', name = ''],
        counts,
      } of named)
        add(schoolYear, { [name]: counts['times'] ?? 0 });
    }
  return [...byYear].map(([schoolYear, counts]) => ({ schoolYear: year(schoolYear), counts }));
}
