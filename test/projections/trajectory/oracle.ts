/**
 * A slow, obvious reading of a history, day by day, to hold the real one against. It asks for each day and school
 * whether the name stood on the roll, and knows no intervals.
 */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData, EventType } from '../../../events/catalogue.js';
import type { Urn } from '../../../events/identifiers.js';
import type { Told } from '../../support/history.js';

/** Whether the pupil's name stood on the school's roll on that day. */
export function wasOnRoll(facts: readonly Told[], school: Urn, on: PlainDate): boolean {
  return entriesOf(facts, school).some(({ from, to }) => from <= on && on <= to);
}

/** Sessions of suspension in the school year that begins on 1 September, up to and with that day. */
export function sessionsSince(facts: readonly Told[], firstDay: PlainDate, upTo: PlainDate): number {
  return dataOf(facts, 'Suspended')
    .filter(({ effectiveOn }) => effectiveOn >= firstDay && effectiveOn <= upTo)
    .reduce((sum, { lengthSessions }) => sum + (lengthSessions ?? 0), 0);
}

export const dataOf = <T extends EventType>(facts: readonly Told[], type: T): EventData<T>[] =>
  facts.filter((fact) => fact.type === type).map((fact) => fact.data as EventData<T>);

const always = '0000-00-00' as PlainDate;
const never = '9999-99-99' as PlainDate;

function entriesOf(facts: readonly Told[], school: Urn): { from: PlainDate; to: PlainDate }[] {
  const here = <T extends EventType>(type: T) => dataOf(facts, type).filter((data) => 'school' in data && data.school === school);
  const starts = new Set<PlainDate>([
    ...here('AddedToRoll').map((data) => data.effectiveOn),
    ...here('CountedOnRoll').map((data) => data.enteredOn),
    ...here('CountedAsLeaver').map((data) => data.enteredOn),
    ...here('RemovedFromRoll').flatMap((data) => data.enteredOn ?? []),
  ]);
  const ownerOf = (leftOn: PlainDate) => max([...starts].filter((start) => start <= leftOn)) ?? always;
  const owners = new Set([...starts, ...here('RemovedFromRoll').flatMap((data) => (data.enteredOn ? [] : ownerOf(data.effectiveOn)))]);
  for (const data of here('DeletionReturned')) owners.add(ownerOf(data.leavesOn));
  for (const data of here('EnrolmentStatusChanged')) owners.add(ownerOf(data.effectiveOn));

  return [...owners].map((from) => {
    const removal = max(here('RemovedFromRoll').filter((data) => (data.enteredOn ?? ownerOf(data.effectiveOn)) === from).map((data) => data.effectiveOn));
    const listings = here('CountedOnRoll').filter((data) => data.enteredOn === from).map((data) => data.effectiveOn);
    const announced = max(here('DeletionReturned').filter((data) => ownerOf(data.leavesOn) === from).map((data) => data.leavesOn));
    const rows = here('CountedAsLeaver').filter((data) => data.enteredOn === from);
    const lastCensus = max(rows.map((data) => data.effectiveOn));
    const leaver = max(rows.filter((data) => data.effectiveOn === lastCensus).map((data) => data.leftOn));
    const to = removal ?? (announced && listings.every((listed) => listed <= announced) ? announced : undefined) ?? leaver ?? inferred(facts, from, school, listings);
    const next = min([...starts].filter((start) => start > from));
    // Nobody reported the end of an entry, and another began at the same school: the name stands on by that one.
    return { from, to: to ?? (next ? addDays(next, -1) : never) };
  });
}

function inferred(facts: readonly Told[], from: PlainDate, school: Urn, listings: readonly PlainDate[]): PlainDate | undefined {
  const since = max(listings) ?? from;
  const missed = min(
    dataOf(facts, 'NotCountedOnRoll')
      .filter((data) => data.school === school && data.enteredOn === from && data.effectiveOn > since)
      .map((data) => data.effectiveOn),
  );
  if (!missed) return undefined;
  const everyStart = [
    ...dataOf(facts, 'AddedToRoll').map((data) => data.effectiveOn),
    ...dataOf(facts, 'CountedOnRoll').map((data) => data.enteredOn),
    ...dataOf(facts, 'CountedAsLeaver').map((data) => data.enteredOn),
    ...dataOf(facts, 'RemovedFromRoll').flatMap((data) => data.enteredOn ?? []),
  ];
  const between = min(everyStart.filter((start) => start > since && start <= missed && start !== from));
  return between ? addDays(between, -1) : missed;
}

const max = (days: readonly PlainDate[]): PlainDate | undefined => [...days].sort().at(-1);
const min = (days: readonly PlainDate[]): PlainDate | undefined => [...days].sort()[0];
