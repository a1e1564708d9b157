/**
 * What a method sees that compares censuses: who stood on a school's roll as a main registration on one census day and
 * not on the next. It is read from the registrations themselves, so that it is there for every school and every year;
 * moves in between, there and back or through a third school, it does not see. Live events find more (decisions of
 * method).
 */
import { lastCensusDay, nextCensusDay, type CensusSeason } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { MainRegistration, Move, Trajectory } from '../trajectory/trajectory.js';

export type SeenByCensuses =
  | {
      readonly how: 'seen';
      /** The move to the school of the next census. */
      readonly as: Move;
      /** The two census days. */
      readonly before: PlainDate;
      readonly after: PlainDate;
    }
  /** No census counted the pupil at the school left. */
  | { readonly how: 'not-counted-before' }
  /** The next census counts the pupil there again, or a later leaving of that school stands for both. */
  | { readonly how: 'counted-again' };

/** @param censuses the seasons that are compared, one at least */
export function seenByCensuses(
  move: Move,
  { registrations, moves }: Pick<Trajectory, 'registrations' | 'moves'>,
  censuses: readonly CensusSeason[],
): SeenByCensuses {
  const { from, leftOn } = move;
  const before = latest(censuses.map((season) => lastCensusDay(season, leftOn)));
  const after = earliest(censuses.map((season) => nextCensusDay(season, leftOn)));
  let isCountedBefore = false;
  let isCountedAgain = false;
  let next: MainRegistration | undefined;
  for (const each of registrations) {
    const isThere = each.school === from;
    if (isThere && lastsOn(each, before)) isCountedBefore = true;
    if (!lastsOn(each, after)) continue;
    next = each;
    if (isThere) isCountedAgain = true;
  }
  if (!isCountedBefore) return { how: 'not-counted-before' };
  for (const other of moves)
    if (other.from === from && other.leftOn > leftOn && other.leftOn < after) isCountedAgain = true;
  if (isCountedAgain) return { how: 'counted-again' };
  next ??= registrations.find(({ knownFrom }) => knownFrom > after);
  return { how: 'seen', as: (next?.school ?? null) === move.to ? move : towards(move, next), before, after };
}

/** The same move, to the school of the next census instead of those in between. */
function towards(move: Move, next: MainRegistration | undefined): Move {
  if (next === undefined)
    // A school that was joined and left again between two censuses is one that no census has seen.
    return {
      ...move,
      to: null,
      joinedOn: null,
      nextLeftOn: null,
      gapDays: null,
      gapDaysOutsideHolidays: null,
    };
  const begun = next.spell.begunBy;
  return {
    ...move,
    to: next.school,
    joinedOn: next.from,
    nextLeftOn: next.to,
    whereabouts: 'seen-on-another-roll',
    evidence: begun === null || move.evidence.includes(begun) ? move.evidence : [...move.evidence, begun],
  };
}

const lastsOn = ({ knownFrom, to }: MainRegistration, day: PlainDate): boolean =>
  knownFrom <= day && (to === null || to >= day);

const latest = (days: readonly PlainDate[]): PlainDate => days.reduce((a, b) => (b > a ? b : a));
const earliest = (days: readonly PlainDate[]): PlainDate => days.reduce((a, b) => (b < a ? b : a));
