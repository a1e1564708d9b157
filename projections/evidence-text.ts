import type { EventId } from '../events/identifiers.js';

/** Entries as rows hold them, as JSON: identifiers hold nothing to escape, and to ask that of each took six times as long. */
export const evidenceText = (evidence: readonly EventId[]): string =>
  evidence.length === 0 ? '[]' : `["${evidence.join('","')}"]`;
