/**
 * Worker threads. A new one reads its first hundred thousand events at a third of the speed that it comes to (the
 * compiler has to see the code at work), so a thread stays for a while after its work: a process that replays for one
 * report after another, or verifies after a rebuild, is as fast as one that reads a long log.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { checkoutFolder } from '../../platform/checkout.js';
import type { PupilRange } from './pupil-ranges.js';
import type { Counted, RangeTask } from './range-worker.js';
import type { Answer, Assignment } from './worker-thread.js';

const program = join(checkoutFolder, 'dist', 'src', 'projecting', 'rebuild', 'worker-thread.js');
/**
 * Nearly all that is made of an event is garbage at once. All threads share what there is, however many cores they run on;
 * of 318 thousand events of the demonstration on two cores a rebuild took 4.3 seconds and 0.67 GB with a nursery of 128 MB
 * for each thread, as long with 256 and a quarter of a gigabyte more, and 5.1 with 64 (before the flag below). With less than
 * 32 MB they would do little else than look through it.
 */
const nurseries = { sharedMb: 256, leastMb: 32 };
const resourceLimits = {
  maxYoungGenerationSizeMb: Math.max(
    nurseries.leastMb,
    Math.floor(nurseries.sharedMb / availableParallelism()),
  ),
};
/** An idle thread holds some sixty megabytes. */
const keptForMs = 30_000;
/**
 * One that built more than this is let go at once: of a log so long it holds several hundred megabytes that nobody needs
 * while the indexes are made, and a new one comes to speed in a second.
 */
const mostEventsOfKept = 1_000_000;

/**
 * V8 makes objects among what is old once most of their like have outlived a few collections of garbage, as they do while
 * a thread's nursery is still small. Of a pupil's lists that kept everything in them until the next full collection: one
 * thread in six took half as long again, for as long as it lived. The flag holds for the whole process. (Clifford, Payer,
 * Stanton and Titzer: Memento Mori, ISMM 2015.)
 */
setFlagsFromString('--no-allocation-site-pretenuring');

const idle = new Map<Worker, NodeJS.Timeout>();

/**
 * Has a thread build ranges, one after another, until none is left.
 * @param next the next range; undefined: there are no more
 * @throws what failed in the thread, or the signal's reason when aborted
 */
export async function buildInThread(
  task: RangeTask,
  next: () => PupilRange | undefined,
  tell: (counted: Counted) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const thread = takeThread();
  const send = (assignment: Assignment): void => thread.postMessage(assignment);
  const sendNext = (): void => {
    const range = next();
    send(range === undefined ? { end: true } : { range });
  };
  const listening = new AbortController();
  let events = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const on = <T>(event: string, listener: (value: T) => void): void => {
        thread.on(event, listener);
        listening.signal.addEventListener('abort', () => thread.off(event, listener));
      };
      on('error', reject);
      on('exit', () => reject(new Error('a worker thread ended before its work')));
      on('message', (answer: Answer) => {
        if ('finished' in answer) {
          resolve();
          return;
        }
        events += answer.counted.events;
        tell(answer.counted);
        sendNext();
      });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: listening.signal });
      send({ task });
      sendNext();
    });
    listening.abort();
    if (events > mostEventsOfKept) await thread.terminate();
    else keep(thread);
  } catch (error) {
    listening.abort();
    await thread.terminate();
    throw error;
  }
}

function takeThread(): Worker {
  const [kept] = idle;
  if (kept === undefined) return new Worker(program, { resourceLimits });
  const [thread, timer] = kept;
  clearTimeout(timer);
  idle.delete(thread);
  thread.ref();
  return thread;
}

/** An idle thread does not keep the process from ending. */
function keep(thread: Worker): void {
  const dismiss = (): void => {
    idle.delete(thread);
    void thread.terminate();
  };
  thread.unref();
  idle.set(thread, setTimeout(dismiss, keptForMs).unref());
}
