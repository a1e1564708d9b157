/** Who a census row is about: all of it is personal data, and goes sealed into the event. */
import type { IdentifierKind } from '../../identity/pupil-index.js';
import type { Person } from '../../identity/sealing.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';
import type { RowReader } from './row-reader.js';

/** The longest name that an event's sealed box takes beside the others. */
const longestText = 300;

/** @returns a problem where a text is longer than any name */
export function personIn(reader: RowReader, kind: IdentifierKind, identifier: string): Person | RowProblem {
  const columns = {
    formerUpn: 'formerupn',
    uniqueLearnerNumber: 'uniquelearnernumber',
    surname: 'surname',
    forenames: 'forename',
    middleNames: 'middlenames',
    preferredSurname: 'preferredsurname',
    formerSurname: 'formersurname',
  } as const;
  const person: { -readonly [field in keyof Person]: Person[field] } =
    kind === 'upn' ? { upn: identifier } : { identifier };
  for (const [field, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
    const text = reader.text(column);
    if (text.length > longestText)
      return { field: column, problem: `is longer than ${longestText} characters`, code: 'text-too-long' };
    if (text !== '') person[field] = text;
  }
  const born = reportedDate(reader.text('dob'));
  if (born) person.dateOfBirth = born;
  return person;
}
