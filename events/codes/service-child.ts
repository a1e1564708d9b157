/** Whether a parent serves in the armed forces. */
import { codeList, type CodeList } from './code-list.js';

export const serviceChild: CodeList = codeList({
  name: 'service-child',
  source: 'DfE common basic data set (CBDS), CS006 service child indicator',
  shape: /^[A-Z]$/,
  codes: [
    { code: 'Y', label: 'Yes' },
    { code: 'N', label: 'No' },
    { code: 'U', label: 'Unknown' },
    { code: 'R', label: 'Refused' },
  ],
});
