/** The route by which a child left care. */
import { codeList, type CodeList } from './code-list.js';

// [check] Labels read in a transcription of CBDS (May 2026), not in DfE's own sheet.
export const postLookedAfter: CodeList = codeList({
  name: 'post-looked-after',
  source: 'DfE common basic data set (CBDS), CS087 post looked after arrangements',
  shape: /^[A-Z]$/,
  codes: [
    { code: 'N', label: 'Not declared' },
    { code: 'A', label: 'Adoption, from care in England and Wales' },
    { code: 'G', label: 'Special guardianship order' },
    { code: 'R', label: 'Residence order' },
    { code: 'C', label: 'Child arrangements order' },
    { code: 'O', label: 'Adoption from state care outside England and Wales' },
  ],
});
