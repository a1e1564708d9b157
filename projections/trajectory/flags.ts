/**
 * Flags: what a history shows that a rule forbids, that cannot be right, or that sources disagree on. A flag
 * refuses nothing; it names its rule, where that stands, and the entries that raised it.
 */
import { addDays, monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { Fact, StandingFacts } from '../standing-facts.js';
import { codeFlags } from './code-flags.js';
import { mostSessionsInYear } from './exclusions.js';
import type { RollEntry } from './roll-entries.js';
import { isMainOn, isOnRoll } from './spells.js';
import type { Exclusion, Spell, Trajectory } from './trajectory.js';

export const flagCatalogue = {
  'no-known-beginning': 'Left, or changed status on, a roll that nobody reported the pupil to have joined',
  'left-before-entry': 'A report of leaving lies before the only entry that it can be about',
  'entry-dates-differ': 'Reports of one time on a roll give different starting days',
  'leaving-dates-differ': 'Reports of one leaving give different days',
  'listed-after-leaving': 'A census lists the pupil on roll after the reported leaving',
  'enrolment-status-not-stated': 'No report says how the pupil is registered; taken for a main registration',
  'two-main-registrations': 'On two rolls as the main registration at once',
  'deletion-without-ground': 'Deleted from the register without a ground (SI 2024/208 reg 9; SI 2006/1751 reg 8)',
  'unknown-school': 'The register of establishments lacks the school',
  'unknown-destination': 'The register of establishments lacks the destination',
  'code-unlisted': 'A code that its list does not hold',
  'code-outside-its-period': 'A code that its list does not hold on that day',
  'entry-before-birth': 'Entered a roll before the month of birth',
  'on-roll-after-death': 'On a roll after the day of death',
  'suspended-beyond-45-days': 'More than 45 school days of suspension in one school year (SI 2012/1033)',
  'excluded-while-not-on-roll': 'Excluded by a school whose roll does not have the pupil on that day',
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

export function flagsOf(
  trajectory: Omit<Trajectory, 'flags'>,
  standing: StandingFacts,
  entries: readonly RollEntry[],
  register: Register,
): Flag[] {
  return [
    ...entries.flatMap((entry) => entryFlags(entry, entries)),
    ...trajectory.spells.flatMap((spell) => spellFlags(spell, trajectory, register)),
    ...overlapFlags(trajectory.spells),
    ...trajectory.exclusions.flatMap((exclusion, at) => exclusionFlags(exclusion, trajectory.exclusions.slice(0, at), trajectory.spells)),
    ...standing.facts.flatMap((fact) => codeFlags(fact)),
    ...cancellationFlags(standing.facts),
    ...standing.pointingNowhere.map((entry): Flag => ({ flag: 'correction-of-nothing', on: firstDay(standing.facts), evidence: [entry] })),
  ].sort(byDay);
}

function entryFlags({ school, enteredOn, leftOn, end, otherEnds }: RollEntry, entries: readonly RollEntry[]): Flag[] {
  if (leftOn === null || end === null) return [];
  const flags: Flag[] = [];
  const later = entries.find((other) => other.school === school && other.enteredOn !== null && other.enteredOn > leftOn);
  if (enteredOn === null && later)
    flags.push({ flag: 'left-before-entry', on: leftOn, evidence: [...end.evidence, ...later.evidence.slice(0, 1)] });
  if (otherEnds.length > 0) flags.push({ flag: 'leaving-dates-differ', on: leftOn, evidence: [...end.evidence, ...otherEnds] });
  return flags;
}

function spellFlags(spell: Spell, { circumstances, diedOn }: Omit<Trajectory, 'flags'>, register: Register): Flag[] {
  const flags: Flag[] = [];
  const { enteredOn, leftOn, end, evidence, lastListedOn } = spell;
  const on = enteredOn ?? leftOn ?? spell.statuses[0]?.from;
  if (on === undefined) return flags;
  if (enteredOn === null) flags.push({ flag: 'no-known-beginning', on, evidence });
  if (spell.statuses.length === 0) flags.push({ flag: 'enrolment-status-not-stated', on, evidence });
  if (spell.entryDays.length > 1) flags.push({ flag: 'entry-dates-differ', on, evidence });
  if (!isDescribed(register, spell.school)) flags.push({ flag: 'unknown-school', on, about: spell.school, evidence: evidence.slice(0, 1) });
  if (end && leftOn !== null) {
    if (lastListedOn !== null && lastListedOn > leftOn) flags.push({ flag: 'listed-after-leaving', on: lastListedOn, evidence });
    if (end.how === 'removed' && !end.ground) flags.push({ flag: 'deletion-without-ground', on: leftOn, evidence: end.evidence });
    const destination = end.destination?.school;
    if (destination && !isDescribed(register, destination))
      flags.push({ flag: 'unknown-destination', on: leftOn, about: destination, evidence: end.evidence });
  }
  const birthYear = circumstances.birthYear.at(-1);
  const birthMonth = circumstances.birthMonth.at(-1);
  if (enteredOn !== null && birthYear && birthMonth && monthsOf(enteredOn) < birthYear.value * 12 + birthMonth.value)
    flags.push({ flag: 'entry-before-birth', on: enteredOn, evidence: [...evidence, birthYear.evidence] });
  if (diedOn !== null && (leftOn === null || leftOn > addDays(diedOn, 1)))
    flags.push({ flag: 'on-roll-after-death', on: diedOn, evidence });
  return flags;
}

const isDescribed = (register: Register, urn: Spell['school']): boolean => register.school(urn)?.standing === 'described';

const monthsOf = (date: PlainDate): number => yearOf(date) * 12 + monthOf(date);

function overlapFlags(spells: readonly Spell[]): Flag[] {
  const flags: Flag[] = [];
  for (const [at, later] of spells.entries()) {
    const on = later.enteredOn;
    if (on === null || !isMainOn(later, on)) continue;
    // A pupil who joins on the day of leaving the other school is on both rolls for that day only.
    const earlier = spells.slice(0, at).find((spell) => spell.school !== later.school && isOnRoll(spell, addDays(on, 1)) && isMainOn(spell, on));
    if (earlier) flags.push({ flag: 'two-main-registrations', on, evidence: [...earlier.evidence.slice(0, 1), ...later.evidence.slice(0, 1)] });
  }
  return flags;
}

function exclusionFlags(exclusion: Exclusion, before: readonly Exclusion[], spells: readonly Spell[]): Flag[] {
  const flags: Flag[] = [];
  const { startedOn: on, evidence, school, sessionsInYear, schoolYear } = exclusion;
  if (exclusion.kind === 'suspension' && sessionsInYear > mostSessionsInYear) {
    const sum = before.filter((each) => each.kind === 'suspension' && each.schoolYear === schoolYear);
    flags.push({ flag: 'suspended-beyond-45-days', on, evidence: [...evidence, ...sum.flatMap((each) => each.evidence)] });
  }
  if (!spells.some((spell) => spell.school === school && isOnRoll(spell, on))) flags.push({ flag: 'excluded-while-not-on-roll', on, evidence });
  return flags;
}

function cancellationFlags(facts: readonly Fact[]): Flag[] {
  const flags: Flag[] = [];
  for (const fact of facts) {
    if (fact.type !== 'ExclusionCancelled') continue;
    const known = facts.some(({ entry, type }) => entry === fact.data.exclusion && (type === 'Suspended' || type === 'PermanentlyExcluded'));
    if (!known) flags.push({ flag: 'cancellation-of-nothing', on: fact.data.effectiveOn, evidence: [fact.entry] });
  }
  return flags;
}

const firstDay = (facts: readonly Fact[]): PlainDate =>
  facts.reduce((day, { data }) => (data.effectiveOn < day ? data.effectiveOn : day), '2199-12-31' as PlainDate);

const byDay = (a: Flag, b: Flag): number => order(a.on, b.on) || order(a.flag, b.flag) || order(a.about ?? '', b.about ?? '') || order(a.evidence[0] ?? '', b.evidence[0] ?? '');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
