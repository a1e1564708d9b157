/**
 * Attendance codes, one a session, and what each says of the pupil: SI 2024/208 reg 10 from 19 August 2024, SI 2006/1751
 * reg 6 and DfE's guidance before. [check] The older list is from memory.
 */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type Code, type CodeList } from './code-list.js';

/**
 * How a session counts: attended at school, or elsewhere with the school's approval; absent, with leave or without; not
 * a possible session, since the pupil was not due or could not attend.
 */
export type SessionClass =
  'present' | 'approved-activity' | 'authorised-absence' | 'unauthorised-absence' | 'not-possible';

const newFrom = asPlainDate('2024-08-19');
const oldTo = asPlainDate('2024-08-18');

const present: readonly Code[] = [
  { code: '/', label: 'Present, morning' },
  { code: '\\', label: 'Present, afternoon' },
  { code: 'L', label: 'Late, before the register closed' },
];
const approvedActivity: readonly Code[] = [
  { code: 'B', label: 'Educated off-site' },
  { code: 'J', label: 'At an interview', to: oldTo },
  { code: 'K', label: 'Provision arranged by the local authority', from: newFrom },
  { code: 'P', label: 'Sporting activity' },
  { code: 'V', label: 'Educational visit' },
  { code: 'W', label: 'Work experience' },
];
const authorised: readonly Code[] = [
  { code: 'C', label: 'Leave in exceptional circumstances' },
  { code: 'C1', label: 'Leave for a regulated performance or employment', from: newFrom },
  { code: 'C2', label: 'Leave for a part-time timetable', from: newFrom },
  { code: 'E', label: 'Suspended or permanently excluded, with no other provision made' },
  { code: 'H', label: 'Agreed family holiday', to: oldTo },
  { code: 'I', label: 'Ill' },
  { code: 'J1', label: 'Leave for an interview', from: newFrom },
  { code: 'M', label: 'Medical or dental appointment' },
  { code: 'R', label: 'Religious observance' },
  { code: 'S', label: 'Study leave' },
  { code: 'T', label: 'Traveller absence' },
];
const unauthorised: readonly Code[] = [
  { code: 'G', label: 'Holiday not agreed' },
  { code: 'N', label: 'Reason not yet known' },
  { code: 'O', label: 'Absent without leave' },
  { code: 'U', label: 'Late, after the register closed' },
];
const notPossible: readonly Code[] = [
  { code: 'D', label: 'Dual registered, at the other school' },
  { code: 'Q', label: 'Lack of access arrangements', from: newFrom },
  { code: 'X', label: 'Not of compulsory school age and not due' },
  { code: 'Y', label: 'Unable to attend', to: oldTo },
  { code: 'Y1', label: 'Transport not available', from: newFrom },
  { code: 'Y2', label: 'Travel disrupted widely', from: newFrom },
  { code: 'Y3', label: 'Part of the premises closed', from: newFrom },
  { code: 'Y4', label: 'Site closed without notice', from: newFrom },
  { code: 'Y5', label: 'In criminal justice detention', from: newFrom },
  { code: 'Y6', label: 'Public health guidance or law', from: newFrom },
  { code: 'Y7', label: 'Any other unavoidable cause', from: newFrom },
  { code: 'Z', label: 'Prospective pupil, not on roll' },
  { code: '#', label: 'School closed to all pupils' },
];

const lists: readonly (readonly [SessionClass, readonly Code[]])[] = [
  ['present', present],
  ['approved-activity', approvedActivity],
  ['authorised-absence', authorised],
  ['unauthorised-absence', unauthorised],
  ['not-possible', notPossible],
];

export const attendanceCode: CodeList = codeList({
  name: 'attendance-code',
  source: 'SI 2024/208 reg 10; SI 2006/1751 reg 6; DfE, Working together to improve school attendance',
  shape: /^([A-Z][0-9]?|[/\\#])$/,
  codes: lists.flatMap(([, codes]) => codes),
});

const classes: ReadonlyMap<string, SessionClass> = new Map(
  lists.flatMap(([name, codes]) => codes.map(({ code }): [string, SessionClass] => [code, name])),
);

/** Undefined for a code that the list does not hold. */
export const sessionClassOf = (code: string): SessionClass | undefined => classes.get(code);
