/** What rows about one edge between two schools add to what is held of it. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData } from '../../../events/catalogue.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { ofType, standingFacts, type FactOf } from '../../../projections/standing-facts.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import { edgeKey, type LinkReport } from './link-row.js';

/** A row about an edge, and where it stands. */
export interface LinkRow {
  readonly report: LinkReport;
  readonly line: number;
}

export interface EdgeEntry {
  /** Absent for the correction that rows make which mirror the edge. */
  readonly fact: FactToRecord;
  readonly line: number;
}

export interface EdgeDecision {
  readonly entries: readonly EdgeEntry[];
  /** Whether the first row names the edge for the first time; all others mirror it. */
  readonly isNew: boolean;
}

/**
 * The edge as its first row names it, and a correction where the others add a date or a detail. The edge's day is the
 * predecessor row's, else the successor row's plus a day, whichever came first.
 *
 * @param history of the stream that the edge stands in
 * @param rows all rows of the file about this edge, in their order
 */
export function edgeToRecord(
  history: readonly HistoryEvent[],
  rows: readonly LinkRow[],
  publishedOn: PlainDate,
): EdgeDecision {
  const [first] = rows;
  if (!first) return { entries: [], isNew: false };
  const held = ofType(standingFacts(history).facts, 'SchoolSucceeded').find(
    ({ data: { other, kind } }) =>
      edgeKey({ school: first.report.school, other, kind }) === edgeKey(first.report),
  );
  if (held) return { entries: correction(held, held.data, rows, publishedOn), isNew: false };
  const named = dataOf(first.report, publishedOn);
  const fact: FactToRecord = { type: 'SchoolSucceeded', data: named };
  return { entries: [{ fact, line: first.line }], isNew: true };
}

function correction(
  { entry }: FactOf<'SchoolSucceeded'>,
  held: EventData<'SchoolSucceeded'>,
  rows: readonly LinkRow[],
  publishedOn: PlainDate,
): EdgeEntry[] {
  const byPredecessor = rows.findLast(({ report }) => report.datedByPredecessorRow);
  const dated =
    byPredecessor ??
    (held.from === undefined ? rows.find(({ report }) => report.from !== undefined) : undefined);
  const from = dated?.report.from ?? held.from;
  const details = new Set(held.detail === undefined ? [] : held.detail.split(', '));
  const detailing = rows.filter(({ report }) => report.detail !== undefined && !details.has(report.detail));
  for (const { report } of detailing) if (report.detail !== undefined) details.add(report.detail);
  if (from === held.from && detailing.length === 0) return [];
  const detail = [...details].join(', ').slice(0, 100);
  const { other, kind } = held;
  const data: EventData<'SchoolSucceeded'> = {
    effectiveOn: from ?? publishedOn,
    other,
    kind,
    ...(detail !== '' && { detail }),
    ...(from && { from }),
  };
  const line = (dated ?? detailing[0])?.line ?? 0;
  return [{ fact: { type: 'EntryCorrected', data: { effectiveOn: data.effectiveOn, entry, data } }, line }];
}

function dataOf(
  { other, kind, detail, from }: LinkReport,
  publishedOn: PlainDate,
): EventData<'SchoolSucceeded'> {
  return {
    effectiveOn: from ?? publishedOn,
    other,
    kind,
    ...(detail !== undefined && { detail }),
    ...(from && { from }),
  };
}
