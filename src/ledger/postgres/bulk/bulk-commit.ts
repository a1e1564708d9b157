/**
 * The transaction that takes a batch in. As an append's, its first statement takes the gate, and the log is looked at in a
 * later one (../commit.ts says why).
 */
import pg from 'pg';
import { copyIn } from '../../../platform/database/copy-in.js';
import { admit } from '../admission.js';
import { arrivalsChannel, assertCommitted } from '../commit.js';
import {
  readStanding,
  standingParameters,
  standingSql,
  type StandingNow,
  type StandingRow,
} from '../standing.js';
import { prepareAppend, type PreparedAppend } from '../prepared-append.js';
import type { BulkBatch } from './bulk-batch.js';
import { copiedColumns, CopyLines } from './copy-lines.js';

/** How many of a batch's events were recorded, and how many stood before. */
export interface Taken {
  readonly recorded: number;
  readonly known: number;
}

/**
 * Takes in what the log lacks of a batch.
 *
 * @param isNew whether the batch is held to be new as a whole: then it is not looked for, which costs as much again as to
 *   copy it. The log's unique keys refuse it where that is wrong, and it is looked for then.
 * @throws {RevisionConflict} {OtherContentUnderKnownId} nothing of the batch was recorded
 */
export async function takeIn(client: pg.Client, batch: BulkBatch, isNew: boolean): Promise<Taken> {
  const recorded = await (isNew
    ? inGate(client, [], () => batch.lines).catch((error: unknown) => {
        if (!isNotUnique(error)) throw error;
        return takeInMissing(client, batch);
      })
    : takeInMissing(client, batch));
  return { recorded, known: batch.lines.events - recorded };
}

async function takeInMissing(client: pg.Client, { streams, lines }: BulkBatch): Promise<number> {
  const appends = streams.map(({ stream, events }) => prepareAppend(stream, 'none', events));
  return inGate(client, appends, ({ standing, now }) => {
    const { answers, events } = admit(appends, standing, now);
    const refused = answers.find((answer) => answer instanceof Error);
    if (refused) throw refused;
    if (events.length === lines.events) return lines;
    const missing = new CopyLines();
    for (const event of events) missing.add(event.stream, event.revision, event);
    return missing;
  });
}

/**
 * @param lookedFor appends that the log may have already
 * @returns how many events were recorded
 */
async function inGate(
  client: pg.Client,
  lookedFor: readonly PreparedAppend[],
  choose: (now: StandingNow) => CopyLines,
): Promise<number> {
  await client.query('begin; select from ledger.gate for update');
  try {
    const { rows } = await client.query<StandingRow>(standingSql, standingParameters(lookedFor));
    const found = readStanding(rows);
    const lines = choose(found);
    if (lines.events > 0) {
      const { position, recordedAt } = found.standing;
      await copyIn(
        client,
        `ledger.events (${copiedColumns})`,
        lines.from(position + 1, Math.max(recordedAt, found.now)),
      );
      await client.query(`select pg_notify('${arrivalsChannel}', '')`);
    }
    assertCommitted(await client.query('commit'));
    return lines.events;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

const isNotUnique = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505';
