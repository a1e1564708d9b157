/**
 * Reads of `$all` on the client's connection. Its own `readAll` cannot filter, though the server can, and it makes more of
 * each event than the sequencer has time for (store-record.ts). The messages are those of the stubs that it ships, CommonJS
 * modules that assign their exports while running, hence the default imports.
 */
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { readAnswer, type ReadAnswer, type StorePlace } from './store-record.js';

export interface AllRead {
  /** Only records of streams whose names begin so; left out: all. */
  readonly prefix?: string;
  /**
   * From a place, itself included (backwards: what lies before it; of a subscription: see there); left out: from that
   * direction's beginning.
   */
  readonly from?: StorePlace;
  readonly direction?: 'forwards' | 'backwards';
  /** At most so many records, or for as long as it lasts, what is written later too. */
  readonly count: number | 'subscription';
}

/** The call, which has just been sent. Whoever does not read it to its end cancels it. */
export type ReadCall = ClientReadableStream<ReadAnswer>;

/** What it uses of the client is protected there: open to functions that have the client for `this`. */
export function openRead(client: EventStoreDBClient, read: AllRead): Promise<ReadCall> {
  return openCall.call(client, requestOf(read));
}

function openCall(this: EventStoreDBClient, request: ReadReq): Promise<ReadCall> {
  // A follower may lag behind what was acknowledged, and that must not look like a restored server.
  const [metadata, options] = this.callArguments({ requiresLeader: true }, { deadline: Infinity });
  const { path, requestSerialize } = StreamsService.read;
  return this.GRPCStreamCreator(StreamsClient, 'read', (service) =>
    service.makeServerStreamRequest(path, requestSerialize, readAnswer, request, metadata, options),
  )();
}

const { ReadDirection } = streams.ReadReq.Options;

function requestOf({ prefix, from, direction = 'forwards', count }: AllRead): ReadReq {
  const all = new streams.ReadReq.Options.AllOptions();
  if (from !== undefined) {
    const place = new streams.ReadReq.Options.Position();
    place.setCommitPosition(String(from.commit));
    place.setPreparePosition(String(from.prepare));
    all.setPosition(place);
  } else if (direction === 'forwards') all.setStart(new shared.Empty());
  else all.setEnd(new shared.Empty());

  const asText = new streams.ReadReq.Options.UUIDOption();
  asText.setString(new shared.Empty());

  const options = new streams.ReadReq.Options();
  options.setAll(all);
  options.setReadDirection(direction === 'forwards' ? ReadDirection.FORWARDS : ReadDirection.BACKWARDS);
  options.setResolveLinks(false);
  options.setUuidOption(asText);
  if (count === 'subscription') options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  else options.setCount(String(count));
  if (prefix === undefined) options.setNoFilter(new shared.Empty());
  else options.setFilter(filterOf(prefix));

  const request = new streams.ReadReq();
  request.setOptions(options);
  return request;
}

function filterOf(prefix: string): InstanceType<typeof streams.ReadReq.Options.FilterOptions> {
  const names = new streams.ReadReq.Options.FilterOptions.Expression();
  names.setPrefixList([prefix]);
  const filter = new streams.ReadReq.Options.FilterOptions();
  filter.setStreamIdentifier(names);
  filter.setCount(new shared.Empty());
  filter.setCheckpointintervalmultiplier(1);
  return filter;
}
