import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { refusals, streamName } from './answers.js';
import type { Node } from './appending.js';
import type { Expected } from './idempotency.js';
import type { Outcome } from './store.js';
import { streams } from './stubs.js';

type DeleteReq = InstanceType<typeof streams.DeleteReq>;
type DeleteResp = InstanceType<typeof streams.DeleteResp>;
type TombstoneReq = InstanceType<typeof streams.TombstoneReq>;
type TombstoneResp = InstanceType<typeof streams.TombstoneResp>;

/** Deletes softly: the name can be used again, the events go with the next scavenge. */
export function deleteStream(
  { store }: Node,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  callback: sendUnaryData<DeleteResp>,
): void {
  answer(
    call.request.getOptions(),
    (stream, expected) => store.delete(stream, expected),
    callback,
    (position) =>
      new streams.DeleteResp().setPosition(
        new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
  );
}

/** Deletes for good: nothing can ever be written under that name again. */
export function tombstoneStream(
  { store }: Node,
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  callback: sendUnaryData<TombstoneResp>,
): void {
  answer(
    call.request.getOptions(),
    (stream, expected) => store.tombstone(stream, expected),
    callback,
    (position) =>
      new streams.TombstoneResp().setPosition(
        new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
  );
}

function answer<T>(
  options: Options | undefined,
  remove: (stream: string, expected: Expected) => Promise<Outcome>,
  callback: sendUnaryData<T>,
  done: (position: string) => T,
): void {
  const stream = streamName(options?.getStreamIdentifier());
  const expected = expectedIn(options);
  void remove(stream, expected).then((outcome) => {
    if (outcome.kind === 'done') callback(null, done(String(outcome.position)));
    else callback(refusalOf(stream, expected, outcome));
  });
}

function refusalOf(
  stream: string,
  expected: Expected,
  outcome: Exclude<Outcome, { readonly kind: 'done' }>,
): ReturnType<typeof refusals.streamDeleted> {
  return outcome.kind === 'stream deleted'
    ? refusals.streamDeleted(stream)
    : refusals.wrongExpectedVersion(stream, expected, outcome.current);
}

/** What the options of both calls have in common. */
interface Options {
  getStreamIdentifier(): Parameters<typeof streamName>[0];
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  hasRevision(): boolean;
  getRevision(): string;
}

function expectedIn(options: Options | undefined): Expected {
  if (options?.hasNoStream() === true) return 'no stream';
  if (options?.hasStreamExists() === true) return 'stream exists';
  return options?.hasRevision() === true ? Number(options.getRevision()) : 'any';
}
