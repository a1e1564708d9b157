import { setTimeout as after } from 'node:timers/promises';
import { refusal, refusals, streamName, streamNotFound } from './answers.js';
import type { Node } from './appending.js';
import type { ReadFault } from './faults.js';
import { filterOf } from './filters.js';
import { isDeleted } from './idempotency.js';
import type { Log } from './log.js';
import { Sender, type ReadCall } from './sender.js';
import type { StoredEvent } from './stored-event.js';
import { streams } from './stubs.js';
import { status } from '@grpc/grpc-js';
import { Subscription } from './subscriptions.js';
import { AllCursor, StreamCursor } from './cursors.js';

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Reads of a stream and of `$all`, both ways, and the subscriptions to both: one method of the protocol. */
export async function read(node: Node, call: ReadCall): Promise<void> {
  const options = call.request.getOptions();
  const sender = new Sender(call);
  if (options === undefined) {
    sender.fail(refusal(status.INVALID_ARGUMENT, 'no options'));
    return;
  }
  const stream = options.hasStream() ? streamName(options.getStream()?.getStreamIdentifier()) : '$all';
  const isSubscription = options.hasSubscription();
  const fault = isSubscription ? node.faults.subscription(stream) : node.faults.read(stream);
  if (await meet(fault, node, call, sender)) return;
  const { log } = node.store;
  if (isSubscription) {
    const repeated = fault?.kind === 'repeat' ? fault.events : 0;
    // The server looks the position up before anything else, and throws.
    if (log.isInside(positionIn(options))) {
      sender.fail(refusals.unknown());
      return;
    }
    const cursor = new (stream === '$all' ? AllCursor : StreamCursor)(log, options, repeated);
    return node.follow(new Subscription(log, sender, cursor, stream));
  }
  const events = stream === '$all' ? allEvents(log, options) : streamEvents(log, stream, options);
  if ('refused' in events) {
    if (events.refused === 'invalid') {
      const what = stream === '$all' ? 'ReadAllResult' : 'ReadStreamResult';
      sender.fail(refusal(status.UNKNOWN, `Unexpected ${what}: Error`));
      return;
    }
    if (events.refused === 'deleted') {
      sender.fail(refusals.streamDeleted(stream));
      return;
    }
    sender.send(streamNotFound(stream));
    sender.end();
    return;
  }
  const matches = filterOf(options);
  let left = Number(options.getCount());
  for (const event of events) {
    if (left <= 0 || !sender.isOpen) break;
    if (matches?.(event) === false) continue;
    left -= 1;
    if (!sender.send(event.message)) await sender.ready();
  }
  sender.end();
}

/** Lets a read meet its fault; true if that was the end of it. */
async function meet(
  fault: ReadFault | undefined,
  node: Node,
  call: ReadCall,
  sender: Sender,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'delay':
      await after(fault.milliseconds);
      return false;
    case 'cut':
      // What was sent leaves first: a connection cut at once would take it along.
      sender.stopAfter(fault.after, () => setImmediate(() => node.cut(call)));
      return false;
    case 'too slow':
      sender.stopAfter(fault.after, () => sender.fail(refusals.tooSlow()));
      return false;
    case 'not leader':
      sender.fail(refusals.notLeader(fault.leader));
      return true;
    case 'not ready':
      sender.fail(refusals.notReady());
      return true;
    case 'unavailable':
      sender.fail(refusals.unavailable());
      return true;
    case 'deadline':
      sender.fail(refusals.deadline());
      return true;
    default:
      return false;
  }
}

interface Refused {
  readonly refused: 'not found' | 'deleted' | 'invalid';
}

/** The events of a stream from its start, its end or a revision on, both of which are included. */
function streamEvents(log: Log, name: string, options: Options): Iterable<StoredEvent> | Refused {
  const stream = log.stream(name);
  if (stream?.tombstoned === true) return { refused: 'deleted' };
  if (stream === undefined || stream.last < 0 || isDeleted(stream)) return { refused: 'not found' };
  const { events, truncateBefore } = stream;
  const first = events[0]?.revision ?? 0;
  const oldest = Math.max(0, truncateBefore - first);
  const from = options.getStream();
  const isBackwards = isReadBackwards(options);
  const newest = lastReadable(log, events);
  let start = from?.hasRevision() === true ? Number(from.getRevision()) - first : 0;
  if (from?.hasEnd() === true) {
    if (!isBackwards) return { refused: 'invalid' };
    start = newest;
  }
  return isBackwards
    ? range(events, Math.min(start, newest), -1, oldest)
    : range(events, Math.max(start, oldest), 1, newest);
}

/** Whatever is behind the log's end is not kept yet. */
function lastReadable(log: Log, events: readonly StoredEvent[]): number {
  let index = events.length - 1;
  while (index >= 0 && (events[index]?.position ?? 0) >= log.end) index -= 1;
  return index;
}

function* range(
  events: readonly StoredEvent[],
  from: number,
  step: 1 | -1,
  to: number,
): Iterable<StoredEvent> {
  for (let index = from; step === 1 ? index <= to : index >= to; index += step) {
    const event = events[index];
    if (event === undefined) return;
    yield event;
  }
}

/** Forwards, the event at the position is included; backwards it is the first that is not. */
function allEvents(log: Log, options: Options): Iterable<StoredEvent> | Refused {
  const position = positionIn(options);
  const isBackwards = isReadBackwards(options);
  const isInvalid = log.isInside(position) || (isBackwards && log.end < position && position < Infinity);
  if (isInvalid) return { refused: 'invalid' };
  return fromIndex(log, log.indexFrom(position), isBackwards);
}

function* fromIndex(log: Log, index: number, isBackwards: boolean): Iterable<StoredEvent> {
  let next = isBackwards ? index - 1 : index;
  for (;;) {
    const event = log.at(next);
    if (event === undefined) return;
    yield event;
    next += isBackwards ? -1 : 1;
  }
}

/** Where a reader of `$all` begins: 0 for its start, infinite for its end. */
function positionIn(options: Options): number {
  const from = options.getAll();
  if (from?.hasEnd() === true) return Infinity;
  return from?.hasPosition() === true ? Number(from.getPosition()?.getCommitPosition()) : 0;
}

function isReadBackwards(options: Options): boolean {
  return options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
}
