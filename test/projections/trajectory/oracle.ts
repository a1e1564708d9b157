/**
 * A slow, obvious reading of a history, day by day, to hold the real one against. It asks for each day and school
 * whether the name stood on the roll, finds what is about what by looking through everything, and joins no intervals.
 */
import { addDays, daysBetween, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData, EventType } from '../../../events/catalogue.js';
import type { Urn } from '../../../events/identifiers.js';
import type { Told } from '../../support/history.js';

/** Answers, for a day, whether the pupil's name stood on the school's roll. */
export function rollOf(facts: readonly Told[], school: Urn): (on: PlainDate) => boolean {
  const found = presences(facts, school);
  return (on) => found.some(({ from, to }) => from <= on && on <= to);
}

/** Sessions of suspension in a school year, by its first and last day. */
export function sessionsBetween(facts: readonly Told[], firstDay: PlainDate, lastDay: PlainDate): number {
  return dataOf(facts, 'Suspended')
    .filter(({ effectiveOn }) => effectiveOn >= firstDay && effectiveOn <= lastDay)
    .reduce((sum, { lengthSessions }) => sum + (lengthSessions ?? 0), 0);
}

const dataOf = <T extends EventType>(facts: readonly Told[], type: T): EventData<T>[] =>
  facts.filter((fact) => fact.type === type).map((fact) => fact.data as EventData<T>);

const at = <T extends EventType>(facts: readonly Told[], type: T, school: Urn): EventData<T>[] =>
  dataOf(facts, type).filter((data) => 'school' in data && data.school === school);

const never = '9999-99-99' as PlainDate;

/** Starting days that are of one entry. */
type Starts = readonly PlainDate[];

function entriesAt(facts: readonly Told[], school: Urn): Starts[] {
  const days = new Set([
    ...at(facts, 'AddedToRoll', school).map((data) => data.effectiveOn),
    ...at(facts, 'CountedOnRoll', school).map((data) => data.enteredOn),
    ...at(facts, 'CountedAsLeaver', school).map((data) => data.enteredOn),
    ...at(facts, 'RemovedFromRoll', school).flatMap((data) => data.enteredOn ?? []),
  ]);
  const leavings = [
    ...at(facts, 'RemovedFromRoll', school).map((data) => data.effectiveOn),
    ...at(facts, 'CountedAsLeaver', school).map((data) => data.leftOn),
    ...at(facts, 'DeletionReturned', school).map((data) => data.leavesOn),
  ];
  const entries: PlainDate[][] = [];
  for (const day of [...days].sort()) {
    const before = entries.at(-1)?.at(-1);
    const isSame =
      before !== undefined &&
      daysBetween(before, day) <= 14 &&
      !leavings.some((left) => left >= before && left < day);
    if (isSame) entries.at(-1)?.push(day);
    else entries.push([day]);
  }
  return entries;
}

/** The entry that a report of that day is about; undefined for the one that nobody reported to begin. */
const aboutEntry = (entries: readonly Starts[], on: PlainDate): Starts | undefined =>
  entries.filter(([first]) => first !== undefined && first <= on).at(-1);

