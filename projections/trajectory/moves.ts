/**
 * Moves: every end of a main registration and where it led, as far as this ledger sees. Whether a move counts, and
 * as what, is for the methods in projections/moves to say. The end of a subsidiary registration is no move, nor is
 * a dual registration that ended with the other school's agreement.
 */
import { addDays, daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import { daysOutsideSummerHoliday, schoolYearOf, summerHoliday } from '../../events/calendar/school-year.js';
import { meaningOfGround } from '../../events/codes/deletion-ground.js';
import type { Destination } from '../../events/destination.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { FactOf } from '../standing-facts.js';
import { isMainOn } from './spells.js';
import type { Gap, Move, Spell, SpellEnd, Whereabouts } from './trajectory.js';

export interface MoveContext {
  readonly register: Register;
  readonly diedOn: PlainDate | null;
  readonly confirmations: readonly FactOf<'DestinationConfirmed'>[];
  readonly yearGroupOn: (day: PlainDate) => number | null;
}

export function movesFrom(spells: readonly Spell[], context: MoveContext): Move[] {
  const moves: Move[] = [];
  for (const spell of spells) {
    const { leftOn, end } = spell;
    if (leftOn === null || end === null || !isMainOn(spell, leftOn) || endsDualRoll(end)) continue;
    moves.push(moveFrom(spell, leftOn, end, spells, context));
  }
  return moves.sort((a, b) => (a.leftOn === b.leftOn ? order(a.from, b.from) : order(a.leftOn, b.leftOn)));
}

/** The days on no school's roll after the first entry: between spells, and after the last. */
export function gapsBetween(spells: readonly Spell[], diedOn: PlainDate | null): Gap[] {
  const gaps: Gap[] = [];
  let until: PlainDate | null = null;
  let latest: Spell | undefined;
  for (const spell of spells) {
    if (latest && until !== null && spell.enteredOn !== null && spell.enteredOn > addDays(until, 1))
      gaps.push(gapAfter(latest, until, addDays(spell.enteredOn, -1)));
    if (spell.leftOn === null) return gaps;
    if (until === null || spell.leftOn > until) [until, latest] = [spell.leftOn, spell];
  }
  if (latest && until !== null && (diedOn === null || diedOn > until)) gaps.push(gapAfter(latest, until, diedOn));
  return gaps;
}

function moveFrom(spell: Spell, leftOn: PlainDate, end: SpellEnd, spells: readonly Spell[], context: MoveContext): Move {
  const next = nextMainSpell(spell, leftOn, spells);
  const joinedOn = next?.enteredOn ?? null;
  const terms = context.register.termsOf(spell.school);
  const gapDays = joinedOn === null ? null : daysBetween(leftOn, joinedOn);
  const year = schoolYearOf(leftOn, terms);
  const confirmation = confirmationOf(spell.school, leftOn, context.confirmations);
  return {
    from: spell.school,
    enteredOn: spell.enteredOn,
    leftOn,
    end,
    to: next?.school ?? null,
    joinedOn,
    nextLeftOn: next?.leftOn ?? null,
    gapDays,
    gapDaysOutsideHoliday: joinedOn === null || gapDays === null ? null : gapDays <= 0 ? gapDays : daysOutsideSummerHoliday(leftOn, joinedOn, terms),
    holidayByDefault: gapDays !== null && gapDays > 0 && summerHoliday(Number(leftOn.slice(0, 4)), terms).byDefault,
    whereabouts: whereaboutsOf(leftOn, end, next, confirmation, context.diedOn),
    yearGroup: context.yearGroupOn(leftOn),
    schoolYear: year.schoolYear,
    schoolYearByDefault: year.byDefault,
    evidence: evidenceOf(end, next, confirmation),
  };
}

/** The main registration that the pupil went on to: already begun at leaving, or the first that began after. */
function nextMainSpell(spell: Spell, leftOn: PlainDate, spells: readonly Spell[]): Spell | undefined {
  return spells.find(
    (other) =>
      other !== spell &&
      other.enteredOn !== null &&
      (spell.enteredOn === null || other.enteredOn > spell.enteredOn || other.enteredOn > leftOn) &&
      (other.leftOn === null || other.leftOn > leftOn) &&
      isMainOn(other, other.enteredOn > leftOn ? other.enteredOn : leftOn),
  );
}

/** Died within the spell, or on leaving it: the day of death may be reported a little before that of leaving. */
function whereaboutsOf(
  leftOn: PlainDate,
  end: SpellEnd,
  next: Spell | undefined,
  confirmation: FactOf<'DestinationConfirmed'> | undefined,
  diedOn: PlainDate | null,
): Whereabouts {
  if ((diedOn !== null && diedOn <= addDays(leftOn, 1)) || meaningOf(end) === 'died') return 'died';
  if (next) return 'seen-on-another-roll';
  if (confirmation?.data.arrived) return 'destination-confirmed';
  return end.destination && end.destination.kind !== 'none-known' ? 'destination-reported' : 'not-known';
}

const confirmationOf = (school: Urn, leftOn: PlainDate, confirmations: readonly FactOf<'DestinationConfirmed'>[]) =>
  confirmations
    .filter(({ data }) => data.school === school && data.leftOn === leftOn)
    .sort((a, b) => order(a.data.effectiveOn, b.data.effectiveOn) || order(a.entry, b.entry))
    .at(-1);

export const meaningOf = (end: SpellEnd) => (end.regime && end.ground ? meaningOfGround(end.regime, end.ground) : undefined);

const endsDualRoll = (end: SpellEnd): boolean => meaningOf(end) === 'dual-roll-end';

function gapAfter(spell: Spell, until: PlainDate, to: PlainDate | null): Gap {
  const destination: Destination['kind'] | null = spell.end?.destination?.kind ?? null;
  return { from: addDays(until, 1), to, after: spell.school, destination };
}

function evidenceOf(end: SpellEnd, next: Spell | undefined, confirmation: FactOf<'DestinationConfirmed'> | undefined): EventId[] {
  const evidence = [...end.evidence];
  if (next) evidence.push(...next.evidence.slice(0, 1));
  if (confirmation) evidence.push(confirmation.entry);
  return evidence;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
