import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A network between a client and a server that loses connections, or the answer to a commit of PostgreSQL's. */
export interface FaultyNetwork {
  /** The server, by way of this network. */
  readonly connectionString: string;
  /** The next COMMIT reaches the database, its answer does not come back, and nobody gets through from then on. */
  loseNextCommitAnswer(): void;
  mend(): void;
  /** Cuts every connection; new ones are let through. */
  cutConnections(): void;
  close(): Promise<void>;
}

export async function openFaultyNetwork(connectionString: string): Promise<FaultyNetwork> {
  const target = new URL(connectionString);
  const sockets = new Set<Socket>();
  let state: 'sound' | 'losing' | 'cut' = 'sound';

  const cutConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      if (state === 'losing' && bytes.includes('commit\0')) {
        state = 'cut';
        database.pause();
        client.destroy();
        database.end(bytes);
      } else {
        database.write(bytes);
      }
    });
    database.pipe(client);
    // The server is away: so it is for whoever comes by this network.
    database.on('close', () => client.destroy());
    client.on('end', () => database.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(connectionString);
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as AddressInfo).port);

  return {
    connectionString: own.href,
    loseNextCommitAnswer: () => (state = 'losing'),
    mend: () => (state = 'sound'),
    cutConnections,
    async close() {
      cutConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