interface Presence {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

function presences(facts: readonly Told[], school: Urn): Presence[] {
  const entries = entriesAt(facts, school);
  const unbegun: Starts[] = isUnbegunTold(facts, school, entries) ? [[]] : [];
  return [...unbegun, ...entries].flatMap((entry) => {
    const removals = removalsOf(facts, school, entries, entry);
    const split = removals.findIndex(
      (day, index) => index > 0 && othersStart(facts, school, removals[index - 1] ?? day, day),
    );
    const own = split < 1 ? removals : removals.slice(0, split);
    const returned = split < 1 ? [] : removals.slice(split);
    const next = entries.find(
      ([first]) =>
        first !== undefined && first > (entry[0] ?? knownFrom(facts, school, entries, own) ?? never),
    )?.[0];
    const to =
      own.at(-1) ?? endWithoutRemoval(facts, school, entries, entry) ?? (next ? addDays(next, -1) : never);
    const from = entry[0] ?? knownFrom(facts, school, entries, own) ?? to;
    return [{ from, to }, ...returnedPresences(facts, school, returned)];
  });
}

function returnedPresences(facts: readonly Told[], school: Urn, removals: readonly PlainDate[]): Presence[] {
  const [from] = removals;
  if (from === undefined) return [];
  const split = removals.findIndex(
    (day, index) => index > 0 && othersStart(facts, school, removals[index - 1] ?? day, day),
  );
  if (split < 1) return [{ from, to: removals.at(-1) ?? from }];
  return [
    { from, to: removals[split - 1] ?? from },
    ...returnedPresences(facts, school, removals.slice(split)),
  ];
}

function removalsOf(
  facts: readonly Told[],
  school: Urn,
  entries: readonly Starts[],
  entry: Starts,
): PlainDate[] {
  return at(facts, 'RemovedFromRoll', school)
    .filter((data) =>
      data.enteredOn
        ? entry.includes(data.enteredOn)
        : sameEntry(aboutEntry(entries, data.effectiveOn), entry),
    )
    .map((data) => data.effectiveOn)
    .sort();
}

const sameEntry = (a: Starts | undefined, b: Starts): boolean => (a ?? []).join() === b.join();

const othersStart = (facts: readonly Told[], school: Urn, after: PlainDate, upTo: PlainDate): boolean =>
  schoolsOf(facts).some(
    (other) =>
      other !== school &&
      entriesAt(facts, other).some(([first]) => first !== undefined && first > after && first <= upTo),
  );

const schoolsOf = (facts: readonly Told[]): Urn[] => [
  ...new Set(facts.flatMap(({ data }) => ('school' in data ? [data.school as Urn] : []))),
];

function endWithoutRemoval(
  facts: readonly Told[],
  school: Urn,
  entries: readonly Starts[],
  entry: Starts,
): PlainDate | undefined {
  const listed = at(facts, 'CountedOnRoll', school)
    .filter((data) => entry.includes(data.enteredOn))
    .map((data) => data.effectiveOn)
    .sort();
  const isListedAfter = (day: PlainDate): boolean => listed.some((census) => census > day);
  const announced = at(facts, 'DeletionReturned', school)
    .filter((data) => sameEntry(aboutEntry(entries, data.leavesOn), entry))
    .map((data) => data.leavesOn)
    .sort()
    .at(-1);
  if (announced && !isListedAfter(announced)) return announced;
  const rows = at(facts, 'CountedAsLeaver', school).filter((data) => entry.includes(data.enteredOn));
  const census = rows
    .map((data) => data.effectiveOn)
    .sort()
    .at(-1);
  if (census && !isListedAfter(census))
    return rows
      .filter((data) => data.effectiveOn === census)
      .map((data) => data.leftOn)
      .sort()
      .at(-1);

  const since = listed.at(-1) ?? entry[0];
  const missed = at(facts, 'NotCountedOnRoll', school)
    .filter((data) => entry.includes(data.enteredOn) && since !== undefined && data.effectiveOn > since)
    .map((data) => data.effectiveOn)
    .sort()[0];
  if (!missed || since === undefined) return undefined;
  const between = mainStarts(facts).find(
    (start) => start > since && start <= missed && !entry.includes(start),
  );
  return between ? addDays(between, -1) : missed;
}

/** The days on which entries began whose first status is a main one, or that nobody stated one of. */
function mainStarts(facts: readonly Told[]): PlainDate[] {
  return schoolsOf(facts)
    .flatMap((school) => {
      const entries = entriesAt(facts, school);
      return entries
        .filter((entry) => ['C', 'M', undefined].includes(firstStatus(facts, school, entries, entry)))
        .flatMap(([first]) => first ?? []);
    })
    .sort();
}

function firstStatus(
  facts: readonly Told[],
  school: Urn,
  entries: readonly Starts[],
  entry: Starts,
): string | undefined {
  const stated = [
    ...at(facts, 'EnrolmentStatusChanged', school)
      .filter((data) =>
        sameEntry(aboutEntry(entries, data.effectiveOn) ?? nextEntry(entries, data.effectiveOn), entry),
      )
      .map((data) => ({ on: data.effectiveOn, rank: 3, status: data.enrolmentStatus })),
    ...at(facts, 'AddedToRoll', school)
      .filter((data) => entry.includes(data.effectiveOn))
      .map((data) => ({ on: data.effectiveOn, rank: 2, status: data.enrolmentStatus })),
    ...at(facts, 'CountedOnRoll', school)
      .filter((data) => entry.includes(data.enteredOn))
      .map((data) => ({ on: data.effectiveOn, rank: 1, status: data.enrolmentStatus })),
  ];
  const first = stated.sort((a, b) =>
    a.on === b.on ? b.rank - a.rank || ((a.status ?? '') > (b.status ?? '') ? -1 : 1) : a.on < b.on ? -1 : 1,
  )[0];
  return first?.status;
}

const nextEntry = (entries: readonly Starts[], on: PlainDate): Starts | undefined =>
  entries.find(([first]) => first !== undefined && first > on);

/** Something is told of an entry at the school that nobody reported to begin. */
function isUnbegunTold(facts: readonly Told[], school: Urn, entries: readonly Starts[]): boolean {
  return knownFrom(facts, school, entries, removalsOf(facts, school, entries, [])) !== undefined;
}

function knownFrom(
  facts: readonly Told[],
  school: Urn,
  entries: readonly Starts[],
  removals: readonly PlainDate[],
): PlainDate | undefined {
  return [
    ...removals,
    ...at(facts, 'DeletionReturned', school)
      .map((data) => data.leavesOn)
      .filter((on) => !aboutEntry(entries, on)),
    ...at(facts, 'EnrolmentStatusChanged', school)
      .map((data) => data.effectiveOn)
      .filter((on) => !aboutEntry(entries, on) && !nextEntry(entries, on)),
  ].sort()[0];
}
