import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { Server, ServerCredentials, type ConnectionInjector } from '@grpc/grpc-js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { classicAppend } from './append.js';
import type { Node } from './appending.js';
import { batchAppend } from './batch-append.js';
import { deleteStream, tombstoneStream } from './deleting.js';
import { clusterOf, supportedMethods } from './discovery.js';
import { Faults } from './faults.js';
import { Log } from './log.js';
import { read } from './reading.js';
import { inPages } from './sender.js';
import { Store } from './store.js';
import { proposalOf } from './stored-event.js';
import { streamsService } from './stubs.js';
import type { Subscription } from './subscriptions.js';
import { greet, keepStatistics } from './system-events.js';

const host = '127.0.0.1';

export interface ProtocolServerOptions {
  /** A free one if left out. */
  readonly port?: number;
  /** Where the log is kept; without one it lives as long as this object. */
  readonly folder?: string;
  /** How long after a start every call is answered 'Server Is Not Ready', in milliseconds. A real server: seconds. */
  readonly notReadyFor?: number;
  /** How often the server writes its statistics into `$all`, in milliseconds; 30 s as on a real one. */
  readonly statisticsEvery?: number;
}

/**
 * A server of EventStoreDB's published protocol, for tests: the unmodified client talks to it over a real socket. It
 * keeps to what a server of version 22.10 was seen to do and can be told to fail (`faults` and the methods below).
 */
export class ProtocolServer implements Node {
  readonly faults = new Faults();
  private log: Log;
  private listener: TcpServer | undefined;
  private grpc: Server | undefined;
  private port: number;
  private readonly sockets = new Set<Socket>();
  private readonly subscriptions = new Set<Subscription>();
  private stopStatistics: () => void = () => undefined;
  private currentStore: Store;

  private constructor(private readonly options: ProtocolServerOptions) {
    this.port = options.port ?? 0;
    this.log = Log.open(options.folder);
    this.currentStore = new Store(this.log);
  }

  static async start(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
    const server = new ProtocolServer(options);
    await server.listen();
    return server;
  }

  get store(): Store {
    return this.currentStore;
  }

  /** The connection string. */
  get url(): string {
    return `esdb://${host}:${this.port}?tls=false`;
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host, port: this.port };
  }

  /** Where the log ends, for `restoreTo`. */
  get position(): bigint {
    return BigInt(this.log.end);
  }

  /** Cuts every connection; new ones are welcome. */
  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  cut(call: { getPeer(): string }): void {
    const port = Number(call.getPeer().split(':').at(-1));
    for (const socket of this.sockets) if (socket.remotePort === port) socket.destroy();
  }

  async follow(subscription: Subscription): Promise<void> {
    this.subscriptions.add(subscription);
    await subscription.run();
    this.subscriptions.delete(subscription);
  }

  /** Drops every subscription as that of a consumer too slow. */
  dropSubscriptions(): void {
    for (const subscription of this.subscriptions) subscription.drop();
  }

  /** Ends at once, as if killed: what was acknowledged is kept, in the folder or in this object. */
  async stop(): Promise<void> {
    if (this.listener === undefined) return;
    const closed = once(this.listener, 'close');
    this.stopStatistics();
    this.listener.close();
    this.dropConnections();
    this.grpc?.forceShutdown();
    this.listener = undefined;
    await closed;
    if (this.options.folder !== undefined) this.log.close();
  }

  /** Stops, if it runs, and goes on at the same port with the data it had. */
  async restart(): Promise<void> {
    await this.stop();
    if (this.options.folder !== undefined) {
      this.log = Log.open(this.options.folder);
      this.currentStore = new Store(this.log);
    }
    await this.listen();
  }

  /** Goes back to what it held at an earlier `position`, as from a backup: later positions will be given out anew. */
  restoreTo(position: bigint): void {
    this.dropConnections();
    this.log.retain((event) => event.position < position, Number(position));
  }

  /** Removes deleted and truncated events for good, from their streams and from `$all`. */
  async scavenge(): Promise<void> {
    await this.store.scavenge();
  }

  /** Another writer's fault: an event that stands already once more, at the end of its stream or of another. */
  async writeAgain(
    id: string,
    changed: { readonly stream?: string; readonly data?: object } = {},
  ): Promise<void> {
    const event = this.log.withId(id);
    if (event === undefined) throw new Error('no event has that id');
    const proposal = proposalOf(event);
    const { stream = event.stream, data } = changed;
    const content = data === undefined ? proposal.data : Buffer.from(JSON.stringify(data));
    await this.store.write(stream, [{ ...proposal, data: content }]);
  }

  /** Forgets ids, as the server does in time: from then on 'any' no longer knows an append again. */
  forgetIds(): void {
    this.log.forgetIds();
  }

  private async listen(): Promise<void> {
    await greet(this.store);
    const grpc = this.services();
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    const listener = createServer((socket) => this.welcome(injector, socket));
    listener.listen(this.port, host);
    await once(listener, 'listening');
    this.port = (listener.address() as AddressInfo).port;
    this.listener = listener;
    this.grpc = grpc;
    this.stopStatistics = keepStatistics(this.store, this.port, this.options.statisticsEvery ?? 30_000);
    this.faults.notReadyUntil = Date.now() + (this.options.notReadyFor ?? 0);
  }

  private welcome(injector: ConnectionInjector, socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    injector.injectConnection(socket);
  }

  private services(): Server {
    // Larger than any append that is let through, so that it is refused and not the message.
    const grpc = new Server({
      'grpc.max_receive_message_length': 16 * 1024 * 1024,
      interceptors: [inPages],
    });
    const { StreamsService } = streamsService;
    const asTheyAre = (bytes: Buffer): Buffer => bytes;
    grpc.addService(
      {
        ...StreamsService,
        read: { ...StreamsService.read, responseSerialize: asTheyAre, responseDeserialize: asTheyAre },
      },
      {
        read: (call: Parameters<typeof read>[1]) => void read(this, call),
        batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(this, call),
        append: (...call: Tail<typeof classicAppend>) => classicAppend(this, ...call),
        delete: (...call: Tail<typeof deleteStream>) => deleteStream(this, ...call),
        tombstone: (...call: Tail<typeof tombstoneStream>) => tombstoneStream(this, ...call),
      },
    );
    grpc.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: (_call, callback) => callback(null, supportedMethods()),
    } satisfies featuresService.IServerFeaturesServer);
    grpc.addService(gossipService.GossipService, {
      read: (_call, callback) => callback(null, clusterOf(host, this.port)),
    } satisfies gossipService.IGossipServer);
    return grpc;
  }
}

type Tail<F> = F extends (first: never, ...rest: infer Rest) => void ? Rest : never;
