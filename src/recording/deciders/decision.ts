/** What a decider answers: a fact to record, or the entry by which it is known already. A refusal is thrown. */
import type { EventData, EventType } from '../../../events/catalogue.js';
import type { EventId } from '../../../events/identifiers.js';

interface FactOfType<T extends EventType> {
  readonly type: T;
  readonly data: EventData<T>;
}

/** A fact that is about to become an event. */
export type FactToRecord = { [T in EventType]: FactOfType<T> }[EventType];

export type Decision = { readonly record: FactToRecord } | { readonly known: EventId };
