import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something that happens outside this process, looking every 20 ms. @throws Error after 20 seconds. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await pause(20);
  }
}
