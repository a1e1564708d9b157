/** The financial year of a local authority: 1 April to 31 March. */
import { daysBetween, addDays, monthOf, reckonedDate, yearOf, type PlainDate } from './plain-date.js';

export interface FinancialYear {
  /** `2024-25` */
  readonly name: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

export function financialYearOf(date: PlainDate): FinancialYear {
  const start = monthOf(date) < 4 ? yearOf(date) - 1 : yearOf(date);
  return {
    name: `${start}-${String((start + 1) % 100).padStart(2, '0')}`,
    startsOn: reckonedDate(start, 4, 1),
    endsOn: reckonedDate(start + 1, 3, 31),
  };
}

/** Whole weeks from a day, itself counted, to the end of its financial year: 52 from 1 April. */
export const weeksLeftInFinancialYear = (date: PlainDate): number =>
  Math.floor(daysBetween(date, addDays(financialYearOf(date).endsOn, 1)) / 7);
