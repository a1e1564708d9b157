import type { Replaying } from '../querying/queries.js';
import type { Output, Progress } from './output.js';

/** A state of long ago is made again, which the terminal shows. */
export async function showingReplay<T>(
  output: Output,
  signal: AbortSignal,
  work: (replaying: Replaying) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  try {
    return await work({
      signal,
      onProgress: ({ events, total }) =>
        (bar ??= output.progress('Making that state again, events', total)).set(events),
    });
  } finally {
    bar?.end();
  }
}
