/** A row of a movements file as a report, read by the same classes as one that comes over REST. */
import {
  asPupilId,
  asUrn,
  authorityCodeShape,
  urnShape,
  uuidShape,
  type PupilId,
  type Upn,
  type Urn,
} from '../../../events/identifiers.js';
import type { DocumentReference } from '../../../events/envelope.js';
import { EntryWithdrawn } from '../../../events/correction.js';
import { asUpn } from '../../../events/upn.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import { TermDatesReport, UpnReport } from '../../recording/reports/bodies.js';
import {
  readBody,
  readRegisterFact,
  readReport,
  splitDocuments,
  type PlainReport,
} from '../../recording/reports/read-report.js';
import { registerFacts, type RegisterFactType } from '../../recording/reports/register-facts.js';
import type { CsvRow } from '../csv/read-rows.js';
import { identifierProblem } from '../pupils/identifier.js';
import { readReference, type EntryReference } from './entry-reference.js';
import {
  documentCells,
  knownColumns,
  movementEvent,
  type MovementEvent,
  type MovementType,
} from './layout.js';
import { orRefusal, refused, type Refused } from './refused.js';

/** What one row of a file tells. */
export interface Movement {
  readonly subject: Subject;
  readonly report: MovementReport;
  /** Fields that name another entry, which is looked for when the row is recorded. */
  readonly references: readonly FieldReference[];
  /** The entry that reads so from now on. */
  readonly corrects?: EntryReference;
  /** The papers behind it, where it names any. */
  readonly documents?: readonly DocumentReference[] | undefined;
}

/** Whose history it is. */
export type Subject =
  | { readonly upn: Upn }
  | { readonly pupil: PupilId }
  | { readonly school: Urn }
  /** Nine characters, or the old code of three digits. */
  | { readonly authority: string };

export type MovementReport =
  | PlainReport
  | { readonly type: 'UpnChanged'; readonly plain: UpnReport }
  | { readonly type: 'TermDatesSet'; readonly plain: TermDatesReport }
  | { readonly type: ClearType; readonly fact: FactToRecord };

type ClearType = Exclude<MovementType, PlainReport['type'] | 'UpnChanged' | 'TermDatesSet'>;

export interface FieldReference {
  readonly field: string;
  readonly entry: EntryReference;
}

export function readMovement(row: CsvRow): Movement | Refused {
  const cell = (column: string): string => row.value(column.toLowerCase()) ?? '';
  const event = movementEvent(cell('event'));
  if (!event) return refused('event', 'is not an event that a file can tell', 'event');
  const stray = strayColumn(row, event);
  if (stray !== undefined) return refused(stray, `is not a field of ${event.type}`, 'unknown-field');
  const subject = readSubject(event, cell('subject'));
  if ('refused' in subject) return subject;
  const corrected = readCorrected(event, cell('corrects'));
  if ('refused' in corrected) return corrected;

  const references: FieldReference[] = [];
  const data: Record<string, unknown> = {};
  for (const { name, namesEntry, read } of event.fields) {
    const value = read(cell);
    if (value === undefined) continue;
    data[name] = value;
    if (!namesEntry) continue;
    const entry = readReference(cell(name));
    if (entry === undefined) return unreadReference(name);
    references.push({ field: name, entry });
    data[name] = anyEntry;
  }
  if (event.type === 'PupilIdentified') data['upn'] = cell('subject');
  const read = orRefusal(() => ({ report: reportOf(event.type, data), documents: readDocuments(cell) }));
  return 'refused' in read ? read : { subject, ...read, references, ...corrected };
}

/** @throws Problem 422 as beside a report over REST */
function readDocuments(cell: (column: string) => string): Movement['documents'] {
  const cells = documentCells.map(({ name, read }) => [name, read(cell)] as const);
  return splitDocuments(Object.fromEntries(cells.filter(([, value]) => value !== undefined))).documents;
}

/** Stands for an entry until it is looked for. */
const anyEntry = '00000000-0000-8000-8000-000000000000';

function reportOf(type: MovementType, data: unknown): MovementReport {
  switch (type) {
    case 'UpnChanged':
      return { type, plain: readBody(UpnReport, data) };
    case 'TermDatesSet':
      return { type, plain: readBody(TermDatesReport, data) };
    case 'EntryWithdrawn':
      return { type, fact: { type, data: readBody(EntryWithdrawn, data) } };
    default:
      return isRegisterFact(type) ? { type, fact: readRegisterFact(type, data) } : readReport(type, data);
  }
}

/** A cell that is filled under a column of other events would be lost in silence. */
function strayColumn(row: CsvRow, event: MovementEvent): string | undefined {
  for (const column of row.columns()) {
    const name = knownColumns.get(column);
    if (name !== undefined && !event.columnNames.has(name) && row.value(column) !== '') return name;
  }
  return undefined;
}

function readSubject({ of, type }: MovementEvent, text: string): Subject | Refused {
  switch (of) {
    case 'school':
      return urnShape.test(text)
        ? { school: asUrn(text) }
        : refused('subject', 'is not a URN of six digits', 'urn');
    case 'authority':
      return authorityCodeShape.test(text) || /^\d{3}$/.test(text)
        ? { authority: text }
        : refused('subject', 'is not an authority code of nine characters or three digits', 'authority-code');
    case 'pupil': {
      // Who a pupil is, is told of a UPN.
      if (uuidShape.test(text) && type !== 'PupilIdentified') return { pupil: asPupilId(text) };
      const problem = identifierProblem('subject', 'upn', text);
      return problem ? { refused: problem } : { upn: asUpn(text) };
    }
  }
}

function readCorrected({ type, of }: MovementEvent, text: string): Pick<Movement, 'corrects'> | Refused {
  if (text === '') return {};
  if (of !== 'pupil' || uncorrectable.has(type))
    return refused('corrects', `stands with ${type}, which no file corrects`, 'correctable');
  const corrects = readReference(text);
  return corrects === undefined ? unreadReference('corrects') : { corrects };
}

const unreadReference = (field: string): Refused =>
  refused(field, 'is neither the id of an entry nor an event with its day', 'entry-reference');

/** A change of UPN and a withdrawal stand; who a pupil is may be sealed in a record that was absorbed. */
const uncorrectable: ReadonlySet<MovementType> = new Set(['PupilIdentified', 'UpnChanged', 'EntryWithdrawn']);

const isRegisterFact = (type: MovementType): type is RegisterFactType =>
  registerFacts.some((fact) => fact.type === type);
