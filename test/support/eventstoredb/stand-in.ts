import { parseArgs } from 'node:util';
import { ProtocolServer } from './protocol-server.js';

/** The protocol server as a process of its own: `--port`, `--data <folder>`, `--not-ready-for <milliseconds>`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2113' },
    data: { type: 'string' },
    'not-ready-for': { type: 'string', default: '0' },
  },
});
const server = await ProtocolServer.start({
  port: Number(values.port),
  notReadyFor: Number(values['not-ready-for']),
  ...(values.data === undefined ? {} : { folder: values.data }),
});
console.log(`listening at ${server.url}, log ends at ${server.position}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}
