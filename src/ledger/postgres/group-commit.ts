import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { LogUnavailable, RefusedByDatabase, UnknownOutcome, type EventLogError } from '../errors.js';
import type { Appended } from '../event-log.js';
import { admit, expectedStanding } from './admission.js';
import { commitAsExpected, enter, leave } from './commit.js';
import { connectForCommits, end, type Connect } from './connection.js';
import type { PreparedAppend } from './prepared-append.js';
import { refusalOf } from './trouble.js';

/**
 * A group is taken up to whichever comes first. Splitting 256 waiting appends into two to four groups, so that
 * this process and the database work at once, cost a fifth more processor time an event and gained nothing.
 */
const eventsPerGroup = 2_000;
const bytesPerGroup = 4 * 1024 * 1024;

/** How long a group is tried again while the database cannot be reached. */
const defaultPatienceMs = 30_000;
const firstPauseMs = 50;
const longestPauseMs = 2_000;

type Answer = Appended | EventLogError;

interface Waiting {
  readonly append: PreparedAppend;
  readonly answer: (answer: Answer) => void;
}

/**
 * Commits appends in groups: those that arrive while a commit is under way go together into the next one, in
 * order of arrival, each accepted or refused on its own. One connection per process, one commit at a time.
 */
export class GroupCommit {
  private readonly queue: Waiting[] = [];
  private readonly closing = new AbortController();
  private draining: Promise<void> | undefined;
  private client: pg.Client | undefined;

  /**
   * @param patienceMs how long an append is tried again before its caller hears that it failed
   * @param heldMs as of connectForCommits
   */
  constructor(
    private readonly connect: Connect,
    private readonly patienceMs = defaultPatienceMs,
    private readonly heldMs?: number,
  ) {}

  async append(append: PreparedAppend): Promise<Appended> {
    if (this.closing.signal.aborted)
      throw new LogUnavailable('the event log is closed; nothing was recorded');
    const answer = await new Promise<Answer>((resolve) => {
      this.queue.push({ append, answer: resolve });
      this.draining ??= this.drain();
    });
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** Takes no more appends, and ends when those that wait are answered. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.draining;
    await this.disconnect();
  }

  private async drain(): Promise<void> {
    do {
      // Whoever appends in this turn, or hears its answer and appends again, comes into the group that follows.
      await nextTurn();
      await this.settle(this.takeGroup());
    } while (this.queue.length > 0);
    this.draining = undefined;
  }

  private takeGroup(): Waiting[] {
    let events = 0;
    let bytes = 0;
    let taken = 0;
    for (const { append } of this.queue) {
      events += append.events.length;
      bytes += append.bytes;
      if (taken > 0 && (events > eventsPerGroup || bytes > bytesPerGroup)) break;
      taken += 1;
    }
    return this.queue.splice(0, taken);
  }

  /** Answers every append of the group. Never rejects. */
  private async settle(group: readonly Waiting[]): Promise<void> {
    const result = await this.commitPatiently(group.map(({ append }) => append));
    if (result instanceof RefusedByDatabase && group.length > 1) {
      // One of them cannot be stored; alone, each fails or succeeds for itself.
      for (const one of group) await this.settle([one]);
      return;
    }
    group.forEach(({ answer, append }, ordinal) => {
      answer(
        result instanceof UnknownOutcome
          ? new UnknownOutcome(append.events.map(({ id }) => id))
          : result instanceof Error
            ? result
            : (result[ordinal] ?? new LogUnavailable()),
      );
    });
  }

  /**
   * Commits, and where contact is lost does the same again on a new connection. That settles the outcome by
   * itself: the gate is had only when the lost transaction has ended one way or the other, and then its
   * events are either known and answered as such, or they are not and are recorded now.
   */
  private async commitPatiently(
    appends: readonly PreparedAppend[],
  ): Promise<readonly Answer[] | EventLogError> {
    const deadline = Date.now() + this.patienceMs;
    let isInDoubt = false;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        this.client ??= await connectForCommits(this.connect, this.heldMs);
        const { client } = this;
        const expected = expectedStanding(appends);
        if (expected !== undefined) {
          isInDoubt = true;
          const found = await commitAsExpected(client, appends, expected, admit(appends, expected, 0).events);
          if (found !== undefined) return admit(appends, found.standing, found.now).answers;
        }
        const { standing, now } = await enter(client, appends);
        isInDoubt = false;
        const { answers, events } = admit(appends, standing, now);
        if (events.length === 0) {
          await client.query('rollback');
        } else {
          isInDoubt = true;
          await leave(client, events);
        }
        return answers;
      } catch (error) {
        // Not awaited: a connection that is lost may never say that it has ended.
        void this.disconnect();
        if (error instanceof LogUnavailable) return error;
        const refusal = refusalOf(error);
        if (refusal !== undefined) return new RefusedByDatabase(refusal);
        if (this.closing.signal.aborted || Date.now() + pauseMs > deadline) {
          return isInDoubt ? new UnknownOutcome([]) : new LogUnavailable();
        }
        await pause(pauseMs);
      }
    }
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client !== undefined) await end(client);
  }
}
