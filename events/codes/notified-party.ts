/** Who is told of a movement. The ledger's own list, of those whom law and guidance name. */
import { codeList, type CodeList } from './code-list.js';

export const notifiedParty: CodeList = codeList({
  name: 'notified-party',
  source:
    'this ledger, after SI 2012/1033 regs 5, 14 and 23 and DfE guidance on exclusion and on virtual school heads',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'parent', label: 'Parent or carer' },
    { code: 'pupil', label: 'The pupil' },
    { code: 'social-worker', label: 'Social worker, at the authority that is responsible for the child' },
    { code: 'virtual-school-head', label: 'Virtual school head of the authority that looks after the child' },
    { code: 'authority', label: 'Local authority of the school' },
    { code: 'home-authority', label: 'Local authority of the child’s home' },
    { code: 'governing-board', label: 'Governing board or management committee' },
    { code: 'trust', label: 'Academy trust' },
    { code: 'home-school', label: 'The school that the pupil leaves or comes from' },
    { code: 'receiving-school', label: 'The school that the pupil goes to' },
    { code: 'provider', label: 'Provider of alternative provision' },
    { code: 'panel', label: 'Fair access or managed move panel' },
    { code: 'police', label: 'Police' },
    { code: 'health', label: 'Health service' },
  ],
});
