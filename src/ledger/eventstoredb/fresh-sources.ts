import type { EventId } from '../../../events/identifiers.js';

/**
 * How long nobody else is expected to append under a source that this process has begun: what another process does under
 * it is seen after that. Meanwhile the claim on the idempotency key stands behind, and the server's answer, which tells
 * what stood before from what is new (append-attempts.ts); the quarantine does not, for EventStoreDB keeps one of the two.
 */
const freshForMs = 10_000;
const mostSources = 10_000;
const mostIds = 200_000;

/** What an id begins with that was derived from a source (event-ids.ts): 48 bits of the source's hash. */
export const sourceOf = (id: EventId): string => id.slice(0, 13);

interface Source {
  /** What this process has appended of it. */
  readonly ids: Set<EventId>;
  readonly until: number;
  /** Whether the copy was seen to hold nothing of it; not yet, while it is asked. */
  isFresh: boolean;
}

/**
 * Sources that nothing stands of but what this process appends: one file's rows, one command's entries. Whoever goes on
 * with such a source need not ask PostgreSQL for each of its ids, which halved the speed of 16 writers on a fast server.
 */
export class FreshSources {
  private readonly sources = new Map<string, Source>();
  private ids = 0;

  /** Whether their ids are of fresh sources, and were not appended by this process either. */
  areNew(events: readonly { readonly id: EventId }[]): boolean {
    const now = Date.now();
    for (const { id } of events) {
      const source = this.sources.get(sourceOf(id));
      if (source === undefined || !source.isFresh || source.until < now || source.ids.has(id)) return false;
    }
    return true;
  }

  /** To be called before the copy is asked whether it holds anything of the source. */
  begin(source: string): void {
    this.forget(source);
    this.sources.set(source, { ids: new Set(), until: Date.now() + freshForMs, isFresh: false });
    for (const oldest of this.sources.keys()) {
      if (this.sources.size <= mostSources && this.ids <= mostIds) break;
      this.forget(oldest);
    }
  }

  has(source: string): boolean {
    const known = this.sources.get(source);
    return known !== undefined && known.until >= Date.now();
  }

  /** The copy holds nothing of it. */
  confirm(source: string): void {
    const known = this.sources.get(source);
    if (known !== undefined) known.isFresh = true;
  }

  add(id: EventId): void {
    const source = this.sources.get(sourceOf(id));
    if (source === undefined || source.ids.has(id)) return;
    source.ids.add(id);
    this.ids += 1;
  }

  forget(source: string): void {
    this.ids -= this.sources.get(source)?.ids.size ?? 0;
    this.sources.delete(source);
  }
}
