/**
 * The authorities' own standards, from the days on which they set them, and what holds where they set none. Every
 * default is ours, for neither law nor guidance names a number; an answer says whether it stands on one.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { authorityOf, type AuthorityCode } from '../../events/identifiers.js';
import type { LocalStandard } from '../../events/local-standard.js';
import { byDayAsRecorded } from '../day-order.js';
import type { Clock } from '../duties/clocks.js';
import type { FactOf } from '../standing-facts.js';

export interface Standard {
  readonly length: number;
  readonly unit: 'school days' | 'calendar days' | 'weeks';
  readonly says: string;
}

export const defaultStandards = {
  'home-education-return-window': {
    length: 20,
    unit: 'school days',
    says: 'How long after leaving for home education the school left takes the pupil back',
  },
  'home-education-meeting': {
    length: 10,
    unit: 'school days',
    says: 'Within which professionals meet the family after notice of home education',
  },
  'home-education-short-cycle': {
    length: 60,
    unit: 'calendar days',
    says: 'A time at home that ends at school within so many days may be time out of school that nobody recorded',
  },
  'destination-confirmation': {
    length: 10,
    unit: 'school days',
    says: 'Within which somebody makes sure that a leaver arrived',
  },
  'reduced-timetable-review': {
    length: 6,
    unit: 'weeks',
    says: 'Within which a reduced timetable is reviewed, where it names no day of review',
  },
  'without-delay': {
    length: 1,
    unit: 'school days',
    says: 'What ‘without delay’ comes to, which has no number in law',
  },
  'direction-review': {
    length: 10,
    unit: 'school days',
    says: 'Within which the board reviews an off-site direction after a request that binds it',
  },
  'cost-recovery-opening': {
    length: 20,
    unit: 'school days',
    says: 'Within which a recovery is opened after an excluded pupil came to a named provision',
  },
  'cost-recovery-conclusion': {
    length: 60,
    unit: 'school days',
    says: 'Within which a recovery that was opened is settled, closed, or made needless by a return',
  },
} as const satisfies Readonly<Partial<Record<LocalStandard, Standard>>>;

export type StandardWithLength = keyof typeof defaultStandards;

/** A standard as it holds on a day, as a clock. */
export interface StandardThatHolds extends Clock {
  /** Whether the authority set none. */
  readonly byDefault: boolean;
}

const holding = (length: number, unit: Standard['unit'], byDefault: boolean): StandardThatHolds => ({
  length,
  unit,
  runs: 'after',
  source: "the authority's own standard",
  byDefault,
});

type StandardSet = FactOf<'LocalStandardSet'>;

export class LocalStandards {
  private readonly set = new Map<AuthorityCode, StandardSet[]>();

  /** Of two of one standard and day the one recorded later stands. @param fact of an authority's stream */
  add(fact: StandardSet): void {
    const authority = authorityOf(fact.stream);
    if (authority === undefined) return;
    const facts = this.set.get(authority) ?? [];
    this.set.set(authority, facts);
    facts.push(fact);
    facts.sort(byDayAsRecorded);
  }

  holdingOn(
    standard: StandardWithLength,
    authority: AuthorityCode | undefined,
    on: PlainDate,
  ): StandardThatHolds {
    const { length, unit } = defaultStandards[standard];
    const own = this.lastSet(standard, authority, on)?.data.length;
    return own === undefined ? holding(length, unit, true) : holding(own, unit, false);
  }

  /** Whether a standard that only begins has begun by that day. */
  hasBegun(standard: LocalStandard, authority: AuthorityCode | undefined, on: PlainDate): boolean {
    return this.lastSet(standard, authority, on) !== undefined;
  }

  private lastSet(
    standard: LocalStandard,
    authority: AuthorityCode | undefined,
    on: PlainDate,
  ): StandardSet | undefined {
    if (authority === undefined) return undefined;
    return this.set
      .get(authority)
      ?.findLast((fact) => fact.data.standard === standard && fact.data.effectiveOn <= on);
  }
}
