/** Who a census row is about: all of it is personal data, and goes sealed into the event. */
import { whyNotUpn, type UpnFault } from '../../../events/upn.js';
import type { IdentifierKind } from '../../identity/pupil-index.js';
import type { Person } from '../../identity/sealing.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';
import type { RowReader } from './row-reader.js';

const upnFaults: Readonly<Record<UpnFault, string>> = {
  length: 'is not thirteen characters long',
  characters: 'has characters that a UPN cannot have in that place',
  'check-letter': 'has a check letter that does not fit its digits',
};

/** Identifiers that are no UPNs are taken as they are, within reason. */
const longestIdentifier = 64;

export function identifierProblem(kind: IdentifierKind, identifier: string): RowProblem | undefined {
  const problem = (words: string, code: string): RowProblem => ({ field: 'upn', problem: words, code });
  if (identifier === '') return problem('is missing', 'identifier-missing');
  if (kind === 'upn') {
    const fault = whyNotUpn(identifier);
    return fault && problem(upnFaults[fault], `upn-${fault}`);
  }
  const isFit = identifier.length <= longestIdentifier && /^[\x21-\x7e\u00a1-\uffff]+$/.test(identifier);
  return isFit
    ? undefined
    : problem('is no identifier of at most 64 characters without spaces', 'identifier-malformed');
}

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
