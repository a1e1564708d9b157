import type { ServerDuplexStream } from '@grpc/grpc-js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import { failures, refusals, streamIdentifier, streamName } from './answers.js';
import { append, isTooLarge, proposalIn, uuidIn, type Appended, type Node } from './appending.js';
import type { AppendFault } from './faults.js';
import type { Expected } from './idempotency.js';
import { shared, streams } from './stubs.js';
import type { Proposal } from './stored-event.js';

type Request = InstanceType<typeof streams.BatchAppendReq>;
type Response = InstanceType<typeof streams.BatchAppendResp>;
type Options = InstanceType<typeof streams.BatchAppendReq.Options>;

/** One append that comes in pieces; its first piece names stream and expected revision. */
interface Pending {
  readonly stream: string;
  readonly expected: Expected;
  readonly proposals: Proposal[];
  readonly fault: AppendFault | undefined;
  size: number;
  /** When the server gives up waiting for the rest, in epoch milliseconds. */
  readonly until: number;
  timer?: NodeJS.Timeout;
}

/** However long the client would wait for the rest of its pieces, in milliseconds: the server's own write time-out. */
const longestWait = 2000;

/**
 * Many appends over one stream, told apart by a correlation id, each committed with its final piece. What goes wrong
 * with one of them is answered for it alone; only 'not leader' ends the whole stream, as the server does.
 */
export function batchAppend(node: Node, call: ServerDuplexStream<Request, Response>): void {
  const pending = new Map<string, Pending>();
  let open = 0;
  let isEnding = false;

  const answer = (response: Response): void => {
    if (!call.cancelled && !call.destroyed) call.write(response);
  };
  const fail = (request: Request, stream: string, error: ReturnType<typeof failures.timeout>): void =>
    answer(answerTo(request, stream).setError(error));

  /** Also an append with an event that was refused counts as waiting, and is answered a second time. */
  const expireLater = (request: Request): void => {
    const id = uuidIn(request.getCorrelationId());
    const one = pending.get(id);
    if (one === undefined) return;
    const expire = (): void => {
      if (pending.delete(id)) fail(request, one.stream, failures.timeout());
    };
    one.timer ??= setTimeout(expire, one.until - Date.now()).unref();
  };

  const receive = (request: Request): void => {
    const id = uuidIn(request.getCorrelationId());
    const options = request.getOptions();
    if (options !== undefined) {
      const stream = streamName(options.getStreamIdentifier());
      // The time that the client gave is up before the server begins.
      if (deadlineIn(options) <= Date.now()) {
        fail(request, stream, failures.timeout());
        return;
      }
      const fault = node.faults.append(stream);
      if (fault?.kind === 'cut') {
        node.cut(call);
        return;
      }
      const until = Math.min(deadlineIn(options), Date.now() + longestWait);
      pending.set(id, { stream, expected: expectedIn(options), proposals: [], fault, size: 0, until });
    }
    const one = pending.get(id);
    if (one === undefined) return;
    for (const message of request.getProposedMessagesList()) {
      const proposal = proposalIn(message);
      one.size += proposal.data.length;
      one.proposals.push(proposal);
    }
    if (isTooLarge(one.size)) {
      pending.delete(id);
      fail(request, one.stream, failures.appendTooLarge());
      return;
    }
    if (!request.getIsFinal()) {
      expireLater(request);
      return;
    }
    pending.delete(id);
    open += 1;
    void append(node, call, one.fault, one.stream, one.expected, one.proposals).then((appended) => {
      open -= 1;
      if (appended.kind === 'not leader') {
        call.emit('error', refusals.notLeader(appended.leader));
        return;
      }
      const response = responseTo(request, one, appended);
      if (response !== undefined) answer(response);
      if (isEnding && open === 0) call.end();
    });
  };

  call.on('data', (request: Request) => {
    try {
      receive(request);
    } catch (error) {
      const stream = streamName(request.getOptions()?.getStreamIdentifier());
      fail(request, stream, failures.badRequest(error instanceof Error ? error.message : 'bad request'));
      expireLater(request);
    }
  });
  call.on('end', () => {
    isEnding = true;
    if (open === 0) call.end();
  });
}

function responseTo(
  request: Request,
  { stream, expected }: Pending,
  appended: Appended,
): Response | undefined {
  const response = answerTo(request, stream);
  switch (appended.kind) {
    case 'done': {
      const success = new streams.BatchAppendResp.Success();
      if (appended.revision === null) success.setNoStream(new emptyMessage.Empty());
      else success.setCurrentRevision(String(appended.revision));
      if (appended.position === null) success.setNoPosition(new emptyMessage.Empty());
      else {
        const position = String(appended.position);
        success.setPosition(
          new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position),
        );
      }
      return response.setSuccess(success);
    }
    case 'wrong expected version':
      return response.setError(failures.wrongExpectedVersion(expected, appended.current));
    case 'stream deleted':
      return response.setError(failures.streamDeleted(stream));
    case 'too large':
      return response.setError(failures.appendTooLarge());
    case 'unknown':
      return response.setError(failures.unknown());
    case 'not ready':
      return response.setError(failures.notReady());
    case 'unavailable':
      return response.setError(failures.unavailable());
    case 'deadline':
      return response.setError(failures.timeout());
    case 'access denied':
      return response.setError(failures.accessDenied());
    default:
      return undefined;
  }
}

function answerTo(request: Request, stream: string): Response {
  return new streams.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(streamIdentifier(stream));
}

function deadlineIn(options: Options): number {
  return options.getDeadline()?.toDate().getTime() ?? Infinity;
}

function expectedIn(options: Options): Expected {
  if (options.hasNoStream()) return 'no stream';
  if (options.hasStreamExists()) return 'stream exists';
  return options.hasStreamPosition() ? Number(options.getStreamPosition()) : 'any';
}
