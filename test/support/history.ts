/** Histories for tests of the pure part: facts in, history events out, with ids that follow from what they say. */
import { createHash } from 'node:crypto';
import type { EventData, EventType } from '../../events/catalogue.js';
import { asPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import {
  asEventId,
  asPosition,
  asPupilId,
  asUrn,
  pupilStream,
  schoolStream,
  type EventId,
  type PupilId,
  type StreamName,
  type Urn,
} from '../../events/identifiers.js';
import { Register, type School } from '../../projections/register/register.js';

export const pupilA: PupilId = asPupilId('01900000-0000-7000-8000-00000000000a');
export const pupilB: PupilId = asPupilId('01900000-0000-7000-8000-00000000000b');

export const day = asPlainDate;
export const urn = (last: number): Urn => asUrn(String(100_000 + last));

/** A fact before it has its place: its type, its data, and its stream where that is not pupil A's. */
export interface Told {
  readonly id: EventId;
  readonly type: EventType;
  readonly data: object;
  readonly stream: StreamName;
}

/** A fact of pupil A, or of the stream named. */
export const fact = <T extends EventType>(type: T, data: EventData<T>, stream?: StreamName): Told =>
  told(type, data, stream);

/** The same of data made elsewhere, of whatever type. */
export function told(type: EventType, data: object, stream: StreamName = pupilStream(pupilA)): Told {
  return { id: idOf(`${stream} ${type} ${JSON.stringify(data)}`), type, data, stream };
}

/** The facts in the order in which the ledger learned them. */
export function recorded(facts: readonly Told[], after = 0): HistoryEvent[] {
  return facts.map(
    ({ id, type, data, stream }, at) =>
      ({
        id,
        type,
        schemaVersion: 1,
        stream,
        position: asPosition(after + at + 1),
        recordedAt: new Date(Date.UTC(2026, 0, 1) + (after + at) * 1000).toISOString(),
        data,
      }) as HistoryEvent,
  );
}

/** A register of described state-funded secondary schools 11 to 16 of one authority, changed as said. */
export function registerOf(
  schools: Readonly<Record<Urn, Partial<School>>>,
  more: readonly Told[] = [],
): Register {
  const facts = Object.entries(schools).flatMap(([number, school]) => {
    const stream = schoolStream(asUrn(number));
    const { openedOn, closedOn, urn: _, ...described } = school;
    const data = {
      effectiveOn: day('2000-09-01'),
      standing: 'described' as const,
      authority: 'E09000007' as EventData<'SchoolDescribed'>['authority'] & string,
      type: 'mainstream' as const,
      phase: 'secondary' as const,
      lowestAge: 11,
      highestAge: 16,
      ...described,
    };
    return [
      fact('SchoolDescribed', data, stream),
      ...(openedOn ? [fact('SchoolOpened', { effectiveOn: openedOn }, stream)] : []),
      ...(closedOn ? [fact('SchoolClosed', { effectiveOn: closedOn }, stream)] : []),
    ];
  });
  return Register.from(recorded([...facts, ...more]));
}

export const succeeded = (
  school: Urn,
  other: Urn,
  from?: PlainDate,
  kind: 'succeeded' | 'tied' = 'succeeded',
): Told =>
  fact(
    'SchoolSucceeded',
    { effectiveOn: from ?? day('2025-04-22'), other, kind, ...(from && { from }) },
    schoolStream(school),
  );

export const added = (school: Urn, on: string, enrolmentStatus = 'C', ncYear?: string): Told =>
  fact('AddedToRoll', { effectiveOn: day(on), school, enrolmentStatus, ...(ncYear && { ncYear }) });

export const removed = (school: Urn, on: string, more: Partial<EventData<'RemovedFromRoll'>> = {}): Told =>
  fact('RemovedFromRoll', { effectiveOn: day(on), school, regime: 'SI2024/208', ground: 'A', ...more });

export const suspended = (
  school: Urn,
  on: string,
  lengthSessions: number,
  more: Partial<EventData<'Suspended'>> = {},
): Told =>
  fact('Suspended', {
    effectiveOn: day(on),
    school,
    category: 'SUSP',
    lengthSessions,
    reasons: ['DB'],
    ...more,
  });

export const counted = (
  school: Urn,
  enteredOn: string,
  term: 'autumn' | 'spring',
  more: Partial<EventData<'CountedOnRoll'>> = {},
): Told =>
  fact('CountedOnRoll', {
    ...censusOf(term),
    school,
    enteredOn: day(enteredOn),
    enrolmentStatus: 'C',
    ...more,
  });

export const countedAsLeaver = (
  school: Urn,
  enteredOn: string,
  leftOn: string,
  term: 'autumn' | 'spring',
): Told =>
  fact('CountedAsLeaver', { ...censusOf(term), school, enteredOn: day(enteredOn), leftOn: day(leftOn) });

export const notCounted = (school: Urn, enteredOn: string, term: 'autumn' | 'spring'): Told =>
  fact('NotCountedOnRoll', { ...censusOf(term), school, enteredOn: day(enteredOn) });

export const corrected = (entry: Told, data: object): Told =>
  fact('EntryCorrected', { effectiveOn: day('2026-01-01'), entry: entry.id, data }, entry.stream);

export const withdrawn = (entry: Told): Told =>
  fact('EntryWithdrawn', { effectiveOn: day('2026-01-01'), entry: entry.id }, entry.stream);

const censusOf = (term: 'autumn' | 'spring') =>
  term === 'autumn'
    ? { term: '2024-autumn' as const, effectiveOn: day('2024-10-03') }
    : { term: '2025-spring' as const, effectiveOn: day('2025-01-16') };

function idOf(text: string): EventId {
  const hex = createHash('sha256').update(text).digest('hex');
  return asEventId(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}
