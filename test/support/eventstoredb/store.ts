import { randomUUID } from 'node:crypto';
import { decide, isDeleted, type Expected } from './idempotency.js';
import type { Entry, Log } from './log.js';
import { binaryContent, jsonContent, tombstoneRevision, type Proposal } from './stored-event.js';

/** What came of a write. Revision and position are null where the server names none. */
export type Outcome =
  | { readonly kind: 'done'; readonly revision: number | null; readonly position: number | null }
  | { readonly kind: 'wrong expected version'; readonly current: number }
  | { readonly kind: 'stream deleted' };

/** The rules of writing: expected revisions, idempotence, deletion. Everything is answered only once it is kept. */
export class Store {
  constructor(readonly log: Log) {}

  async append(stream: string, expected: Expected, proposals: readonly Proposal[]): Promise<Outcome> {
    const outcome = this.appendNow(stream, expected, proposals);
    // Also what repeats: the first write may not be kept yet.
    await this.log.kept();
    return outcome;
  }

  /** Softly: readers find nothing from now on, appends go on after the last revision, scavenging takes the events. */
  async delete(stream: string, expected: Expected): Promise<Outcome> {
    const decision = decide(this.log, stream, expected, [randomUUID()]);
    if (decision.kind === 'repeated') throw new Error('a new id cannot have been seen');
    if (decision.kind !== 'write') return decision;
    const state = this.log.stream(stream);
    if (state === undefined) return { kind: 'wrong expected version', current: -1 };
    return this.keep([this.metadata(stream, '{"$tb":9223372036854775807}')]);
  }

  /** For good: the name can never be used again. */
  async tombstone(stream: string, expected: Expected): Promise<Outcome> {
    const decision = decide(this.log, stream, expected, [randomUUID()]);
    if (decision.kind === 'repeated') throw new Error('a new id cannot have been seen');
    if (decision.kind !== 'write') return decision;
    const proposal = systemProposal('$streamDeleted', binaryContent, '');
    return this.keep([{ stream, revision: tombstoneRevision, proposal }]);
  }

  /** Writes at the end of a stream whatever its ids: what the server itself does, or another writer's fault. */
  async write(stream: string, proposals: readonly Proposal[]): Promise<void> {
    const first = (this.log.stream(stream)?.last ?? -1) + 1;
    await this.keep(proposals.map((proposal, i) => ({ stream, revision: first + i, proposal })));
  }

  /**
   * Removes for good what nobody can read: the events below `$tb`, those of a deleted stream but its last, all of a
   * tombstoned one but the tombstone.
   */
  async scavenge(): Promise<void> {
    this.log.retain((event) => {
      const state = this.log.stream(event.stream);
      if (state === undefined || event.revision === tombstoneRevision) return true;
      if (state.tombstoned) return false;
      return event.revision >= Math.min(state.truncateBefore, state.last);
    });
    await this.write('$scavenges', [
      systemProposal('$scavengeCompleted', jsonContent, '{"result":"Success"}'),
    ]);
  }

  private appendNow(stream: string, expected: Expected, proposals: readonly Proposal[]): Outcome {
    const decision = decide(
      this.log,
      stream,
      expected,
      proposals.map(({ id }) => id),
    );
    if (decision.kind === 'repeated')
      return { kind: 'done', revision: decision.revision, position: decision.position };
    if (decision.kind !== 'write') return decision;
    const { current } = decision;
    if (proposals.length === 0) {
      const position = this.log.appendNothing();
      return { kind: 'done', revision: current < 0 ? null : current, position };
    }
    const entries = proposals.map((proposal, i) => ({ stream, revision: current + 1 + i, proposal }));
    const state = this.log.stream(stream);
    const isRevived = state !== undefined && isDeleted(state);
    const added = this.log.append(
      isRevived ? [...entries, this.metadata(stream, `{"$tb":${current + 1}}`)] : entries,
    );
    const last = added[proposals.length - 1];
    return { kind: 'done', revision: current + proposals.length, position: last?.position ?? null };
  }

  private async keep(entries: readonly Entry[]): Promise<Outcome> {
    const position = this.log.append(entries).at(-1)?.position ?? null;
    await this.log.kept();
    return { kind: 'done', revision: null, position };
  }

  private metadata(stream: string, content: string): Entry {
    const name = `$$${stream}`;
    const revision = (this.log.stream(name)?.last ?? -1) + 1;
    return { stream: name, revision, proposal: systemProposal('$metadata', jsonContent, content) };
  }
}

/** An event that the server itself writes. */
export function systemProposal(type: string, contentType: string, content: string): Proposal {
  return { id: randomUUID(), type, contentType, data: Buffer.from(content), metadata: Buffer.alloc(0) };
}
