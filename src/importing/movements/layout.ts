/**
 * The layout of a movements file, made from the classes by which the same reports are read over REST: which events a
 * row may tell, in whose history they stand, and the columns of each.
 */
import { catalogue, type Family } from '../../../events/catalogue.js';
import { EntryWithdrawn } from '../../../events/correction.js';
import type { DataClass } from '../../../events/validation/metadata.js';
import { Documents, PersonReport, TermDatesReport, UpnReport } from '../../recording/reports/bodies.js';
import { registerFacts, type RegisterFactType } from '../../recording/reports/register-facts.js';
import { bodyOf, reportedFacts, type ReportedType } from '../../recording/reports/reported-facts.js';
import { cellsOf, type Column, type FieldCells } from './cells.js';

export type MovementType = ReportedType | RegisterFactType | 'UpnChanged' | 'EntryWithdrawn' | 'TermDatesSet';

export interface MovementEvent {
  readonly type: MovementType;
  readonly summary: string;
  /** What the subject of its row is. */
  readonly of: 'pupil' | 'school' | 'authority';
  readonly fields: readonly FieldCells[];
  /** Of its row: those of every row, and those of its fields. */
  readonly columnNames: ReadonlySet<string>;
}

/** The papers behind a row, as beside every report over REST. */
export const documentCells: readonly FieldCells[] = cellsOf(Documents);
export const documentColumns: readonly Column[] = documentCells.flatMap(({ columns }) => columns);

/** The columns of every row. The others are fields of events. */
export const rowColumns: readonly string[] = [
  'event',
  'subject',
  'corrects',
  ...documentColumns.map(({ name }) => name),
];

/** @param withoutField one that the subject of the row says already */
function event(
  type: MovementType,
  of: MovementEvent['of'],
  summary: string,
  dataClass: DataClass,
  withoutField?: string,
): MovementEvent {
  const fields = cellsOf(dataClass).filter(({ name }) => name !== withoutField);
  const names = fields.flatMap(({ columns }) => columns.map(({ name }) => name));
  return { type, of, summary, fields, columnNames: new Set([...rowColumns, ...names]) };
}

/** In the order of families. */
export const movementEvents: readonly MovementEvent[] = inOrderOfFamilies([
  ...reportedFacts.map(({ type, summary }) => event(type, 'pupil', summary, bodyOf(type))),
  ...registerFacts.map(({ type, of, summary }) => event(type, of, summary, catalogue[type].dataClass)),
  event('PupilIdentified', 'pupil', 'Who the pupil is', PersonReport, 'upn'),
  event('UpnChanged', 'pupil', 'The pupil has another UPN', UpnReport),
  event('EntryWithdrawn', 'pupil', 'An entry that should not have been made is taken back', EntryWithdrawn),
  event(
    'TermDatesSet',
    'authority',
    'The terms of a school year, of the authority’s schools or of one of them',
    TermDatesReport,
  ),
]);

const byType: ReadonlyMap<string, MovementEvent> = new Map(movementEvents.map((each) => [each.type, each]));

export const movementEvent = (type: string): MovementEvent | undefined => byType.get(type);

/** The families that a file may hold events of. */
export const movementFamilies: readonly Family[] = [
  ...new Set(movementEvents.map(({ type }) => catalogue[type].family)),
];

export const eventsOf = (family: Family): MovementEvent[] =>
  movementEvents.filter(({ type }) => catalogue[type].family === family);

/** The name of a family's template, as the command line takes it. */
export const templateName = (family: Family): string => family.replaceAll(' ', '-');

export const columnsOf = ({ fields }: MovementEvent): readonly Column[] =>
  fields.flatMap(({ columns }) => columns);

/** The header of a file of these events. */
export const headerOf = (events: readonly MovementEvent[]): string[] => [
  ...new Set([...rowColumns, ...events.flatMap(({ columnNames }) => [...columnNames])]),
];

/** Column names as readers look them up, letter case aside. */
export const knownColumns: ReadonlyMap<string, string> = new Map(
  headerOf(movementEvents).map((name) => [name.toLowerCase(), name]),
);

function inOrderOfFamilies(events: readonly MovementEvent[]): MovementEvent[] {
  const families = [...new Set(Object.values(catalogue).map(({ family }) => family))];
  return families.flatMap((family) => events.filter(({ type }) => catalogue[type].family === family));
}
