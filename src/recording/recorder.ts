/** Read the history, decide, append at exactly that revision; when somebody else was first, read and decide again. */
import { Inject, Injectable } from '@nestjs/common';
import { catalogue } from '../../events/catalogue.js';
import type { HistoryEvent, NewEvent } from '../../events/envelope.js';
import { asRevision, type EventId, type Revision } from '../../events/identifiers.js';
import { documentsOf, holdsAll } from '../ledger/documents-of.js';
import {
  LogUnavailable,
  OtherContentUnderKnownId,
  RevisionConflict,
  UnknownOutcome,
} from '../ledger/errors.js';
import { deriveEventId } from '../ledger/event-ids.js';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import type { CommandContext } from './context.js';
import type { Decision, FactToRecord } from './deciders/decision.js';
import { contended, documentsOfKnown, staleRevision } from './deciders/refusals.js';
import { asHistoryEvent } from '../ledger/history-event.js';
import type { History } from './history.js';

/** The entry that stands for what was reported. */
export interface Recorded<H extends History = History> {
  readonly isNew: boolean;
  readonly entry: HistoryEvent;
  /** Of the stream, with the entry. */
  readonly revision: Revision;
  /** As it was before the entry. */
  readonly before: H;
}

/** Of 64 that write to one stream at once, one wins a round: the last waits for 63. */
const mostAttempts = 100;

@Injectable()
export class Recorder {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /**
   * Records what is decided on the newest history. A command whose entry stands there already, because a process died
   * or lost contact after it was appended, is answered with that entry.
   *
   * @param decide runs anew on every attempt
   * @throws Problem 412 where If-Match names another revision, 409 where others keep being first or papers are brought of a
   *   fact that is known without them, and what `decide` throws
   * @throws {LogUnavailable} nothing was recorded
   * @throws {UnknownOutcome} the entry may stand or not: the same command again tells, and does not record it twice
   */
  async record<H extends History>(
    load: () => Promise<H>,
    context: CommandContext,
    decide: (history: H) => Decision | Promise<Decision>,
  ): Promise<Recorded<H>> {
    let doubt: UnknownOutcome | undefined;
    let conflict: RevisionConflict | undefined;
    try {
      for (let attempt = 1; attempt <= mostAttempts; attempt++) {
        const history = await load();
        const own = ownEntry(history, context.source);
        if (own) return own;
        requireRevision(history, context.expected);
        const decision = await decide(history);
        if ('known' in decision) return await this.known(history, decision.known, context);
        const appended = await this.append(history, conflict, context, decision.record);
        if (!(appended instanceof Error)) return { ...appended, isNew: true, before: history };
        if (appended instanceof RevisionConflict) conflict = appended;
        if (appended instanceof UnknownOutcome) {
          // Read again, it may show; once more in doubt, only time will tell.
          if (doubt) throw appended;
          doubt = appended;
        }
      }
    } catch (error) {
      throw doubt && error instanceof LogUnavailable ? doubt : error;
    }
    throw contended();
  }

  private async known<H extends History>(
    history: H,
    entry: EventId,
    { metadata: { documents } }: CommandContext,
  ): Promise<Recorded<H>> {
    const known = knownEntry(history, entry);
    if (documents && !holdsAll(await documentsOf(this.log, known.entry.stream, entry), documents))
      throw documentsOfKnown(entry);
    return known;
  }

  /**
   * The error where the stream has moved on, or where only reading it again can tell.
   * @param conflict of the attempt before. What lies between the history, which was read since, and where the stream was
   *   said to be is none of the ledger's: an event of another writer, quarantined
   */
  private async append(
    { stream, revision }: History,
    conflict: RevisionConflict | undefined,
    context: CommandContext,
    { type, data }: FactToRecord,
  ) {
    const id = deriveEventId(stream, context.source, 0);
    const schemaVersion = catalogue[type].version;
    const reached = conflict?.stream === stream ? conflict.actual : null;
    const event: NewEvent = { id, type, schemaVersion, data, metadata: context.metadata };
    try {
      const { positions, lastRevision } = await this.log.append(stream, later(revision, reached) ?? 'none', [
        event,
      ]);
      const place = { stream, revision: lastRevision, position: positions?.[0] ?? null, recordedAt: null };
      return { entry: asHistoryEvent({ ...event, ...place }), revision: lastRevision };
    } catch (error) {
      const isToBeReadAgain =
        error instanceof RevisionConflict ||
        error instanceof OtherContentUnderKnownId ||
        error instanceof UnknownOutcome;
      if (isToBeReadAgain) return error;
      throw error;
    }
  }
}

const later = (one: Revision | null, other: Revision | null): Revision | null =>
  one === null || (other !== null && other > one) ? other : one;

/** The entry that this very command made before. */
function ownEntry<H extends History>(history: H, source: string): Recorded<H> | undefined {
  const id = deriveEventId(history.stream, source, 0);
  const at = history.events.findIndex((event) => event.id === id);
  const entry = history.events[at];
  if (!entry || history.revision === null) return undefined;
  return {
    isNew: true,
    entry,
    revision: history.revision,
    before: { ...history, events: history.events.slice(0, at) },
  };
}

function knownEntry<H extends History>(history: H, id: EventId): Recorded<H> {
  const entry = history.events.find((event) => event.id === id);
  if (!entry) throw new RangeError('a decider named an entry that its history does not hold');
  // Of a merged history whose surviving record has no entries, the other records' revisions say nothing.
  return { isNew: false, entry, revision: history.revision ?? asRevision(0), before: history };
}

/** @throws Problem 412 where the stream is not where If-Match says */
export function requireRevision({ revision }: History, expected: CommandContext['expected']): void {
  if (expected === undefined) return;
  const isThere = expected === 'exists' ? revision !== null : revision === expected;
  if (!isThere) throw staleRevision(revision);
}
