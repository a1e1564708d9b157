/**
 * Spells: a pupil's times on each school's roll. A name stands once on a roll, so entries that overlap at one
 * school are one spell, whatever starting days the reports give.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { isMainRegistration } from '../../events/codes/enrolment-status.js';
import type { RollEntry, StatusReport } from './roll-entries.js';
import type { Spell } from './trajectory.js';

/** @param entries as `rollEntries` orders them: by school, then by starting day */
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
  return spells.sort(byEntry);
}

/** The status that held on that day; the first stated where the day lies before it; null where none was stated. */
export function statusOn(spell: Spell, on: PlainDate): string | null {
  let status = spell.statuses[0]?.status ?? null;
  for (const each of spell.statuses) if (each.from <= on) status = each.status;
  return status;
}

/** A sole or dual main registration. One whose status nobody stated is taken for main, so that no child is lost by a blank. */
export function isMainOn(spell: Spell, on: PlainDate): boolean {
  const status = statusOn(spell, on);
  return status === null || isMainRegistration(status);
}

/** Whether the spell's name stood on the roll on that day. */
export function isOnRoll(spell: Spell, on: PlainDate): boolean {
  return (spell.enteredOn === null || spell.enteredOn <= on) && (spell.leftOn === null || spell.leftOn >= on);
}

/** An entry of which nobody reported the end lasts until the next at that school begins, and is one with it. */
function overlaps(group: readonly RollEntry[], { enteredOn }: RollEntry): boolean {
  if (enteredOn === null || group.at(-1)?.leftOn === null) return true;
  return group.some(({ leftOn }) => leftOn !== null && leftOn >= enteredOn);
}

function joined(group: readonly RollEntry[]): Spell {
  const first = group[0];
  const newest = group[group.length - 1];
  if (!first || !newest) throw new RangeError('a spell has at least one entry');
  if (group.length === 1) return { ...publicPart(first), entryDays: first.enteredOn === null ? [] : [first.enteredOn], statuses: timeline(first.statuses) };

  // The newest entry tells the end, unless an older one is reported to have lasted longer.
  const lasting = newest.leftOn === null ? newest : group.reduce((a, b) => ((b.leftOn ?? '') > (a.leftOn ?? '') ? b : a), newest);
  const listed = group.flatMap(({ lastListedOn }) => lastListedOn ?? []).sort();
  return {
    school: first.school,
    enteredOn: first.enteredOn,
    entryDays: group.flatMap(({ enteredOn }) => enteredOn ?? []),
    leftOn: lasting.leftOn,
    end: lasting.end,
    statuses: timeline(group.flatMap((entry) => entry.statuses)),
    lastListedOn: listed.at(-1) ?? null,
    evidence: group.flatMap((entry) => entry.evidence),
  };
}

const publicPart = ({ school, enteredOn, leftOn, end, lastListedOn, evidence }: RollEntry) => ({
  school,
  enteredOn,
  leftOn,
  end,
  lastListedOn,
  evidence,
});

/** One status a day, and none that repeats the one before it. */
function timeline(reports: readonly StatusReport[]): Spell['statuses'] {
  if (reports.length === 0) return [];
  const sorted =
    reports.length === 1
      ? reports
      : reports.toSorted((a, b) => order(a.from, b.from) || a.rank - b.rank || order(a.status, b.status));
  const statuses: { from: PlainDate; status: string }[] = [];
  for (const { from, status } of sorted) {
    if (statuses.at(-1)?.from === from) statuses.pop();
    if (statuses.at(-1)?.status !== status) statuses.push({ from, status });
  }
  return statuses;
}

const byEntry = (a: Spell, b: Spell): number =>
  order(a.enteredOn ?? '', b.enteredOn ?? '') || order(a.leftOn ?? '9', b.leftOn ?? '9') || order(a.school, b.school);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
