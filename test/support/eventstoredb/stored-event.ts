import { shared, streams } from './stubs.js';

/** An event as a client proposes it. `data` and `metadata` are bytes to the server; it never looks into them. */
export interface Proposal {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event of the log. Commit and prepare position are the same, as for every write that is not a transaction. */
export interface StoredEvent {
  readonly position: number;
  /** Where the next record begins. */
  readonly end: number;
  readonly stream: string;
  /** `tombstoneRevision` for the record that ends a tombstoned stream. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** The whole answer that a reader of a stream or of `$all` gets: encoded once, sent and kept on disk as it is. */
  readonly message: Buffer;
}

/** The revision of a tombstone; on the wire it is the largest signed 64-bit number. */
export const tombstoneRevision = Infinity;
const tombstoneOnTheWire = (2n ** 63n - 1n).toString();

export const jsonContent = 'application/json';
export const binaryContent = 'application/octet-stream';

/** Lays an event down at a position of the log. `created` is in milliseconds. */
export function storedEvent(
  stream: string,
  revision: number,
  position: number,
  proposal: Proposal,
  created: number,
): StoredEvent {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(proposal.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision(revision === tombstoneRevision ? tombstoneOnTheWire : String(revision))
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setData(proposal.data)
    .setCustomMetadata(proposal.metadata);
  recorded
    .getMetadataMap()
    .set('type', proposal.type)
    // In .NET's ticks of 100 ns.
    .set('created', `${created}0000`)
    .set('content-type', proposal.contentType === jsonContent ? jsonContent : binaryContent);
  const answer = new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(position)),
  );
  const bytes = answer.serializeBinary();
  return {
    position,
    end: position + sizeOf(stream, proposal.type, proposal.data, proposal.metadata),
    stream,
    revision,
    id: proposal.id,
    type: proposal.type,
    message: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
}

/** The event that an encoded answer holds, as `storedEvent` made it. */
export function eventOf(message: Buffer): StoredEvent {
  const recorded = recordedIn(message);
  const stream = Buffer.from(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const type = recorded.getMetadataMap().get('type') ?? '';
  const position = Number(recorded.getCommitPosition());
  const revision = recorded.getStreamRevision();
  return {
    position,
    end: position + sizeOf(stream, type, recorded.getData_asU8(), recorded.getCustomMetadata_asU8()),
    stream,
    revision: revision === tombstoneOnTheWire ? tombstoneRevision : Number(revision),
    id: recorded.getId()?.getString() ?? '',
    type,
    message,
  };
}

/** What was proposed when this event was written. */
export function proposalOf(event: StoredEvent): Proposal {
  const recorded = recordedIn(event.message);
  return {
    id: event.id,
    type: event.type,
    contentType: recorded.getMetadataMap().get('content-type') ?? binaryContent,
    data: recorded.getData_asU8(),
    metadata: recorded.getCustomMetadata_asU8(),
  };
}

function recordedIn(message: Buffer): InstanceType<typeof streams.ReadResp.ReadEvent.RecordedEvent> {
  const recorded = streams.ReadResp.deserializeBinary(message).getEvent()?.getEvent();
  if (recorded === undefined) throw new Error('a stored record holds no event');
  return recorded;
}

/** How far a record moves the log on: its bytes and a header, so that positions grow as the server's do, unevenly. */
function sizeOf(stream: string, type: string, data: Uint8Array, metadata: Uint8Array): number {
  return 80 + stream.length + type.length + data.length + metadata.length;
}
