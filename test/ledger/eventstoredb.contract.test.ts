import { openEventStoreDbAdapter } from '../support/eventstoredb/adapter.js';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { describeEventLog } from '../support/event-log-contract.js';

/** A real server, if one is named; otherwise the one of the published protocol in test/support/eventstoredb. */
const realServer = process.env['EVENTSTORE_TEST_URL'];

let server: ProtocolServer | undefined;
afterAll(() => server?.stop());

describeEventLog(realServer === undefined ? 'the EventStoreDB protocol' : 'EventStoreDB', async () => {
  if (realServer !== undefined) return openEventStoreDbAdapter(realServer);
  server ??= await ProtocolServer.start();
  return openEventStoreDbAdapter(server.url);
});
