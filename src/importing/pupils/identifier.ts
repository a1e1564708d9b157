/** What can be wrong with the identifier that a row names its pupil by. Never in the words: the identifier itself. */
import { whyNotUpn, type UpnFault } from '../../../events/upn.js';
import type { IdentifierKind } from '../../identity/pupil-index.js';
import type { RowProblem } from '../refusal-file.js';

const upnFaults: Readonly<Record<UpnFault, string>> = {
  length: 'is not thirteen characters long',
  characters: 'has characters that a UPN cannot have in that place',
  'check-letter': 'has a check letter that does not fit its digits',
};

/** Identifiers that are no UPNs are taken as they are, within reason. */
const longestIdentifier = 64;

/** @param field where the file has it */
export function identifierProblem(
  field: string,
  kind: IdentifierKind,
  identifier: string,
): RowProblem | undefined {
  const problem = (words: string, code: string): RowProblem => ({ field, problem: words, code });
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

export const erasedPupil = (field: string): RowProblem => ({
  field,
  problem: 'belonged to a pupil whose personal data was erased',
  code: 'erased',
});
