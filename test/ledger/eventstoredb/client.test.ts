import { credentials } from '@grpc/grpc-js';
import { UnavailableError, type EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { borrowClient } from '../../../src/ledger/eventstoredb/client.js';

/** What the client does beside a call that failed, while it finds out that no node answers; protected there. */
async function reconnect(this: EventStoreDBClient): Promise<void> {
  const failed = new StreamsClient('127.0.0.1:1', credentials.createInsecure());
  const connecting = this.getChannel();
  const reconnecting = this.handleError(failed, new UnavailableError());
  await expect(connecting).rejects.toThrow('Failed to discover');
  await reconnecting;
  failed.close();
}

test('a cluster of which no node answers twice running leaves no rejection that ends the process', async () => {
  const borrowed = borrowClient(
    'esdb+discover://127.0.0.1:1?tls=false&maxDiscoverAttempts=1&discoveryInterval=1',
  );
  await expect(reconnect.call(borrowed.client)).resolves.toBeUndefined();
  await borrowed.giveBack();
});
