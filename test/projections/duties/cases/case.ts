/** What every duty is asked, and the days that several share. */
import type { DutyKind } from '../../../../projections/duties/catalogue.js';
import type { Duty } from '../../../../projections/duties/duty.js';
import type { Told } from '../../../support/history.js';

export type Regimes = readonly (readonly [on: string, regime: string | null])[];

export interface DutyCase {
  readonly kind: DutyKind;
  readonly owedBy: Duty['owedBy'];
  readonly owedTo: Duty['owedTo'];
  /** What else is known. */
  readonly given?: (on: string) => readonly Told[];
  readonly trigger: (on: string) => Told;
  readonly met: (on: string, trigger: Told) => Told;
  /** Triggered on the first day: the last day in time, and the first that is one unit late. */
  readonly days: readonly [on: string, due: string, late: string];
  /** Triggered on the first day: the last day in time, over a holiday. */
  readonly overHoliday: readonly [on: string, due: string];
  /** A window, after which nothing is owed. */
  readonly lapses?: true;
  /** The regime of what is triggered on a day; null for no duty. */
  readonly regimes?: Regimes;
}

export const withoutDelay = {
  days: ['2024-11-04', '2024-11-05', '2024-11-06'],
  overHoliday: ['2024-12-20', '2025-01-06'],
} as const;
export const within10 = {
  days: ['2024-11-04', '2024-11-18', '2024-11-19'],
  overHoliday: ['2024-12-13', '2025-01-10'],
} as const;
export const within15 = {
  days: ['2024-11-04', '2024-11-25', '2024-11-26'],
  overHoliday: ['2024-12-13', '2025-01-17'],
} as const;
export const within20 = {
  days: ['2024-11-04', '2024-12-02', '2024-12-03'],
  overHoliday: ['2024-12-13', '2025-01-24'],
} as const;
