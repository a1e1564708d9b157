/**
 * Entries on a roll, as reported: each (school, starting day) with what is known of its end. Additions and census
 * rows say that an entry began; removals, deletion returns, leaver rows, missing census rows and the school's closing
 * say that it ended.
 */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { isMainRegistration } from '../../events/codes/enrolment-status.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { byText, lastIn, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { Fact } from '../standing-facts.js';
import {
  byRemoval,
  rollDrafts,
  type Announcement,
  type Draft,
  type LeaverRow,
  type StatusReport,
} from './roll-drafts.js';
import type { SpellEnd } from './trajectory.js';

export interface RollEntry {
  readonly school: Urn;
  /** Null where an end or a change is reported of an entry that nobody reported. */
  readonly enteredOn: PlainDate | null;
  /** Every starting day that was reported of it. */
  readonly entryDays: readonly PlainDate[];
  /** The earliest day that anything is reported of it for. */
  readonly knownFrom: PlainDate;
  readonly leftOn: PlainDate | null;
  readonly end: SpellEnd | null;
  /** Statuses as reported; `rank` decides between those of one day. */
  readonly statuses: readonly StatusReport[];
  readonly lastListedOn: PlainDate | null;
  readonly begunBy: EventId | null;
  readonly addedBy: EventId | null;
  readonly evidence: readonly EventId[];
  /** Reports of the end that disagree on its day. */
  readonly otherEnds: readonly EventId[];
}

/** @returns the entries in the order of school and day, with what is known of their ends */
export function rollEntries(facts: readonly Fact[], register: Register): RollEntry[] {
  const drafts = rollDrafts(facts);
  const isMissed = drafts.some(({ notListedOn }) => notListedOn.length > 0);
  const mainStarts = isMissed
    ? drafts
        .filter(beginsAsMain)
        .flatMap(({ enteredOn }) => enteredOn ?? [])
        .sort()
    : [];
  return sorted(
    drafts.map((draft) => finished(draft, mainStarts, register)),
    bySchoolThenDay,
  );
}

function finished(draft: Draft, mainStarts: readonly PlainDate[], register: Register): RollEntry {
  const { school, enteredOn, entryDays, statuses, lastListedOn } = draft;
  const ended = reportedEnd(draft) ?? inferredEnd(draft, mainStarts, register);
  const evidence = [...draft.beginnings, ...draft.evidence];
  for (const { entry } of draft.removals) evidence.push(entry);
  for (const { entry } of draft.announcements) evidence.push(entry);
  sorted(evidence, byText);
  return {
    school,
    enteredOn,
    entryDays,
    knownFrom: enteredOn ?? earliestReport(draft, ended),
    leftOn: ended?.leftOn ?? null,
    end: ended?.end ?? null,
    statuses,
    lastListedOn,
    begunBy: firstOf(draft.beginnings, evidence),
    addedBy: firstOf(draft.additions, evidence),
    evidence,
    otherEnds: ended ? otherEnds(draft, ended.leftOn) : [],
  };
}

interface DatedEnd {
  readonly leftOn: PlainDate;
  readonly end: SpellEnd;
}

/**
 * The strongest report: a removal, else a deletion return, else a leaver row. A return announces, and a leaver row
 * is of one census: a later census that lists the pupil shows that the name stood on the roll still, or again.
 */
function reportedEnd(draft: Draft): DatedEnd | undefined {
  const { lastListedOn } = draft;
  const removal = lastIn(draft.removals, byRemoval);
  const announced = lastIn(draft.announcements, byLeaving);
  const leaver = lastIn(draft.leaverRows, byCensus);
  if (!removal && !announced && !leaver) return undefined;
  const listedAfter = (day: PlainDate): boolean => lastListedOn !== null && lastListedOn > day;
  const evidence: EventId[] = [];
  if (removal) evidence.push(removal.entry);
  if (announced) evidence.push(announced.entry);
  if (leaver) evidence.push(leaver.entry);
  const told = announced && {
    deletionReturnedOn: announced.data.effectiveOn,
    deletionReturnedBy: announced.entry,
  };

  if (removal) {
    // Reports of one day complete each other; what the removal leaves open, the return may say.
    const same =
      draft.removals.length === 1
        ? draft.removals
        : sorted(
            draft.removals.filter(({ data }) => data.effectiveOn === removal.data.effectiveOn),
            byRemoval,
          );
    const ground =
      same.findLast(({ data }) => data.ground)?.data ??
      (announced?.data.ground ? announced.data : removal.data);
    const destination =
      same.findLast(({ data }) => data.destination)?.data.destination ?? announced?.data.destination;
    return {
      leftOn: removal.data.effectiveOn,
      end: {
        how: 'removed',
        regime: ground.regime,
        ...(ground.ground && { ground: ground.ground }),
        ...(destination && { destination }),
        ...told,
        evidence,
      },
    };
  }
  if (announced && !listedAfter(announced.data.leavesOn)) {
    const { regime, ground, destination, leavesOn } = announced.data;
    return {
      leftOn: leavesOn,
      end: {
        how: 'deletion-returned',
        regime,
        ...(ground && { ground }),
        ...(destination && { destination }),
        ...told,
        evidence,
      },
    };
  }
  if (!leaver || listedAfter(leaver.data.effectiveOn)) return undefined;
  return { leftOn: leaver.data.leftOn, end: { how: 'counted-as-leaver', evidence } };
}

