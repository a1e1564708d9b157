/**
 * What stands after corrections and withdrawals. An entry is never changed: `EntryCorrected` and
 * `EntryWithdrawn` point at it, and the last of them in the ledger's order decides how it reads.
 */
import type { PlainDate } from '../events/calendar/plain-date.js';
import { catalogue, eventTypes, type EventData, type EventType, type Family } from '../events/catalogue.js';
import type { HistoryEvent } from '../events/envelope.js';
import type { EventId, Position, StreamName } from '../events/identifiers.js';

/** An entry as it now reads. */
interface FactShape<T extends EventType> {
  readonly entry: EventId;
  readonly type: T;
  readonly stream: StreamName;
  readonly position: Position;
  readonly recordedAt: string;
  readonly data: EventData<T>;
  /** The entry that corrected it last; absent where it reads as first recorded. */
  readonly correctedBy?: EventId;
}

export type Fact = { [T in EventType]: FactShape<T> }[EventType];
export type FactOf<T extends EventType> = Extract<Fact, { type: T }>;

export interface StandingFacts {
  /** In the order of their positions, corrections and withdrawals themselves left out. */
  readonly facts: readonly Fact[];
  readonly withdrawn: readonly EventId[];
  /** Corrections and withdrawals of what this history does not hold, or of what cannot be changed: a withdrawal. */
  readonly pointingNowhere: readonly { readonly entry: EventId; readonly on: PlainDate }[];
}

/** @param events one history in the order of positions */
export function standingFacts(events: readonly HistoryEvent[]): StandingFacts {
  if (!events.some(isChange)) return { facts: events.map(asFact), withdrawn: [], pointingNowhere: [] };

  const changes = events.filter(isChange);
  const correctable = new Set(events.filter(({ type }) => type !== 'EntryWithdrawn').map(({ id }) => id));
  const isSound = ({ type, data }: Change): boolean =>
    correctable.has(data.entry) && !(type === 'EntryCorrected' && corrections.has(data.entry));
  const corrections = new Set(changes.filter(({ type }) => type === 'EntryCorrected').map(({ id }) => id));
  const undone = new Set(
    changes.filter(({ type }) => type === 'EntryWithdrawn').map(({ data }) => data.entry),
  );
  const latest = new Map<EventId, Change>();
  for (const change of changes) {
    // A correction that was itself withdrawn has no effect; a withdrawal stands, and only a new entry makes it good.
    const isUndone = change.type === 'EntryCorrected' && undone.has(change.id);
    if (!isUndone && latest.get(change.data.entry)?.type !== 'EntryWithdrawn')
      latest.set(change.data.entry, change);
  }

  const facts: Fact[] = [];
  const withdrawn: EventId[] = [];
  for (const event of events) {
    if (isChange(event)) continue;
    const change = latest.get(event.id);
    if (change?.type === 'EntryWithdrawn') withdrawn.push(event.id);
    else if (change) facts.push({ ...asFact(event), data: change.data.data, correctedBy: change.id } as Fact);
    else facts.push(asFact(event));
  }
  return {
    facts,
    withdrawn,
    pointingNowhere: changes
      .filter((change) => !isSound(change))
      .map(({ id, data }) => ({ entry: id, on: data.effectiveOn })),
  };
}

/** The facts of one type, in the order of positions. */
export function ofType<T extends EventType>(facts: readonly Fact[], type: T): readonly FactOf<T>[] {
  return facts.filter((fact): fact is FactOf<T> => fact.type === type);
}

/**
 * One pupil's facts by family. Most pupils have facts of three or four: who reads one of the others learns at once that
 * there is nothing to read, where looking all facts through for each of them was a tenth of reading a pupil.
 */
export class PupilFacts {
  /** By the place of the family: a map cost each pupil half a kilobyte. */
  private readonly families = new Array<Fact[] | undefined>(placeOf.size);

  /** @param all in the order of positions */
  constructor(readonly all: readonly Fact[]) {
    for (const fact of all) {
      const place = placeOfType.get(fact.type);
      if (place === undefined) continue;
      const own = this.families[place];
      if (own) own.push(fact);
      else this.families[place] = [fact];
    }
  }

  /** In the order of positions. */
  of(family: Family): readonly Fact[] {
    const place = placeOf.get(family);
    return (place === undefined ? undefined : this.families[place]) ?? none;
  }
}

const families = new Set<Family>(eventTypes.map((type) => catalogue[type].family));
const placeOf: ReadonlyMap<Family, number> = new Map([...families].map((family, at) => [family, at]));
const placeOfType: ReadonlyMap<EventType, number | undefined> = new Map(
  eventTypes.map((type) => [type, placeOf.get(catalogue[type].family)]),
);
const none: readonly Fact[] = [];

type Change = Extract<HistoryEvent, { type: 'EntryCorrected' | 'EntryWithdrawn' }>;

const isChange = (event: HistoryEvent): event is Change =>
  event.type === 'EntryCorrected' || event.type === 'EntryWithdrawn';

function asFact(event: HistoryEvent): Fact {
  const { id, type, stream, position, recordedAt, data } = event;
  return { entry: id, type, stream, position, recordedAt, data } as Fact;
}
