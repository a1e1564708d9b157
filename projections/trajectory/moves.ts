/**
 * Moves: every end of a main registration and where it led, as far as this ledger sees. Whether a move counts, and
 * as what, is for the methods in projections/moves to say. The end of a subsidiary registration is no move.
 */
import { addDays, daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import { daysOutsideHolidays, schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { meaningOfGround, type DeletionMeaning } from '../../events/codes/deletion-ground.js';
import type { EventId } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { FactOf } from '../standing-facts.js';
import { isOnRoll } from './spells.js';
import type { MainRegistration, Move, MoveKind, Spell, SpellEnd, Whereabouts } from './trajectory.js';

/** A pupil who is back at the same school within as many days outside holidays has not left it. Ours (method 1.8). */
export const sameStayDays = 14;

/** How far the day of a confirmed leaving may lie from the one that stands: either may have been corrected. Ours. */
const confirmationWindowDays = 31;

export interface MoveContext {
  readonly spells: readonly Spell[];
  readonly register: Register;
  readonly diedOn: PlainDate | null;
  readonly confirmations: readonly FactOf<'DestinationConfirmed'>[];
  readonly yearGroupOn: (day: PlainDate, schoolYear: SchoolYear) => number | null;
}

/** @param registrations in the order of their beginning */
export function movesFrom(registrations: readonly MainRegistration[], context: MoveContext): Move[] {
  const moves: Move[] = [];
  for (const [at, registration] of registrations.entries()) {
    const { to: leftOn, spell } = registration;
    if (leftOn === null) continue;
    const next = nextRegistration(registrations, at, leftOn);
    const end = spell.leftOn === leftOn || leftOn === context.diedOn ? spell.end : null;
    // A main registration that became another kind moved only where another school's took over.
    if (end !== null || (next && next.spell !== spell))
      moves.push(moveFrom(registration, leftOn, end, next, context));
  }
  return sorted(moves, byLeaving);
}

const byLeaving = (a: Move, b: Move): number => byText(a.leftOn, b.leftOn) || byText(a.from, b.from);

/** What the ground of a deletion says of the move, where one is reported. */
export const meaningOf = (end: SpellEnd | null): DeletionMeaning | undefined =>
  end?.regime && end.ground ? meaningOfGround(end.regime, end.ground) : undefined;

/** The confirmation of this leaving that was made last. */
export function confirmationOf(
  move: Pick<Move, 'from' | 'leftOn'>,
  confirmations: readonly FactOf<'DestinationConfirmed'>[],
): FactOf<'DestinationConfirmed'> | undefined {
  return confirmations
    .filter(
      ({ data }) =>
        data.school === move.from &&
        Math.abs(daysBetween(data.leftOn, move.leftOn)) <= confirmationWindowDays,
    )
    .sort((a, b) => byText(a.data.effectiveOn, b.data.effectiveOn) || byText(a.entry, b.entry))
    .at(-1);
}

function moveFrom(
  { school, from: enteredOn, spell }: MainRegistration,
  leftOn: PlainDate,
  end: SpellEnd | null,
  next: MainRegistration | undefined,
  context: MoveContext,
): Move {
  const terms = context.register.termsOf(school);
  const joinedOn = next?.from ?? null;
  const gapDays = joinedOn === null ? null : daysBetween(leftOn, joinedOn);
  const outside =
    joinedOn === null || gapDays === null || gapDays <= 0
      ? undefined
      : daysOutsideHolidays(leftOn, joinedOn, terms);
  const year = schoolYearOf(leftOn, terms);
  const confirmation =
    context.confirmations.length === 0
      ? undefined
      : confirmationOf({ from: school, leftOn }, context.confirmations);
  const to = next?.school ?? null;
  const whereabouts = whereaboutsOf(leftOn, end, next, confirmation, context.diedOn);
  const gapDaysOutsideHolidays = outside?.days ?? gapDays;
  return {
    kind: kindOf({ from: school, leftOn, end, to, gapDaysOutsideHolidays, whereabouts }, spell, context),
    from: school,
    enteredOn,
    leftOn,
    end,
    to,
    joinedOn,
    nextLeftOn: next?.to ?? null,
    gapDays,
    gapDaysOutsideHolidays,
    holidaysByDefault: outside?.byDefault ?? false,
    whereabouts,
    confirmedOn: confirmation?.data.arrived ? confirmation.data.effectiveOn : null,
    confirmedBy: confirmation?.data.arrived ? confirmation.entry : null,
    yearGroup: context.yearGroupOn(leftOn, year.schoolYear),
    schoolYear: year.schoolYear,
    schoolYearByDefault: year.byDefault,
    evidence: evidenceOf(spell, end, next, confirmation),
  };
}

/**
 * The main registration that the pupil went on to: one that had begun meanwhile and lasts, else one that begins soon
 * after, else one from before that still lasts, else the first that begins later. A registration from before that
 * nobody ended may only have been forgotten: who soon joins elsewhere did not go back to it.
 */
function nextRegistration(
  registrations: readonly MainRegistration[],
  at: number,
  leftOn: PlainDate,
): MainRegistration | undefined {
  const lasts = ({ knownFrom, to }: MainRegistration): boolean =>
    knownFrom <= leftOn && (to === null || to > leftOn);
  const meanwhile = registrations.find((other, index) => index > at && lasts(other));
  if (meanwhile) return meanwhile;
  const later = registrations.find(({ knownFrom }) => knownFrom > leftOn);
  if (later && isSoonAfter(leftOn, later.knownFrom)) return later;
  return registrations.find((other, index) => index < at && lasts(other)) ?? later;
}

const isSoonAfter = (leftOn: PlainDate, on: PlainDate): boolean =>
  daysBetween(leftOn, on) <= sameStayDays || daysOutsideHolidays(leftOn, on).days <= sameStayDays;

function kindOf(
  move: Pick<Move, 'from' | 'leftOn' | 'end' | 'to' | 'gapDaysOutsideHolidays' | 'whereabouts'>,
  spell: Spell,
  { spells, register }: MoveContext,
): MoveKind {
  const { from, to, leftOn, whereabouts, gapDaysOutsideHolidays } = move;
  if (whereabouts === 'died') return 'died';
  if (to !== null && to !== from && register.succession.follows(from, to, leftOn)) return 'succession';
  if (to === from && gapDaysOutsideHolidays !== null && gapDaysOutsideHolidays <= sameStayDays)
    return 'returned';
  const elsewhere = spells.some(
    (other) => other !== spell && isOnRoll(other, leftOn) && (other.leftOn === null || other.leftOn > leftOn),
  );
  return elsewhere && meaningOf(move.end) === 'dual-roll-end' ? 'dual-roll-ended' : 'left';
}

/** The day of death may be reported a little before that of leaving. */
function whereaboutsOf(
  leftOn: PlainDate,
  end: SpellEnd | null,
  next: MainRegistration | undefined,
  confirmation: FactOf<'DestinationConfirmed'> | undefined,
  diedOn: PlainDate | null,
): Whereabouts {
  if ((diedOn !== null && diedOn <= addDays(leftOn, 1)) || meaningOf(end) === 'died') return 'died';
  if (next) return 'seen-on-another-roll';
  if (confirmation?.data.arrived) return 'destination-confirmed';
  return end?.destination && end.destination.kind !== 'none-known' ? 'destination-reported' : 'not-known';
}

function evidenceOf(
  spell: Spell,
  end: SpellEnd | null,
  next: MainRegistration | undefined,
  confirmation: FactOf<'DestinationConfirmed'> | undefined,
): EventId[] {
  const evidence = end ? [...end.evidence] : spell.evidence.slice(0, 1);
  if (next) evidence.push(...(next.spell.begunBy ? [next.spell.begunBy] : next.spell.evidence.slice(0, 1)));
  if (confirmation) evidence.push(confirmation.entry);
  return evidence;
}
