/**
 * Flags: what a history shows that a rule forbids, that cannot be right, or that sources disagree on. A flag
 * refuses nothing; it names its rule, where that stands, and the entries that raised it.
 */
import {
  addDays,
  daysBetween,
  later,
  monthOf,
  yearOf,
  type PlainDate,
} from '../../events/calendar/plain-date.js';
import type { Destination } from '../../events/destination.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import { ofType, type Fact, type StandingFacts } from '../standing-facts.js';
import { codeFlags } from './code-flags.js';
import { mostSessionsInYear } from './exclusions.js';
import { confirmationOf, meaningOf } from './moves.js';
import type { RollEntry } from './roll-entries.js';
import { isOnRoll } from './spells.js';
import type { MainRegistration, Move, Spell, Trajectory } from './trajectory.js';

export const flagCatalogue = {
  'no-known-beginning': 'Left, or changed status on, a roll that nobody reported the pupil to have joined',
  'left-before-entry': 'A report of leaving lies before the only entry that it can be about',
  'entry-dates-differ': 'Reports of one time on a roll give different starting days',
  'leaving-dates-differ': 'Reports of one leaving give different days',
  'listed-after-leaving': 'A census lists the pupil on roll after the reported leaving',
  'enrolment-status-not-stated': 'No report says how the pupil is registered; taken for a main registration',
  'two-main-registrations': 'On two rolls as the main registration at once',
  'dual-roll-ground-alone': 'Deleted as a dual registration (ground C) with no other registration in sight',
  'on-roll-of-closed-school':
    'Nobody reported the pupil to have left a school that closed; taken to have left on its last day',
  'deletion-without-ground':
    'Deleted from the register without a ground (SI 2024/208 reg 9; SI 2006/1751 reg 8)',
  'unknown-school': 'The register of establishments lacks the school',
  'unknown-destination':
    'The register of establishments lacks a school that the pupil is reported to go to or come from',
  'code-unlisted': 'A code that its list does not hold',
  'code-outside-its-period': 'A code that its list does not hold on that day',
  'too-many-reasons': 'More reasons of an exclusion than may be given (one until August 2020, then three)',
  'entry-before-birth': 'Entered a roll before the month of birth',
  'on-roll-after-death': 'On a roll after the day of death',
  'suspended-beyond-45-days': 'More than 45 school days of suspension in one school year (SI 2012/1033)',
  'excluded-while-not-on-roll': 'Excluded by a school whose roll does not have the pupil on that day',
  'length-not-stated': 'A suspension without a length counts no sessions to the 45 days',
  'exclusion-reports-differ':
    'Direct reports of one exclusion give different lengths or reasons; the longer stands',
  'confirmation-of-nothing': 'A confirmed destination of a leaving that is not in this history',
  'cancellation-of-nothing': 'A cancellation of an exclusion that is not in this history',
  'correction-of-nothing': 'A correction or withdrawal of an entry that is not in this history',
} as const;

export type FlagName = keyof typeof flagCatalogue;

export interface Flag {
  readonly flag: FlagName;
  readonly on: PlainDate;
  /** The field or code list that the flag is about, where it is about one. */
  readonly about?: string;
  readonly evidence: readonly EventId[];
}

/** How long before the first entry a leaving may lie and still be a slip in one of the two days. Ours. */
const slipDays = 92;

export function flagsOf(
  trajectory: Omit<Trajectory, 'flags'>,
  standing: StandingFacts,
  entries: readonly RollEntry[],
  register: Register,
): Flag[] {
  return [
    ...entries.flatMap((entry) => entryFlags(entry, entries)),
    ...trajectory.spells.flatMap((spell) => spellFlags(spell, trajectory)),
    ...overlapFlags(trajectory.registrations),
    ...trajectory.moves.flatMap((move) => moveFlags(move, trajectory.spells)),
    ...exclusionFlags(trajectory),
    ...standing.facts.flatMap((fact) => codeFlags(fact)),
    ...schoolFlags(standing.facts, register),
    ...unattachedFlags(standing, trajectory.moves),
  ].sort(byDay);
}

