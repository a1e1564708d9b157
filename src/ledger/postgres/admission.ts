import type { EventId, Position, Revision, StreamName } from '../../../events/identifiers.js';
import { asPosition, asRevision } from '../../../events/identifiers.js';
import { RevisionConflict, type OtherContentUnderKnownId } from '../errors.js';
import type { Appended, ExpectedRevision } from '../event-log.js';
import type { PreparedAppend, PreparedEvent } from './prepared-append.js';
import { asRecordedBefore, type StandingEvent } from './recorded-before.js';

/** How the log stands while its gate is held, as far as a group of appends is concerned. */
export interface Standing {
  readonly position: Position;
  /** Milliseconds since 1970: the newest event's time. */
  readonly recordedAt: number;
  /** The last revision of each of the group's streams that exists. */
  readonly revisions: ReadonlyMap<StreamName, Revision>;
  /** Those of the group's ids that stand in the log. */
  readonly known: ReadonlyMap<EventId, KnownEvent>;
}

export interface KnownEvent extends StandingEvent {
  readonly position: Position;
}

export interface AdmittedEvent extends PreparedEvent, KnownEvent {
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

export interface Admission {
  /** One for each append, in order. */
  readonly answers: readonly (Appended | RevisionConflict | OtherContentUnderKnownId)[];
  /** What is to be inserted, in order of position. */
  readonly events: readonly AdmittedEvent[];
}

/**
 * The log as the appends themselves expect it, where they say so exactly: then a group can be admitted before
 * the log is looked at. Undefined where one of them leaves it open, or brings a time of its own.
 */
export function expectedStanding(appends: readonly PreparedAppend[]): Standing | undefined {
  const first = new Map<StreamName, ExpectedRevision>();
  for (const { stream, expected, recordedAt } of appends) {
    if (recordedAt !== null) return undefined;
    if (!first.has(stream)) first.set(stream, expected);
  }
  const revisions = new Map<StreamName, Revision>();
  for (const [stream, expected] of first) {
    if (expected === 'any' || expected === 'exists') return undefined;
    if (expected !== 'none') revisions.set(stream, expected);
  }
  return { position: asPosition(0), recordedAt: 0, revisions, known: new Map() };
}

/**
 * Decides a group of appends in order of arrival, each on its own, each seeing what those before it did.
 *
 * @param now milliseconds since 1970, by the database's clock
 */
export function admit(appends: readonly PreparedAppend[], standing: Standing, now: number): Admission {
  const revisions = new Map(standing.revisions);
  const known = new Map(standing.known);
  const events: AdmittedEvent[] = [];
  let recordedAt = standing.recordedAt;

  const answers = appends.map((append) => {
    const before = asRecordedBefore(append, known);
    if (before !== undefined) return before instanceof Error ? before : appended(append.stream, before);

    const actual = revisions.get(append.stream) ?? null;
    if (!isExpected(append.expected, actual))
      return new RevisionConflict(append.stream, append.expected, actual);

    const firstRevision = actual === null ? 0 : actual + 1;
    const firstPosition = standing.position + events.length + 1;
    recordedAt = Math.max(recordedAt, append.recordedAt ?? now);
    const admitted = append.events.map((event, ordinal) => ({
      ...event,
      stream: append.stream,
      revision: asRevision(firstRevision + ordinal),
      position: asPosition(firstPosition + ordinal),
      recordedAt,
    }));
    for (const event of admitted) {
      known.set(event.id, event);
      events.push(event);
    }
    revisions.set(append.stream, asRevision(firstRevision + admitted.length - 1));
    return appended(append.stream, admitted);
  });
  return { answers, events };
}

function isExpected(expected: ExpectedRevision, actual: Revision | null): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'none':
      return actual === null;
    case 'exists':
      return actual !== null;
    default:
      return actual === expected;
  }
}

function appended(stream: StreamName, events: readonly KnownEvent[]): Appended {
  return {
    stream,
    firstRevision: asRevision(events[0]?.revision ?? 0),
    lastRevision: asRevision(events.at(-1)?.revision ?? 0),
    ids: events.map(({ id }) => id),
    positions: events.map(({ position }) => position),
  };
}
