import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import { refusal, refusals, streamName } from './answers.js';
import { append, isTooLarge, proposalIn, type Appended, type Node } from './appending.js';
import type { Expected } from './idempotency.js';
import { shared, streams } from './stubs.js';
import type { Proposal } from './stored-event.js';
import { status } from '@grpc/grpc-js';

type Request = InstanceType<typeof streams.AppendReq>;
type Response = InstanceType<typeof streams.AppendResp>;
type Options = InstanceType<typeof streams.AppendReq.Options>;

/** One append a call: what clients use that send credentials with a call. First the options, then event by event. */
export function classicAppend(
  node: Node,
  call: ServerReadableStream<Request, Response>,
  callback: sendUnaryData<Response>,
): void {
  let options: Options | undefined;
  const proposals: Proposal[] = [];
  let size = 0;
  let isAnswered = false;
  const answer: sendUnaryData<Response> = (error, response) => {
    if (!isAnswered) callback(error, response);
    isAnswered = true;
  };

  call.on('data', (request: Request) => {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message === undefined || isAnswered) return;
    try {
      const proposal = proposalIn(message);
      size += proposal.data.length;
      proposals.push(proposal);
    } catch (error) {
      answer(refusal(status.UNKNOWN, error instanceof Error ? error.message : 'bad request'));
    }
    if (isTooLarge(size)) answer(refusals.appendTooLarge());
  });
  call.on('end', () => {
    if (options === undefined || isAnswered) return;
    const stream = streamName(options.getStreamIdentifier());
    const expected = expectedIn(options);
    void append(node, call, node.faults.append(stream), stream, expected, proposals).then((appended) => {
      if (appended.kind === 'silence') return;
      const response = responseTo(expected, appended);
      if (response === undefined) answer(refusalOf(stream, appended));
      else answer(null, response);
    });
  });
}

function responseTo(expected: Expected, appended: Appended): Response | undefined {
  if (appended.kind === 'done') {
    const success = new streams.AppendResp.Success();
    if (appended.revision === null) success.setNoStream(new shared.Empty());
    else success.setCurrentRevision(String(appended.revision));
    if (appended.position === null) success.setNoPosition(new shared.Empty());
    else {
      const position = String(appended.position);
      success.setPosition(
        new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position),
      );
    }
    return new streams.AppendResp().setSuccess(success);
  }
  if (appended.kind !== 'wrong expected version') return undefined;
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (appended.current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(appended.current));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'no stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

function refusalOf(stream: string, appended: Appended): ReturnType<typeof refusal> {
  switch (appended.kind) {
    case 'stream deleted':
      return refusals.streamDeleted(stream);
    case 'too large':
      return refusals.appendTooLarge();
    case 'not ready':
      return refusals.notReady();
    case 'unavailable':
      return refusals.unavailable();
    case 'deadline':
      return refusals.timeout('CommitTimeout');
    case 'not leader':
      return refusals.notLeader(appended.leader);
    case 'access denied':
      return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
    default:
      return refusals.unknown();
  }
}

function expectedIn(options: Options): Expected {
  if (options.hasNoStream()) return 'no stream';
  if (options.hasStreamExists()) return 'stream exists';
  return options.hasRevision() ? Number(options.getRevision()) : 'any';
}
