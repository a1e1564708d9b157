/** Which academy trust a school belonged to, by day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { byDayAsRecorded } from '../day-order.js';
import type { Fact, FactOf } from '../standing-facts.js';

export class Trusts {
  /** In the order of days, of one day in the order of positions. */
  private readonly changes = new Map<Urn, FactOf<'TrustMembershipChanged'>[]>();

  /** Takes a school's facts in; all others are passed over. */
  add(school: Urn, facts: readonly Fact[]): void {
    const own = facts.filter((fact) => fact.type === 'TrustMembershipChanged');
    if (own.length === 0) return;
    own.sort(byDayAsRecorded);
    this.changes.set(school, own);
  }

  /** The trust's own number; undefined on a day on which the school is in none, or none is known. */
  of(school: Urn, on: PlainDate): string | undefined {
    return this.changes.get(school)?.findLast(({ data }) => data.effectiveOn <= on)?.data.trust;
  }
}
