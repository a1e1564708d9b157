/**
 * Given events, when a command is decided, then what: `given(suspended).when(…).thenRecords(…)`. Given facts have the
 * entries `entryId(0)`, `entryId(1)` … of one pupil's stream, unless they say another pupil.
 */
import type { EventData, EventType } from '../../events/catalogue.js';
import type { HistoryEvent } from '../../events/envelope.js';
import {
  asEventId,
  asPosition,
  asPupilId,
  pupilStream,
  type EventId,
  type PupilId,
} from '../../events/identifiers.js';
import { Problem } from '../../src/platform/errors/problem.js';
import type { Decision, FactToRecord } from '../../src/recording/deciders/decision.js';

export const pupil = asPupilId('01900000-0000-7000-8000-000000000001');
export const otherPupil = asPupilId('01900000-0000-7000-8000-000000000002');

/** A fact as a test writes it: plain text where the event has identifiers and dates. */
export interface Told {
  readonly type: EventType;
  readonly data: object;
  readonly of?: PupilId;
}

export const told = <T extends EventType>(type: T, data: Plain<EventData<T>>, of?: PupilId): Told => ({
  type,
  data,
  ...(of && { of }),
});

/** Brands taken off. */
type Plain<T> = T extends string ? string : T extends number | boolean ? T : { [K in keyof T]: Plain<T[K]> };

export const entryId = (at: number): EventId =>
  asEventId(`00000000-0000-8000-8000-${String(at).padStart(12, '0')}`);

/** As a decider takes it: what tests write down is sound. */
export const fact = ({ type, data }: Told): FactToRecord => ({ type, data }) as FactToRecord;

/** Of one pupil, in the order given. */
export const asEvents = (...facts: readonly Told[]): HistoryEvent[] => facts.map(asEvent);

export function given(...facts: readonly Told[]) {
  return {
    when(decide: (history: HistoryEvent[]) => Decision) {
      const outcome = outcomeOf(() => decide(asEvents(...facts)));
      return {
        thenRecords: (expected: Told) =>
          expect(outcome).toEqual({ record: { type: expected.type, data: expected.data } }),
        thenKnows: (at: number) => expect(outcome).toEqual({ known: entryId(at) }),
        /** @param rule `field: rule` of the first field, where the refusal names one */
        thenRefuses: (code: string, rule?: string) =>
          expect(outcome).toEqual({ refused: code, ...(rule && { rule }) }),
      };
    },
  };
}

function asEvent({ type, data, of = pupil }: Told, at: number): HistoryEvent {
  const position = asPosition(at + 1);
  const recordedAt = '2024-01-01T00:00:00.000Z';
  return {
    id: entryId(at),
    type,
    schemaVersion: 1,
    stream: pupilStream(of),
    position,
    recordedAt,
    data,
  } as HistoryEvent;
}

function outcomeOf(decide: () => Decision): Decision | { refused: string; rule?: string } {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.toDocument()['errors'] as { field: string; rule: string }[] | undefined;
    const [first] = errors ?? [];
    return { refused: error.code, ...(first && { rule: `${first.field}: ${first.rule}` }) };
  }
}
