/**
 * The program of a worker thread. It is sent a task, then the task's ranges, each when the one before is answered,
 * then that there are no more; then perhaps another task.
 */
import { parentPort } from 'node:worker_threads';
import type { PupilRange } from './pupil-ranges.js';
import { RangeWorker, type Counted, type RangeTask } from './range-worker.js';

export type Assignment =
  { readonly task: RangeTask } | { readonly range: PupilRange } | { readonly end: true };
export type Answer = { readonly counted: Counted } | { readonly finished: true };

const port = parentPort;
if (port === null) throw new Error('this program runs as a worker thread');
const answer = (content: Answer): void => port.postMessage(content);

let opening: Promise<RangeWorker> | undefined;
// What fails here ends the thread, which tells whoever waits for its answer.
port.on('message', (assignment: Assignment) => void follow(assignment));

async function follow(assignment: Assignment): Promise<void> {
  if ('task' in assignment) {
    opening = RangeWorker.open(assignment.task);
    return;
  }
  const worker = await opening;
  if (worker === undefined) throw new Error('a range came before its task');
  if ('range' in assignment) answer({ counted: await worker.build(assignment.range) });
  else {
    await worker.finish();
    // An idle thread keeps nothing of its last task.
    opening = undefined;
    answer({ finished: true });
  }
}
