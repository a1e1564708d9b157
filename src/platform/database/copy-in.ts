import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Loads chunks of COPY text, whole lines, into a table.
 * @param into the table, with its columns in brackets where the text has not all of them in their order
 */
export async function copyIn(client: pg.ClientBase, into: string, chunks: Iterable<Buffer>): Promise<void> {
  const copy = client.query(copyFrom(`copy ${into} from stdin`));
  const finished = once(copy, 'finish');
  for (const chunk of chunks) {
    if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), finished]);
  }
  copy.end();
  await finished;
}
