/**
 * The messages of the protocol's batch append, on the stubs that the client ships. They are CommonJS modules that assign
 * their exports while running, hence the default imports.
 */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import { asRevision, type Revision } from '../../../events/identifiers.js';
import type { ExpectedRevision } from '../event-log.js';
import type { PreparedEvent } from '../postgres/prepared-append.js';
import { storedMetadata } from './stored-event.js';

/** One append in the form in which it is sent. */
export interface AppendToStore {
  /** In EventStoreDB, its namespace included. */
  readonly streamName: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
  /** Milliseconds since 1970, to be kept with the events; null for the server's own time. */
  readonly recordedAt: number | null;
}

/** What the server says to an append. */
export type StoreAnswer =
  /** `commit`: the place in `$all` of the write, null where the server does not tell. Of the first one if repeated. */
  | { readonly kind: 'appended'; readonly lastRevision: Revision; readonly commit: bigint | null }
  /** `actual`: the stream's last revision, null where it has no events. */
  | { readonly kind: 'conflict'; readonly actual: Revision | null }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-large'; readonly bytesPerAppend: number }
  | { readonly kind: 'denied' }
  /** Something in it that the protocol does not allow. */
  | { readonly kind: 'bad-request' }
  /** It was not taken in: the server has just started, or has too much to do. */
  | { readonly kind: 'not-handled' }
  /** It may have been recorded or not: a time-out, a leader that resigned, anything that this release does not know. */
  | { readonly kind: 'unclear' };

/** @param number tells this append from the others on its connection; comes back with the answer */
export function batchRequest(number: number, append: AppendToStore): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(utf8(append.streamName));
  options.setStreamIdentifier(stream);
  setExpected(options, append.expected);

  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuid(numberedUuid + number.toString(16).padStart(12, '0')));
  request.setOptions(options);
  for (const event of append.events) request.addProposedMessages(proposed(event, append.recordedAt));
  request.setIsFinal(true);
  return request;
}

/** The number of the append that is answered, and the answer. */
export function readAnswer(response: BatchAppendResp): { number: number; answer: StoreAnswer } {
  return { number: numberOf(response), answer: answerOf(response) };
}

const numberedUuid = '00000000-0000-4000-8000-';

function setExpected(
  options: InstanceType<typeof streams.BatchAppendReq.Options>,
  expected: ExpectedRevision,
): void {
  if (expected === 'none') options.setNoStream(new shared.Empty());
  else if (expected === 'exists') options.setStreamExists(new shared.Empty());
  else if (expected === 'any') options.setAny(new shared.Empty());
  else options.setStreamPosition(expected.toString());
}

function proposed(
  { id, type, schemaVersion, data, metadata }: PreparedEvent,
  recordedAt: number | null,
): InstanceType<typeof streams.BatchAppendReq.ProposedMessage> {
  const message = new streams.BatchAppendReq.ProposedMessage();
  message.setId(uuid(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(utf8(data));
  message.setCustomMetadata(utf8(storedMetadata(schemaVersion, recordedAt, metadata)));
  return message;
}

/** A server answers with the UUID in either of its two forms, whichever it was asked with. */
function numberOf(response: BatchAppendResp): number {
  const id = response.getCorrelationId();
  const bits = id?.getStructured()?.getLeastSignificantBits();
  if (bits !== undefined) return Number(BigInt.asUintN(48, BigInt(bits)));
  return Number.parseInt((id?.getString() ?? '').slice(-12), 16);
}

function answerOf(response: BatchAppendResp): StoreAnswer {
  const error = response.getError();
  if (error !== undefined) return refusalOf(error);
  const success = response.getSuccess();
  if (success === undefined) return { kind: 'unclear' };
  const commit = success.getPosition()?.getCommitPosition();
  return {
    kind: 'appended',
    lastRevision: asRevision(success.getCurrentRevision()),
    commit: commit === undefined ? null : BigInt(commit),
  };
}

function refusalOf(error: Status): StoreAnswer {
  const details = error.getDetails();
  const type = details?.getTypeName().replace('event_store.client.', '');
  switch (type) {
    case 'WrongExpectedVersion': {
      const read = (bytes: Uint8Array) => shared.WrongExpectedVersion.deserializeBinary(bytes);
      const conflict = details?.unpack(read, details.getTypeName());
      const actual = conflict?.hasCurrentStreamRevision() ? conflict.getCurrentStreamRevision() : undefined;
      return { kind: 'conflict', actual: actual === undefined ? null : asRevision(actual) };
    }
    case 'MaximumAppendSizeExceeded': {
      const read = (bytes: Uint8Array) => shared.MaximumAppendSizeExceeded.deserializeBinary(bytes);
      const limit = details?.unpack(read, details.getTypeName());
      return { kind: 'too-large', bytesPerAppend: limit?.getMaxappendsize() ?? 0 };
    }
    case 'StreamDeleted':
      return { kind: 'stream-deleted' };
    case 'AccessDenied':
      return { kind: 'denied' };
    case 'BadRequest':
      return { kind: 'bad-request' };
    default:
      // The one thing that is told by its text: the protocol has no other sign for it.
      return { kind: notHandledShape.test(error.getMessage()) ? 'not-handled' : 'unclear' };
  }
}

/** 'Server Is Not Ready' for some seconds after a start, 'Server Is Too Busy' under load. */
const notHandledShape = /^Server Is (?:Not Ready|(?:Too )?Busy)$/i;

function uuid(text: string): InstanceType<typeof shared.UUID> {
  const id = new shared.UUID();
  id.setString(text);
  return id;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
