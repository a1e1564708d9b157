/**
 * Entries on a roll, as reported: each (school, starting day) with what is known of its end. Additions and census
 * rows say that an entry began; removals, deletion returns, leaver rows and missing census rows say that it ended.
 */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import type { Fact, FactOf } from '../standing-facts.js';
import type { SpellEnd } from './trajectory.js';

export interface RollEntry {
  readonly school: Urn;
  /** Null where an end or a change is reported of an entry that nobody reported. */
  readonly enteredOn: PlainDate | null;
  readonly leftOn: PlainDate | null;
  readonly end: SpellEnd | null;
  /** Statuses as reported; `rank` decides between those of one day. */
  readonly statuses: readonly StatusReport[];
  readonly lastListedOn: PlainDate | null;
  readonly evidence: readonly EventId[];
  /** Reports of the end that disagree on its day. */
  readonly otherEnds: readonly EventId[];
}

export interface StatusReport {
  readonly from: PlainDate;
  readonly status: string;
  readonly rank: number;
}

/** @returns the entries in the order of school and starting day, one without a beginning first */
export function rollEntries(facts: readonly Fact[]): RollEntry[] {
  const drafts = new Drafts();
  // All beginnings first: which entry a report without a starting day is about must not depend on what came first.
  for (const fact of facts) {
    if (startsAnEntry(fact)) drafts.begin(fact);
    else if (fact.type === 'RemovedFromRoll' && fact.data.enteredOn) drafts.draftOf(fact.data.school, fact.data.enteredOn);
  }
  for (const fact of facts) if (!startsAnEntry(fact)) drafts.tell(fact);
  return drafts.entries();
}

type Start = FactOf<'AddedToRoll' | 'CountedOnRoll' | 'CountedAsLeaver'>;
type Removal = FactOf<'RemovedFromRoll'>;

const startsAnEntry = (fact: Fact): fact is Start =>
  fact.type === 'AddedToRoll' || fact.type === 'CountedOnRoll' || fact.type === 'CountedAsLeaver';

const startOf = (fact: Start): PlainDate => (fact.type === 'AddedToRoll' ? fact.data.effectiveOn : fact.data.enteredOn);

interface Draft {
  readonly school: Urn;
  readonly enteredOn: PlainDate | null;
  readonly statuses: StatusReport[];
  readonly listedOn: PlainDate[];
  readonly notListedOn: { day: PlainDate; entry: EventId }[];
  readonly leaverRows: FactOf<'CountedAsLeaver'>[];
  readonly removals: Removal[];
  readonly returns: FactOf<'DeletionReturned'>[];
  readonly evidence: EventId[];
}

class Drafts {
  private readonly bySchool = new Map<Urn, Draft[]>();

  begin(fact: Start): void {
    const draft = this.draftOf(fact.data.school, startOf(fact));
    draft.evidence.push(fact.entry);
    const { enrolmentStatus, effectiveOn } = fact.data;
    if (enrolmentStatus !== undefined)
      draft.statuses.push({ from: effectiveOn, status: enrolmentStatus, rank: fact.type === 'AddedToRoll' ? 2 : 1 });
    if (fact.type === 'CountedOnRoll') draft.listedOn.push(effectiveOn);
    if (fact.type === 'CountedAsLeaver') draft.leaverRows.push(fact);
  }

  tell(fact: Fact): void {
    switch (fact.type) {
      case 'EnrolmentStatusChanged': {
        const draft = this.covering(fact.data.school, fact.data.effectiveOn);
        draft.statuses.push({ from: fact.data.effectiveOn, status: fact.data.enrolmentStatus, rank: 3 });
        draft.evidence.push(fact.entry);
        break;
      }
      case 'RemovedFromRoll': {
        const { school, enteredOn, effectiveOn } = fact.data;
        const draft = enteredOn === undefined ? this.covering(school, effectiveOn) : this.draftOf(school, enteredOn);
        draft.removals.push(fact);
        draft.evidence.push(fact.entry);
        break;
      }
      case 'DeletionReturned': {
        const draft = this.covering(fact.data.school, fact.data.leavesOn);
        draft.returns.push(fact);
        draft.evidence.push(fact.entry);
        break;
      }
      case 'NotCountedOnRoll': {
        // Once the entry itself is withdrawn, that a census did not list it says nothing.
        const draft = this.bySchool.get(fact.data.school)?.find((each) => each.enteredOn === fact.data.enteredOn);
        draft?.notListedOn.push({ day: fact.data.effectiveOn, entry: fact.entry });
        break;
      }
    }
  }

  entries(): RollEntry[] {
    const drafts = [...this.bySchool.values()].flat();
    const starts = drafts.flatMap((draft) => draft.enteredOn ?? []).sort();
    return drafts.map((draft) => finished(draft, starts)).sort(bySchoolThenDay);
  }