function entryFlags(
  { school, enteredOn, knownFrom, leftOn, end, otherEnds }: RollEntry,
  entries: readonly RollEntry[],
): Flag[] {
  if (leftOn === null || end === null) return [];
  const flags: Flag[] = [];
  const next = entries.find(
    (other) => other.school === school && other.enteredOn !== null && other.enteredOn > knownFrom,
  );
  if (enteredOn === null && next?.enteredOn && daysBetween(leftOn, next.enteredOn) <= slipDays)
    flags.push({
      flag: 'left-before-entry',
      on: leftOn,
      evidence: [...end.evidence, ...(next.begunBy ? [next.begunBy] : [])],
    });
  if (otherEnds.length > 0)
    flags.push({ flag: 'leaving-dates-differ', on: leftOn, evidence: [...end.evidence, ...otherEnds] });
  return flags;
}

function spellFlags(spell: Spell, { circumstances, diedOn }: Omit<Trajectory, 'flags'>): Flag[] {
  const flags: Flag[] = [];
  const { enteredOn, knownFrom: on, leftOn, end, evidence, lastListedOn } = spell;
  if (enteredOn === null) flags.push({ flag: 'no-known-beginning', on, evidence });
  if (spell.statuses.length === 0) flags.push({ flag: 'enrolment-status-not-stated', on, evidence });
  if (spell.entryDays.length > 1) flags.push({ flag: 'entry-dates-differ', on, evidence });
  if (end && leftOn !== null) {
    if (lastListedOn !== null && lastListedOn > leftOn)
      flags.push({ flag: 'listed-after-leaving', on: lastListedOn, evidence });
    if (end.how === 'removed' && !end.ground)
      flags.push({ flag: 'deletion-without-ground', on: leftOn, evidence: end.evidence });
    if (end.inferredFrom === 'school-closed')
      flags.push({ flag: 'on-roll-of-closed-school', on: leftOn, evidence: end.evidence });
  }
  const birthYear = circumstances.birthYear.at(-1);
  const birthMonth = circumstances.birthMonth.at(-1);
  if (
    enteredOn !== null &&
    birthYear &&
    birthMonth &&
    monthsOf(enteredOn) < birthYear.value * 12 + birthMonth.value
  )
    flags.push({ flag: 'entry-before-birth', on: enteredOn, evidence: [...evidence, birthYear.evidence] });
  if (diedOn !== null && (leftOn === null || leftOn > addDays(diedOn, 1)))
    flags.push({ flag: 'on-roll-after-death', on: later(diedOn, on), evidence });
  return flags;
}

const monthsOf = (date: PlainDate): number => yearOf(date) * 12 + monthOf(date);

/** @param registrations in the order of their beginning */
function overlapFlags(registrations: readonly MainRegistration[]): Flag[] {
  const flags: Flag[] = [];
  let lasting: MainRegistration[] = [];
  for (const registration of registrations) {
    const { knownFrom: on, school, spell } = registration;
    // A pupil who joins on the day of leaving the other school is on both rolls for that day only.
    lasting = lasting.filter(({ to }) => to === null || to > on);
    const other = lasting.find((each) => each.school !== school);
    if (other)
      flags.push({
        flag: 'two-main-registrations',
        on,
        evidence: [...other.spell.evidence.slice(0, 1), ...spell.evidence.slice(0, 1)],
      });
    lasting.push(registration);
  }
  return flags;
}

function moveFlags(move: Move, spells: readonly Spell[]): Flag[] {
  if (move.kind === 'dual-roll-ended' || meaningOf(move.end) !== 'dual-roll-end') return [];
  const elsewhere = spells.some(
    ({ school, leftOn }) => school !== move.from && (leftOn === null || leftOn > move.leftOn),
  );
  return elsewhere ? [] : [{ flag: 'dual-roll-ground-alone', on: move.leftOn, evidence: move.evidence }];
}

