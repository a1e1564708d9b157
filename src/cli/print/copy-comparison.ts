import type { CopyComparison, CopyDifference } from '../../ledger/eventstoredb/sequencer/compare.js';

/** The part of `ledger verify` that holds the sequenced copy against EventStoreDB, as JSON; null on PostgreSQL's log. */
export const documentOfComparison = (comparison: CopyComparison | null) =>
  comparison && {
    position: String(comparison.position),
    events: comparison.events,
    streams: comparison.streams,
    differences: comparison.differences,
    named: comparison.named.map(({ stream, revision, kind }) => ({
      stream,
      revision: String(revision),
      kind,
    })),
    quarantinedEvents: comparison.quarantined,
  };

/** The same in lines; none on PostgreSQL's log. */
export function comparisonInWords(comparison: CopyComparison | null): string[] {
  if (comparison === null) return [];
  const { position, events, streams, differences, named, quarantined } = comparison;
  const compared = `${events} events of ${streams} streams at position ${position}`;
  return [
    differences === 0
      ? `EventStoreDB and the sequenced copy agree: compared ${compared}.`
      : `EventStoreDB and the sequenced copy differ in ${differences} places: compared ${compared}.`,
    ...named.map(differenceInWords),
    ...(quarantined > 0
      ? [`${quarantined} events in EventStoreDB are quarantined: they have no position.`]
      : []),
  ];
}

const kinds: Readonly<Record<CopyDifference['kind'], string>> = {
  missing: 'is not in the copy',
  surplus: 'is not in EventStoreDB',
  differs: 'is another in EventStoreDB',
  deleted: 'and what lies before it was deleted in EventStoreDB',
};

const differenceInWords = ({ stream, revision, kind }: CopyDifference): string =>
  `  ${stream}, revision ${revision}, ${kinds[kind]}`;
