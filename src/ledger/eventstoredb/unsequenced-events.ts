import type { EventId } from '../../../events/identifiers.js';
import type { PreparedAppend } from '../postgres/prepared-append.js';
import { hasSameContent, type StandingEvent } from '../postgres/recorded-before.js';
import { sourceOf } from './fresh-sources.js';

/** Four seconds of 256 writers, in about 10 MB. */
const mostEvents = 20_000;
const mostCharacters = 32 * 1024 * 1024;
/** Looked for with each query: few while nothing is sequenced, many while much was. */
const fewest = 8;
const most = 2_000;

/**
 * What was acknowledged to this process and not seen in the sequenced copy yet. Bounded: where the sequencer stands still
 * for long some are forgotten, and the same ids again are then told by the server's answer (append-attempts.ts).
 */
export class UnsequencedEvents {
  private readonly events = new Map<EventId, StandingEvent>();
  /** How many of them there are of each source. */
  private readonly sources = new Map<string, number>();
  private characters = 0;
  private lookedFor = fewest;

  /**
   * @param onOtherContent told of an event that the copy has with other content: another process recorded that a moment
   *   before, and this one was answered as if its own stood. Nothing can undo the answer; a person has to know.
   */
  constructor(private readonly onOtherContent: (event: StandingEvent) => void) {}

  of({ events }: PreparedAppend): StandingEvent[] {
    return this.events.size === 0 ? [] : events.flatMap(({ id }) => this.events.get(id) ?? []);
  }

  hasOf(source: string): boolean {
    return this.sources.has(source);
  }

  add(events: readonly StandingEvent[]): void {
    for (const event of events) {
      this.drop(event.id);
      this.put(event);
    }
    for (const id of this.events.keys()) {
      if (this.characters <= mostCharacters && this.events.size <= mostEvents) break;
      this.drop(id);
    }
  }

  /** The ids to look for in the copy next. */
  toLookFor(): EventId[] {
    const ids: EventId[] = [];
    for (const id of this.events.keys()) {
      if (ids.length === this.lookedFor) break;
      ids.push(id);
    }
    return ids;
  }

  /** @param lookedFor what was looked for; the others' turn comes before theirs again */
  forget(lookedFor: readonly EventId[], found: ReadonlyMap<EventId, StandingEvent>): void {
    let forgotten = 0;
    for (const id of lookedFor) {
      const event = this.events.get(id);
      if (event === undefined) continue;
      const inCopy = found.get(id);
      this.drop(id);
      if (inCopy === undefined) {
        this.put(event);
        continue;
      }
      forgotten += 1;
      if (inCopy.stream !== event.stream || !hasSameContent(inCopy, event)) this.onOtherContent(event);
    }
    if (lookedFor.length > 0) this.lookedFor = forgotten === 0 ? fewest : Math.min(most, 2 * this.lookedFor);
  }

  private put(event: StandingEvent): void {
    const source = sourceOf(event.id);
    this.events.set(event.id, event);
    this.characters += event.data.length;
    this.sources.set(source, (this.sources.get(source) ?? 0) + 1);
  }

  private drop(id: EventId): void {
    const event = this.events.get(id);
    if (event === undefined) return;
    const source = sourceOf(id);
    const left = (this.sources.get(source) ?? 0) - 1;
    this.events.delete(id);
    this.characters -= event.data.length;
    if (left > 0) this.sources.set(source, left);
    else this.sources.delete(source);
  }
}
