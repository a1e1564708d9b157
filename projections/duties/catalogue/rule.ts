/** What a rule of a duty says. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { StandardWithLength } from '../../register/local-standards.js';
import type { Clock, ClockUnit } from '../clocks.js';

/** Law; statutory guidance or a code; what reviews recommend; the authority's own. */
export type Standing = 'statutory' | 'guidance' | 'recommended' | 'local';

export interface DutyRule {
  /** Its name: one of several of a duty. */
  readonly regime: string;
  /** Its first day; absent where it holds for every day before the next rule's. */
  readonly from?: PlainDate;
  readonly standing: Standing;
  readonly source: string;
  /** Fixed; the authority's own standard; or a day that is named, late by the unit. */
  readonly clock:
    Clock | { readonly standard: StandardWithLength } | { readonly named: string; readonly unit: ClockUnit };
}

export interface DutyInWords {
  readonly says: string;
  readonly triggeredBy: string;
  readonly metBy: string;
  /** In the order of their first days. */
  readonly rules: readonly DutyRule[];
}

export type DutiesInWords = Readonly<Record<string, DutyInWords>>;

export const local = (standard: StandardWithLength, source: string): DutyRule => ({
  regime: 'local-standard',
  standing: 'local',
  source,
  clock: { standard },
});
