/**
 * Spells: a pupil's times on each school's roll. A name stands once on a roll, so entries that overlap at one
 * school are one spell, whatever starting days the reports give.
 */
import { addDays, later, latest, type PlainDate } from '../../events/calendar/plain-date.js';
import { isMainRegistration } from '../../events/codes/enrolment-status.js';
import type { EventId } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { StatusReport } from './roll-drafts.js';
import type { RollEntry } from './roll-entries.js';
import type { MainRegistration, Spell } from './trajectory.js';

/** @param entries as `rollEntries` orders them: by school, then by day */
export function spellsFrom(entries: readonly RollEntry[]): Spell[] {
  const spells: Spell[] = [];
  let group: RollEntry[] = [];
  for (const entry of entries) {
    if (group.length > 0 && !(group[0]?.school === entry.school && overlaps(group, entry))) {
      spells.push(joined(group));
      group = [];
    }
    group.push(entry);
  }
  if (group.length > 0) spells.push(joined(group));
  return sorted(spells, byBeginning);
}

/**
 * The parts of the spells with a main status, in the order of their beginning. A school's registrations begin no
 * earlier than the school: a conversion carries the old starting day over. Death ends them, reported or not.
 */
export function mainRegistrations(
  spells: readonly Spell[],
  register: Register,
  diedOn: PlainDate | null,
): MainRegistration[] {
  const registrations: MainRegistration[] = [];
  for (const spell of spells)
    addRegistrations(registrations, spell, register.school(spell.school)?.openedOn, diedOn);
  return sorted(registrations, byFirstDay);
}

const byFirstDay = (a: MainRegistration, b: MainRegistration): number =>
  byText(a.knownFrom, b.knownFrom) || byText(a.to ?? '9', b.to ?? '9') || byText(a.school, b.school);

/** The entry that tells of the spell's beginning, else the first that tells of it at all. */
export const beginningOf = ({ begunBy, evidence }: Spell): EventId | undefined => begunBy ?? evidence[0];

/** The status that held on that day; the first stated where the day lies before it; null where none was stated. */
function statusOn(spell: Spell, on: PlainDate): string | null {
  let status = spell.statuses[0]?.status ?? null;
  for (const each of spell.statuses) if (each.from <= on) status = each.status;
  return status;
}

/** A sole or dual main registration. A status that nobody stated is taken for main, so that no child is lost by a blank. */
export function isMainOn(spell: Spell, on: PlainDate): boolean {
  const status = statusOn(spell, on);
  return status === null || isMainRegistration(status);
}

/** Whether the spell's name is known to have stood on the roll on that day. */
export function isOnRoll(spell: Spell, on: PlainDate): boolean {
  return spell.knownFrom <= on && (spell.leftOn === null || spell.leftOn >= on);
}

/** An entry of which nobody reported the end lasts until the next at that school begins, and is one with it. */
function overlaps(group: readonly RollEntry[], { knownFrom }: RollEntry): boolean {
  return group.at(-1)?.leftOn === null || group.some(({ leftOn }) => leftOn !== null && leftOn >= knownFrom);
}

function joined(group: readonly RollEntry[]): Spell {
  const first = group[0];
  const newest = group[group.length - 1];
  if (!first || !newest) throw new RangeError('a spell has at least one entry');
  // Nearly every one: what is known of it needs no putting together.
  if (group.length === 1) return spellOf(first, first);
  // The newest entry tells the end, unless an older one is reported to have lasted longer.
  const lasting =
    newest.leftOn === null
      ? newest
      : group.reduce((a, b) => ((b.leftOn ?? '') > (a.leftOn ?? '') ? b : a), newest);
  return {
    ...spellOf(first, lasting),
    entryDays: group.flatMap(({ entryDays }) => entryDays),
    statuses: timeline(group.flatMap(({ statuses }) => statuses)),
    lastListedOn: latest(...group.map((entry) => entry.lastListedOn)),
    evidence: group.flatMap(({ evidence }) => evidence),
  };
}

/** Begun as the one entry was, and ended as the other. */
const spellOf = (first: RollEntry, { leftOn, end }: RollEntry): Spell => ({
  school: first.school,
  enteredOn: first.enteredOn,
  knownFrom: first.knownFrom,
  entryDays: first.entryDays,
  leftOn,
  end,
  statuses: timeline(first.statuses),
  lastListedOn: first.lastListedOn,
  begunBy: first.begunBy,
  addedBy: first.addedBy,
  evidence: first.evidence,
});

function addRegistrations(
  registrations: MainRegistration[],
  spell: Spell,
  openedOn: PlainDate | undefined,
  diedOn: PlainDate | null,
): void {
  const end = diedOn !== null && (spell.leftOn === null || spell.leftOn > diedOn) ? diedOn : spell.leftOn;
  const begun = openedOn === undefined ? spell.knownFrom : later(spell.knownFrom, openedOn);
  const add = (from: PlainDate, to: PlainDate | null): void => {
    if (to !== null && to < from) return;
    const known = from === begun && spell.enteredOn === null ? null : from;
    registrations.push({ spell, school: spell.school, from: known, knownFrom: from, to });
  };
  // The spell is cut where its status becomes main or ceases to be.
  let cut = begun;
  let isMain = isMainOn(spell, begun);
  for (const { from, status } of spell.statuses) {
    if (from <= begun || (end !== null && from > end) || isMainRegistration(status) === isMain) continue;
    if (isMain) add(cut, addDays(from, -1));
    cut = from;
    isMain = !isMain;
  }
  if (isMain) add(cut, end);
}

/** One status a day, and none that repeats the one before it. */
function timeline(reports: readonly StatusReport[]): Spell['statuses'] {
  if (reports.length === 0) return [];
  const statuses: { from: PlainDate; status: string }[] = [];
  for (const { from, status } of sorted([...reports], byDayThenRank)) {
    if (statuses.at(-1)?.from === from) statuses.pop();
    if (statuses.at(-1)?.status !== status) statuses.push({ from, status });
  }
  return statuses;
}

const byDayThenRank = (a: StatusReport, b: StatusReport): number =>
  byText(a.from, b.from) || a.rank - b.rank || byText(a.status, b.status);

const byBeginning = (a: Spell, b: Spell): number =>
  byText(a.knownFrom, b.knownFrom) || byText(a.leftOn ?? '9', b.leftOn ?? '9') || byText(a.school, b.school);
