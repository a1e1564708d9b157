/** Where a pupil goes after Year 11, as DfE's destination measures group it; codes ours. */
import { codeList, type CodeList } from './code-list.js';

export const postSixteenDestination: CodeList = codeList({
  name: 'post-16-destination',
  source: 'this ledger, after DfE key stage 4 destination measures',
  shape: /^[a-z][a-z0-9-]{1,39}$/,
  codes: [
    { code: 'school-sixth-form', label: 'School sixth form' },
    { code: 'sixth-form-college', label: 'Sixth-form college' },
    { code: 'further-education', label: 'Further education college or other provider' },
    { code: 'specialist', label: 'Specialist post-16 institution or special school' },
    { code: 'apprenticeship', label: 'Apprenticeship' },
    { code: 'training', label: 'Traineeship, supported internship or other training' },
    { code: 'employment', label: 'Employment' },
    { code: 'custody', label: 'Custody' },
    { code: 'not-in-education-employment-or-training', label: 'Not in education, employment or training' },
    { code: 'not-known', label: 'Not known' },
  ],
});
