import type { Store } from './store.js';
import { jsonContent } from './stored-event.js';
import { systemProposal } from './store.js';

/** What a server writes into an empty log before anybody else. */
export async function greet(store: Store): Promise<void> {
  if (store.log.length > 0) return;
  const access = { $r: '$ops', $w: [], $d: [], $mr: [], $mw: [] };
  const content = JSON.stringify({ $maxAge: 2_592_000, $acl: access });
  await store.write('$$$scavenges', [systemProposal('$metadata', jsonContent, content)]);
}

/** Writes the server's statistics, as often as told, until the returned function is called. */
export function keepStatistics(store: Store, port: number, every: number): () => void {
  const timer = setInterval(() => {
    const { rss } = process.memoryUsage();
    const content = JSON.stringify({ 'proc-mem': rss, 'es-writer-checkpoint': store.log.end });
    void store.write(`$stats-127.0.0.1:${port}`, [systemProposal('$statsCollected', jsonContent, content)]);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