  draftOf(school: Urn, enteredOn: PlainDate | null): Draft {
    let drafts = this.bySchool.get(school);
    if (!drafts) this.bySchool.set(school, (drafts = []));
    let draft = drafts.find((each) => each.enteredOn === enteredOn);
    if (!draft) {
      draft = {
        school,
        enteredOn,
        statuses: [],
        listedOn: [],
        notListedOn: [],
        leaverRows: [],
        removals: [],
        returns: [],
        evidence: [],
      };
      drafts.push(draft);
    }
    return draft;
  }

  /** The entry that began last up to that day, or one whose beginning nobody reported. */
  private covering(school: Urn, on: PlainDate): Draft {
    let last: PlainDate | null = null;
    for (const { enteredOn } of this.bySchool.get(school) ?? []) {
      if (enteredOn !== null && enteredOn <= on && (last === null || enteredOn > last)) last = enteredOn;
    }
    return this.draftOf(school, last);
  }
}

function finished(draft: Draft, starts: readonly PlainDate[]): RollEntry {
  const { school, enteredOn, statuses, evidence } = draft;
  const lastListedOn = last(draft.listedOn);
  const end = reportedEnd(draft, lastListedOn) ?? inferredEnd(draft, lastListedOn, starts);
  const days = new Map(
    [...draft.removals.map((each) => [each.data.effectiveOn, each.entry] as const), ...leaverDays(draft)].filter(([day]) => day !== end?.leftOn),
  );
  return {
    school,
    enteredOn,
    leftOn: end?.leftOn ?? null,
    end: end ? end.end : null,
    statuses,
    lastListedOn,
    evidence: evidence.length > 1 ? evidence.sort() : evidence,
    otherEnds: end ? [...days.values()].sort() : [],
  };
}

interface DatedEnd {
  readonly leftOn: PlainDate;
  readonly end: SpellEnd;
}

/**
 * The strongest report: a removal, else a deletion return, else a leaver row. A return announces; a census that
 * lists the pupil after the day that it names shows that the name was not deleted then.
 */
function reportedEnd(draft: Draft, lastListedOn: PlainDate | null): DatedEnd | undefined {
  const removal = draft.removals.toSorted(byRemoval).at(-1);
  const announced = draft.returns.toSorted((a, b) => order(a.data.leavesOn, b.data.leavesOn) || order(a.entry, b.entry)).at(-1);
  const leaver = draft.leaverRows
    .toSorted((a, b) => order(a.data.effectiveOn, b.data.effectiveOn) || order(a.data.leftOn, b.data.leftOn) || order(a.entry, b.entry))
    .at(-1);
  const returned = announced && { returnedOn: announced.data.effectiveOn };
  const evidence = [removal, announced, leaver].flatMap((fact) => (fact ? [fact.entry] : []));

  if (removal) {
    const { regime, ground, destination } = removal.data;
    const told = destination ?? announced?.data.destination;
    return {
      leftOn: removal.data.effectiveOn,
      end: { how: 'removed', regime, ...(ground && { ground }), ...(told && { destination: told }), ...returned, evidence },
    };
  }
  if (announced && !(lastListedOn !== null && lastListedOn > announced.data.leavesOn)) {
    const { regime, ground, destination, leavesOn } = announced.data;
    return {
      leftOn: leavesOn,
      end: { how: 'returned', regime, ...(ground && { ground }), ...(destination && { destination }), ...returned, evidence },
    };
  }
  return leaver && { leftOn: leaver.data.leftOn, end: { how: 'counted-as-leaver', evidence } };
}

/**
 * Inferred: the first census after the last that lists the entry and should have listed it again. The pupil left on
 * that day, or on the day before a next entry that lies between the two.
 */
function inferredEnd(draft: Draft, lastListedOn: PlainDate | null, starts: readonly PlainDate[]): DatedEnd | undefined {
  const since = lastListedOn ?? draft.enteredOn;
  const missed = draft.notListedOn.filter(({ day }) => since === null || day > since).sort((a, b) => order(a.day, b.day))[0];
  if (!missed) return undefined;
  const next = starts.find((start) => since !== null && start > since && start <= missed.day && start !== draft.enteredOn);
  const day = next === undefined ? missed.day : addDays(next, -1);
  return { leftOn: day, end: { how: 'inferred', evidence: [missed.entry] } };
}

const leaverDays = (draft: Draft) => draft.leaverRows.map((each) => [each.data.leftOn, each.entry] as const);

/** The later day stands, then the report that names a ground. */
const byRemoval = (a: Removal, b: Removal): number =>
  order(a.data.effectiveOn, b.data.effectiveOn) || order(a.data.ground ?? '', b.data.ground ?? '') || order(a.entry, b.entry);

const bySchoolThenDay = (a: RollEntry, b: RollEntry): number =>
  order(a.school, b.school) || order(a.enteredOn ?? '', b.enteredOn ?? '');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function last(days: readonly PlainDate[]): PlainDate | null {
  let latest: PlainDate | null = null;
  for (const day of days) if (latest === null || day > latest) latest = day;
  return latest;
}
