/**
 * A row of Get Information About Schools' links: `URN, LinkURN, LinkName, LinkType, LinkEstablishedDate`. Most links are
 * published twice, once from either end.
 */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData } from '../../../events/catalogue.js';
import { asUrn, urnShape, type Urn } from '../../../events/identifiers.js';
import type { CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';
import { impossibleDate } from './authority-row.js';

export const linkColumns = ['URN', 'LinkURN', 'LinkType'] as const;

export interface LinkReport {
  /** Where the edge starts: the predecessor, or for other kinds the school that the row is about. */
  readonly school: Urn;
  readonly other: Urn;
  readonly kind: EventData<'SchoolSucceeded'>['kind'];
  readonly detail: string | undefined;
  /** From when the other school takes the place. */
  readonly from: PlainDate | undefined;
  /** Whether the day is the one that the successor's row gives for its predecessor: that one stands. */
  readonly datedByPredecessorRow: boolean;
}

export function readLink(row: CsvRow): LinkReport | RowProblem {
  const [urn = '', linked = '', type = '', date = ''] = [
    'urn',
    'linkurn',
    'linktype',
    'linkestablisheddate',
  ].map((column) => row.value(column));
  for (const [field, value] of [
    ['URN', urn],
    ['LinkURN', linked],
  ] as const) {
    if (!urnShape.test(value)) return { field, problem: 'is not a URN of six digits', code: 'urn' };
  }
  if (urn === linked) return { field: 'LinkURN', problem: 'links the school with itself', code: 'self-link' };
  if (type === '') return { field: 'LinkType', problem: 'is missing', code: 'missing' };
  const day = reportedDate(date);
  if (date !== '' && !day) return impossibleDate('LinkEstablishedDate');

  const { kind, detail, isPredecessorRow, isSuccessorRow } = meaningOf(type);
  const [school, other] = isPredecessorRow ? [linked, urn] : [urn, linked];
  return {
    school: asUrn(school),
    other: asUrn(other),
    kind,
    detail,
    // A successor's row gives the predecessor's last day, a predecessor's row the successor's first (they lie a day
    // apart on 9,180 of the 12,400 links of 22 April 2025 that are dated on both sides).
    from: day && isSuccessorRow ? addDays(day, 1) : day,
    datedByPredecessorRow: isPredecessorRow && day !== undefined,
  };
}

export const edgeKey = ({
  school,
  other,
  kind,
}: {
  school: Urn;
  other: Urn;
  kind: LinkReport['kind'];
}): string => `${school} ${other} ${kind}`;

function meaningOf(type: string) {
  const [, direction = '', rest = ''] = /^(Successor|Predecessor)?(?: - )?(.*)$/.exec(type) ?? [];
  const isTie = type === 'Result of Amalgamation' || type.startsWith('Merged');
  return {
    kind: direction !== '' ? ('succeeded' as const) : isTie ? ('tied' as const) : ('other' as const),
    detail: rest === '' ? undefined : rest.slice(0, 100),
    isPredecessorRow: direction === 'Predecessor',
    isSuccessorRow: direction === 'Successor',
  };
}
