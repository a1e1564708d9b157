/** A trajectory as it stood in the world on a day: what had begun by then, and what had not ended yet. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { aroundMovesAt } from '../around-moves.js';
import { exclusionsAt } from '../exclusions/as-at.js';
import { homeEducationAt } from '../home-education/as-at.js';
import { missingEducationAt } from '../missing-education/as-at.js';
import { unrecordedPracticeAt } from '../unrecorded-practice/as-at.js';
import { managedMovesAt } from '../managed-moves/as-at.js';
import { placementsAt } from '../off-site-directions/as-at.js';
import { toldUpTo, upTo } from '../up-to.js';
import type { Circumstances, Dated } from './circumstances.js';
import type { MainRegistration, Move, Spell, Trajectory } from './trajectory.js';

/** As known is for the caller to choose, by the events that were interpreted. */
export function asAt(trajectory: Trajectory, day: PlainDate): Trajectory {
  const hasBegun = ({ knownFrom }: { readonly knownFrom: PlainDate }): boolean => knownFrom <= day;
  return {
    ...trajectory,
    spells: trajectory.spells.filter(hasBegun).map((spell) => spellAt(spell, day)),
    registrations: trajectory.registrations
      .filter(hasBegun)
      .map((registration) => registrationAt(registration, day)),
    moves: trajectory.moves.filter(({ leftOn }) => leftOn <= day).map((move) => moveAt(move, day)),
    gaps: trajectory.gaps
      .filter(({ from }) => from <= day)
      .map((gap) => (gap.to !== null && gap.to > day ? { ...gap, to: null } : gap)),
    ...exclusionsAt(trajectory, day),
    managedMoves: managedMovesAt(trajectory.managedMoves, day),
    placements: placementsAt(trajectory.placements, day),
    ...homeEducationAt(trajectory, day),
    ...missingEducationAt(trajectory, day),
    ...unrecordedPracticeAt(trajectory, day),
    ...aroundMovesAt(trajectory, day),
    circumstances: circumstancesAt(trajectory.circumstances, day),
    yearGroups: toldUpTo(trajectory.yearGroups, day),
    diedOn: upTo(trajectory.diedOn, day),
    reports: toldUpTo(trajectory.reports, day),
    flags: toldUpTo(trajectory.flags, day),
  };
}

function spellAt(spell: Spell, day: PlainDate): Spell {
  const statuses = spell.statuses.filter(({ from }, at) => at === 0 || from <= day);
  const lastListedOn = upTo(spell.lastListedOn, day);
  const isOpen = spell.leftOn === null || spell.leftOn > day;
  return { ...spell, statuses, lastListedOn, ...(isOpen && { leftOn: null, end: null }) };
}

const registrationAt = (registration: MainRegistration, day: PlainDate): MainRegistration => ({
  ...registration,
  spell: spellAt(registration.spell, day),
  to: upTo(registration.to, day),
});

function moveAt(move: Move, day: PlainDate): Move {
  const isConfirmed = move.confirmedOn !== null && move.confirmedOn <= day;
  const known = {
    ...move,
    confirmedOn: isConfirmed ? move.confirmedOn : null,
    confirmedBy: isConfirmed ? move.confirmedBy : null,
    nextLeftOn: upTo(move.nextLeftOn, day),
  };
  const hasJoined = move.to !== null && (move.joinedOn === null || move.joinedOn <= day);
  if (hasJoined || move.whereabouts === 'died') return known;
  const destination = move.end?.destination?.kind;
  const reported = destination !== undefined && destination !== 'none-known';
  return {
    ...known,
    kind: move.kind === 'dual-roll-ended' ? move.kind : 'left',
    to: null,
    joinedOn: null,
    gapDays: null,
    gapDaysOutsideHolidays: null,
    holidaysByDefault: false,
    whereabouts: isConfirmed ? 'destination-confirmed' : reported ? 'destination-reported' : 'not-known',
  };
}

function circumstancesAt(circumstances: Circumstances, day: PlainDate): Circumstances {
  const begun = <D extends Dated<unknown>>(timeline: readonly D[]): readonly D[] =>
    timeline.filter(({ from }) => from <= day);
  return {
    sex: circumstances.sex,
    birthYear: circumstances.birthYear,
    birthMonth: circumstances.birthMonth,
    ethnicity: begun(circumstances.ethnicity),
    senProvision: begun(circumstances.senProvision),
    primaryNeed: begun(circumstances.primaryNeed),
    freeSchoolMeals: begun(circumstances.freeSchoolMeals),
    firstLanguage: begun(circumstances.firstLanguage),
    serviceChild: begun(circumstances.serviceChild),
    youngCarer: begun(circumstances.youngCarer),
    postLookedAfter: begun(circumstances.postLookedAfter),
    socialCare: begun(circumstances.socialCare),
    carePlacement: begun(circumstances.carePlacement),
    socialWorker: begun(circumstances.socialWorker),
    home: begun(circumstances.home),
  };
}
