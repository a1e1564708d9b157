import { setTimeout as after } from 'node:timers/promises';
import type { ServerSurfaceCall } from '@grpc/grpc-js/build/src/server-call.js';
import { maximumAppendSize, type Leader } from './answers.js';
import type { AppendFault, Faults } from './faults.js';
import type { Expected } from './idempotency.js';
import type { Outcome, Store } from './store.js';
import type { Subscription } from './subscriptions.js';
import type { shared } from './stubs.js';
import type { Proposal } from './stored-event.js';

/** What the calls of the protocol work on. */
export interface Node {
  readonly store: Store;
  readonly faults: Faults;
  /** Cuts the connection that a call came over. */
  cut(call: Pick<ServerSurfaceCall, 'getPeer'>): void;
  /** Runs a subscription to its end. */
  follow(subscription: Subscription): Promise<void>;
}

/** How an append ended; each of the two ways to append has words of its own for it. */
export type Appended =
  | Outcome
  | { readonly kind: 'too large' | 'unknown' | 'not ready' | 'unavailable' | 'deadline' | 'access denied' }
  | { readonly kind: 'not leader'; readonly leader: Leader }
  /** Nothing is answered. */
  | { readonly kind: 'silence' };

/** Writes the events of one call, or meets its fault. */
export async function append(
  node: Node,
  call: Pick<ServerSurfaceCall, 'getPeer'>,
  fault: AppendFault | undefined,
  stream: string,
  expected: Expected,
  proposals: readonly Proposal[],
): Promise<Appended> {
  const { store } = node;
  if (fault === undefined) return store.append(stream, expected, proposals);
  switch (fault.kind) {
    case 'delay':
      await after(fault.milliseconds);
      return store.append(stream, expected, proposals);
    case 'commit twice': {
      const outcome = await store.append(stream, expected, proposals);
      await store.write(stream, proposals);
      return outcome;
    }
    case 'commit, then error':
      await store.append(stream, expected, proposals);
      return { kind: 'unknown' };
    case 'commit, then silence':
      await store.append(stream, expected, proposals);
      return { kind: 'silence' };
    case 'commit, then cut':
      await store.append(stream, expected, proposals);
      node.cut(call);
      return { kind: 'silence' };
    case 'cut':
      node.cut(call);
      return { kind: 'silence' };
    default:
      return fault;
  }
}

/** Whether one more event makes a call too large: its data count, nothing else. */
export function isTooLarge(size: number): boolean {
  return size > maximumAppendSize;
}

/** What is common to the messages of both ways to append. */
interface ProposedMessage {
  getId(): InstanceType<typeof shared.UUID> | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** The event in a message. Throws what a server would say of an id or a type that is none. */
export function proposalIn(message: ProposedMessage): Proposal {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  const contentType = metadata.get('content-type');
  if (type === undefined || type === '' || contentType === undefined)
    throw new Error("The given key 'type' or 'content-type' was not present.");
  return {
    id: uuidIn(message.getId()),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** A UUID in lower case, however it was sent. */
export function uuidIn(uuid: InstanceType<typeof shared.UUID> | undefined): string {
  const structured = uuid?.getStructured();
  const text =
    structured === undefined
      ? (uuid?.getString().toLowerCase() ?? '')
      : [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
          .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
          .join('')
          .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new Error('Guid should contain 32 digits with 4 dashes.');
  return text;
}
