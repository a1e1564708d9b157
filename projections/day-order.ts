/** The order in which the facts of one subject follow on each other, whatever the order of their arrival. */
import { byText, sorted } from './order.js';
import type { Fact } from './standing-facts.js';

/** Facts of one stream: by day, and of one day the one recorded later stands last. */
export const byDayAsRecorded = (a: Fact, b: Fact): number =>
  byText(a.data.effectiveOn, b.data.effectiveOn) || a.position - b.position;

/**
 * By day, then by rank, for what happens on one day follows a course too. What is alike in both goes by what is said,
 * and by ids last: they differ from ledger to ledger.
 */
export function inDayOrder<F extends Fact>(
  facts: readonly F[],
  rankOf: (fact: F) => number = alike,
): readonly F[] {
  if (facts.length < 2) return facts;
  return sorted(
    [...facts],
    (a, b) =>
      byText(a.data.effectiveOn, b.data.effectiveOn) ||
      rankOf(a) - rankOf(b) ||
      byText(JSON.stringify(a.data), JSON.stringify(b.data)) ||
      byText(a.entry, b.entry),
  );
}

const alike = (): number => 0;
