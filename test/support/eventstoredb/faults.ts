import type { Leader } from './answers.js';

/** What can be made to go wrong with an append. */
export type AppendFault =
  /** The connection is cut at the call's first message: nothing is written. */
  | { readonly kind: 'cut' }
  /** Written, and the connection cut before the answer. */
  | { readonly kind: 'commit, then cut' }
  /** Written, and never answered, on a connection that stays. */
  | { readonly kind: 'commit, then silence' }
  /** Written, and answered with an unknown error. */
  | { readonly kind: 'commit, then error' }
  /** Written twice over, ids and all, as if the server had never seen them. */
  | { readonly kind: 'commit twice' }
  /** Answered later; with `deadline` milliseconds gone by, as the server answers then: time-out, not written. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'not leader'; readonly leader: Leader }
  | { readonly kind: 'not ready' | 'unavailable' | 'deadline' | 'access denied' };

/** What can be made to go wrong with a read or a subscription. */
export type ReadFault =
  /** The connection is cut after so many events. */
  | { readonly kind: 'cut'; readonly after: number }
  /** A subscription is dropped as too slow after so many events. */
  | { readonly kind: 'too slow'; readonly after: number }
  /** A subscription begins so many events before where it was asked to: its reader sees them twice. */
  | { readonly kind: 'repeat'; readonly events: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'not leader'; readonly leader: Leader }
  | { readonly kind: 'not ready' | 'unavailable' | 'deadline' };

interface Armed<Fault> {
  readonly fault: Fault;
  readonly stream: string | undefined;
  remaining: number;
}

/** How often a fault strikes (once, unless said) and, if only then, for calls on which stream (`$all` for all). */
export interface Scope {
  readonly times?: number;
  readonly stream?: string;
}

/** The faults that wait for their call. Each call meets at most one, the one that waited longest. */
export class Faults {
  /** Until then every call is answered 'not ready'. */
  notReadyUntil = 0;
  private readonly appends: Armed<AppendFault>[] = [];
  private readonly reads: Armed<ReadFault>[] = [];
  private readonly subscriptions: Armed<ReadFault>[] = [];

  onAppend(fault: AppendFault, scope: Scope = {}): void {
    this.appends.push(armed(fault, scope));
  }

  onRead(fault: ReadFault, scope: Scope = {}): void {
    this.reads.push(armed(fault, scope));
  }

  onSubscribe(fault: ReadFault, scope: Scope = {}): void {
    this.subscriptions.push(armed(fault, scope));
  }

  /** Nothing goes wrong from now on. */
  clear(): void {
    for (const waiting of [this.appends, this.reads, this.subscriptions]) waiting.length = 0;
  }

  /** The fault that this append meets. */
  append(stream: string): AppendFault | undefined {
    return this.isStarting() ? { kind: 'not ready' } : strike(this.appends, stream);
  }

  read(stream: string): ReadFault | undefined {
    return this.isStarting() ? { kind: 'not ready' } : strike(this.reads, stream);
  }

  subscription(stream: string): ReadFault | undefined {
    return this.isStarting() ? { kind: 'not ready' } : strike(this.subscriptions, stream);
  }

  private isStarting(): boolean {
    return Date.now() < this.notReadyUntil;
  }
}

function armed<Fault>(fault: Fault, { times = 1, stream }: Scope): Armed<Fault> {
  return { fault, stream, remaining: times };
}

function strike<Fault>(waiting: Armed<Fault>[], stream: string): Fault | undefined {
  const index = waiting.findIndex((one) => one.stream === undefined || one.stream === stream);
  const met = waiting[index];
  if (met === undefined) return undefined;
  met.remaining -= 1;
  if (met.remaining <= 0) waiting.splice(index, 1);
  return met.fault;
}
