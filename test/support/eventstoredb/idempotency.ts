import type { Log } from './log.js';

/** What a writer expects of the stream: an exact last revision or one of the three rules. */
export type Expected = number | 'any' | 'no stream' | 'stream exists';

/** What the server makes of an append. `current` is the stream's last revision, -1 if it has none. */
export type Decision =
  | { readonly kind: 'write'; readonly current: number }
  /** All of it stands there already: the first answer again. No position when that event can no longer be read. */
  | { readonly kind: 'repeated'; readonly revision: number; readonly position: number | null }
  | { readonly kind: 'wrong expected version'; readonly current: number }
  | { readonly kind: 'stream deleted' };

/**
 * Decides as server 22.10 was seen to (engineering note F3b): the same ids, or a prefix of them, are the first write
 * told again, at their exact revisions or, with `any` and `stream exists`, anywhere in the stream. Content is never
 * compared. An append that begins like an earlier one and goes on differently contradicts itself: wrong version.
 */
export function decide(log: Log, name: string, expected: Expected, ids: readonly string[]): Decision {
  const stream = log.stream(name);
  const current = stream?.last ?? -1;
  if (stream?.tombstoned === true) return { kind: 'stream deleted' };
  if (expected === 'stream exists') {
    if (stream !== undefined && isDeleted(stream)) return { kind: 'stream deleted' };
    // Metadata make a stream exist.
    if (stream === undefined || (current < 0 && log.stream(`$$${name}`) === undefined))
      return { kind: 'wrong expected version', current };
  }
  const write: Decision = { kind: 'write', current };
  const wrong: Decision = { kind: 'wrong expected version', current };
  const repeated = (revision: number): Decision => {
    const event = eventAt(stream?.events ?? [], revision);
    const isReadable = event !== undefined && revision >= (stream?.truncateBefore ?? 0);
    return { kind: 'repeated', revision, position: isReadable ? event.position : null };
  };

  if (expected === 'any' || expected === 'stream exists') {
    let last = -1;
    for (const [i, id] of ids.entries()) {
      const known = log.withId(id);
      if (known?.stream !== name) return i === 0 ? write : wrong;
      last = known.revision;
    }
    return ids.length === 0 ? write : repeated(last);
  }

  const before = expected === 'no stream' ? -1 : expected;
  if (before === current) return write;
  if (before > current || ids.length === 0) return wrong;
  for (const [i, id] of ids.entries()) {
    const revision = before + 1 + i;
    const known = log.withId(id);
    if (known?.stream === name && known.revision === revision) continue;
    if (eventAt(stream?.events ?? [], revision)?.id === id) continue;
    // A deleted stream may be begun anew.
    return i === 0 && expected === 'no stream' && stream !== undefined && isDeleted(stream) ? write : wrong;
  }
  return repeated(before + ids.length);
}

/** Deleted softly: its events stand until a scavenge, and the next append makes it live again. */
export function isDeleted(stream: { readonly truncateBefore: number }): boolean {
  return stream.truncateBefore === Infinity;
}

/** The event at a revision, among events whose revisions follow each other without a gap. */
export function eventAt<E extends { readonly revision: number }>(
  events: readonly E[],
  revision: number,
): E | undefined {
  return events[revision - (events[0]?.revision ?? 0)];
}
