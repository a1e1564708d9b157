/** On what ground an entry is challenged. The ledger's own list, after peer challenge as authorities practise it. */
import { codeList, type CodeList } from './code-list.js';

export const challengeGround: CodeList = codeList({
  name: 'challenge-ground',
  source:
    'this ledger, after peer-to-peer challenge in authorities and the Timpson Review, recommendations 17 and 19',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'alternatives-not-tried', label: 'Other ways were not tried, such as a managed move or support' },
    { code: 'needs-not-met', label: 'Special educational needs were not assessed or not met' },
    { code: 'equality', label: 'Equality Act 2010: adjustments, or a protected characteristic' },
    { code: 'not-by-the-rules', label: 'Law, guidance or protocol was not followed' },
    { code: 'not-proportionate', label: 'Out of proportion to what happened' },
    { code: 'off-rolling', label: 'A name left the roll in the school’s interest more than the child’s' },
    { code: 'safeguarding', label: 'A risk to the child was not considered' },
    { code: 'pattern', label: 'One of a pattern at the school' },
    { code: 'wrong-record', label: 'The entry does not tell what happened' },
    { code: 'other', label: 'Other' },
  ],
});
