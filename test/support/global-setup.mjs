import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);

/** One database server for the whole run, shared with other runs of the same checkout. */
export default async function setUp() {
  const { startTestServer } = await import('./test-server.ts');
  await startTestServer();
}