function exclusionFlags({ exclusions, spells }: Omit<Trajectory, 'flags'>): Flag[] {
  const flags: Flag[] = [];
  for (const [at, exclusion] of exclusions.entries()) {
    const { startedOn: on, evidence, school, sessionsInYear, sessionsOut, schoolYear } = exclusion;
    if (exclusion.kind === 'suspension' && sessionsOut > 0 && sessionsInYear > mostSessionsInYear) {
      // The one that crosses the limit cites the whole sum; those after it stand on that one.
      const crosses = sessionsInYear - sessionsOut <= mostSessionsInYear;
      const sum = crosses
        ? exclusions
            .slice(0, at)
            .filter((each) => each.kind === 'suspension' && each.schoolYear === schoolYear)
        : [];
      flags.push({
        flag: 'suspended-beyond-45-days',
        on,
        evidence: [...evidence, ...sum.flatMap((each) => each.evidence)],
      });
    }
    if (exclusion.kind === 'suspension' && exclusion.lengthSessions === null)
      flags.push({ flag: 'length-not-stated', on, evidence });
    if (exclusion.reportsDiffer) flags.push({ flag: 'exclusion-reports-differ', on, evidence });
    if (!spells.some((spell) => spell.school === school && isOnRoll(spell, on)))
      flags.push({ flag: 'excluded-while-not-on-roll', on, evidence });
  }
  return flags;
}

/** Schools that the register lacks, each once as a school and once as a destination, by the first day that names it. */
function schoolFlags(facts: readonly Fact[], register: Register): Flag[] {
  const flags = new Map<string, Flag>();
  const check = (
    flag: 'unknown-school' | 'unknown-destination',
    urn: Urn | undefined,
    { data, entry }: Fact,
  ): void => {
    if (urn === undefined || register.school(urn)?.standing === 'described') return;
    const known = flags.get(flag + urn);
    if (
      !known ||
      data.effectiveOn < known.on ||
      (data.effectiveOn === known.on && entry < (known.evidence[0] ?? ''))
    )
      flags.set(flag + urn, { flag, on: data.effectiveOn, about: urn, evidence: [entry] });
  };
  for (const fact of facts) {
    if ('school' in fact.data) check('unknown-school', fact.data.school, fact);
    for (const place of placesOf(fact)) check('unknown-destination', place.school, fact);
  }
  return [...flags.values()];
}

function placesOf({ data }: Fact): Destination[] {
  const places: Destination[] = [];
  if ('destination' in data) places.push(data.destination);
  if ('origin' in data) places.push(data.origin);
  return places;
}

/** Entries that point at something that this history does not hold. */
function unattachedFlags({ facts, pointingNowhere }: StandingFacts, moves: readonly Move[]): Flag[] {
  const exclusions = new Set(
    facts
      .filter(({ type }) => type === 'Suspended' || type === 'PermanentlyExcluded')
      .map(({ entry }) => entry),
  );
  const flags: Flag[] = pointingNowhere.map(({ entry, on }) => ({
    flag: 'correction-of-nothing',
    on,
    evidence: [entry],
  }));
  for (const { data, entry } of ofType(facts, 'ExclusionCancelled'))
    if (!exclusions.has(data.exclusion))
      flags.push({ flag: 'cancellation-of-nothing', on: data.effectiveOn, evidence: [entry] });
  for (const fact of ofType(facts, 'DestinationConfirmed'))
    if (!moves.some((move) => confirmationOf(move, [fact])))
      flags.push({ flag: 'confirmation-of-nothing', on: fact.data.effectiveOn, evidence: [fact.entry] });
  return flags;
}

const byDay = (a: Flag, b: Flag): number =>
  byText(a.on, b.on) ||
  byText(a.flag, b.flag) ||
  byText(a.about ?? '', b.about ?? '') ||
  byText(a.evidence[0] ?? '', b.evidence[0] ?? '');
