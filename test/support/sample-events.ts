import { randomUUID } from 'node:crypto';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { Metadata, NewEvent } from '../../events/envelope.js';
import {
  asEventId,
  asPupilId,
  asStreamName,
  asUrn,
  pupilStream,
  type StreamName,
} from '../../events/identifiers.js';

/** Some event of a pupil that nobody else has. */
export function sampleEvent(change: Partial<NewEvent<'CountedOnRoll'>> = {}): NewEvent<'CountedOnRoll'> {
  return {
    id: asEventId(randomUUID()),
    type: 'CountedOnRoll',
    schemaVersion: 1,
    data: sampleData(),
    metadata: sampleMetadata,
    ...change,
  };
}

/** An event of the type that is looked for over the whole log. */
export function mergeEvent(): NewEvent<'RecordsMerged'> {
  const data = { effectiveOn: asPlainDate('2024-11-04'), absorbed: asPupilId(randomUUID()), addresses: [] };
  return { ...sampleEvent(), type: 'RecordsMerged', data };
}

export const sampleEvents = (count: number): NewEvent<'CountedOnRoll'>[] =>
  Array.from({ length: count }, () => sampleEvent());

export function sampleData(ncYear = '8'): NewEvent<'CountedOnRoll'>['data'] {
  return {
    effectiveOn: asPlainDate('2024-10-03'),
    school: asUrn('123456'),
    term: '2024-autumn',
    enteredOn: asPlainDate('2023-09-04'),
    enrolmentStatus: 'C',
    ncYear,
  };
}

export const sampleMetadata: Metadata = {
  actor: 'tests',
  role: 'officer',
  source: { system: 'tests' },
  correlationId: 'f0f6f5f0-0000-4000-8000-000000000000',
};

/** A pupil's stream that nobody else has. */
export const newStream = (): StreamName => pupilStream(asPupilId(randomUUID()));

/** A school's stream that nobody else has, in all likelihood. */
export const newSchoolStream = (): StreamName => asStreamName(`school-${randomUUID()}`);
