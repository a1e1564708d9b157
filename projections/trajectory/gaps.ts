/** Gaps: days on which no school had the pupil on roll, between two spells or after the last. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Gap, Spell } from './trajectory.js';

/**
 * @param spells in the order of their beginning; a guest (G) is not registered there, and a previous pupil (P) is not
 *   on roll, so neither ends a gap
 */
export function gapsBetween(spells: readonly Spell[], diedOn: PlainDate | null): Gap[] {
  const gaps: Gap[] = [];
  let latest: Spell | undefined;
  let until: PlainDate | null = null;
  for (const spell of spells) {
    if (isNeverRegistered(spell)) continue;
    if (latest && until !== null && spell.knownFrom > addDays(until, 1))
      gaps.push(gapAfter(latest, until, addDays(spell.knownFrom, -1)));
    if (spell.leftOn === null) return gaps;
    if (until === null || spell.leftOn > until) [until, latest] = [spell.leftOn, spell];
  }
  if (latest && until !== null && (diedOn === null || diedOn > until))
    gaps.push(gapAfter(latest, until, diedOn));
  return gaps;
}

const isNeverRegistered = ({ statuses }: Spell): boolean =>
  statuses.length > 0 && statuses.every(({ status }) => status === 'G' || status === 'P');

const gapAfter = (spell: Spell, until: PlainDate, to: PlainDate | null): Gap => ({
  from: addDays(until, 1),
  to,
  after: spell.school,
  destination: spell.end?.destination?.kind ?? null,
});
