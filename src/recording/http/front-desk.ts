/** From a request to a command and back: what every route of the write side does the same way. */
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { EventId, Position } from '../../../events/identifiers.js';
import { restActor } from '../../access/actor.js';
import { EVENT_LOG, type EventLog } from '../../ledger/event-log.js';
import { metadataOf, type CommandContext } from '../context.js';
import { IdempotencyClaims, type Answer } from '../idempotency/claims.js';
import { throwProblemOfLog } from '../log-problems.js';
import type { Outcome } from '../pupil-recorder.js';
import { splitDocuments } from '../reports/read-report.js';
import { answerOf } from './answers.js';
import { correlationIdOf, digestOf, expectedRevision, idempotencyKey } from './request-headers.js';

/** Makes a command of a body's fields (its documents are in the context). Throws a Problem on what is not valid. */
export type ReadCommand = (fields: unknown, context: CommandContext) => Command<Outcome>;

@Injectable()
export class FrontDesk {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(IdempotencyClaims) private readonly claims: IdempotencyClaims,
    @Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'waitFor'>,
  ) {}

  /** Sets status (201 recorded, 200 known) and ETag, and returns the body. */
  async answer(request: Request, response: Response, read: ReadCommand): Promise<unknown> {
    const key = idempotencyKey(request);
    const digest = key === undefined ? undefined : digestOf(request, key, restActor);
    const expected = expectedRevision(request);
    const { fields, documents } = splitDocuments(request.body);
    const command = read(fields, {
      // With a key, the same request again derives the same event ids; the digest keeps other content apart.
      source: digest?.toString('hex') ?? randomUUID(),
      metadata: metadataOf(restActor, 'rest', correlationIdOf(request), documents),
      ...(expected !== undefined && { expected }),
    });
    const work = () => this.execute(command);
    const { status, body } =
      key === undefined || !digest ? await work() : await this.claims.once(key, digest, work);
    response.status(status);
    if (hasRevision(body)) response.setHeader('etag', `"${body.revision}"`);
    return body;
  }

  private async execute(command: Command<Outcome>): Promise<Answer> {
    const outcome = await this.commands.execute(command).catch(throwProblemOfLog);
    const position = outcome.position ?? (await this.positionOf(outcome.entry));
    return { status: outcome.isNew ? 201 : 200, body: answerOf({ ...outcome, position }) };
  }

  /**
   * Waits until the entry is in the sequenced log, so that who is answered finds it in the trajectory. An entry that is
   * not there in time is recorded all the same: null, and it is found a little later.
   */
  private async positionOf(entry: EventId): Promise<Position | null> {
    return this.log.waitFor(entry, AbortSignal.timeout(positionWithinMs)).catch(() => null);
  }
}

/** Sequencing takes milliseconds where a worker is at it. Shorter than a claim is held (claims.ts). */
const positionWithinMs = 2_000;

const hasRevision = (body: unknown): body is { revision: string } =>
  typeof body === 'object' && body !== null && 'revision' in body;
