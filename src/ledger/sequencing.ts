/**
 * When appended events get their places in the whole log: at once where PostgreSQL takes them in, a moment later where
 * EventStoreDB does. Who reads the log as a whole and must not miss what was said before asks here first.
 */
import type { Position } from '../../events/identifiers.js';

/** Where Nest finds it: `@Inject(SEQUENCING) private readonly sequencing: Sequencing`. */
export const SEQUENCING = Symbol('SEQUENCING');

export interface Sequencing {
  /**
   * Whether appends that are sent together get their places in the order in which they were sent. Where not, whoever
   * cares for the order sends one after the other's answer.
   */
  readonly keepsOrder: boolean;

  /**
   * Resolves once everything that was appended before the call, by whomever, stands in the sequenced log.
   *
   * @returns the newest position then
   * @throws {LogUnavailable} the log cannot be reached, so nobody knows what was appended
   * @throws the signal's reason when aborted
   */
  everythingSoFar(signal: AbortSignal): Promise<Position>;
}

/** Of a log whose events are placed as they are appended. */
export function placedAtOnce(log: { head(): Promise<{ readonly position: Position }> }): Sequencing {
  return { keepsOrder: true, everythingSoFar: async () => (await log.head()).position };
}
