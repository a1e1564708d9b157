import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import codeMessage from '@eventstore/db-client/generated/code_pb.js';
import statusMessage from '@eventstore/db-client/generated/status_pb.js';
import type { Expected } from './idempotency.js';
import { shared, streams } from './stubs.js';

/** Data of one call, as the server is set up by default. */
export const maximumAppendSize = 1_048_576;

/** A call refused as a whole: a status and, in its trailers, what the client tells one error from another by. */
export function refusal(code: status, details: string, trailers: Record<string, string> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const refusals = {
  notReady: () => refusal(status.UNAVAILABLE, 'Server Is Not Ready'),
  unavailable: () => refusal(status.UNAVAILABLE, 'Server Is Too Busy'),
  deadline: () => refusal(status.DEADLINE_EXCEEDED, 'Deadline Exceeded'),
  unknown: () => refusal(status.UNKNOWN, 'Exception was thrown by handler.'),
  timeout: (what: string) => refusal(status.ABORTED, `Operation timed out: ${what}`),
  tooSlow: () =>
    refusals.timeout('Consumer too slow to handle event while live. Client resubscription required.'),
  notLeader: ({ host, port }: Leader) =>
    refusal(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  streamDeleted: (stream: string) =>
    refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  wrongExpectedVersion: (stream: string, expected: Expected, current: number) =>
    refusal(
      status.FAILED_PRECONDITION,
      `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${versionOf(expected)}, Actual version: ${current}`,
      {
        exception: 'wrong-expected-version',
        'stream-name': stream,
        'expected-version': String(versionOf(expected)),
        'actual-version': String(current),
      },
    ),
  appendTooLarge: () =>
    refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${maximumAppendSize} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(maximumAppendSize),
    }),
};

/** Where the leader of a cluster listens. */
export interface Leader {
  readonly host: string;
  readonly port: number;
}

type Status = InstanceType<typeof statusMessage.Status>;

/** What a batch append answers for one of its calls: a status with details of a type of its own. */
export const failures = {
  wrongExpectedVersion(expected: Expected, current: number): Status {
    const details = new shared.WrongExpectedVersion();
    if (current < 0) details.setCurrentNoStream(new emptyMessage.Empty());
    else details.setCurrentStreamRevision(String(current));
    if (expected === 'any') details.setExpectedAny(new emptyMessage.Empty());
    else if (expected === 'no stream') details.setExpectedNoStream(new emptyMessage.Empty());
    else if (expected === 'stream exists') details.setExpectedStreamExists(new emptyMessage.Empty());
    else details.setExpectedStreamPosition(String(expected));
    return failure(codeMessage.Code.ALREADY_EXISTS, 'WrongExpectedVersion', details.serializeBinary());
  },
  streamDeleted(stream: string): Status {
    const details = new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream));
    return failure(codeMessage.Code.NOT_FOUND, 'StreamDeleted', details.serializeBinary());
  },
  appendTooLarge(): Status {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maximumAppendSize);
    return failure(codeMessage.Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details.serializeBinary());
  },
  accessDenied: () => failure(codeMessage.Code.PERMISSION_DENIED, 'AccessDenied'),
  timeout: () => failure(codeMessage.Code.DEADLINE_EXCEEDED, 'Timeout'),
  unknown: () => failure(codeMessage.Code.UNKNOWN, 'Unknown'),
  badRequest: (message: string) =>
    failure(
      codeMessage.Code.INVALID_ARGUMENT,
      'BadRequest',
      new shared.BadRequest().setMessage(message).serializeBinary(),
    ),
  /** What the server says while it starts, without a type: the client calls it 'Could not recognize …'. */
  notReady: () => failure(codeMessage.Code.OK, 'Server Is Not Ready', undefined, 'google.protobuf.Empty'),
  unavailable: () => failure(codeMessage.Code.OK, 'Server Is Busy', undefined, 'google.protobuf.Empty'),
};

export function streamIdentifier(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

/** The name in an identifier, empty if there is none. */
export function streamName(identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();
}

/** The answer to a read of a stream that is not there. */
export function streamNotFound(stream: string): Buffer {
  const answer = new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
  );
  return Buffer.from(answer.serializeBinary());
}

function failure(
  code: codeMessage.Code,
  message: string,
  details: Uint8Array = new Uint8Array(),
  type = `event_store.client.${message}`,
): Status {
  const any = new anyMessage.Any();
  any.pack(details, type);
  return new statusMessage.Status().setCode(code).setMessage(message).setDetails(any);
}

function versionOf(expected: Expected): number {
  if (expected === 'any') return -2;
  if (expected === 'no stream') return -1;
  return expected === 'stream exists' ? -4 : expected;
}
