/** Whether, and by whom, a pupil was named as a young carer. */
import { codeList, type CodeList } from './code-list.js';

export const youngCarer: CodeList = codeList({
  name: 'young-carer',
  source: 'DfE common basic data set (CBDS), CS118 young carer indicator',
  shape: /^[A-Z]$/,
  codes: [
    { code: 'P', label: 'Identified by parent or guardian' },
    { code: 'S', label: 'Identified by school' },
    { code: 'N', label: 'Not declared' },
  ],
});
