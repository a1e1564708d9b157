/** Ends of a registration by which nobody left: what is left out before anything else is asked. */
import { daysBetween, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { CensusSeason } from '../../../events/calendar/census-day.js';
import { beginningOf, isMainOn } from '../../trajectory/spells.js';
import type { Move, Spell } from '../../trajectory/trajectory.js';
import type { Rule } from '../method.js';
import { isToldElsewhere } from './destinations.js';
import { maximumGapDays, shortStayDays } from './parameters.js';

type OutOfScope = Rule<'out-of-scope'>;

const anotherDay = 'A correction of the day of leaving or of joining';

export const died: OutOfScope = {
  name: 'died',
  says: 'The pupil died',
  changedBy: 'The withdrawal of the report of death, or of its ground',
  class: 'out-of-scope',
  applies: ({ move }) => (move.whereabouts === 'died' ? move.evidence : undefined),
};

/** @param censuses that the method compares */
export const notSeenByCensuses = (censuses: readonly CensusSeason[]): OutOfScope => ({
  name: 'not-seen-by-censuses',
  says: `Between two censuses (${censuses.join(', ')}): the one before does not count the pupil at the school left, or the next does`,
  changedBy:
    'Another day of entry or leaving, by which a census day finds the pupil at the school, or finds the pupil gone',
  class: 'out-of-scope',
  applies: ({ move, seen }) => (seen?.how === 'seen' ? undefined : move.evidence),
});

export const sameSchool: OutOfScope = {
  name: 'same-school',
  says: 'The pupil came back to the same school',
  changedBy: 'A main registration elsewhere before the return',
  class: 'out-of-scope',
  applies: ({ move }) => (move.to === move.from ? move.evidence : undefined),
};

export const dualRegistrationEnded: OutOfScope = {
  name: 'dual-registration-ended',
  says: 'One of two registrations ended, and the pupil stayed on the roll of the other school',
  changedBy: 'A ground of deletion other than the end of a dual registration, or the end of the other one',
  class: 'out-of-scope',
  applies: ({ move }) => (move.kind === 'dual-roll-ended' ? move.evidence : undefined),
};

export const stayedAtOtherSchool: OutOfScope = {
  name: 'stayed-at-other-school',
  says: 'The pupil was at the other school before, and stayed: one of two registrations ended',
  changedBy: 'An entry at the other school that is dated after the entry at the one left',
  class: 'out-of-scope',
  applies: ({ move }) =>
    move.joinedOn !== null && move.enteredOn !== null && move.joinedOn < move.enteredOn
      ? move.evidence
      : undefined,
};

export const stillOnTheRoll: OutOfScope = {
  name: 'still-on-the-roll',
  says: 'The name stayed on the roll of the school left, as a subsidiary or another registration',
  changedBy: 'A removal from the roll of the school left',
  class: 'out-of-scope',
  applies: ({ move }) => (move.end === null ? move.evidence : undefined),
};

export const guestOrSubsidiaryElsewhere: OutOfScope = {
  name: 'guest-or-subsidiary-elsewhere',
  says: 'Another school has the pupil on roll as a guest or by a subsidiary registration: in sight, without a main one. One from before, that no census lists since, tells nothing against a report of where the pupil went',
  changedBy: 'A main registration at that or another school, or the end of the guest or subsidiary one',
  class: 'out-of-scope',
  applies({ move, trajectory }) {
    if (move.to !== null) return undefined;
    const elsewhere = trajectory.spells.find(
      (spell) =>
        spell.school !== move.from &&
        (spell.leftOn === null || spell.leftOn > move.leftOn) &&
        daysBetween(move.leftOn, spell.knownFrom) <= maximumGapDays &&
        !isMainOn(spell, spell.knownFrom > move.leftOn ? spell.knownFrom : move.leftOn) &&
        (isSeenAfter(spell, move.leftOn) || !isToldElsewhere(move, spell.school)),
    );
    const begun = elsewhere && beginningOf(elsewhere);
    return begun === undefined ? undefined : [...move.evidence, begun];
  },
};

/** A registration that nobody ended may only have been forgotten. */
const isSeenAfter = ({ knownFrom, lastListedOn }: Spell, leftOn: PlainDate): boolean =>
  knownFrom > leftOn || (lastListedOn !== null && lastListedOn > leftOn);

export const notOneMove: OutOfScope = {
  name: 'not-one-move',
  says: `More than ${maximumGapDays} days, school holidays apart, between leaving and joining: an exit and a later entry`,
  changedBy: `${anotherDay}, or a school between the two`,
  class: 'out-of-scope',
  applies: ({ move }) => ((move.gapDaysOutsideHolidays ?? 0) > maximumGapDays ? move.evidence : undefined),
};

export const shortStay: OutOfScope = {
  name: 'short-stay',
  says: `A stay of under ${shortStayDays} days elsewhere, with a return to the same school`,
  changedBy: anotherDay,
  class: 'out-of-scope',
  applies: ({ move, trajectory }) => (isShortStay(move, trajectory.moves) ? move.evidence : undefined),
};

/** The stay elsewhere, seen from either of its ends: out to it, or back from it. */
function isShortStay(move: Move, moves: readonly Move[]): boolean {
  const short = (from: PlainDate | null, to: PlainDate | null): boolean =>
    from !== null && to !== null && daysBetween(from, to) < shortStayDays;
  if (short(move.joinedOn, move.nextLeftOn))
    return moves.some(
      (other) => other.from === move.to && other.enteredOn === move.joinedOn && other.to === move.from,
    );
  if (!short(move.enteredOn, move.leftOn)) return false;
  return moves.some(
    (other) => other.from === move.to && other.to === move.from && other.joinedOn === move.enteredOn,
  );
}
