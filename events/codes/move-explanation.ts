/** How an officer explains a move that no report does. It counts in the authority's own profile only. */
import { codeList, type CodeList } from './code-list.js';

export const moveExplanation: CodeList = codeList({
  name: 'move-explanation',
  source: 'this ledger, after the reasons of EPI’s 2019 and 2024 studies of unexplained moves',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'home-moved', label: 'The family moved home' },
    { code: 'parental-choice', label: 'The family chose another school, without pressure' },
    { code: 'managed-move', label: 'A managed move that was not reported as one' },
    { code: 'special-school', label: 'A place at a special school' },
    { code: 'care-placement', label: 'A placement in care changed' },
    { code: 'service-posting', label: 'A posting in the forces' },
    { code: 'traveller-family', label: 'A Gypsy, Roma or Traveller family moved' },
    { code: 'emigrated', label: 'The family left England' },
    { code: 'independent-school', label: 'A place at an independent school' },
    { code: 'home-education', label: 'Home education, without pressure' },
    { code: 'custody', label: 'Detained' },
    { code: 'register-error', label: 'An error in a register or an identity: nobody moved' },
    { code: 'other', label: 'Other' },
  ],
});
