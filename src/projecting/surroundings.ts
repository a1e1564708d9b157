/**
 * What pupils' histories are read against, as of one position: the register of establishments, and which records
 * are one pupil's.
 */
import type { HistoryEvent } from '../../events/envelope.js';
import {
  authorityOf,
  pupilOf,
  schoolOf,
  type AuthorityCode,
  type Position,
  type PupilId,
  type StreamName,
  type Urn,
} from '../../events/identifiers.js';
import { Merges } from '../../projections/merges.js';
import { Register } from '../../projections/register/register.js';
import { ofType, standingFacts } from '../../projections/standing-facts.js';
import { currentEvent, type StoredEvent } from './derive.js';
import {
  eventsOf,
  eventsOfMerges,
  eventsOutsidePupils,
  type LogEntry,
  type Queryable,
} from './stored-events.js';

export interface Surroundings {
  readonly register: Register;
  readonly merges: Merges;
  /** Streams of the register that this release cannot read to their end: read up to there, and health is degraded. */
  readonly unreadable: ReadonlySet<StreamName>;
}

export async function surroundingsAt(client: Queryable, position: Position): Promise<Surroundings> {
  const { events, unreadable } = readable(await eventsOutsidePupils(client, position));
  return { register: Register.from(events), merges: await mergesAt(client, position), unreadable };
}

/** The surroundings at the end of a page of the log, from those at its beginning; the same object where nothing changed. */
export async function surroundingsAfter(
  client: Queryable,
  before: Surroundings,
  page: readonly LogEntry[],
  position: Position,
): Promise<Surroundings> {
  const streams = changedRegisterStreams(page);
  const mayMerge = page.some(({ stream, type }) => pupilOf(stream) !== undefined && changesMerges.has(type));
  if (streams.length === 0 && !mayMerge) return before;
  const { events, unreadable } = readable(await eventsOf(client, streams, position));
  return {
    register: before.register.with(events),
    merges: mayMerge ? await mergesAt(client, position) : before.merges,
    unreadable: new Set([
      ...[...before.unreadable].filter((stream) => !streams.includes(stream)),
      ...unreadable,
    ]),
  };
}

/** The pupils, as records, whose rows may read otherwise after the page. */
export interface Touched {
  readonly records: ReadonlySet<PupilId>;
  /** Everybody whose history touches one of these. */
  readonly schools: ReadonlySet<Urn>;
  readonly authorities: ReadonlySet<AuthorityCode>;
}

export function touchedBy(page: readonly LogEntry[], before: Surroundings, after: Surroundings): Touched {
  const records = new Set<PupilId>();
  for (const { stream } of page) {
    const pupil = pupilOf(stream);
    if (pupil === undefined) continue;
    // Also whom a merge ties to it, before or after: who is absorbed loses rows, who is set free gets them back.
    for (const record of before.merges.recordsOf(pupil)) records.add(record);
    for (const record of after.merges.recordsOf(pupil)) records.add(record);
  }
  const schools = new Set<Urn>();
  const streams = changedRegisterStreams(page.filter(({ type }) => !withoutPupils.has(type)));
  if (streams.length > 0) {
    for (const register of [before.register, after.register])
      for (const school of register.schoolsConcerned(streams)) schools.add(school);
  }
  const authorities = new Set(streams.flatMap((stream) => authorityOf(stream) ?? []));
  return { records, schools, authorities };
}

/**
 * What stands in a school's stream but says nothing that a pupil's history is read against. A term's censuses would
 * otherwise have every pupil of every school read anew, each time one of them arrives.
 */
const withoutPupils: ReadonlySet<string> = new Set(['CensusReceived', 'FairAccessCapacityRated']);

async function mergesAt(client: Queryable, position: Position): Promise<Merges> {
  const { events } = readable(await eventsOfMerges(client, position));
  return events.length === 0 ? Merges.none : new Merges(ofType(standingFacts(events).facts, 'RecordsMerged'));
}

/** Each stream up to its first event that this release cannot read. */
function readable(stored: readonly StoredEvent[]): { events: HistoryEvent[]; unreadable: Set<StreamName> } {
  const events: HistoryEvent[] = [];
  const unreadable = new Set<StreamName>();
  for (const event of stored) {
    if (unreadable.has(event.stream)) continue;
    try {
      events.push(currentEvent(event));
    } catch {
      unreadable.add(event.stream);
    }
  }
  return { events, unreadable };
}

function changedRegisterStreams(page: readonly LogEntry[]): StreamName[] {
  return [...new Set(page.map(({ stream }) => stream))].filter(isOfRegister);
}

const isOfRegister = (stream: StreamName): boolean =>
  schoolOf(stream) !== undefined || stream.startsWith('authority-') || stream.startsWith('calendar-');

/** A correction or withdrawal may be of a merge: which entry it points at is found when merges are read. */
const changesMerges: ReadonlySet<string> = new Set(['RecordsMerged', 'EntryCorrected', 'EntryWithdrawn']);
