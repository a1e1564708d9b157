/** How a process's sequencer stands: for people, health and metrics. */

export type Activity =
  /** This process sequences. */
  | 'acting'
  /** Another process holds the lease, or this one has not taken it yet. */
  | 'standing-by'
  /** EventStoreDB cannot be reached; it is tried again. */
  | 'store-away'
  /** PostgreSQL cannot be reached, or something unforeseen happened; it is tried again. */
  | 'failing'
  /** The server does not hold what was sequenced from it: `ledger sequence --accept-restore` alone goes on. */
  | 'stopped-by-restore';

export interface SequencerState {
  readonly activity: Activity;
  /** Events that have arrived here and are not laid down yet. */
  readonly waitingEvents: number;
  /** How old the oldest of those is, in seconds; 0 where none waits. */
  readonly waitingSeconds: number;
  /** Laid down by this process since it started. */
  readonly sequencedEvents: number;
  /** Quarantined by this process since it started. */
  readonly quarantinedEvents: number;
  /** The first marked position at which the copy is not what was once sequenced; undefined where none is known. */
  readonly differsFromMark: number | undefined;
}
