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
import type { EventId, Urn } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
import { exclusionFlagCatalogue } from '../exclusions/flags.js';
import { homeEducationFlagCatalogue } from '../home-education/flags.js';
import { missingEducationFlagCatalogue } from '../missing-education/flags.js';
import { practiceFlagCatalogue } from '../unrecorded-practice/flags.js';
import { managedMoveFlagCatalogue } from '../managed-moves/flags.js';
import { placementFlagCatalogue } from '../off-site-directions/flags.js';
import type { Register } from '../register/register.js';
import { ofType, type Fact, type StandingFacts } from '../standing-facts.js';
import { attendanceFlagCatalogue } from '../attendance/attendance.js';
import { challengeFlagCatalogue } from '../challenges/challenges.js';
import { costRecoveryFlagCatalogue } from '../cost-recovery/flags.js';
import { notificationFlagCatalogue } from '../notifications/notifications.js';
import { supportFlagCatalogue } from '../support/support.js';
import { codeFlags } from './code-flags.js';
import { confirmationOf, meaningOf } from './moves.js';
import type { RollEntry } from './roll-entries.js';
import { socialCareFlagCatalogue } from './social-care.js';
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
  'confirmation-of-nothing': 'A confirmed destination of a leaving that is not in this history',
  'correction-of-nothing': 'A correction or withdrawal of an entry that is not in this history',
  ...exclusionFlagCatalogue,
  ...attendanceFlagCatalogue,
  ...supportFlagCatalogue,
  ...costRecoveryFlagCatalogue,
  ...challengeFlagCatalogue,
  ...notificationFlagCatalogue,
  ...socialCareFlagCatalogue,
  ...managedMoveFlagCatalogue,
  ...placementFlagCatalogue,
  ...homeEducationFlagCatalogue,
  ...missingEducationFlagCatalogue,
  ...practiceFlagCatalogue,
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

/** What flags of the rolls are told from. */
type Flagged = Pick<Trajectory, 'spells' | 'registrations' | 'moves' | 'circumstances' | 'diedOn'>;

/** @param ofFamilies what the families' own readings found */
export function flagsOf(
  trajectory: Flagged,
  standing: StandingFacts,
  entries: readonly RollEntry[],
  register: Register,
  ofFamilies: readonly Flag[],
): Flag[] {
  const { spells, registrations, moves } = trajectory;
  const flags = codeFlags(standing.facts);
  for (const entry of entries) addEntryFlags(flags, entry, entries);
  for (const spell of spells) addSpellFlags(flags, spell, trajectory);
  if (registrations.length > 1) addOverlapFlags(flags, registrations);
  for (const move of moves) addMoveFlags(flags, move, spells);
  for (const flag of ofFamilies) flags.push(flag);
  addSchoolFlags(flags, standing.facts, register);
  addUnattachedFlags(flags, standing, moves);
  return sorted(flags, byDay);
}

function addEntryFlags(
  flags: Flag[],
  { school, enteredOn, knownFrom, leftOn, end, otherEnds }: RollEntry,
  entries: readonly RollEntry[],
): void {
  if (leftOn === null || end === null) return;
  if (enteredOn === null) {
    const next = entries.find(
      (other) => other.school === school && other.enteredOn !== null && other.enteredOn > knownFrom,
    );
    if (next?.enteredOn && daysBetween(leftOn, next.enteredOn) <= slipDays)
      flags.push({
        flag: 'left-before-entry',
        on: leftOn,
        evidence: [...end.evidence, ...(next.begunBy ? [next.begunBy] : [])],
      });
  }
  if (otherEnds.length > 0)
    flags.push({ flag: 'leaving-dates-differ', on: leftOn, evidence: [...end.evidence, ...otherEnds] });
}

function addSpellFlags(flags: Flag[], spell: Spell, { circumstances, diedOn }: Flagged): void {
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
}

const monthsOf = (date: PlainDate): number => yearOf(date) * 12 + monthOf(date);

/** @param registrations in the order of their beginning */
function addOverlapFlags(flags: Flag[], registrations: readonly MainRegistration[]): void {
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
}

function addMoveFlags(flags: Flag[], move: Move, spells: readonly Spell[]): void {
  if (move.kind === 'dual-roll-ended' || meaningOf(move.end) !== 'dual-roll-end') return;
  const elsewhere = spells.some(
    ({ school, leftOn }) => school !== move.from && (leftOn === null || leftOn > move.leftOn),
  );
  if (!elsewhere) flags.push({ flag: 'dual-roll-ground-alone', on: move.leftOn, evidence: move.evidence });
}

/** Where a fact may name a school. Some name a destination or a provider by its kind alone. */
interface NamesSchools {
  readonly effectiveOn: PlainDate;
  readonly school?: Urn;
  readonly destination?: string | { readonly school?: Urn };
  readonly origin?: { readonly school?: Urn };
  readonly provider?: string | { readonly school?: Urn };
  readonly receivingSchool?: Urn;
}

/** Schools that the register lacks, each once as a school and once as a destination, by the first day that names it. */
function addSchoolFlags(flags: Flag[], facts: readonly Fact[], register: Register): void {
  let found: Map<string, Flag> | undefined;
  const isLacking = (urn: Urn | undefined): urn is Urn =>
    urn !== undefined && register.school(urn)?.standing !== 'described';
  const note = (flag: 'unknown-school' | 'unknown-destination', urn: Urn, fact: Fact): void =>
    noteFirst((found ??= new Map<string, Flag>()), flag, urn, fact);
  for (const fact of facts) {
    const { school, destination, origin, provider, receivingSchool }: NamesSchools = fact.data;
    if (isLacking(school)) note('unknown-school', school, fact);
    if (typeof destination === 'object' && isLacking(destination.school))
      note('unknown-destination', destination.school, fact);
    if (isLacking(origin?.school)) note('unknown-destination', origin.school, fact);
    if (typeof provider === 'object' && isLacking(provider.school))
      note('unknown-destination', provider.school, fact);
    if (isLacking(receivingSchool)) note('unknown-destination', receivingSchool, fact);
  }
  if (found) flags.push(...found.values());
}

function noteFirst(
  flags: Map<string, Flag>,
  flag: 'unknown-school' | 'unknown-destination',
  urn: Urn,
  { data, entry }: Fact,
): void {
  const known = flags.get(flag + urn);
  if (
    !known ||
    data.effectiveOn < known.on ||
    (data.effectiveOn === known.on && entry < (known.evidence[0] ?? ''))
  )
    flags.set(flag + urn, { flag, on: data.effectiveOn, about: urn, evidence: [entry] });
}

/** Entries that point at something that this history does not hold. */
function addUnattachedFlags(
  flags: Flag[],
  { facts, pointingNowhere }: StandingFacts,
  moves: readonly Move[],
): void {
  for (const { entry, on } of pointingNowhere)
    flags.push({ flag: 'correction-of-nothing', on, evidence: [entry] });
  for (const fact of ofType(facts, 'DestinationConfirmed'))
    if (!moves.some((move) => confirmationOf(move, [fact])))
      flags.push({ flag: 'confirmation-of-nothing', on: fact.data.effectiveOn, evidence: [fact.entry] });
}

const byDay = (a: Flag, b: Flag): number =>
  byText(a.on, b.on) ||
  byText(a.flag, b.flag) ||
  byText(a.about ?? '', b.about ?? '') ||
  byText(a.evidence[0] ?? '', b.evidence[0] ?? '');