const byLeaving = (a: Announcement, b: Announcement): number =>
  byText(a.data.leavesOn, b.data.leavesOn) || byText(a.entry, b.entry);

const byCensus = (a: LeaverRow, b: LeaverRow): number =>
  byText(a.data.effectiveOn, b.data.effectiveOn) ||
  byText(a.data.leftOn, b.data.leftOn) ||
  byText(a.entry, b.entry);

/**
 * Inferred: the first census after the last that lists the entry and should have listed it again. The pupil left on
 * that day, or on the day before a next main entry that lies between the two. A school that closed has no pupils
 * and sends no census: who was still there left on its last day.
 */
function inferredEnd(
  draft: Draft,
  mainStarts: readonly PlainDate[],
  register: Register,
): DatedEnd | undefined {
  const since = draft.lastListedOn ?? draft.enteredOn;
  const missed = sorted(
    draft.notListedOn.filter(({ day }) => since === null || day > since),
    (a, b) => byText(a.day, b.day) || byText(a.entry, b.entry),
  )[0];
  const school = register.school(draft.school);
  const closedOn = school?.closedOn;
  const closed = closedOn !== undefined && (since === null || closedOn >= since) ? closedOn : undefined;
  if (closed !== undefined && (!missed || closed <= missed.day))
    return {
      leftOn: closed,
      end: {
        how: 'inferred',
        inferredFrom: 'school-closed',
        evidence: school?.closedBy ? [school.closedBy] : [],
      },
    };
  if (!missed) return undefined;
  const next = mainStarts.find(
    (start) => since !== null && start > since && start <= missed.day && !draft.entryDays.includes(start),
  );
  const leftOn = next === undefined ? missed.day : addDays(next, -1);
  return { leftOn, end: { how: 'inferred', inferredFrom: 'not-counted', evidence: [missed.entry] } };
}

/** Reports of the leaving that name another day than the one that stands. */
function otherEnds(draft: Draft, leftOn: PlainDate): EventId[] {
  const others: EventId[] = [];
  for (const { data, entry } of draft.removals) if (data.effectiveOn !== leftOn) others.push(entry);
  for (const { data, entry } of draft.leaverRows) if (data.leftOn !== leftOn) others.push(entry);
  return sorted(others, byText);
}

/** The earliest day of what is told of an entry that nobody reported the beginning of. */
function earliestReport(draft: Draft, ended: DatedEnd | undefined): PlainDate {
  const days = [
    ...draft.statuses.map(({ from }) => from),
    ...draft.removals.map(({ data }) => data.effectiveOn),
    ...draft.announcements.map(({ data }) => data.leavesOn),
    ...(ended ? [ended.leftOn] : []),
  ].sort();
  const first = days[0];
  if (first === undefined) throw new RangeError('an entry is made by at least one report');
  return first;
}

const bySchoolThenDay = (a: RollEntry, b: RollEntry): number =>
  byText(a.school, b.school) || byText(a.knownFrom, b.knownFrom) || byText(a.leftOn ?? '9', b.leftOn ?? '9');

/** The same whatever the order of arrival. @param evidence all of them among others, in the order of ids */
const firstOf = (entries: readonly EventId[], evidence: readonly EventId[]): EventId | null =>
  (entries.length > 1 ? evidence.find((entry) => entries.includes(entry)) : entries[0]) ?? null;

function beginsAsMain({ statuses }: Draft): boolean {
  const first = statuses.toSorted((a, b) => byText(a.from, b.from) || b.rank - a.rank)[0];
  return first === undefined || isMainRegistration(first.status);
}
