/**
 * Which reports are about which entry on a roll. An entry is known by its school and starting day; a report that
 * names no starting day is about the entry that began last before it.
 */
import { daysBetween, later, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
import type { Fact, FactOf } from '../standing-facts.js';

/** Starting days at one school as close as this, without a leaving between them, are of one entry. Ours. */
const sameEntryDays = 14;

export interface StatusReport {
  readonly from: PlainDate;
  readonly status: string;
  readonly rank: number;
}

/** All reports of a history, by the entry that they are about. */
export function rollDrafts(facts: readonly Fact[]): Draft[] {
  const drafts = new Drafts();
  // All beginnings first: which entry a report without a starting day is about must not depend on what came first.
  for (const fact of facts) drafts.begin(fact);
  drafts.joinSameEntries(facts);
  for (const fact of facts) drafts.tell(fact);
  return drafts.all();
}

export type Removal = FactOf<'RemovedFromRoll'>;
export type Announcement = FactOf<'DeletionReturned'>;
export type LeaverRow = FactOf<'CountedAsLeaver'>;

/** All reports that are about one entry. */
export interface Draft {
  readonly school: Urn;
  enteredOn: PlainDate | null;
  readonly entryDays: PlainDate[];
  readonly statuses: StatusReport[];
  /** The last census day that lists it on roll. */
  lastListedOn: PlainDate | null;
  readonly notListedOn: { day: PlainDate; entry: EventId }[];
  readonly leaverRows: LeaverRow[];
  readonly removals: Removal[];
  readonly announcements: Announcement[];
  readonly beginnings: EventId[];
  /** Of the beginnings, the reports that the name was entered. */
  readonly additions: EventId[];
  readonly evidence: EventId[];
}

const emptyDraft = (school: Urn, enteredOn: PlainDate | null): Draft => ({
  school,
  enteredOn,
  entryDays: enteredOn === null ? [] : [enteredOn],
  statuses: [],
  lastListedOn: null,
  notListedOn: [],
  leaverRows: [],
  removals: [],
  announcements: [],
  beginnings: [],
  additions: [],
  evidence: [],
});

const laterKnown = (a: PlainDate | null, b: PlainDate | null): PlainDate | null =>
  a === null || b === null ? (a ?? b) : later(a, b);

class Drafts {
  private readonly bySchool = new Map<Urn, Draft[]>();

  /** What tells a starting day. */
  begin(fact: Fact): void {
    switch (fact.type) {
      case 'AddedToRoll': {
        const draft = this.draftOf(fact.data.school, fact.data.effectiveOn);
        draft.statuses.push({ from: fact.data.effectiveOn, status: fact.data.enrolmentStatus, rank: 2 });
        draft.beginnings.push(fact.entry);
        draft.additions.push(fact.entry);
        break;
      }
      case 'CountedOnRoll': {
        const draft = this.draftOf(fact.data.school, fact.data.enteredOn);
        draft.lastListedOn = laterKnown(draft.lastListedOn, fact.data.effectiveOn);
        if (fact.data.enrolmentStatus !== undefined)
          draft.statuses.push({ from: fact.data.effectiveOn, status: fact.data.enrolmentStatus, rank: 1 });
        draft.beginnings.push(fact.entry);
        break;
      }
      case 'CountedAsLeaver': {
        const draft = this.draftOf(fact.data.school, fact.data.enteredOn);
        draft.leaverRows.push(fact);
        // `P`, previous, is what a leaver is by then; any other status is the one that the pupil left with.
        if (fact.data.enrolmentStatus !== undefined && fact.data.enrolmentStatus !== 'P')
          draft.statuses.push({ from: fact.data.leftOn, status: fact.data.enrolmentStatus, rank: 0 });
        draft.beginnings.push(fact.entry);
        break;
      }
      case 'RemovedFromRoll':
        if (fact.data.enteredOn) this.draftOf(fact.data.school, fact.data.enteredOn).removals.push(fact);
        break;
    }
  }

  /** Two reports of one entry that give starting days a little apart are of one entry. */
  joinSameEntries(facts: readonly Fact[]): void {
    for (const [school, drafts] of this.bySchool) {
      if (drafts.length < 2) continue;
      const leavings = leavingsFrom(school, facts);
      const joined: Draft[] = [];
      for (const draft of drafts.sort((a, b) => byText(a.enteredOn ?? '', b.enteredOn ?? ''))) {
        const before = joined.at(-1);
        if (before && isSameEntry(before, draft, leavings)) absorb(before, draft);
        else joined.push(draft);
      }
      this.bySchool.set(school, joined);
    }
  }

  /** What is about an entry that something else began. */
  tell(fact: Fact): void {
    switch (fact.type) {
      case 'EnrolmentStatusChanged': {
        const { school, effectiveOn, enrolmentStatus } = fact.data;
        const draft =
          this.covering(school, effectiveOn) ?? this.nextAfter(school, effectiveOn) ?? this.unbegun(school);
        draft.statuses.push({ from: effectiveOn, status: enrolmentStatus, rank: 3 });
        draft.evidence.push(fact.entry);
        break;
      }
      case 'RemovedFromRoll':
        if (!fact.data.enteredOn)
          (
            this.covering(fact.data.school, fact.data.effectiveOn) ?? this.unbegun(fact.data.school)
          ).removals.push(fact);
        break;
      case 'DeletionReturned':
        (
          this.covering(fact.data.school, fact.data.leavesOn) ?? this.unbegun(fact.data.school)
        ).announcements.push(fact);
        break;
      case 'NotCountedOnRoll': {
        // Once the entry itself is withdrawn, that a census did not list it says nothing.
        const { school, enteredOn, effectiveOn } = fact.data;
        const draft = this.bySchool.get(school)?.find(({ entryDays }) => entryDays.includes(enteredOn));
        draft?.notListedOn.push({ day: effectiveOn, entry: fact.entry });
        break;
      }
    }
  }

  all(): Draft[] {
    const drafts: Draft[] = [];
    for (const ofSchool of this.bySchool.values()) drafts.push(...ofSchool);
    if (drafts.every(({ removals }) => removals.length < 2)) return drafts;
    const starts = drafts.flatMap(({ enteredOn, school }) =>
      enteredOn === null ? [] : [{ day: enteredOn, school }],
    );
    return drafts.flatMap((draft) => splitByReturn(draft, starts));
  }

  private draftOf(school: Urn, enteredOn: PlainDate | null): Draft {
    let drafts = this.bySchool.get(school);
    if (!drafts) this.bySchool.set(school, (drafts = []));
    for (const draft of drafts) if (draft.enteredOn === enteredOn) return draft;
    const draft = emptyDraft(school, enteredOn);
    drafts.push(draft);
    return draft;
  }

  /** The entry that began last up to that day. */
  private covering(school: Urn, on: PlainDate): Draft | undefined {
    let last: Draft | undefined;
    for (const draft of this.bySchool.get(school) ?? []) {
      if (draft.enteredOn !== null && draft.enteredOn <= on && (last?.enteredOn ?? '') < draft.enteredOn)
        last = draft;
    }
    return last;
  }

  private nextAfter(school: Urn, on: PlainDate): Draft | undefined {
    return this.bySchool
      .get(school)
      ?.filter(({ enteredOn }) => enteredOn !== null && enteredOn > on)
      .sort((a, b) => byText(a.enteredOn ?? '', b.enteredOn ?? ''))[0];
  }

  /** The entry at the school of which nobody reported the beginning. */
  private unbegun(school: Urn): Draft {
    return this.draftOf(school, null);
  }
}

/** Every day on which a report has the pupil leave the school. */
function leavingsFrom(school: Urn, facts: readonly Fact[]): PlainDate[] {
  return facts.flatMap((fact) => {
    if (fact.type === 'RemovedFromRoll' && fact.data.school === school) return [fact.data.effectiveOn];
    if (fact.type === 'CountedAsLeaver' && fact.data.school === school) return [fact.data.leftOn];
    return fact.type === 'DeletionReturned' && fact.data.school === school ? [fact.data.leavesOn] : [];
  });
}

function isSameEntry(before: Draft, draft: Draft, leavings: readonly PlainDate[]): boolean {
  const from = before.entryDays.at(-1);
  const { enteredOn } = draft;
  if (from === undefined || enteredOn === null || daysBetween(from, enteredOn) > sameEntryDays) return false;
  return !leavings.some((day) => day >= from && day < enteredOn);
}

function absorb(into: Draft, draft: Draft): void {
  into.entryDays.push(...draft.entryDays);
  into.statuses.push(...draft.statuses);
  into.lastListedOn = laterKnown(into.lastListedOn, draft.lastListedOn);
  into.leaverRows.push(...draft.leaverRows);
  into.removals.push(...draft.removals);
  into.beginnings.push(...draft.beginnings);
  into.additions.push(...draft.additions);
}

/**
 * A second removal after the pupil was entered on another roll meanwhile ends a return that nobody reported: an
 * entry of its own, without a known beginning.
 */
function splitByReturn(draft: Draft, starts: readonly { day: PlainDate; school: Urn }[]): Draft[] {
  if (draft.removals.length < 2) return [draft];
  const removals = sorted([...draft.removals], byRemoval);
  const at = removals.findIndex(({ data }, index) => {
    const before = removals[index - 1]?.data.effectiveOn;
    return (
      before !== undefined &&
      starts.some(({ day, school }) => school !== draft.school && day > before && day <= data.effectiveOn)
    );
  });
  if (at < 1) return [draft];
  const later = { ...emptyDraft(draft.school, null), removals: removals.slice(at) };
  return [{ ...draft, removals: removals.slice(0, at) }, ...splitByReturn(later, starts)];
}

/** The later day stands, then the report that names a ground. */
export const byRemoval = (a: Removal, b: Removal): number =>
  byText(a.data.effectiveOn, b.data.effectiveOn) ||
  byText(a.data.ground ?? '', b.data.ground ?? '') ||
  byText(JSON.stringify(a.data), JSON.stringify(b.data)) ||
  byText(a.entry, b.entry);
