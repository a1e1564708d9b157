import { setTimeout as pause } from 'node:timers/promises';

/** How long a test waits for what has to come: a bound that a fault meets, and not a busy machine. */
export const longEnoughMs = 60_000;

/** Waits for something that happens outside this process, looking every 20 ms. @throws Error when it does not come */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + longEnoughMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await pause(20);
  }
}
